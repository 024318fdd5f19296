"""Correcting a paragraph's English in its place on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.ui.page import Page


def saves(event: QKeyEvent) -> bool:
    """Whether a key press is Ctrl+Enter, which saves what was written."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class Editor(QWidget):
    """Lies over the English of the page's current paragraph until it is saved or left."""

    saved = Signal(int, str)
    closed = Signal()

    def __init__(self, page: Page, row: int, english: str) -> None:
        super().__init__(page.viewport())
        self._page, self._row = page, row
        self.field = QPlainTextEdit(english)
        self.field.setAccessibleName(self.tr("English of paragraph %d") % (row + 1))
        self.field.setFont(page.page_style.english.font)
        self.field.setTabChangesFocus(True)
        hint = QLabel(self.tr("Ctrl+Enter saves, Esc leaves it as it was"))
        hint.setProperty("kind", "muted")
        save = QPushButton(self.tr("Save"))
        save.setProperty("kind", "main")
        save.clicked.connect(self._save)
        line = QHBoxLayout()
        line.addWidget(hint, 1)
        line.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 1)
        layout.addLayout(line)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        rect = page.text_rect("english")
        page.hold_open(max(rect.height() + 60, 170))
        self.place()
        self.field.selectAll()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.show()
        self.field.setFocus()
        self.field.installEventFilter(self)
        page.verticalScrollBar().valueChanged.connect(self.place)

    def place(self) -> None:
        """Keeps the editor over its paragraph."""
        rect = self._page.text_rect("english")
        self.setGeometry(rect.adjusted(-8, -4, 8, 4).toRect())

    def eventFilter(self, watched: object, event: object) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_editor()
                return True
            if saves(event):
                self._save()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _save(self) -> None:
        text = " ".join(self.field.toPlainText().split())
        if text:
            self.saved.emit(self._row, text)
        self.close_editor()

    def close_editor(self) -> None:
        self.field.removeEventFilter(self)
        self._page.verticalScrollBar().valueChanged.disconnect(self.place)
        self._page.hold_open(None)
        self.hide()
        self._page.setFocus()
        self.closed.emit()
        self.deleteLater()
