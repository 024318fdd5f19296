"""The annotated PDF: both languages beside each other, marked, linked, tagged, searchable."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pikepdf import Pdf

from reader.article import ReadArticle
from reader.errors import Cancelled
from reader.export.options import ExportOptions
from reader.export.pdf import backmatter, document, sections
from reader.export.pdf.flow import Flow, Geometry
from reader.export.pdf.rows import paragraph_row
from reader.export.pdf.shaping import load_fonts
from reader.export.pdf.structure import Element


def write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Writes the PDF. Needs a QGuiApplication, but may run in any thread."""
    load_fonts()
    with _uncollected():
        _write(read, path, options, progress, cancelled)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles: there are none among hundreds of thousands of small
    tuples, and looking through them again and again takes a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    flow = Flow(Pdf.new(), Geometry.of(options))
    flow.new_page()
    tree = Element("Document", "en")
    article = tree.add("Sect")
    sections.title_block(flow, read, article)
    sections.legend(flow, read, article)
    body: document.Outline = []
    for i, paragraph in enumerate(read.paragraphs):
        if cancelled():
            raise Cancelled
        flow.need(60)
        at, y = flow.page.number, flow.y
        paragraph_row(flow, paragraph, options, article)
        words = (paragraph.english or paragraph.paragraph.arabic).split()
        more = "…" if len(words) > 8 else ""
        body.append((f"{i + 1}  {' '.join(words[:8])}{more}", at, y, []))
        progress(0.9 * (i + 1) / len(read.paragraphs))
    outline: document.Outline = [(read.english_title or read.article.title, 0, 0.0, body)]
    parts = [
        ("Index", backmatter.index if options.index and options.entities else None),
        ("Quotations", backmatter.quotation_list if options.index and options.quotations else None),
        ("Notes and corrections", backmatter.notes if options.notes else None),
    ]
    for title, draw in parts:
        place = draw(flow, read, tree.add("Sect")) if draw else None
        if place:
            outline.append((title, *place, []))
    document.furnish(flow, read)
    document.assemble(flow, read, tree, outline, path)
    progress(1.0)
