"""What stands before the article, title and legend, and the headings of what comes after it."""

from __future__ import annotations

from reader.article import ENTITY_TYPES, EntityType, ReadArticle
from reader.export.pdf.canvas import Box, mixed
from reader.export.pdf.faces import Face
from reader.export.pdf.flow import FAINT, INK, MUTED, PAPER, Flow, block
from reader.export.pdf.lines import lines
from reader.export.pdf.structure import Element
from reader.export.segments import doubts
from reader.export.wording import TYPE_NAMES, facts
from reader.palette import LIGHT, UNDERLINES


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
    small = Face(8, 1.5)
    text = "  ·  ".join(facts(read))
    flow.y += 3
    flow.row([block(text, small, g.left, g.body, parent.add("P", "en"), colour=MUTED)], 6)


def legend(flow: Flow, read: ReadArticle, parent: Element) -> None:
    """What the marks mean, of those that occur, on one line."""
    g, face = flow.geometry, Face(8, 1.5)
    there = {e.type for p in read.paragraphs for e in p.entities}
    items: list[tuple[str, str]] = [(k, TYPE_NAMES[k]) for k in ENTITY_TYPES if k in there]
    if any(p.quotations for p in read.paragraphs):
        items.append(("quotation", "Quotation"))
    if any(map(doubts, read.paragraphs)):
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
