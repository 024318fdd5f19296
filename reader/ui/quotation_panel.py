"""The panel of quotations: who says what, in both languages, and where."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader import fonts
from reader.article import Article, ReadParagraph

_FILL_SECONDS = 0.015


class Said(NamedTuple):
    """A quotation: its paragraph and number there, who says it, and what in both languages."""

    row: int
    number: int
    speaker: str
    speaker_arabic: str
    arabic: str
    english: str


def said(reads: Sequence[ReadParagraph]) -> list[Said]:
    """All quotations of an article, in order."""
    out = []
    for row, read in enumerate(reads):
        for number, quotation in enumerate(read.quotations):
            speaker = quotation.speaker
            out.append(
                Said(
                    row,
                    number,
                    speaker.name if speaker else "",
                    read.paragraph.arabic[slice(*speaker.arabic)] if speaker else "",
                    read.paragraph.arabic[slice(*quotation.arabic)],
                    read.english[slice(*quotation.english)] if quotation.english else "",
                )
            )
    return out


def citation(one: Said, article: Article, english_title: str) -> str:
    """A quotation as text to be put into another: both languages, speaker, source, place."""
    lines = [f"“{one.english}”" if one.english else "", f"«{one.arabic}»"]
    who = " / ".join(part for part in (one.speaker, one.speaker_arabic) if part)
    title = " / ".join(part for part in (english_title, article.title) if part)
    place = QCoreApplication.translate("quotations", "paragraph %d") % (one.row + 1)
    rest = [who, title, article.source, article.date, place]
    lines.append("— " + ", ".join(part for part in rest if part))
    return "\n".join(line for line in lines if line)


class QuotationPanel(QScrollArea):
    """Cards, one a quotation. `visit` and `menu_wanted` give the `Said`."""

    visit = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Quotations"))
        self._shown: list[Said] = []
        self._cards: list[_Card] = []
        self._filled = 0
        self._timer = QTimer(self, interval=10, singleShot=True)
        self._timer.timeout.connect(self._fill_some)
        inner = QWidget()
        inner.setObjectName("panel_inner")
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(8, 8, 8, 8)
        self._layout.setSpacing(8)
        self._layout.addStretch(1)
        self.setWidget(inner)

    def set_quotations(self, quotations: Sequence[Said]) -> None:
        """Shows quotations, reusing the cards that are there."""
        if list(quotations) == self._shown:
            return
        self._shown = list(quotations)
        while len(self._cards) > len(quotations):
            self._cards.pop().deleteLater()
        self._filled = 0
        self._fill_some()

    def _fill_some(self) -> None:
        """Fills cards for a moment, and goes on when the window has had its turn."""
        stop = time.perf_counter() + _FILL_SECONDS
        while self._filled < len(self._shown) and time.perf_counter() < stop:
            if self._filled == len(self._cards):
                card = _Card()
                card.visit.connect(self.visit)
                card.menu_wanted.connect(self.menu_wanted)
                self._layout.insertWidget(len(self._cards), card)
                self._cards.append(card)
            self._cards[self._filled].show_said(self._shown[self._filled])
            self._filled += 1
        if self._filled < len(self._shown):
            self._timer.start()


class _Card(QFrame):
    visit = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._said: Said | None = None
        self._who, self._english, self._arabic = QLabel(), QLabel(), QLabel()
        self._who.setObjectName("who")
        for label, language, size in (
            (self._english, "english", 14),
            (self._arabic, "arabic", 16),
        ):
            font = QFont(fonts.family("arabic" if language == "arabic" else "english"))
            font.setPixelSize(size)
            label.setFont(font)
        self._arabic.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._arabic.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 7, 10, 8)
        layout.setSpacing(4)
        for label in (self._who, self._english, self._arabic):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)

    def show_said(self, one: Said) -> None:
        if one == self._said:
            return
        self._said = one
        who = one.speaker or one.speaker_arabic or self.tr("Speaker not named")
        self._who.setText(f"¶ {one.row + 1}  ·  {who}")
        self._english.setText(one.english)
        self._english.setVisible(bool(one.english))
        self._arabic.setText(one.arabic)
        self.setAccessibleName(f"{who}: {one.english or one.arabic}")

    def mouseReleaseEvent(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            self.visit.emit(self._said)

    def keyPressEvent(self, event: object) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.visit.emit(self._said)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def contextMenuEvent(self, event: object) -> None:
        self.menu_wanted.emit(self._said, event.globalPos())  # type: ignore[attr-defined]
