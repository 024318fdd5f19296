"""The data model: an article as read from a file, and what was found in it.

Nothing here does anything: these are immutable records that every other part of
the program passes on. A span is `(start, end)` in code points, end exclusive, of its
paragraph's own text (`Paragraph.arabic` or `ReadParagraph.english`); only
`Paragraph.start` and `Paragraph.end` count in the whole article's text, and
`article.text[p.start:p.end] == p.arabic` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]

EntityType = Literal["PER", "LOC", "ORG", "MISC"]
ENTITY_TYPES: tuple[EntityType, ...] = ("PER", "LOC", "ORG", "MISC")

QuotationKind = Literal["direct", "unmarked"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A reading paragraph: a piece of the article's text, in order, never overlapping."""

    index: int
    start: int
    end: int
    arabic: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read; `text` is the decoded file, unchanged."""

    title: str
    source: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place on both sides; `english` is None until it is translated.

    `doubt` says in one English sentence why the translation looks wrong ("" if it does not).
    """

    arabic: Span
    english: Span | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the Arabic and its counterparts in the English.

    `arabic` leaves out one-letter proclitics (و ف ب ل ك س) and keeps ال. `english` is empty
    while there is no translation, and where the translation lost the name. `name` is the
    entity's English name in its usual spelling, "" if none is known. `score` is the
    recogniser's confidence, 0 to 1.
    """

    type: EntityType
    arabic: Span
    english: tuple[Span, ...] = ()
    name: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quotation: where the Arabic names them, and their name in English."""

    arabic: Span
    name: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is quoted as saying; the spans are the inside of the marks.

    `kind` is "unmarked" for speech after a colon without marks. `repaired` is true where a
    mark was missing and the span's other end was found by rule.
    """

    kind: QuotationKind
    arabic: Span
    english: Span | None = None
    speaker: Speaker | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that stand for each other, with the attention's weight, 0 to 1."""

    arabic: Span
    english: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the reader's about a span of the Arabic, or the whole paragraph (None)."""

    text: str
    arabic: Span | None = None


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph with all that was found in it; `english` is "" until it is translated.

    `corrected` is true where the reader changed the English by hand.
    """

    paragraph: Paragraph
    english: str = ""
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    corrected: bool = False

    @property
    def translated(self) -> bool:
        return bool(self.english)


@dataclass(frozen=True, slots=True)
class Engines:
    """The names and versions of what translated the article and found its entities."""

    translation: str = ""
    entities: str = ""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its read paragraphs, in order, one for each of `article.paragraphs`."""

    article: Article
    paragraphs: tuple[ReadParagraph, ...]
    engines: Engines = Engines()
    english_title: str = ""
