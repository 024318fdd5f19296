"""The article itself: a row a paragraph, Arabic and English beside or above each other."""

from __future__ import annotations

from reader.article import ReadParagraph
from reader.export.options import ExportOptions
from reader.export.pdf.faces import Face
from reader.export.pdf.flow import MUTED, Block, Flow, block
from reader.export.pdf.marked import arabic_marks, english_marks
from reader.export.pdf.structure import Element
from reader.export.wording import NOT_TRANSLATED


def paragraph_row(flow: Flow, read: ReadParagraph, options: ExportOptions, parent: Element) -> None:
    """Draws a paragraph; its number and its speakers stand in the outer margins."""
    g = flow.geometry
    section = parent.add("Div")
    text = read.paragraph.arabic
    arabic = block(
        text,
        Face(options.font_size * 1.27, 1.78, rtl=True),
        g.arabic_left,
        g.column,
        section.add("P", "ar", text),
        arabic_marks(read, options),
    )
    english = _english(flow, read, options, section)
    index = read.paragraph.index
    for b, margin in ((arabic, g.right + 12), (english, 4.0)):
        b.number, b.margin = str(index + 1), margin
    if not g.columns:
        english.number = ""
        flow.row([arabic], 1, index)
        flow.row([english], 11, index)
        return
    flow.row([arabic, english], 9, index, divider=g.arabic_left - g.gap / 2)


def _english(flow: Flow, read: ReadParagraph, options: ExportOptions, section: Element) -> Block:
    g = flow.geometry
    face = Face(options.font_size, 1.5, italic=not read.translated)
    element = section.add("P", "en")
    if not read.translated:
        return block(NOT_TRANSLATED, face, g.left, g.column, element, colour=MUTED)
    return block(read.english, face, g.left, g.column, element, english_marks(read, options))
