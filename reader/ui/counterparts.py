"""What stands for what: the counterpart of the word, name or quotation at a place.

Pure: code points in, code points out. The page lights what is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from reader.article import Entity, Quotation, ReadParagraph, Sentence, Span

Side = Literal["english", "arabic"]
SIDES: tuple[Side, Side] = ("english", "arabic")

_WORD = re.compile(r"[^\W_]+(?:[’'\u0640\u064b-\u0652\u0670-][^\W_]+)*[\u064b-\u0652\u0670]*")

#: A link lighter than this share of the heaviest one from the same word is left dark.
_LIGHTEST = 0.4


class Lit(NamedTuple):
    """What lights up: the spans on both sides, and the entity they are, if they are one."""

    arabic: tuple[Span, ...] = ()
    english: tuple[Span, ...] = ()
    entity: Entity | None = None

    def on(self, side: Side) -> tuple[Span, ...]:
        return self.arabic if side == "arabic" else self.english


def other(side: Side) -> Side:
    return "arabic" if side == "english" else "english"


def text_of(read: ReadParagraph, side: Side) -> str:
    return read.paragraph.arabic if side == "arabic" else read.english


def spans_of(entity: Entity, side: Side) -> tuple[Span, ...]:
    """Where an entity stands on a side; nowhere in an English that lost it."""
    return (entity.arabic,) if side == "arabic" else entity.english


def quoted(quotation: Quotation, side: Side) -> Span | None:
    return quotation.arabic if side == "arabic" else quotation.english


def lit_at(read: ReadParagraph, side: Side, position: int) -> Lit:
    """The entity at a place with its counterparts, else the word with those linked to it."""
    entity = entity_at(read, side, position)
    if entity is not None:
        return Lit((entity.arabic,), entity.english, entity)
    word = word_at(text_of(read, side), position)
    if word is None:
        return Lit()
    across = linked(read, side, word)
    return Lit((word,), across) if side == "arabic" else Lit(across, (word,))


def entity_at(read: ReadParagraph, side: Side, position: int) -> Entity | None:
    """The shortest entity over a place."""
    found = [
        (end - start, entity)
        for entity in read.entities
        for start, end in spans_of(entity, side)
        if start <= position < end
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def quotation_at(read: ReadParagraph, side: Side, position: int) -> Quotation | None:
    """The innermost quotation over a place, its marks included."""
    best: tuple[int, Quotation] | None = None
    for quotation in read.quotations:
        span = quoted(quotation, side)
        if span is None or not span[0] - 1 <= position <= span[1]:
            continue
        if best is None or span[1] - span[0] < best[0]:
            best = (span[1] - span[0], quotation)
    return best[1] if best else None


def sentence_at(read: ReadParagraph, side: Side, position: int) -> Sentence | None:
    for sentence in read.sentences:
        span = sentence.arabic if side == "arabic" else sentence.english
        if span is not None and span[0] <= position < span[1]:
            return sentence
    return None


def word_at(text: str, position: int) -> Span | None:
    """The word over a place; None between words."""
    start = max(0, position - 60)
    for match in _WORD.finditer(text, start, min(len(text), position + 60)):
        if match.start() <= position < match.end():
            return match.span()
    return None


def linked(read: ReadParagraph, side: Side, span: Span) -> tuple[Span, ...]:
    """The spans across that the attention links with a span, in order, the faint left out."""
    pairs: list[tuple[Span, float]] = []
    for link in read.links:
        here, there = (
            (link.arabic, link.english) if side == "arabic" else (link.english, link.arabic)
        )
        if here[0] < span[1] and span[0] < here[1]:
            pairs.append((there, link.weight))
    if not pairs:
        return ()
    least = _LIGHTEST * max(weight for _, weight in pairs)
    return merged(there for there, weight in pairs if weight >= least)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or lie a space apart made one."""
    out: list[Span] = []
    for start, end in sorted(set(spans)):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
