"""The PDF export beside Qt laying out and printing the same text plainly, 500 paragraphs.

python -m tests.benchmarks.bench_pdf
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)

from reader import fonts
from reader.article import Article, Paragraph, ReadArticle, ReadParagraph
from reader.export import export
from reader.export.pdf.shaping import load_fonts
from reader.formats import read
from reader.paths import resources

PARAGRAPHS = 500
ENGLISH = (
    "The website Middle East Eye revealed that the retired general will receive armoured vehicles, "
    "ammunition and surveillance equipment after Russia agreed to arm him, and quoted a source in "
    "the Algerian army as saying that the country had thrown its weight behind him. "
) * 2


def article() -> ReadArticle:
    """The sample's paragraphs over and over, with English of a usual length."""
    sample = read(resources() / "samples" / "haftar-arms.ar.txt")
    paragraphs = tuple(
        replace(sample.paragraphs[i % len(sample.paragraphs)], index=i) for i in range(PARAGRAPHS)
    )
    article = Article(sample.title, sample.source, sample.text, paragraphs)
    return ReadArticle(article, tuple(map(_read, paragraphs)), english_title="A benchmark")


def _read(paragraph: Paragraph) -> ReadParagraph:
    return ReadParagraph(paragraph, ENGLISH.strip())


def plain(whole: ReadArticle, path: Path) -> None:
    """Qt's own way: the same paragraphs in the same faces, one column after the other."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18))
    document = QTextDocument()
    cursor = QTextCursor(document)
    for language, size, texts in (
        ("arabic", 12, [p.paragraph.arabic for p in whole.paragraphs]),
        ("english", 9.5, [p.english for p in whole.paragraphs]),
    ):
        font = QFont(fonts.family(language))  # type: ignore[arg-type]
        font.setPointSizeF(size)
        shape = QTextBlockFormat()
        if language == "arabic":
            shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for text in texts:
            cursor.insertBlock(shape)
            characters = cursor.charFormat()
            characters.setFont(font)
            cursor.insertText(text, characters)
    document.print_(writer)


def columns(whole: ReadArticle, path: Path) -> None:
    """Qt's own way to the same page: a table of two columns, a row a paragraph."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18))
    document = QTextDocument()
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    shape = QTextTableFormat()
    shape.setColumnWidthConstraints([half, half])
    table = QTextCursor(document).insertTable(len(whole.paragraphs), 2, shape)
    for row, paragraph in enumerate(whole.paragraphs):
        for column, (language, size, text) in enumerate(
            (("english", 9.5, paragraph.english), ("arabic", 12, paragraph.paragraph.arabic))
        ):
            cursor = table.cellAt(row, column).firstCursorPosition()
            direction = QTextBlockFormat()
            if language == "arabic":
                direction.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            cursor.setBlockFormat(direction)
            font = QFont(fonts.family(language))  # type: ignore[arg-type]
            font.setPointSizeF(size)
            characters = cursor.charFormat()
            characters.setFont(font)
            cursor.insertText(text, characters)
    document.print_(writer)


def timed(work: Callable[[], None]) -> float:
    """Processor seconds, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    """Prints the table."""
    application = QGuiApplication([])
    load_fonts()
    whole = article()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        base = timed(lambda: plain(whole, out))
        size = out.stat().st_size
        table = timed(lambda: columns(whole, out))
        table_size = out.stat().st_size
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ours = timed(lambda: export(whole, out))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{'':28}{'seconds':>9}{'ratio':>8}{'kB':>8}")
        print(f"{'Qt, plain text':28}{base:9.2f}{1:8.2f}{size / 1e3:8.0f}")
        print(f"{'Qt, a table':28}{table:9.2f}{table / base:8.2f}{table_size / 1e3:8.0f}")
        print(f"{'annotated PDF':28}{ours:9.2f}{ours / base:8.2f}{out.stat().st_size / 1e3:8.0f}")
        print(f"memory: the export added {(after - before) / 1e3:.0f} MB to the highest")
    del application


if __name__ == "__main__":
    main()
