"""The export dialogue's preview: the first pages as they would be exported."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.article import ReadArticle
from reader.export.options import ExportOptions
from reader.ui import pdf_pages
from reader.ui.background import Work
from reader.ui.export_process import ExportProcess

_WIDTH = 380  # pixels of the preview
_PARAGRAPHS = 12  # that the preview is made of: its first pages
_WAIT_MS = 250


class ExportPreview(QWidget):
    """Draws anew a moment after `show_options`; None where there are no pages to be shown."""

    def __init__(self, read: ReadArticle, process: ExportProcess) -> None:
        super().__init__()
        self._read, self._process = read, process
        self._options: ExportOptions | None = None
        self._work: Work | None = None
        self._pdf = b""
        self._page = 0
        self.pages = 0
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._draw)
        self.picture = QLabel()
        self.picture.setFixedSize(_WIDTH + 2, round(_WIDTH * 1.4142) + 2)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("Preview"))
        self._where = QLabel()
        self._where.setProperty("kind", "muted")
        self._back = QPushButton("‹")
        self._back.setAccessibleName(self.tr("Page before"))
        self._on = QPushButton("›")
        self._on.setAccessibleName(self.tr("Next page"))
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        turn = QHBoxLayout()
        turn.addWidget(self._back)
        turn.addWidget(self._where, 1, Qt.AlignmentFlag.AlignCenter)
        turn.addWidget(self._on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        layout.addLayout(turn)

    def show_options(self, options: ExportOptions | None) -> None:
        self._options = options
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._work:
            self._work.cancel()

    def _draw(self) -> None:
        self.stop()
        options = self._options
        if options is None:
            self.pages = 0
            self.picture.setText(self.tr("The preview shows PDF pages."))
            self._tell_page()
            return
        work = self._work = Work(self)
        few = dataclasses.replace(self._read, paragraphs=self._read.paragraphs[:_PARAGRAPHS])
        number, process = self._page, self._process
        width = round(_WIDTH * self.devicePixelRatioF())

        def draw() -> tuple[bytes, int, QImage]:
            pdf = pdf_pages.pdf_of(process, few, options, cancelled=work.cancelled)
            pages = pdf_pages.page_count(pdf)
            return pdf, pages, pdf_pages.picture(pdf, min(number, pages - 1), width)

        work.start(draw, self._drawn, self.picture.setText)

    def _drawn(self, drawn: tuple[bytes, int, QImage]) -> None:
        self._pdf, self.pages, image = drawn
        self._page = min(self._page, self.pages - 1)
        self._show_page(image)

    def _turn(self, by: int) -> None:
        self._page = max(0, min(self._page + by, self.pages - 1))
        pdf, number = self._pdf, self._page
        width = round(_WIDTH * self.devicePixelRatioF())
        Work(self).start(
            lambda: pdf_pages.picture(pdf, number, width), self._show_page, self.picture.setText
        )

    def _show_page(self, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(QPixmap.fromImage(image))
        self._tell_page()

    def _tell_page(self) -> None:
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < self.pages)
        more = "…" if len(self._read.paragraphs) > _PARAGRAPHS else ""
        text = self.tr("page %d of %s") % (self._page + 1, f"{self.pages}{more}")
        self._where.setText(text if self.pages else "")
