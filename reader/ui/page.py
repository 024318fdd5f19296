"""The page with its mouse, keys and walks: from name to name, quotation to quotation."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip

from reader.article import Span
from reader.ui.counterparts import (
    Lit,
    Side,
    entity_at,
    lit_at,
    other,
    quotation_at,
    quoted,
    sentence_at,
    spans_of,
    text_of,
    word_at,
)
from reader.ui.page_caret import Place
from reader.ui.page_painter import type_name
from reader.ui.page_view import PageView

_GRAB = 6  # pixels on each side of the middle where the panes' border is caught


class Page(PageView):
    """The page as a person uses it.

    `menu_wanted` gives the paragraph, side, place and the screen position of a context menu.
    """

    menu_wanted = Signal(int, str, int, QPoint)
    ratio_changed = Signal(float)
    edit_wanted = Signal()

    _dragging = ""  # "text" or "border" while the button is down

    # Walking

    def go_to(self, row: int, side: Side | None = None, position: int = 0) -> None:
        """Makes a paragraph current, the caret at a place in it."""
        if not self.rows.reads:
            return
        row = max(0, min(row, len(self.rows) - 1))
        self.put_caret(side or self.caret.side, Place(row, position))
        self._light_caret()

    def step_paragraph(self, by: int) -> None:
        self.go_to(self.current + by)

    def step_page(self, by: int) -> None:
        """Scrolls a screen and makes current what is then at the top of it."""
        if not self.rows.reads:
            return
        view = 0.9 * self.viewport().height()
        y = self.rows.top(self.current) + by * view
        row = self.rows.index_at(y)
        if row == self.current:
            row += by
        self.go_to(row)

    def step_entity(self, by: int) -> None:
        """The next or last name on the caret's side."""
        self._walk(
            by,
            [
                (index, span)
                for index, read in enumerate(self.rows.reads)
                for entity in read.entities
                for span in spans_of(entity, self.caret.side)[:1]
            ],
        )

    def step_quotation(self, by: int) -> None:
        found = []
        for index, read in enumerate(self.rows.reads):
            for quotation in read.quotations:
                span = quoted(quotation, self.caret.side)
                if span is not None:
                    found.append((index, span))
        self._walk(by, found)

    def _walk(self, by: int, stops: list[tuple[int, Span]]) -> None:
        here = (self.caret.place.row, self.caret.place.position)
        places = sorted({(index, span[0]) for index, span in stops})
        ahead = [place for place in places if (place > here if by > 0 else place < here)]
        if ahead:
            row, position = ahead[0] if by > 0 else ahead[-1]
            self.go_to(row, None, position)

    def switch_side(self) -> None:
        """The caret goes over to the counterpart of where it is."""
        if not self.rows.reads:
            return
        row, position = self.caret.place
        read, side = self.rows.reads[row], other(self.caret.side)
        if not text_of(read, side) and side == "english" and not self._english:
            return
        across = lit_at(read, self.caret.side, position).on(side)
        self.go_to(row, side, across[0][0] if across else 0)

    # Selecting

    def selected_text(self) -> str:
        return self.caret.text() if self.rows.reads else ""

    def copy(self) -> None:
        """Copies what is selected, else the current paragraph on the caret's side."""
        if self.rows.reads:
            text = self.selected_text() or text_of(self.rows.reads[self.current], self.caret.side)
            QGuiApplication.clipboard().setText(text)

    def select_all(self) -> None:
        if self.rows.reads:
            before = self.current
            self.caret.select_all()
            if before != self.current:
                self.current_changed.emit(self.current)
            self.viewport().update()

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

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.rows.reads:
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        before = self.current
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (key == Qt.Key.Key_Right) != (self.caret.side == "arabic")
            place = self.caret.step(forward, word)
            if place is not None:
                self._key_moved(place, shift)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self.caret.move_line(key == Qt.Key.Key_Down, shift):
                self.caret_moved(before)
                self._light_caret()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and shift:
            self._key_moved(self.caret.line_end(key == Qt.Key.Key_End), shift)
        elif key == Qt.Key.Key_Escape:
            self.caret.put(self.caret.side, self.caret.place)
            self.light(-1, Lit(), None)
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def _key_moved(self, place: Place, keep_anchor: bool) -> None:
        self.put_caret(self.caret.side, place, keep_anchor)
        self._light_caret()

    def focusNextPrevChild(self, next_: bool) -> bool:
        return False  # Tab is the other pane's; F6 leaves for the panel

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # What is told on hover

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            under = self._character_at(QPointF(event.pos()))
            told = self._told(*under) if under else ""
            if told:
                QToolTip.showText(event.globalPos(), told, self.viewport(), self._around(event))
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _around(self, event: QHelpEvent) -> QRect:
        return QRectF(event.pos().x() - 12, event.pos().y() - 12, 24, 24).toRect()

    def _told(self, side: Side, place: Place) -> str:
        """What hovering over a place says: the name, the speaker, why a sentence is doubtful."""
        read = self.rows.reads[place.row]
        lines = []
        entity = entity_at(read, side, place.position)
        if entity:
            name = entity.name or read.paragraph.arabic[slice(*entity.arabic)]
            lines.append(f"{type_name(entity.type)}: {name}")
            if read.translated and not entity.english:
                lines.append(self.tr("The English has lost this name."))
        quotation = quotation_at(read, side, place.position)
        if quotation:
            if quotation.speaker and quotation.speaker.name:
                lines.append(self.tr("Said by %s") % quotation.speaker.name)
            if quotation.repaired:
                lines.append(self.tr("A quotation mark is missing here; its end is a guess."))
            if read.translated and quotation.english is None:
                lines.append(self.tr("This quotation was not found in the English."))
        sentence = sentence_at(read, side, place.position)
        if sentence and sentence.doubt:
            lines.append(self.tr("Doubtful: %s") % sentence.doubt)
        return "<br>".join(html.escape(line) for line in lines)
