"""What stands around the article: title, legend, index, list of quotations, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.arabic.mentions import entries
from reader.article import ENTITY_TYPES, EntityType, ReadArticle, ReadParagraph
from reader.export.pdf.canvas import Box, Element, mixed
from reader.export.pdf.faces import Face
from reader.export.pdf.flow import FAINT, INK, MUTED, PAPER, Block, Flow, block
from reader.export.pdf.lines import lines
from reader.export.pdf.marked import TYPE_NAMES
from reader.palette import LIGHT, UNDERLINES

HEADINGS: dict[EntityType, str] = {
    "PER": "People",
    "LOC": "Places",
    "ORG": "Organisations",
    "MISC": "Other names",
}


def title_block(flow: Flow, read: ReadArticle, parent: Element) -> None:
    """Both titles, then where the article is from and what read it."""
    article, g = read.article, flow.geometry
    with_title = [
        (article.title, Face(19, 1.75, rtl=True, weight=700), "ar"),
        (read.english_title, Face(14.5, 1.4, weight=600), "en"),
    ]
    for text, face, language in with_title:
        if text:
            heading = parent.add("H1", language, text if language == "ar" else "")
            flow.row([block(text, face, g.left, g.body, heading)], 2)
    facts = [
        article.source and f"Source: {article.source}",
        article.date and f"Date: {article.date}",
        f"Exported by Mirat on {date.today().isoformat()}",
        read.engines.translation and f"Translation: {read.engines.translation}",
        read.engines.entities and f"Names: {read.engines.entities}",
    ]
    small = Face(8, 1.5)
    text = "  ·  ".join(f for f in facts if f)
    flow.y += 3
    flow.row([block(text, small, g.left, g.body, parent.add("P", "en"), colour=MUTED)], 6)


def legend(flow: Flow, read: ReadArticle, parent: Element) -> None:
    """What the marks mean, of those that occur, on one line."""
    g, face = flow.geometry, Face(8, 1.5)
    there = {e.type for p in read.paragraphs for e in p.entities}
    items: list[tuple[str, str]] = [(k, TYPE_NAMES[k]) for k in ENTITY_TYPES if k in there]
    if any(p.quotations for p in read.paragraphs):
        items.append(("quotation", "Quotation"))
    if any(s.doubt for p in read.paragraphs for s in p.sentences):
        items.append(("doubt", "Unsure translation"))
    if not items:
        return
    x = g.left
    element = parent.add("P", "en")
    for kind, label in items:
        line = lines(label, face, g.body)[0]
        right = x + line.right
        foot = flow.y + line.baseline + 1.8
        head = flow.y + line.baseline - 6.2
        with flow.page.artifact():
            if kind in UNDERLINES:
                typed: EntityType = kind
                colour = LIGHT.entities[typed]
                flow.page.fill(Box(x, head, right, foot), mixed(colour, PAPER, 0.13))
                flow.page.underline(x, right, foot, UNDERLINES[typed], colour)
            elif kind == "quotation":
                flow.page.fill(Box(x - 1, head - 1, right + 1, foot + 1), LIGHT.quotation)
            else:
                flow.page.underline(x, right, foot, "dotted", MUTED)
        with flow.page.tagged(element):
            flow.page.text(line, x, flow.y, INK)
        x = right + 14
    flow.y += face.size * face.leading + 5
    with flow.page.artifact():
        flow.page.rule(g.left, flow.y, g.right, flow.y, FAINT, 0.5)
    flow.y += 10


def heading(flow: Flow, text: str, parent: Element, level: int = 2) -> tuple[int, float]:
    """A section's heading; returns its place."""
    face = Face(13 if level == 2 else 9.5, 1.5, weight=600)
    flow.need(80 if level == 2 else 50)
    flow.y += 10 if level == 2 else 6
    place = (flow.page.number, flow.y)
    g = flow.geometry
    colour = INK if level == 2 else LIGHT.accent
    element = parent.add(f"H{level}", "en")
    flow.row([block(text, face, g.left, g.body, element, colour=colour)], 3)
    return place


