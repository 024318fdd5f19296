"""What an empty window shows: the name, how to open an article, the last ones, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader import fonts
from reader.library import Recent

_SHOWN = 5


class Welcome(QWidget):
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)  # Recent

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = QLabel("مرآة")
        name.setFont(_font("arabic", 54))
        latin = QLabel("Mirat")
        latin.setFont(_font("english", 30))
        line = QLabel(
            self.tr("Arabic articles with their English beside them, on your own machine")
        )
        line.setProperty("kind", "muted")
        self.open_button = QPushButton(self.tr("Open an article"))
        self.open_button.setProperty("kind", "main")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.open_wanted)
        sample = QPushButton(self.tr("Read the sample"))
        sample.clicked.connect(self.sample_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(sample)
        buttons.addStretch(1)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        for row, (key, what) in enumerate(keys):
            label, told = QLabel(key), QLabel(what)
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setFont(_bold(label.font()))
            told.setProperty("kind", "muted")
            grid.addWidget(label, row, 0)
            grid.addWidget(told, row, 1)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        for widget in (name, latin, line):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.addWidget(widget)
        middle.addSpacing(14)
        middle.addLayout(buttons)
        middle.addSpacing(14)
        middle.addLayout(self._recent)
        middle.addSpacing(14)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(grid)
        centred.addStretch(1)
        middle.addLayout(centred)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def set_recent(self, recent: Sequence[Recent]) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for one in recent[:_SHOWN]:
            button = QPushButton(one.english_title or one.title or one.path)
            button.setProperty("kind", "flat")
            button.setToolTip(one.path or one.title)
            button.clicked.connect(lambda _=False, one=one: self.recent_wanted.emit(one))
            self._recent.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)


def _font(language: str, size: int) -> QFont:
    font = QFont(fonts.family("arabic" if language == "arabic" else "english"))
    font.setPixelSize(size)
    return font


def _bold(font: QFont) -> QFont:
    font.setBold(True)
    return font
