"""The page with its mouse, keys and walks: from name to name, quotation to quotation."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
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
)
from reader.ui.page_caret import Place
from reader.ui.page_mouse import PageMouse
from reader.ui.page_painter import type_name


class Page(PageMouse):
    """The page as a person uses it."""

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
        return False  # Tab is the other pane's; F7 leaves for the panel

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
        lines += [self.tr("Note: %s") % note.text for note in read.notes]
        return "<br>".join(html.escape(line) for line in lines)
