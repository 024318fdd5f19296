"""Why a translation looks wrong: one short English sentence each, "" where it does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.article import Entity
from reader.translation import numbers

#: Geometric mean of the probabilities of a sentence's pieces below which it is doubted. With the
#: model that ships these are 22 % of ntrex-dev: chrF 40 on average in the worse half of them, 43
#: in the other, 50 in all other sentences.
LOW_SCORE = 0.54

UNTRANSLATED = "The sentence was not translated."
REPEATS = "The translation repeats itself."
LONGER = "The translation is much longer than the Arabic."
SHORTER = "The translation is much shorter than the Arabic."

_WORD = re.compile(r"\w+")
#: A short piece of a word again and again: nananana, 000000.
_STUTTER = re.compile(r"(\w{1,4}?)\1{4,}")


def doubt(arabic: str, english: str, score: float) -> str:
    """The gravest reason to doubt a sentence's English, or "".

    `arabic` is cleaned; `score` is the geometric mean of the pieces' probabilities, 0 to 1.
    """
    if not _WORD.search(arabic):
        return ""
    if not _WORD.search(english):
        return UNTRANSLATED
    if repeats(english) and not repeats(arabic):
        return REPEATS
    if reason := _wrong_length(arabic, english):
        return reason
    if missing := numbers.lost(arabic, english):
        return f"A number is missing in the English: {missing[0]}."
    if score < LOW_SCORE:
        return "The translation model was unsure of this sentence."
    return ""


def lost_names(arabic: str, entities: Sequence[Entity]) -> str:
    """The reason for a sentence whose names did not all come through, or "".

    `entities` are those of the sentence after projection, with spans of `arabic`.
    """
    for entity in entities:
        if not entity.english and entity.type != "MISC":
            return (
                f"A name is missing in the English: {entity.name or arabic[slice(*entity.arabic)]}."
            )
    return ""


def repeats(text: str) -> bool:
    """Whether a text runs in a loop: a word or phrase said again and again."""
    words = [w.lower() for w in _WORD.findall(text)]
    for size in range(1, min(8, len(words) // 2) + 1):
        needed = 3 if size <= 2 else 2
        for start in range(len(words) - size * needed + 1):
            unit = words[start : start + size]
            if all(words[start + k * size : start + (k + 1) * size] == unit for k in range(needed)):
                return True
    triples = Counter(zip(words, words[1:], words[2:], strict=False))
    if triples and max(triples.values()) >= 4:
        return True
    return any(not m[0].isdigit() or len(m[0]) > 9 for m in _STUTTER.finditer(text))


def _wrong_length(arabic: str, english: str) -> str:
    """English runs to 1 to 2 words for an Arabic one; short sentences may vary more."""
    source, target = len(_WORD.findall(arabic)), len(_WORD.findall(english))
    if target > 2.6 * source + 6:
        return LONGER
    if target < 0.5 * source - 1:
        return SHORTER
    return ""
