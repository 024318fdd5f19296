"""The caret and the selection: where they are and where a key takes them."""

from __future__ import annotations

from typing import NamedTuple

from reader.article import Span
from reader.ui.counterparts import Side, text_of
from reader.ui.page_rows import Rows


class Place(NamedTuple):
    """A paragraph, and a place between its characters on the caret's side."""

    row: int
    position: int


class Caret:
    """One caret on one side; the selection reaches from `anchor` to `place`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.side: Side = "english"
        self.place = Place(0, 0)
        self.anchor = Place(0, 0)
        self._x: float | None = None  # where going up and down keeps to

    def put(self, side: Side, place: Place, keep_anchor: bool = False) -> None:
        if side != self.side:
            keep_anchor = False
        self.side = side
        self.place = place
        if not keep_anchor:
            self.anchor = place
        self._x = None

    def selected(self, row: int) -> Span | None:
        """The part of a row's text that is selected."""
        first, last = sorted((self.anchor, self.place))
        if not first.row <= row <= last.row or first == last:
            return None
        end = len(text_of(self._rows.reads[row], self.side))
        span = (
            first.position if row == first.row else 0,
            last.position if row == last.row else end,
        )
        return span if span[0] < span[1] else None

    def text(self) -> str:
        """The selected text, paragraphs parted by empty lines."""
        first, last = sorted((self.anchor, self.place))
        parts = []
        for row in range(first.row, last.row + 1):
            span = self.selected(row) if self._rows.reads else None
            if span:
                parts.append(text_of(self._rows.reads[row], self.side)[slice(*span)])
        return "\n\n".join(parts)

    def select_all(self) -> None:
        last = len(self._rows) - 1
        self.anchor = Place(0, 0)
        self.place = Place(last, len(text_of(self._rows.reads[last], self.side)))

    def step(self, forward: bool, by_word: bool) -> Place | None:
        """A character or word on, over the paragraph's end into the next; None at the ends."""
        row, position = self.place
        block = self._rows.row(row).blocks.get(self.side)
        if block is not None:
            new = block.step(position, forward, by_word)
            if new is not None:
                return Place(row, new)
        row += 1 if forward else -1
        if not 0 <= row < len(self._rows):
            return None
        return Place(row, 0 if forward else len(text_of(self._rows.reads[row], self.side)))

    def line_end(self, last: bool) -> Place:
        row, position = self.place
        block = self._rows.row(row).blocks.get(self.side)
        return Place(row, block.line_end(position, last) if block else 0)

    def move_line(self, down: bool, keep_anchor: bool) -> bool:
        """Moves a line up or down, at the same distance from the edge; False at the ends."""
        row, position = self.place
        block = self._rows.row(row).blocks.get(self.side)
        x = self._x
        if x is None:
            x = block.caret(position).center().x() if block else 0.0
        new = block.step_line(position, down, x) if block else None
        if new is None:
            row += 1 if down else -1
            if not 0 <= row < len(self._rows):
                return False
            block = self._rows.row(row).blocks.get(self.side)
            new = block.place_on_line(x, not down) if block else 0
        self.put(self.side, Place(row, new), keep_anchor)
        self._x = x
        return True
