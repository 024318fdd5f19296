"""One paragraph's text on one side, laid out to a width: lines, places, rectangles.

Positions taken and given are code points of the text; rectangles are in pixels from the
block's top left corner. Qt's own layout does the shaping; line height, the rectangles of
spans and the walk of a caret are made here because QTextLayout has none of its own for
line heights beyond the font's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from reader.article import Span
from reader.ui.utf16 import Utf16


class Face(NamedTuple):
    """How a side's text is set. `line` is a multiple of the font's pixel size; `above` and
    `below` are what a highlight covers above and below the base line, in the same unit."""

    font: QFont
    line: float
    rtl: bool
    above: float
    below: float


class Run(NamedTuple):
    """Characters drawn in a colour of their own."""

    span: Span
    color: QColor


class TextBlock:
    """Text laid out once for a width; make a new one when text, face or width change."""

    def __init__(self, text: str, face: Face, width: float, runs: Iterable[Run] = ()) -> None:
        self.text = text
        self.face = face
        self.width = width
        self._map = Utf16(text)
        size = face.font.pixelSize()
        self._pitch = round(size * face.line)
        metrics = QFontMetricsF(face.font)
        self._base = (self._pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        self._above, self._below = size * face.above, size * face.below
        self._layout = QTextLayout(_one_paragraph(text), face.font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if face.rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        edge = Qt.AlignmentFlag.AlignRight if face.rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.recolor(runs)
        self._lay_out()
        self.height = float(self._pitch * len(self._lines))

    def _lay_out(self) -> None:
        self._lines: list[QTextLine] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(self.width, 1))
            base = self._pitch * len(self._lines) + self._base
            # A fallback font's taller glyphs must not push their line off the others' pitch.
            line.setPosition(QPointF(0, base - line.ascent()))
            self._lines.append(line)
        self._layout.endLayout()

    def recolor(self, runs: Iterable[Run]) -> None:
        formats = []
        for (start, end), color in runs:
            one = QTextLayout.FormatRange()
            one.start = self._map.units(start)
            one.length = self._map.units(end) - one.start
            style = QTextCharFormat()
            style.setForeground(color)
            one.format = style
            formats.append(one)
        self._layout.setFormats(formats)

    def draw(self, painter: QPainter, origin: QPointF, clip: QRectF) -> None:
        """Draws the lines that meet `clip`, in the painter's pen's colour."""
        self._layout.draw(painter, origin, [], clip)

    def rects(self, span: Span) -> list[QRectF]:
        """The rectangles a span covers, line by line; several in a line of mixed direction."""
        start, end = self._map.units(span[0]), self._map.units(min(span[1], self._map.length))
        out: list[QRectF] = []
        for number, line in enumerate(self._lines):
            first, last = line.textStart(), line.textStart() + line.textLength()
            if last <= start:
                continue
            if first >= end:
                break
            top = self._pitch * number + self._base - self._above
            height = self._above + self._below
            for left, right in self._extents(line, max(first, start), min(last, end)):
                out.append(QRectF(left, top, right - left, height))
        return out

    def _extents(self, line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
        """The stretches of a line that characters cover, from left to right, without gaps."""
        while end > start and self._layout.text()[end - 1 : end].isspace():
            end -= 1
        edges: list[tuple[float, float]] = []
        for index in range(start, end):
            a = _x(line, index, QTextLine.Edge.Leading)
            b = _x(line, index, QTextLine.Edge.Trailing)
            if a == b:
                continue
            low, high = min(a, b), max(a, b)
            if edges and abs(edges[-1][1] - low) < 0.5:
                edges[-1] = (edges[-1][0], high)
            elif edges and abs(edges[-1][0] - high) < 0.5:
                edges[-1] = (low, edges[-1][1])
            else:
                edges.append((low, high))
        out: list[tuple[float, float]] = []
        for low, high in sorted(edges):
            if out and low - out[-1][1] < 0.5:
                out[-1] = (out[-1][0], max(out[-1][1], high))
            else:
                out.append((low, high))
        return out

    def baseline(self, rect: QRectF) -> float:
        """The base line within a rectangle that `rects` gave."""
        return rect.top() + self._above

    def position_at(self, point: QPointF) -> int:
        """The place between characters nearest to a point."""
        line = self._line_at(point.y())
        if line is None:
            return 0
        return self._map.code_points(line.xToCursor(point.x()))

    def character_at(self, point: QPointF) -> int | None:
        """The character under a point; None beside the text."""
        line = self._line_at(point.y())
        if line is None or not 0 <= point.y() < self.height:
            return None
        used = line.naturalTextRect()
        if not used.left() <= point.x() <= used.right():
            return None
        # Qt's own CursorOnCharacter is a character off in right-to-left text.
        near = line.xToCursor(point.x())
        for offset in (near, near - 1, near + 1, near - 2):
            if line.textStart() <= offset < line.textStart() + line.textLength():
                a = _x(line, offset)
                b = _x(line, offset, QTextLine.Edge.Trailing)
                if a != b and min(a, b) <= point.x() <= max(a, b):
                    return self._map.code_points(offset)
        return None

    def _line_at(self, y: float) -> QTextLine | None:
        if not self._lines:
            return None
        return self._lines[max(0, min(int(y // self._pitch), len(self._lines) - 1))]

    def caret(self, position: int) -> QRectF:
        """The caret's rectangle at a place."""
        offset = self._map.units(max(0, min(position, self._map.length)))
        line = self._layout.lineForTextPosition(offset)
        if not line.isValid():
            return QRectF(self.width if self.face.rtl else 0, 0, 1.5, self._pitch)
        top = self._pitch * line.lineNumber() + self._base - self._above
        return QRectF(_x(line, offset) - 0.75, top, 1.5, self._above + self._below)

    def step(self, position: int, forward: bool, by_word: bool) -> int | None:
        """The next place for a caret; None past an end of the text."""
        mode = (
            QTextLayout.CursorMode.SkipWords if by_word else QTextLayout.CursorMode.SkipCharacters
        )
        offset = self._map.units(position)
        if forward:
            new = self._layout.nextCursorPosition(offset, mode)
        else:
            new = self._layout.previousCursorPosition(offset, mode)
        return None if new == offset else self._map.code_points(new)

    def step_line(self, position: int, down: bool, x: float) -> int | None:
        """The place a line below or above, nearest to `x`; None past the first or last line."""
        line = self._layout.lineForTextPosition(self._map.units(position))
        number = (line.lineNumber() if line.isValid() else 0) + (1 if down else -1)
        if not 0 <= number < len(self._lines):
            return None
        return self._map.code_points(self._lines[number].xToCursor(x))

    def line_end(self, position: int, last: bool) -> int:
        """The first or last place of the line that a place is on."""
        line = self._layout.lineForTextPosition(self._map.units(position))
        if not line.isValid():
            return position
        end = line.textStart() + line.textLength()
        if last and end < self._map.units(self._map.length):
            end -= 1  # before the space at which the line was broken
        return self._map.code_points(end if last else line.textStart())

    def place_on_line(self, x: float, last: bool) -> int:
        """The place nearest to `x` on the first or last line."""
        if not self._lines:
            return 0
        return self._map.code_points(self._lines[-1 if last else 0].xToCursor(x))


def _x(line: QTextLine, offset: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    """`cursorToX` as its C++ form is: PySide gives the pair (x, offset moved to)."""
    got: object = line.cursorToX(offset, edge)
    return float(got[0] if isinstance(got, tuple) else got)  # type: ignore[arg-type]


def _one_paragraph(text: str) -> str:
    """Line breaks as Qt's layout wants them, one unit for one."""
    return text.replace("\r", " ").replace("\n", "\u2028")


def united(rects: Sequence[QRectF]) -> QRectF:
    """The smallest rectangle around all."""
    out = QRectF()
    for rect in rects:
        out = out.united(rect)
    return out
