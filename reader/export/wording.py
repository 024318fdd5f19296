"""The words around an article that the exports share: what marks mean, where it is from."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

from reader.article import Entity, EntityType, Quotation, ReadArticle, ReadParagraph

TYPE_NAMES: dict[EntityType, str] = {
    "PER": "Person",
    "LOC": "Place",
    "ORG": "Organisation",
    "MISC": "Name",
}
TYPE_HEADINGS: dict[EntityType, str] = {
    "PER": "People",
    "LOC": "Places",
    "ORG": "Organisations",
    "MISC": "Other names",
}
CORRECTED = "The English of this paragraph was corrected by the reader."
NOT_TRANSLATED = "Not translated."
NOT_FOUND = "Not found in the translation."


def facts(read: ReadArticle) -> list[str]:
    """Where the article is from and what read it, a fact a line."""
    article = read.article
    said = [
        article.source and f"Source: {source(article.source)}",
        article.date and f"Date: {article.date}",
        f"Exported by Mirat on {date.today().isoformat()}",
        read.engines.translation and f"Translation: {read.engines.translation}",
        read.engines.entities and f"Names: {read.engines.entities}",
    ]
    return [fact for fact in said if fact]


def source(text: str) -> str:
    """An address as it is; of a file only its name: folders are nobody's business."""
    for kind in (PurePosixPath, PureWindowsPath):
        if kind(text).is_absolute():
            return kind(text).name
    return text


def entity_note(entity: Entity, read: ReadParagraph) -> str:
    """What a name is, in a line."""
    said = f"{TYPE_NAMES[entity.type]}: {entity.name}" if entity.name else TYPE_NAMES[entity.type]
    lost = read.translated and not entity.english
    return f"{said} (not found in the translation)" if lost else said


def quotation_note(quotation: Quotation) -> str:
    """What a quotation is, in a line."""
    who = f" of {quotation.speaker.name}" if quotation.speaker and quotation.speaker.name else ""
    kind = "Quotation" if quotation.kind == "direct" else "Speech without marks"
    mended = "; a missing mark was filled in by rule" if quotation.repaired else ""
    return f"{kind}{who}{mended}"


def speaker(quotation: Quotation, read: ReadParagraph) -> tuple[str, str]:
    """The speaker's name in Arabic and in English; "" for what is not known."""
    if quotation.speaker is None:
        return "", ""
    return read.paragraph.arabic[slice(*quotation.speaker.arabic)], quotation.speaker.name
