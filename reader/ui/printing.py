"""Printing: the pages that the PDF export makes, through the system's dialogue."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from reader.article import ReadArticle
from reader.export.options import ExportOptions
from reader.ui import pdf_pages
from reader.ui.background import Work
from reader.ui.export_process import ExportProcess

_DPI = 300


def print_read(
    parent: QWidget, read: ReadArticle, options: ExportOptions, failed: Callable[[str], object]
) -> None:
    """Asks for a printer, then makes and prints the pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(read.english_title or read.article.title or "Mirat")
    size = QPageSize.PageSizeId.Letter if options.page == "Letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    if options.orientation == "landscape":
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec():
        send(parent, read, options, printer, failed)


def send(
    parent: QWidget,
    read: ReadArticle,
    options: ExportOptions,
    printer: QPrinter,
    failed: Callable[[str], object],
) -> Work:
    """Makes the pages for the printer's paper and paints them, away from the window's thread."""
    across = printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    letter = printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
    options = dataclasses.replace(
        options,
        page="Letter" if letter else "A4",
        orientation="landscape" if across else "portrait",
    )
    work = Work(parent)
    told = QProgressDialog(
        QCoreApplication.translate("printing", "Printing …"),
        QCoreApplication.translate("printing", "Cancel"),
        0,
        100,
        parent,
    )
    told.setWindowModality(Qt.WindowModality.WindowModal)
    told.canceled.connect(work.cancel)
    work.progress.connect(lambda share: told.setValue(min(99, round(100 * share))))

    def paint() -> None:
        process = ExportProcess()
        try:
            pdf = pdf_pages.pdf_of(
                process, read, options, lambda share: work.tell(share / 2), work.cancelled
            )
        finally:
            process.close()
        pages = pdf_pages.page_count(pdf)
        target = QRect(0, 0, printer.width(), printer.height())
        width = round(printer.pageLayout().fullRect(QPageLayout.Unit.Inch).width() * _DPI)
        painter = QPainter(printer)
        try:
            first = max(printer.fromPage() - 1, 0)
            last = min(printer.toPage() or pages, pages)
            for number in range(first, last):
                if work.cancelled():
                    printer.abort()
                    return
                if number > first:
                    printer.newPage()
                painter.drawImage(target, pdf_pages.picture(pdf, number, width))
                work.tell(0.5 + 0.5 * (number + 1) / pages)
        finally:
            painter.end()

    def end(sentence: str = "") -> None:
        told.close()
        told.deleteLater()
        if sentence:
            failed(sentence)

    work.start(paint, lambda _: end(), end, end)
    return work
