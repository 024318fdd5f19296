"""The page under the mouse: places, counterparts, selecting, the border between the panes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
)

from reader.ui.counterparts import (
    Lit,
    Side,
    lit_at,
    quotation_at,
    text_of,
    word_at,
)
from reader.ui.page_caret import Place
from reader.ui.page_view import PageView

_GRAB = 6  # pixels on each side of the middle where the panes' border is caught


class PageMouse(PageView):
    """The page that can be pointed at.

    `menu_wanted` gives the paragraph, side, place and the screen position of a context menu.
    """

    menu_wanted = Signal(int, str, int, QPoint)
    ratio_changed = Signal(float)
    edit_wanted = Signal()

    _dragging = ""  # "text" or "border" while the button is down

    # Places under the mouse

    def _place_at(self, point: QPointF, side: Side | None = None) -> tuple[Side, Place]:
        """The side and the place between characters nearest to a point of the viewport."""
        assert self.rows.columns is not None
        side = side or self.rows.columns.side_at(point.x())
        y = point.y() + self._offset
        index = self.rows.index_at(y)
        block = self.rows.row(index).blocks.get(side)
        if block is None:
            return side, Place(index, 0)
        x = self.rows.columns.of(side)[0]
        inner = QPointF(point.x() - x, y - self.rows.top(index) - self._style.padding)
        if inner.y() < 0:
            return side, Place(index, 0)
        if inner.y() > block.height:
            return side, Place(index, len(block.text))
        return side, Place(index, block.position_at(inner))

    def _character_at(self, point: QPointF) -> tuple[Side, Place] | None:
        """The character right under a point."""
        if not self.rows.reads or self.rows.columns is None:
            return None
        side = self.rows.columns.side_at(point.x())
        y = point.y() + self._offset
        index = self.rows.index_at(y)
        block = self.rows.row(index).blocks.get(side)
        if block is None:
            return None
        inner = QPointF(
            point.x() - self.rows.columns.of(side)[0],
            y - self.rows.top(index) - self._style.padding,
        )
        character = block.character_at(inner)
        return None if character is None else (side, Place(index, character))

    def _light_caret(self) -> None:
        self._light(self.caret.side, self.caret.place)

    def _light(self, side: Side, place: Place) -> None:
        read = self.rows.reads[place.row]
        lit = lit_at(read, side, place.position)
        quotation = quotation_at(read, side, place.position)
        number = None if quotation is None else read.quotations.index(quotation)
        self.light(place.row, lit, number)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.rows.reads:
            return
        if self._on_border(event.position()):
            self._dragging = "border"
            return
        self._dragging = "text"
        keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        side, place = self._place_at(event.position(), self.caret.side if keep else None)
        self.put_caret(side, place, keep)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.rows.reads:
            return
        point = event.position()
        if self._dragging == "border":
            self.set_ratio(point.x() / max(1, self.viewport().width()))
            self.ratio_changed.emit(self._ratio)
        elif self._dragging == "text":
            self._drag_to(point)
        else:
            on_border = self._on_border(point)
            under = None if on_border else self._character_at(point)
            shape = Qt.CursorShape.SplitHCursor if on_border else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            if under:
                self._light(*under)
            else:
                self.light(-1, Lit(), None)

    def _drag_to(self, point: QPointF) -> None:
        beyond = min(0.0, point.y()) + max(0.0, point.y() - self.viewport().height())
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond))
        side, place = self._place_at(point, self.caret.side)
        if place != self.caret.place:
            before = self.current
            self.caret.put(side, place, keep_anchor=True)
            if before != self.current:
                self._settle_tint()
                self.current_changed.emit(self.current)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.rows.reads:
            return
        if self._on_border(event.position()):
            self.set_ratio(0.5)
            self.ratio_changed.emit(self._ratio)
            return
        side, place = self._place_at(event.position())
        text = text_of(self.rows.reads[place.row], side)
        word = word_at(text, place.position) or word_at(text, place.position - 1)
        if word:
            self.put_caret(side, Place(place.row, word[0]))
            self.put_caret(side, Place(place.row, word[1]), keep_anchor=True)

    def _on_border(self, point: QPointF) -> bool:
        columns = self.rows.columns
        return columns is not None and 0 <= abs(point.x() - columns.middle) < _GRAB

    def leaveEvent(self, event: QEvent) -> None:
        self.light(-1, Lit(), None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.rows.reads:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            side, place = self._place_at(QPointF(event.pos()))
            if self.caret.selected(place.row) is None:
                self.put_caret(side, place)
            self.menu_wanted.emit(place.row, side, place.position, event.globalPos())
        else:
            row, position = self.caret.place
            rect = self.text_rect(self.caret.side)
            point = self.viewport().mapToGlobal(rect.topLeft().toPoint())
            self.menu_wanted.emit(row, self.caret.side, position, point)
