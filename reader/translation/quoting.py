"""Where a quotation and its speaker stand in the English."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Span
from reader.translation.projection import EDGE, MIN_COVERAGE
from reader.translation.sides import Sides, stretch


def phrase(arabic: Span, sides: Sides) -> str:
    """The English words that stand for a span, without articles and the like at their edges;
    "" where there are none."""
    linked = stretch(arabic, sides.links, sides.words)
    if linked is None or linked.coverage < MIN_COVERAGE:
        return ""
    low, high = linked.span
    inner = [w for w in sides.words if low <= w[0] and w[1] <= high]
    while inner and EDGE.fullmatch(sides.english[slice(*inner[0])].lower()):
        del inner[0]
    while inner and EDGE.fullmatch(sides.english[slice(*inner[-1])].lower()):
        del inner[-1]
    return sides.english[inner[0][0] : inner[-1][1]] if inner else ""


def quotation_span(arabic: Span, sides: Sides) -> Span | None:
    """Where a quotation stands in the English of its sentences, without its marks.

    The links say about where; the marks of the English, where they are, say exactly.
    """
    linked = stretch(arabic, sides.links, sides.words)
    if linked is None:
        return None
    text = sides.english
    low, high = sides.words[0][0], sides.words[-1][1]
    start, end = linked.span
    reach = max(12, (end - start) // 3)
    if is_mark(sides.arabic[arabic[0] - 1 : arabic[0]]):
        opening = [i + 1 for i in range(max(0, low - 2), high) if text[i] in '“"']
        start = _nearest(start, opening, reach)
    if is_mark(sides.arabic[arabic[1] : arabic[1] + 1]):
        closing = [i for i in range(start + 1, min(len(text), high + 4)) if text[i] in '”"']
        end = _nearest(end, closing, reach)
    else:
        while end < len(text) and text[end] in ".?!" and arabic[1] >= len(sides.arabic):
            end += 1
    return (start, end) if start < end else linked.span


def is_mark(char: str) -> bool:
    """Whether an Arabic text's character is a quotation mark."""
    return char != "" and char in "\"“”„‟«»‹›〝〞＂'‘’"


def _nearest(at: int, places: Sequence[int], reach: int) -> int:
    best = min(places, key=lambda p: abs(p - at), default=at)
    return best if abs(best - at) <= reach else at
