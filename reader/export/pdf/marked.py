"""What is marked in a paragraph's two texts: names, quotations, doubts, notes."""

from __future__ import annotations

from dataclasses import dataclass

from reader.article import EntityType, ReadParagraph, Span
from reader.export.options import ExportOptions
from reader.export.wording import entity_note, quotation_note


@dataclass(frozen=True)
class Mark:
    """A span of one text that is marked: what as, and what its annotation says.

    A note about the whole paragraph, "aside", is marked at its edge. `entity` is
    the entity's place in its paragraph; `speaker` the label for the margin.
    """

    kind: EntityType | str
    span: Span
    contents: str
    entity: int | None = None
    speaker: str = ""


def arabic_marks(read: ReadParagraph, options: ExportOptions) -> list[Mark]:
    """The marks of the Arabic text, quotations before the names within them."""
    text = read.paragraph.arabic
    marks: list[Mark] = []
    if options.quotations:
        for q in read.quotations:
            label = text[slice(*q.speaker.arabic)] if q.speaker else ""
            marks.append(Mark("quotation", q.arabic, quotation_note(q), speaker=label))
    if options.notes:
        for n in read.notes:
            kind = "note" if n.arabic else "aside"
            marks.append(Mark(kind, n.arabic or (0, len(text)), n.text))
    if options.entities:
        for i, e in enumerate(read.entities):
            marks.append(Mark(e.type, e.arabic, entity_note(e, read), entity=i))
    return marks


def english_marks(read: ReadParagraph, options: ExportOptions) -> list[Mark]:
    """The marks of the English text; a doubtful sentence is one of them."""
    marks: list[Mark] = []
    if not read.corrected:
        marks += [
            Mark("doubt", s.english, f"Unsure: {s.doubt}")
            for s in read.sentences
            if s.doubt and s.english
        ]
    if options.quotations:
        for q in read.quotations:
            if q.english:
                label = q.speaker.name if q.speaker else ""
                marks.append(Mark("quotation", q.english, quotation_note(q), speaker=label))
    if options.entities:
        for i, e in enumerate(read.entities):
            marks += [Mark(e.type, span, entity_note(e, read), entity=i) for span in e.english]
    return marks
