"""The article as a Word document: a table with a row a paragraph, Arabic on the right.

Arabic stands in right-to-left paragraphs and runs with the complex-script properties that Word
reads for it; names, quotations and doubts are character styles, so that a person can change
their looks in one place; notes and doubts are Word comments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from reader.arabic.mentions import entries
from reader.article import ENTITY_TYPES, Quotation, ReadArticle, ReadParagraph
from reader.errors import Cancelled
from reader.export.docx_style import add_styles
from reader.export.docx_xml import (
    anchor,
    arabic,
    cell,
    english,
    field,
    link,
    paragraph,
    row,
    table,
)
from reader.export.options import ExportOptions
from reader.export.segments import Run, arabic_runs, clean, doubts, english_runs
from reader.export.wording import (
    CORRECTED,
    NOT_FOUND,
    NOT_TRANSLATED,
    TYPE_HEADINGS,
    TYPE_NAMES,
    facts,
    source,
    speaker,
)

#: A row with more characters than this may be broken over pages.
_LONG_ROW = 900
_NUMBER_WIDTH = 10.0
_PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


def write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Writes the document with the parts that the options ask for."""
    document = docx.Document()
    add_styles(document, options.font_size)
    body = _page(document, options)
    _properties(document, read)
    _header(document, read, options)
    columns = options.layout == "columns"
    text = body - _NUMBER_WIDTH
    widths = [text / 2, _NUMBER_WIDTH, text / 2] if columns else [_NUMBER_WIDTH, text]
    rows = table(document, widths)
    row(rows, _heads(columns), header=True)
    for done, item in enumerate(read.paragraphs):
        if cancelled():
            raise Cancelled
        _row(document, rows, item, options)
        progress((done + 1) / max(1, len(read.paragraphs)))
    if options.index and options.entities:
        _index(document, read, body)
    if options.quotations:
        _quotations(document, read.paragraphs, body)
    document.save(str(path))


def _page(document: Any, options: ExportOptions) -> float:
    """Sets the page up; returns the width of its text in millimetres."""
    section = document.sections[0]
    width, height = _PAGES[options.page]
    if options.orientation == "landscape":
        width, height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(options.margin)
    section.top_margin = section.bottom_margin = Mm(options.margin)
    foot = section.footer.paragraphs[0]._p
    field(foot, "PAGE")
    english(foot, " of ")
    field(foot, "NUMPAGES")
    section.footer.paragraphs[0].alignment = 1
    return width - 2 * options.margin


def _properties(document: Any, read: ReadArticle) -> None:
    core = document.core_properties
    titles = [clean(t) for t in (read.english_title, read.article.title) if t]
    core.title = " · ".join(titles)[:250]
    core.author = "Mirat"
    core.last_modified_by = "Mirat"
    core.subject = clean(f"Arabic article with its English; {source(read.article.source)}")[:250]
    core.comments = clean("; ".join(facts(read)))[:250]
    core.language = "en"
    core.created = core.modified = datetime.now(UTC)


def _header(document: Any, read: ReadArticle, options: ExportOptions) -> None:
    if read.article.title:
        arabic(paragraph(document, "Arabic Title"), read.article.title)
    if read.english_title:
        english(paragraph(document, "Title"), read.english_title)
    english(paragraph(document, "Facts"), "  ·  ".join(facts(read)))
    legend: list[tuple[str, str]] = []
    if options.entities:
        there = {e.type for p in read.paragraphs for e in p.entities}
        legend += [(TYPE_NAMES[k], TYPE_NAMES[k]) for k in ENTITY_TYPES if k in there]
    if options.quotations and any(p.quotations for p in read.paragraphs):
        legend.append(("Quotation", "Quotation"))
    if any(doubts(p) for p in read.paragraphs):
        legend.append(("Unsure translation", "Unsure"))
    if legend:
        line = paragraph(document, "Facts")
        for i, (label, style) in enumerate(legend):
            english(line, "\u2003" if i else "")
            english(line, label, style)


def _heads(columns: bool) -> list[Any]:
    left, middle, right = cell(), cell(), cell()
    english(paragraph(left, "Column Head"), "English")
    english(paragraph(middle, "Number"), "¶")
    arabic(paragraph(right, "Arabic Column Head"), "العربية")
    if columns:
        return [left, middle, right]
    arabic(paragraph(left, "Arabic Column Head"), "العربية")
    return [middle, left]