def index(flow: Flow, read: ReadArticle, parent: Element) -> tuple[int, float] | None:
    """Persons, places, organisations with their English names and the pages they stand on."""
    found = entries(read.paragraphs)
    if not found:
        return None
    place = heading(flow, "Index", parent)
    g = flow.geometry
    third = g.body / 3
    for kind in ENTITY_TYPES:
        group = [e for e in found if e.type == kind]
        if not group:
            continue
        heading(flow, HEADINGS[kind], parent, 3)
        for entry in group:
            places = [flow.places.get(("entity", p, e)) for p, e in entry.mentions]
            pages: dict[int, float] = {}
            for at in places:
                if at:
                    pages.setdefault(*at)
            row = parent.add("P")
            blocks = [
                block(entry.name or "—", Face(9, 1.55), g.left, third - 8, row.add("Span", "en")),
                block(
                    entry.arabic,
                    Face(11, 1.55, rtl=True),
                    g.left + third,
                    third - 8,
                    row.add("Span", "ar", entry.arabic),
                ),
            ]
            _page_links(flow, blocks, pages, len(entry.mentions), row)
    return place


def _page_links(
    flow: Flow, blocks: list[Block], pages: dict[int, float], count: int, row: Element
) -> None:
    """Draws a row of the index, its page numbers linked to where the name stands."""
    g = flow.geometry
    x = g.left + 2 * g.body / 3 + 8
    width = g.right - x
    numbers = [str(p + 1) for p in pages]
    times = f"{count}×"
    text = f"{times}   p. {', '.join(numbers)}" if numbers else times
    last = block(text, Face(9, 1.55), x, width, row.add("Span", "en"), colour=MUTED)
    tallest = max(b.height for b in [*blocks, last])
    flow.need(tallest)
    top = flow.y
    page = flow.page
    flow.row([*blocks, last], 0)
    at = text.find("p. ") + 3
    for number, (target, y) in zip(numbers, pages.items(), strict=True):
        span = (at, at + len(number))
        for line in last.lines[:1]:
            for left, right in line.boxes(span):
                page.links.append(
                    (Box(x + left - 1, top, x + right + 1, top + line.height), target, y)
                )
        at = span[1] + 2


def quotation_list(flow: Flow, read: ReadArticle, parent: Element) -> tuple[int, float] | None:
    """Who says what, in both languages, each with the page it stands on."""
    if not any(p.quotations for p in read.paragraphs):
        return None
    place = heading(flow, "Quotations", parent)
    g = flow.geometry
    half = (g.body - g.gap) / 2
    for p in read.paragraphs:
        for q in p.quotations:
            arabic = p.paragraph.arabic
            speaker = arabic[slice(*q.speaker.arabic)] if q.speaker else ""
            name = (q.speaker.name if q.speaker else "") or ("Unnamed" if not speaker else "")
            at = flow.places.get(("quotation", p.paragraph.index, q.arabic[0]))
            page = f"  p. {at[0] + 1}" if at else ""
            label = f"{name}{page}  ¶ {p.paragraph.index + 1}"
            flow.need(60)
            row = parent.add("BlockQuote")
            blocks = [block(label, Face(8, 1.5, weight=600), g.left, half, row.add("P", "en"))]
            if speaker:
                blocks.append(
                    block(
                        speaker,
                        Face(10, 1.4, rtl=True),
                        g.right - half,
                        half,
                        row.add("P", "ar", speaker),
                        colour=MUTED,
                    )
                )
            flow.row(blocks, 0)
            said = p.english[slice(*q.english)] if q.english else ""
            quoted = arabic[slice(*q.arabic)]
            flow.row(
                [
                    block(
                        f"“{said}”" if said else "Not found in the translation.",
                        Face(9, 1.5, italic=not said),
                        g.left,
                        half,
                        row.add("P", "en"),
                        colour=INK if said else MUTED,
                    ),
                    block(
                        f"«{quoted}»",
                        Face(11, 1.75, rtl=True),
                        g.right - half,
                        half,
                        row.add("P", "ar", quoted),
                    ),
                ],
                7,
            )
    return place


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
            said.append(f"{number}  The English of this paragraph was corrected by the reader.")
        for text in said:
            flow.row([block(text, Face(9, 1.5), g.left, g.body, parent.add("P", "en"))], 3)
    return place
