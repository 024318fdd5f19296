"""The page's rows: one a paragraph, laid out when first seen, their heights guessed till then."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import accumulate

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from reader.article import ReadParagraph, Span
from reader.ui.counterparts import SIDES, Side
from reader.ui.page_geometry import Columns
from reader.ui.page_style import PageStyle, runs
from reader.ui.text_block import TextBlock

_KEPT = 160  # rows whose layout is kept: a dozen screens


@dataclass
class Row:
    """A paragraph laid out: a block of text a side, and the rectangles worked out so far."""

    read: ReadParagraph
    blocks: dict[Side, TextBlock]
    height: float
    _rects: dict[tuple[Side, Span], list[QRectF]] = field(default_factory=dict)

    def rects(self, side: Side, span: Span) -> list[QRectF]:
        """A span's rectangles from the block's corner, remembered."""
        if (side, span) not in self._rects:
            block = self.blocks.get(side)
            self._rects[side, span] = block.rects(span) if block else []
        return self._rects[side, span]


class Rows:
    """All rows of an article; tops and heights are in pixels from the page's top."""

    def __init__(self) -> None:
        self.reads: list[ReadParagraph] = []
        self.style: PageStyle | None = None
        self.columns: Columns | None = None
        self.head = 0.0  # height of the title above the first row
        self.extra: tuple[int, float] | None = None  # a row that is held open, and how far
        self._laid: OrderedDict[int, Row] = OrderedDict()
        self._heights: list[float] = []
        self._sure: list[bool] = []
        self._tops: list[float] | None = None
        self._each: dict[Side, float] = {}

    def __len__(self) -> int:
        return len(self.reads)

    def set_reads(self, reads: list[ReadParagraph]) -> None:
        self.reads = reads
        self.reset()

    def reset(self) -> None:
        """Forgets all layout: the width, the type or everything shown has changed."""
        self._laid.clear()
        if self.style is not None:
            self._each = {
                side: QFontMetricsF(self.style.face(side).font).averageCharWidth() for side in SIDES
            }
        self._sure = [False] * len(self.reads)
        self._heights = [self._guess(read) for read in self.reads]
        self._tops = None

    def recolor(self) -> None:
        """Forgets the layouts but not the heights: only colours have changed."""
        self._laid.clear()

    def update(self, index: int, read: ReadParagraph) -> None:
        self.reads[index] = read
        self._laid.pop(index, None)
        self._sure[index] = False
        if not read.translated:
            return
        guess = self._guess(read)
        if guess > self._heights[index]:
            self._heights[index] = guess
            self._tops = None

    def row(self, index: int) -> Row:
        """The row laid out; its height is exact from now on."""
        row = self._laid.get(index)
        if row is None:
            row = self._lay_out(self.reads[index])
            self._laid[index] = row
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(index)
        height = row.height
        if self.extra and self.extra[0] == index:
            height = max(height, self.extra[1])
        self._sure[index] = True
        if height != self._heights[index]:
            self._heights[index] = height
            self._tops = None
        return row

    def measure(self, index: int) -> None:
        """Makes a row's height exact without keeping its layout, unless that is kept anyway."""
        if index in self._laid:
            self.row(index)
            return
        height = self._lay_out(self.reads[index]).height
        self._sure[index] = True
        if height != self._heights[index]:
            self._heights[index] = height
            self._tops = None

    def set_head(self, height: float) -> None:
        self.head = height
        self._tops = None

    def next_unsure(self, start: int) -> int | None:
        """The first row at or after `start`, else before it, whose height is a guess."""
        for index in (*range(start, len(self._sure)), *range(start)):
            if not self._sure[index]:
                return index
        return None

    def top(self, index: int) -> float:
        return self._all_tops()[index]

    def height(self, index: int) -> float:
        return self._heights[index]

    @property
    def total(self) -> float:
        return self._all_tops()[-1]

    def index_at(self, y: float) -> int:
        """The row at a height; the nearest one above the first and below the last."""
        return max(0, min(bisect_right(self._all_tops(), y) - 1, len(self.reads) - 1))

    def _all_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=self.head))
        return self._tops

    def _lay_out(self, read: ReadParagraph) -> Row:
        assert self.style is not None
        assert self.columns is not None
        blocks: dict[Side, TextBlock] = {}
        for side in SIDES:
            width = self.columns.of(side)[1]
            text = read.paragraph.arabic if side == "arabic" else read.english
            if width and text:
                face = self.style.face(side)
                blocks[side] = TextBlock(text, face, width, runs(read, side, self.style))
        tallest = max((block.height for block in blocks.values()), default=0)
        return Row(read, blocks, tallest + 2 * self.style.padding)

    def _guess(self, read: ReadParagraph) -> float:
        if self.style is None or self.columns is None:
            return 0
        each = self._each
        tallest = 0.0
        for side in SIDES:
            width = self.columns.of(side)[1]
            text = read.paragraph.arabic if side == "arabic" else read.english
            if width and text:
                face = self.style.face(side)
                lines = int(len(text) * each[side] / width) + 1
                tallest = max(tallest, lines * round(face.font.pixelSize() * face.line))
        return tallest + 2 * self.style.padding