def _row(document: Any, rows: Any, read: ReadParagraph, options: ExportOptions) -> None:
    number = read.paragraph.index + 1
    middle, left, right = cell(), cell(), cell()
    anchor(paragraph(middle, "Number"), number)
    if options.layout == "interlinear":
        right = left
    about = _marked(paragraph(right, "Arabic"), read, arabic_runs(read, options), arabic)
    if options.quotations:
        _speakers(right, read, "Arabic Speaker", arabic)
    target = paragraph(left, "English")
    doubted = _marked(target, read, english_runs(read, options), english)
    if not read.translated:
        english(target, NOT_TRANSLATED, "Quiet")
    if options.quotations:
        _speakers(left, read, "Speaker", english)
    if options.notes and read.corrected:
        english(paragraph(left, "Speaker"), CORRECTED)
    long = len(read.paragraph.arabic) + len(read.english) > _LONG_ROW
    cells = [middle, left] if right is left else [left, middle, right]
    row(rows, cells, may_break=long)
    for why in doubts(read):
        _comment(document, [r for r, run in doubted if run.doubt == why], f"Unsure: {why}", "Mirat")
    if options.notes:
        whole = [r for r, _ in about]
        for i, note in enumerate(read.notes):
            runs = [r for r, run in about if i in run.notes]
            _comment(document, runs or whole, note.text, "Reader")


def _speakers(into: Any, read: ReadParagraph, style: str, add: Callable[..., list[Any]]) -> None:
    """A line of who speaks in a paragraph, in the order of their quotations, each once."""
    names = [speaker(q, read)[style == "Speaker"] for q in read.quotations]
    named = [n for n in dict.fromkeys(names) if n]
    if named:
        add(paragraph(into, style), f"❝ {' · '.join(named)}")


def _marked(
    into: Any, read: ReadParagraph, runs: Sequence[Run], add: Callable[..., list[Any]]
) -> list[tuple[Any, Run]]:
    """Adds the runs in their styles; returns each run of the document with what it came from."""
    added = []
    for run in runs:
        style = ""
        if run.entity is not None:
            style = TYPE_NAMES[read.entities[run.entity].type]
        elif run.quotation is not None:
            style = "Quotation"
        elif run.doubt:
            style = "Unsure"
        added += [(r, run) for r in add(into, run.text, style)]
    return added


def _comment(document: Any, runs: Sequence[Any], text: str, author: str) -> None:
    """A Word comment on what lies between the first and the last of the runs."""
    if not runs:
        return
    first, last = (docx.text.run.Run(r, document) for r in (runs[0], runs[-1]))
    document.add_comment([first, last], text=clean(text), author=author, initials=author[0])


def _index(document: Any, read: ReadArticle, body: float) -> None:
    found = entries(read.paragraphs)
    if not found:
        return
    english(paragraph(document, "Heading 1"), "Index")
    for kind in ENTITY_TYPES:
        group = [entry for entry in found if entry.type == kind]
        if not group:
            continue
        english(paragraph(document, "Heading 2"), TYPE_HEADINGS[kind])
        rows = table(document, [body * 0.36, body * 0.32, body * 0.32])
        for entry in group:
            name, original, places = cell(), cell(), cell()
            english(paragraph(name, "English"), entry.name or "—", TYPE_NAMES[kind])
            arabic(paragraph(original, "Arabic Cell"), entry.arabic)
            line = paragraph(places, "English")
            english(line, f"{len(entry.mentions)}× in ¶ ")
            for i, number in enumerate(dict.fromkeys(p + 1 for p, _ in entry.mentions)):
                english(line, ", " if i else "")
                link(line, number, str(number))
            row(rows, [name, original, places])


def _quotations(document: Any, paragraphs: Sequence[ReadParagraph], body: float) -> None:
    found = [(read, quotation) for read in paragraphs for quotation in read.quotations]
    if not found:
        return
    english(paragraph(document, "Heading 1"), "Quotations")
    rows = table(document, [body / 2, body / 2])
    for read, quotation in found:
        row(rows, _said(read, quotation))


def _said(read: ReadParagraph, quotation: Quotation) -> list[Any]:
    left, right = cell(), cell()
    original, name = speaker(quotation, read)
    number = read.paragraph.index + 1
    head = paragraph(left, "Speaker")
    english(head, f"{name or ('' if original else 'Speaker not named')}  ")
    link(head, number, f"¶ {number}")
    if original:
        arabic(paragraph(right, "Arabic Speaker"), original)
    said = read.english[slice(*quotation.english)] if quotation.english else ""
    target = paragraph(left, "English")
    if said:
        english(target, f"“{said}”", "Quotation")
    else:
        english(target, NOT_FOUND, "Quiet")
    quoted = read.paragraph.arabic[slice(*quotation.arabic)]
    arabic(paragraph(right, "Arabic Cell"), f"«{quoted}»", "Quotation")
    return [left, right]
