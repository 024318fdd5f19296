"""Cutting a sentence that is too long for the model, and joining the English again."""

from __future__ import annotations

import re

from reader.article import Span

#: Beyond this many words a sentence is cut before it is translated.
MAX_WORDS = 50
#: A clause is not cut shorter than this, where it can be helped.
MIN_WORDS = 5

# Where a clause may begin, the best first: after a mark; before a conjunction; before و + word.
_AFTER_MARK = re.compile(r"[،؛;,:](?=\s)|[\"»”]\s?[،,](?=\s)|\s-(?=\s)")
_CONJUNCTION = re.compile(
    r"\s(?=(?:و?(?:لكن|حيث|بينما|فيما|كما|مما|لأن|إذ|إلا|علما|مضيفا|مشيرا|موضحا|مؤكدا|"
    r"وذلك|وكان|وكانت|وقد|وقال|وأضاف|وهو|وهي|التي|الذي|الذين)\w*)\s)"
)
_AND = re.compile(r"\s(?=و\w{3,})")
_ANY_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\S+")


def split(text: str, max_words: int = MAX_WORDS) -> list[Span]:
    """The clauses of a sentence, none longer than `max_words` words, as spans without outer
    spaces; the whole sentence where it is short enough. Halves at the best place near the
    middle, again and again."""
    return _split(text, (0, len(text)), max_words)


def _split(text: str, span: Span, max_words: int) -> list[Span]:
    start, end = _strip(text, span)
    if start >= end:
        return []
    words = [m.start() for m in _WORD.finditer(text, start, end)]
    if len(words) <= max_words:
        return [(start, end)]
    at = _best_cut(text, words, end)
    return _split(text, (start, at), max_words) + _split(text, (at, end), max_words)


def _best_cut(text: str, words: list[int], end: int) -> int:
    """A place in the middle part of the words to cut at, outside quotations if it can be."""
    least = min(MIN_WORDS, len(words) // 3)
    low, high = words[least], words[len(words) - least]
    middle = words[len(words) // 2]
    inside = _quoted(text)
    found: list[tuple[list[int], list[int]]] = []
    for pattern in (_AFTER_MARK, _CONJUNCTION, _AND, _ANY_SPACE):
        places = [m.end() for m in pattern.finditer(text, low, end) if m.end() <= high]
        # A cut far from the middle leaves a piece that must be cut again.
        near = [p for p in places if abs(p - middle) * 3 <= words[-1] - words[0]]
        found.append(([p for p in near if not any(a < p < b for a, b in inside)], near))
    good = [outside for outside, _ in found[:-1]] + [near for _, near in found]
    for places in good:
        if places:
            return min(places, key=lambda p: abs(p - middle))
    return middle


def _quoted(text: str) -> list[Span]:
    marks = [i for i, char in enumerate(text) if char == '"']
    return list(zip(marks[::2], marks[1::2], strict=False))


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# English words that begin a clause in small letters once it follows another.
_LOWERED = re.compile(
    "(?:The|An?|And|But|Or|He|She|It|They|We|You|This|That|These|Those|In|On|At|Of|For|From|With|"
    "By|To|As|When|While|Where|Which|Who|If|Because|After|Before|Since|Its|His|Her|Their|Our|"
    "There|Is|Was|Were|Are|Has|Have|Had|Not|According|Until|Despite|Although|During)\\b"
)


def joint(before: str, after: str, arabic_end: str) -> tuple[str, str, str]:
    """How the English of two clauses is joined: both texts mended, and what goes between.

    `arabic_end` is the last character of the Arabic clause before the joint. A full stop that
    the model set at a clause's end becomes the Arabic's mark; only lengths at the end of
    `before` change, and no length of `after` does.
    """
    mark = {"،": ",", ",": ",", "؛": ";", ";": ";", ":": ":"}.get(arabic_end, "")
    if before.endswith(".") and not before.endswith(".."):
        before = before[:-1]
    if mark and before and before[-1].isalnum():
        before += mark
    if _LOWERED.match(after):
        after = after[0].lower() + after[1:]
    return before, " " if before and after else "", after
