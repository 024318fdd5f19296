"""Writing down what the reader has to say about a paragraph."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.ui.editor import saves


class NoteDialog(QDialog):
    """Holds the note on a paragraph (counted from 1); emits it when it is saved, "" if none."""

    written = Signal(str)

    def __init__(self, parent: QWidget, paragraph: int, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Note on paragraph %d") % paragraph)
        self.resize(420, 240)
        self.field = QPlainTextEdit(text)
        self.field.setAccessibleName(self.windowTitle())
        self.field.setTabChangesFocus(True)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        hint = QLabel(self.tr("Ctrl+Enter saves. Notes are kept with the article and exported."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.written.emit(self.field.toPlainText().strip()))
        self.finished.connect(self.deleteLater)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if saves(event):
            self.accept()
        else:
            super().keyPressEvent(event)
