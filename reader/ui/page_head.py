"""The head of the page: the article's title in both languages, its source and date."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from reader.ui.counterparts import SIDES, Side
from reader.ui.page_geometry import Columns
from reader.ui.page_style import PageStyle
from reader.ui.text_block import Face, TextBlock

_LARGER = 1.22


class PageHead:
    """The titles, laid out to the columns' widths above the first row."""

    def __init__(self) -> None:
        self._titles: dict[Side, str] = {"english": "", "arabic": ""}
        self._below = ""
        self._blocks: dict[Side, TextBlock] = {}
        self._columns: Columns | None = None
        self._top = 0.0
        self._height = 0.0

    def set(self, english: str, arabic: str, below: str) -> None:
        self._titles = {"english": english, "arabic": arabic}
        self._below = below

    def lay_out(self, columns: Columns, style: PageStyle) -> float:
        """Lays the head out; returns its height in pixels."""
        self._columns = columns
        self._top = 1.4 * style.em
        self._blocks = {}
        for side in SIDES:
            width = columns.of(side)[1]
            if width and self._titles[side]:
                face = _title_face(style.face(side), side)
                self._blocks[side] = TextBlock(self._titles[side], face, width)
        tallest = max((block.height for block in self._blocks.values()), default=0.0)
        line = QFontMetricsF(style.label).height() + 0.5 * style.em if self._below else 0.0
        self._height = self._top + tallest + line + (1.0 * style.em if tallest or line else 0)
        return self._height

    def paint(self, painter: QPainter, style: PageStyle) -> None:
        if self._columns is None:
            return
        painter.setPen(style.theme.ink)
        tallest = 0.0
        for side, block in self._blocks.items():
            x, width = self._columns.of(side)
            at = QPointF(x, self._top)
            block.draw(painter, at, QRectF(x, self._top, width, block.height))
            tallest = max(tallest, block.height)
        if self._below:
            metrics = QFontMetricsF(style.label)
            painter.setFont(style.label)
            painter.setPen(style.theme.muted)
            x, width = self._columns.of("english" if self._columns.english[1] else "arabic")
            base = self._top + tallest + 0.3 * style.em + metrics.ascent()
            painter.drawText(QPointF(x, base), self._below)


def _title_face(face: Face, side: Side) -> Face:
    font = QFont(face.font)
    font.setPixelSize(round(face.font.pixelSize() * _LARGER))
    font.setWeight(QFont.Weight.Bold if side == "arabic" else QFont.Weight.DemiBold)
    return face._replace(font=font, line=1.6 if side == "arabic" else 1.3)
