"""The find bar: searches both panes as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.ui.theme import Theme


class FindBar(QFrame):
    """`wanted` gives the words; `step` +1 or -1; `closed` when it is put away."""

    wanted = Signal(str)
    step = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in Arabic and English"))
        self.field.setAccessibleName(self.tr("Find"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(360)
        self.field.textChanged.connect(self.wanted)
        self._count = QLabel()
        self._count.setProperty("kind", "muted")
        self._buttons = {
            "chevron-up": self._button(self.tr("Previous"), lambda: self.step.emit(-1)),
            "chevron-down": self._button(self.tr("Next"), lambda: self.step.emit(1)),
            "x": self._button(self.tr("Close the find bar"), self.put_away),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._buttons["chevron-up"])
        layout.addWidget(self._buttons["chevron-down"])
        layout.addWidget(self._count)
        layout.addStretch(1)
        layout.addWidget(self._buttons["x"])
        self.hide()

    def _button(self, name: str, do: object) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(do)
        return button

    def bring(self, words: str) -> None:
        """Shows the bar, with the words that were selected if there were any."""
        if words and "\n" not in words:
            self.field.setText(words)
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    def put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def tell(self, number: int, of: int) -> None:
        if not self.field.text().strip():
            self._count.clear()
        elif of:
            self._count.setText(self.tr("%d of %d") % (number, of))
        else:
            self._count.setText(self.tr("Not found"))

    def set_theme(self, look: Theme) -> None:
        for name, button in self._buttons.items():
            button.setIcon(look.icon(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
