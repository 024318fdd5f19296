"""Pages of a PDF as pictures, through pdfium: for the preview and for printing."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

from reader.article import ReadArticle
from reader.export.options import ExportOptions
from reader.ui.export_process import ExportProcess

#: pdfium may be used by one thread at a time.
_PDFIUM = threading.Lock()


def pdf_of(
    process: ExportProcess,
    read: ReadArticle,
    options: ExportOptions,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The article's annotated PDF as it would be exported. Raises ReaderError, Cancelled."""
    with tempfile.TemporaryDirectory(prefix="mirat-") as folder:
        path = Path(folder) / "article.pdf"
        process.export(read, path, options, progress, cancelled)
        return path.read_bytes()


def page_count(pdf: bytes) -> int:
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def picture(pdf: bytes, number: int, width: int) -> QImage:
    """A page, from 0, drawn `width` pixels wide."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number]
            scale = width / page.get_width()
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            shape = QImage.Format.Format_RGBX8888
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shape)
            return image.copy()
        finally:
            document.close()
