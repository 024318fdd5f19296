"""The PDF export beside Qt laying out and printing the same text plainly, 500 paragraphs.

python -m tests.benchmarks.bench_pdf
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
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
from reader.export.pdf import lines
from reader.export.pdf.shaping import load_fonts
from reader.formats import read
from reader.paths import resources
from tests.arabic.score_quotations import GOLD, load
from tests.benchmarks.articles import ARTICLES

PARAGRAPHS = 500
ENGLISH = (
    "The website Middle East Eye revealed that the retired general will receive armoured vehicles, "
    "ammunition and surveillance equipment after Russia agreed to arm him, and quoted a source in "
    "the Algerian army as saying that the country had thrown its weight behind him. "
) * 2


def article() -> ReadArticle:
    """The sample's paragraphs over and over, with English of a usual length."""
    sample = read(resources() / "samples" / "haftar-arms.ar.txt")
    return _of([p.arabic for p in sample.paragraphs], [ENGLISH.strip()])


def varied() -> ReadArticle:
    """Paragraphs that differ: two by two of the gold set of quotations, 340 in all, in another
    order the second time, with the English of our own articles."""
    texts = [g.text for path in sorted(GOLD.glob("*.json")) for g in load(path.stem)]
    pairs = [f"{a} {b}" for a, b in zip(texts, texts[::-1], strict=True)]
    english = " ".join(e for rows in ARTICLES.values() for _, e in rows).split()
    return _of(pairs, [" ".join(english[i : i + 80]) for i in range(0, len(english) - 80, 7)])


def _of(arabic: list[str], english: list[str]) -> ReadArticle:
    texts = [arabic[i % len(arabic)] for i in range(PARAGRAPHS)]
    article = Article(
        "مقال", "", "", tuple(Paragraph(i, 0, len(t), t) for i, t in enumerate(texts))
    )
    read_paragraphs = tuple(
        ReadParagraph(p, english[p.index % len(english)]) for p in article.paragraphs
    )
    return ReadArticle(article, read_paragraphs, english_title="A benchmark")


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


def table(name: str, whole: ReadArticle) -> None:
    """Prints what each way takes for an article."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        rows = []
        for way, work in (
            ("Qt, plain text", lambda: plain(whole, out)),
            ("Qt, the same two columns", lambda: columns(whole, out)),
            ("annotated PDF, first time", lambda: _first(whole, out)),
            ("annotated PDF, words known", lambda: export(whole, out)),
        ):
            rows.append((way, timed(work), out.stat().st_size))
    print(f"{name:30}{'seconds':>9}{'to plain':>10}{'to columns':>12}{'kB':>8}")
    for way, seconds, size in rows:
        print(
            f"{way:30}{seconds:9.2f}{seconds / rows[0][1]:10.2f}{seconds / rows[1][1]:12.2f}"
            f"{size / 1e3:8.0f}"
        )


def _first(whole: ReadArticle, out: Path) -> None:
    lines._known.clear()  # as at the program's start: no word was shaped yet
    export(whole, out)


def main() -> None:
    """Prints the tables."""
    application = QGuiApplication([])
    load_fonts()
    table("the sample over and over", article())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table("paragraphs that differ", varied())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: the second table added {(after - before) / 1e3:.0f} MB to the highest")
    del application


if __name__ == "__main__":
    main()
