"""The bar at the top of the page: one sentence and at most one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from reader.ui.theme import Theme


class ErrorBar(QFrame):
    """Hidden until something is to be said; the newest sentence stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAccessibleName(self.tr("Message"))
        self._sign = QLabel()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._action = QPushButton()
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._do: Callable[[], object] = lambda: None
        self._action.clicked.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def say(self, sentence: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        self._words.setText(sentence)
        self.setAccessibleDescription(sentence)
        self._action.setText(action)
        self._action.setVisible(do is not None)
        self._do = do or (lambda: None)
        self.show()

    @property
    def sentence(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def set_theme(self, look: Theme) -> None:
        self._sign.setPixmap(look.icon("triangle-alert").pixmap(18, 18))
        self._close.setIcon(look.icon("x"))

    def _act(self) -> None:
        self.hide()
        self._do()
