"""Quotation marks in pairs, in whatever mix and disorder they were typed.

Which way a mark looks is decided by three votes: the spaces around it (a mark opens towards
the word it touches), its own form (“ « open, ” » close, a straight one says nothing), and
whether one of its kind is open already. Spaces weigh most: backward typing is common.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.arabic.normalise import QUOTATION_MARKS

_MARK = re.compile(rf"[{re.escape(QUOTATION_MARKS)}]|''|``")
_ANGLE = "«»‹›"
_OPENING, _CLOSING = "“„‟«‹〝", "”»›〞"
_BEFORE_OPENING = "([{:،,؛;-–—/"
_AFTER_CLOSING = ".,،؛;:!?؟)]}…-–—/"


class Pair(NamedTuple):
    """Marks that belong together: the places of the opening and of the closing one (each the
    mark's first code point), the inside's span, and what encloses it.

    `opening` or `closing` is None where that mark is missing; the inside then ends at the mark
    that is there, and its other end is not known: it equals the first.
    """

    opening: int | None
    closing: int | None
    start: int
    end: int
    depth: int


class _Mark(NamedTuple):
    start: int
    end: int
    angle: bool
    spacing: float  # +1 opens, -1 closes, 0 says nothing
    form: int


def pairs(text: str) -> list[Pair]:
    """All marks of a text, paired, in the order of their first mark; unpaired ones included."""
    marks = [_read(text, m) for m in _MARK.finditer(text)]
    open_marks: list[_Mark] = []
    found: list[Pair] = []
    for i, mark in enumerate(marks):
        same = [k for k, other in enumerate(open_marks) if other.angle == mark.angle]
        # Within marks of the other kind a mark may nest, or close them by mistake.
        vote = 2 * mark.spacing + mark.form + (-1.5 if same else 0.5 if open_marks else 1.5)
        opens = vote > 0
        if opens and same and vote <= 1.5 and not _closed_later(marks, i, mark.angle):
            opens = False
        if opens:
            if same and not _nested(marks, i):  # the one before was never closed
                for lost in open_marks[same[-1] :]:
                    found.append(Pair(lost.start, None, lost.end, lost.end, same[-1]))
                del open_marks[same[-1] :]
            open_marks.append(mark)
        elif same or (open_marks and not _closed_later(marks, i, open_marks[-1].angle)):
            same = same or [len(open_marks) - 1]  # closed by a mark of the other kind
            for lost in open_marks[same[-1] + 1 :]:
                found.append(Pair(lost.start, None, lost.end, lost.end, same[-1] + 1))
            opening = open_marks[same[-1]]
            del open_marks[same[-1] :]
            found.append(Pair(opening.start, mark.start, opening.end, mark.start, len(open_marks)))
        else:
            found.append(Pair(None, mark.start, mark.start, mark.start, len(open_marks)))
    found += [Pair(m.start, None, m.end, m.end, k) for k, m in enumerate(open_marks)]
    return sorted(found, key=lambda p: p.start)


def _read(text: str, match: re.Match[str]) -> _Mark:
    start, end = match.span()
    char = match[0][0]
    free_before = start == 0 or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENING
    free_after = end == len(text) or text[end].isspace() or text[end] in _AFTER_CLOSING
    spacing = float(free_before) - float(free_after)
    if start and text[start - 1].isspace() and text[end : end + 1] in tuple(".,،؛;:!?؟)"):
        spacing = -1.5  # free before it, but what follows a word follows it
    form = (char in _OPENING) - (char in _CLOSING)
    return _Mark(start, end, char in _ANGLE, spacing, form)


#: What a mark of the same kind inside a quotation encloses is no longer than this.
_LONGEST_NESTED = 80


def _nested(marks: list[_Mark], i: int) -> bool:
    """Whether a second opening mark of a kind and the first are both closed further on."""
    depth = 2
    for mark in marks[i + 1 :]:
        if mark.angle != marks[i].angle:
            continue
        vote = 2 * mark.spacing + mark.form
        if depth == 2 and (vote > 0 or mark.start - marks[i].end > _LONGEST_NESTED):
            return False
        depth += 1 if vote > 0 else -1
        if depth == 0:
            return True
    return False


def _closed_later(marks: list[_Mark], i: int, angle: bool) -> bool:
    """Whether the next mark of a kind after the i-th looks as if it closed something."""
    following = [m for m in marks[i + 1 :] if m.angle == angle]
    return bool(following) and 2 * following[0].spacing + following[0].form < 0
