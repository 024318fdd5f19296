"""Changing a text while the spans into it stay true."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.article import Span


class Edit(NamedTuple):
    """Puts `new` in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A changed text; `span` tells where a span of the old text is now."""

    text: str
    _edits: tuple[Edit, ...]
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def span(self, old: Span) -> Span:
        """The new place of a span.

        An end that lies within a replaced piece moves to that piece's end, a start to its
        start; an insertion at a span's very edge stays outside the span.
        """
        start, end = self._move(old[0], is_start=True), self._move(old[1], is_start=False)
        return start, max(start, end)

    def _move(self, at: int, *, is_start: bool) -> int:
        i = bisect_right(self._starts, at) - 1
        # At its very start a replaced piece lies after an end; an insertion too.
        while i >= 0 and not is_start and self._edits[i].start == at:
            i -= 1
        if i < 0:
            return at
        edit, shift = self._edits[i], self._shifts[i]
        if at >= edit.end:
            return at + shift + len(edit.new) - (edit.end - edit.start)
        return edit.start + shift + (0 if is_start else len(edit.new))


def apply(text: str, edits: Sequence[Edit]) -> Edited:
    """The text with all edits made; `edits` must not overlap and may be in any order.

    Raises ValueError where two edits overlap or one lies outside the text.
    """
    ordered = tuple(sorted(edits, key=lambda e: (e.start, e.end)))
    parts: list[str] = []
    shifts: list[int] = []
    at = shift = 0
    for edit in ordered:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edits overlap or lie outside the text: {edit}")
        parts += [text[at : edit.start], edit.new]
        shifts.append(shift)
        shift += len(edit.new) - (edit.end - edit.start)
        at = edit.end
    parts.append(text[at:])
    return Edited("".join(parts), ordered, tuple(e.start for e in ordered), tuple(shifts))
