"""The status bar: how far the translating is on the left, where the reader is on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from reader.article import Engines


class Status(QStatusBar):
    """Progress while there is work, then how it ended; paragraph, offline, model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(self.tr("Paragraphs translated"))
        self._words = QLabel()
        self._right = QLabel()
        self.addWidget(self._bar)
        self.addWidget(self._words, 1)
        self.addPermanentWidget(self._right)
        self._paragraph = 0
        self._engine = self.tr("the translator is starting …")
        self._bar.hide()
        self._show_right()

    def set_paragraph(self, number: int) -> None:
        """The current paragraph, from 1; 0 where no article is open."""
        self._paragraph = number
        self._show_right()

    def set_engines(self, engines: Engines | None, trouble: str = "") -> None:
        self._engine = (
            self.tr("model %s") % engines.translation
            if engines
            else trouble or self.tr("the translator is starting …")
        )
        self._show_right()

    def waiting(self) -> None:
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._bar.show()
        self._words.setText(self.tr("waiting for the translator …"))

    def progress(self, done: int, of: int, words: float, seconds: float) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._bar.show()
        text = self.tr("%d of %d paragraphs") % (done, of)
        if words:
            text += "  ·  " + self.tr("%d words/s") % round(words)
        if seconds >= 1:
            text += "  ·  " + _time(self.tr("%d s left"), self.tr("%d min left"), seconds)
        self._words.setText(text)

    def rest(self, words: str = "") -> None:
        """There is nothing to be done any more."""
        self._bar.hide()
        self._words.setText(words)

    @property
    def words(self) -> str:
        return self._words.text()

    def _show_right(self) -> None:
        place = f"¶ {self._paragraph}  ·  " if self._paragraph else ""
        self._right.setText(place + self.tr("offline") + "  ·  " + self._engine)


def _time(seconds_text: str, minutes_text: str, seconds: float) -> str:
    if seconds < 90:
        return seconds_text % round(seconds)
    return minutes_text % round(seconds / 60)
