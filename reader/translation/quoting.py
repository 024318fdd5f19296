"""Where a quotation and its speaker stand in the English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.article import Span
from reader.translation.projection import EDGE, MIN_COVERAGE
from reader.translation.sides import Sides, stretch

_MARKED = re.compile('[“"]([^“”"]+)[”"]')
_STOPS = (".", "!", "?", "؟", "…")


def phrase(arabic: Span, sides: Sides) -> str:
    """The English words that stand for a span, without marks, and without articles and the
    like at their edges; "" where there are none."""
    linked = stretch(arabic, sides.links, sides.words)
    if linked is None or linked.coverage < MIN_COVERAGE:
        return ""
    low, high = linked.span
    inner = [w for w in sides.words if low <= w[0] and w[1] <= high]
    while inner and EDGE.fullmatch(sides.english[slice(*inner[0])].lower()):
        del inner[0]
    while inner and EDGE.fullmatch(sides.english[slice(*inner[-1])].lower()):
        del inner[-1]
    return re.sub('[“”"]', "", sides.english[inner[0][0] : inner[-1][1]]) if inner else ""


def quotation_span(arabic: Span, sides: Sides) -> Span | None:
    """Where a quotation stands in the English of its sentences, without its marks.

    The links say about where; the marks of the English, where they are, say exactly.
    """
    if not sides.words:
        return None
    text = sides.english
    linked = stretch(arabic, sides.links, sides.words)
    if linked is None:
        return _only_marked(arabic, sides)
    low, high = sides.words[0][0], sides.words[-1][1]
    start, end = linked.span
    reach = max(12, (end - start) // 3)
    before, after = sides.arabic[: arabic[0]].rstrip()[-1:], sides.arabic[arabic[1] :].lstrip()[:1]
    if is_mark(before):
        opening = [i + 1 for i in range(max(0, low - 2), high) if text[i] in '“"']
        start = _nearest(start, opening, reach)
    elif before == ":":
        colons = [m.end() for m in re.finditer(r":\s*", text[:high]) if m.start() >= low]
        start = _nearest(start, colons, reach)
    if is_mark(after):
        closing = [i for i in range(start + 1, min(len(text), high + 4)) if text[i] in '”"']
        end = _nearest(end, closing, reach)
    elif after in ("", *_STOPS) or sides.arabic[arabic[1] - 1] in _STOPS:
        end = _nearest(end, [high], reach)
    if sides.arabic[arabic[1] - 1] in _STOPS:
        while end < len(text) and text[end] in ".?!":
            end += 1
    return (start, end) if start < end else linked.span


def _only_marked(arabic: Span, sides: Sides) -> Span | None:
    """Where links tell nothing: the one stretch in marks, if there is just one."""
    low, high = max(0, sides.words[0][0] - 2), sides.words[-1][1] + 4
    marked = [m.span(1) for m in _MARKED.finditer(sides.english, low, high)]
    quoted = is_mark(sides.arabic[arabic[0] - 1 : arabic[0]])
    return marked[0] if quoted and len(marked) == 1 else None


def is_mark(char: str) -> bool:
    """Whether an Arabic text's character is a quotation mark."""
    return char != "" and char in "\"“”„‟«»‹›〝〞＂'‘’"


def _nearest(at: int, places: Sequence[int], reach: int) -> int:
    best = min(places, key=lambda p: abs(p - at), default=at)
    return best if abs(best - at) <= reach else at
