"""What stands after the article: the index, the list of quotations, the reader's notes."""

from __future__ import annotations

from collections.abc import Sequence

from reader.arabic.mentions import Entry, entries
from reader.article import ENTITY_TYPES, Quotation, ReadArticle, ReadParagraph, Span
from reader.export.pdf.canvas import Box
from reader.export.pdf.faces import Face
from reader.export.pdf.flow import INK, MUTED, Block, Flow, block
from reader.export.pdf.sections import heading
from reader.export.pdf.structure import Element
from reader.export.wording import CORRECTED, NOT_FOUND, TYPE_HEADINGS, speaker


def index(flow: Flow, read: ReadArticle, parent: Element) -> tuple[int, float] | None:
    """Persons, places, organisations with their English names and the pages they stand on.

    Returns where it begins, None where there is nothing to list; so do the others.
    """
    found = entries(read.paragraphs)
    if not found:
        return None
    place = heading(flow, "Index", parent)
    for kind in ENTITY_TYPES:
        group = [e for e in found if e.type == kind]
        if group:
            heading(flow, TYPE_HEADINGS[kind], parent, 3)
        for entry in group:
            _index_row(flow, entry, parent.add("P"))
    return place


def _index_row(flow: Flow, entry: Entry, row: Element) -> None:
    g = flow.geometry
    third = g.body / 3
    pages: dict[int, float] = {}
    for mention in entry.mentions:
        at = flow.places.get(("entity", *mention))
        if at:
            pages.setdefault(*at)
    times = f"{len(entry.mentions)}×"
    spans: list[Span] = []
    text = f"{times}   p. " if pages else times
    for number in pages:
        text += "" if not spans else ", "
        spans.append((len(text), len(text) + len(str(number + 1))))
        text += str(number + 1)
    english, arabic, where = (row.add("Span", language) for language in ("en", "ar", "en"))
    arabic.actual_text = entry.arabic
    x = g.left + 2 * third + 8
    blocks = [
        block(entry.name or "—", Face(9, 1.55), g.left, third - 8, english),
        block(entry.arabic, Face(11, 1.55, rtl=True), g.left + third, third - 8, arabic),
        block(text, Face(9, 1.55), x, g.right - x, where, colour=MUTED),
    ]
    flow.need(max(b.height for b in blocks) + 4)
    top = flow.y
    flow.row(blocks, 0)
    for span, target in zip(spans, pages.items(), strict=True):
        _link(flow, blocks[-1], span, top, target)


def _link(flow: Flow, b: Block, span: Span, top: float, target: tuple[int, float]) -> None:
    """Links characters of a block, drawn at `top`, to a (page, y)."""
    for line in b.lines:
        for left, right in line.boxes(span):
            box = Box(b.x + left - 1, top, b.x + right + 1, top + line.height)
            flow.page.link(box, *target, b.element)
        top += line.height


def quotation_list(flow: Flow, read: ReadArticle, parent: Element) -> tuple[int, float] | None:
    """Who says what, in both languages, each with the page it stands on."""
    if not any(p.quotations for p in read.paragraphs):
        return None
    place = heading(flow, "Quotations", parent)
    for p in read.paragraphs:
        for q in p.quotations:
            _quotation(flow, p, q, parent.add("BlockQuote"))
    return place


def _quotation(flow: Flow, p: ReadParagraph, q: Quotation, row: Element) -> None:
    g = flow.geometry
    half = (g.body - g.gap) / 2
    right = g.right - half
    arabic_name, name = speaker(q, p)
    if not arabic_name:
        name = "Unnamed"
    at = flow.places.get(("quotation", p.paragraph.index, q.arabic[0]))
    page = f"p. {at[0] + 1}" if at else ""
    label = "  ".join(part for part in (name, page, f"¶ {p.paragraph.index + 1}") if part)
    said = p.english[slice(*q.english)] if q.english else ""
    quoted = p.paragraph.arabic[slice(*q.arabic)]
    names = [block(label, Face(8, 1.5, weight=600), g.left, half, row.add("P", "en"))]
    if arabic_name:
        element = row.add("P", "ar", arabic_name)
        face = Face(10, 1.4, rtl=True)
        names.append(block(arabic_name, face, right, half, element, colour=MUTED))
    words = [
        block(
            f"“{said}”" if said else NOT_FOUND,
            Face(9, 1.5, italic=not said),
            g.left,
            half,
            row.add("P", "en"),
            colour=INK if said else MUTED,
        ),
        block(f"«{quoted}»", Face(11, 1.75, rtl=True), right, half, row.add("P", "ar", quoted)),
    ]
    # Who speaks never stands alone at a page's foot.
    flow.need(max(b.height for b in names) + min(60, max(b.height for b in words)))
    top = flow.y
    flow.row(names, 0)
    if at:
        begin = label.index(page, len(name))
        _link(flow, names[0], (begin, begin + len(page)), top, at)
    flow.row(words, 7)


def notes(flow: Flow, read: ReadArticle, parent: Element) -> tuple[int, float] | None:
    """The reader's notes, and which paragraphs the reader corrected."""
    noted: Sequence[ReadParagraph] = [p for p in read.paragraphs if p.notes or p.corrected]
    if not noted:
        return None
    place = heading(flow, "Notes and corrections", parent)
    g = flow.geometry
    for p in noted:
        number = f"¶ {p.paragraph.index + 1}"
        said = [f"{number}  {n.text}" for n in p.notes]
        if p.corrected:
            said.append(f"{number}  {CORRECTED}")
        for text in said:
            flow.row([block(text, Face(9, 1.5), g.left, g.body, parent.add("P", "en"))], 3)
    return place
