"""A paragraph's text cut into runs: each with the name, quotation, doubt and notes over it.

Marks overlap as they like (a name half inside a quotation); a page, a web page and a Word
document all want a flat row of pieces instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.article import ReadParagraph, Span
from reader.export.options import ExportOptions

#: What XML 1.0 forbids, and the controls that are nothing to read; bidi marks are kept.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACE = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029 ]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text over which nothing changes.

    `entity` and `quotation` are places in the paragraph's `entities` and `quotations`, the
    innermost where several cover the piece; `notes` all places in its `notes`. `doubt` is the
    sentence's reason, "" if there is none. `entity_begins` and `quotation_begins` stand on the
    first run that shows that entity or quotation.
    """

    text: str
    span: Span
    entity: int | None = None
    quotation: int | None = None
    doubt: str = ""
    notes: tuple[int, ...] = ()
    entity_begins: bool = False
    quotation_begins: bool = False


def arabic_runs(read: ReadParagraph, options: ExportOptions) -> list[Run]:
    """The runs of the Arabic; together they are the whole text."""
    return _runs(
        read.paragraph.arabic,
        [(e.arabic, i) for i, e in enumerate(read.entities)] if options.entities else [],
        [(q.arabic, i) for i, q in enumerate(read.quotations)] if options.quotations else [],
        notes=[(n.arabic, i) for i, n in enumerate(read.notes) if n.arabic]
        if options.notes
        else [],
    )


def english_runs(read: ReadParagraph, options: ExportOptions) -> list[Run]:
    """The runs of the English; none where there is no translation.

    What the reader corrected by hand is doubted no more.
    """
    return _runs(
        read.english,
        [(s, i) for i, e in enumerate(read.entities) for s in e.english]
        if options.entities
        else [],
        [(q.english, i) for i, q in enumerate(read.quotations) if q.english]
        if options.quotations
        else [],
        doubts=[]
        if read.corrected
        else [(s.english, s.doubt) for s in read.sentences if s.english],
    )


def clean(text: str) -> str:
    """The text without what XML forbids, every stretch of white space one space."""
    return _SPACE.sub(" ", _FORBIDDEN.sub("", text))


def doubts(read: ReadParagraph) -> list[str]:
    """Why the paragraph's sentences are doubted, each reason once."""
    return [] if read.corrected else list(dict.fromkeys(s.doubt for s in read.sentences if s.doubt))


def _runs(
    text: str,
    entities: Sequence[tuple[Span, int]],
    quotations: Sequence[tuple[Span, int]],
    doubts: Sequence[tuple[Span, str]] = (),
    notes: Sequence[tuple[Span, int]] = (),
) -> list[Run]:
    cuts = {0, len(text)}
    for spans in (entities, quotations, doubts, notes):
        for (start, end), _ in spans:
            if start < end:
                cuts.update((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    runs: list[Run] = []
    shown: set[int | None] = {None}
    said: set[int | None] = {None}
    for start, end in pairwise(sorted(cuts)):
        entity = _innermost(entities, start)
        quotation = _innermost(quotations, start)
        runs.append(
            Run(
                text[start:end],
                (start, end),
                entity,
                quotation,
                next((why for span, why in doubts if span[0] <= start < span[1]), ""),
                tuple(i for span, i in notes if span[0] <= start < span[1]),
                entity not in shown,
                quotation not in said,
            )
        )
        shown.add(entity)
        said.add(quotation)
    return runs


def _innermost(spans: Iterable[tuple[Span, int]], at: int) -> int | None:
    """What the shortest of the spans over a place belongs to, the later one of two alike."""
    over = [(end - start, -i) for (start, end), i in spans if start <= at < end]
    return -min(over)[1] if over else None
