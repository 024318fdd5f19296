"""What is marked in a paragraph's two texts: names, quotations, doubts, notes."""

from __future__ import annotations

from dataclasses import dataclass

from reader.article import Entity, EntityType, Quotation, ReadParagraph, Span
from reader.export.options import ExportOptions

TYPE_NAMES: dict[EntityType, str] = {
    "PER": "Person",
    "LOC": "Place",
    "ORG": "Organisation",
    "MISC": "Name",
}


@dataclass(frozen=True)
class Mark:
    """A span of one text that is marked: what as, and what its annotation says.

    `entity` is the entity's place in its paragraph; `speaker` the label for the margin.
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
            marks.append(Mark("quotation", q.arabic, _quotation(q), speaker=label))
    if options.notes:
        marks += [Mark("note", n.arabic or (0, len(text)), n.text) for n in read.notes]
    if options.entities:
        for i, e in enumerate(read.entities):
            lost = read.translated and not e.english
            marks.append(Mark(e.type, e.arabic, _entity(e, lost), entity=i))
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
                marks.append(Mark("quotation", q.english, _quotation(q), speaker=label))
    if options.entities:
        for i, e in enumerate(read.entities):
            marks += [Mark(e.type, span, _entity(e, lost=False), entity=i) for span in e.english]
    return marks


def _entity(entity: Entity, lost: bool) -> str:
    said = f"{TYPE_NAMES[entity.type]}: {entity.name}" if entity.name else TYPE_NAMES[entity.type]
    return f"{said} (not found in the translation)" if lost else said


def _quotation(quotation: Quotation) -> str:
    who = f" of {quotation.speaker.name}" if quotation.speaker and quotation.speaker.name else ""
    kind = "Quotation" if quotation.kind == "direct" else "Speech without marks"
    mended = "; a missing mark was filled in by rule" if quotation.repaired else ""
    return f"{kind}{who}{mended}"
