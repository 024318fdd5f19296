"""Finding text on both sides: letters that differ only in hamzas, marks or case are alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reader.arabic.normalise import clean_with_origin
from reader.article import ReadParagraph, Span
from reader.ui.counterparts import SIDES, Side, text_of

_ALIKE = str.maketrans("أإآىةؤئ’‘“”„«»", "اااي" + "هوي" + "''" + '"""""')


def find(reads: Sequence[ReadParagraph], wanted: str) -> list[tuple[int, Side, Span]]:
    """Every place where the words are, in the order of the article: row, side, span."""
    needle = _folded(wanted)[0].strip()
    if not needle:
        return []
    pattern = re.compile(re.escape(needle))
    out: list[tuple[int, Side, Span]] = []
    for row, read in enumerate(reads):
        for side in SIDES:
            text, origin = _folded(text_of(read, side))
            out += [
                (row, side, (origin[m.start()], origin[m.end() - 1] + 1))
                for m in pattern.finditer(text)
            ]
    return out


def folded(text: str) -> str:
    """Text as it is compared: without hamzas, marks, case."""
    return _folded(text)[0]


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as it is compared, and where each of its characters comes from."""
    cleaned = clean_with_origin(text)
    folded, origin = [], []
    for char, index in zip(cleaned.text.translate(_ALIKE), cleaned.origin, strict=False):
        for one in char.lower():
            folded.append(one)
            origin.append(index)
    return "".join(folded), tuple(origin)
