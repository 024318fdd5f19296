"""Names in the English: their usual spelling, and where a translation got one wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol

from reader.arabic.normalise import key
from reader.article import Entity, EntityType, Span
from reader.corrections import name_in
from reader.translation.edits import Edit
from reader.translation.projection import GENERIC, name_spans, trimmed
from reader.translation.sides import Projected, Sides, meet, stretch
from reader.translation.sounds import likeness
from reader.translation.spelling import agrees, as_printed, folded

#: How alike two spellings must sound (`sounds.likeness`).
ALIKE = 0.6
#: A name that sounds quite otherwise is set right only where the links are this sure.
SURE_COVERAGE = 0.6
SURE_PURITY = 0.8
#: What sounds just like the Arabic is a misspelling from this share of common letters on.
MISSPELT = 0.8


class NameLookup(Protocol):
    """What knows English names; the gazetteer is one."""

    def english(self, name: str, type: EntityType | None = None) -> str:
        """The usual English spelling of an Arabic name, "" if unknown."""


class Known(NamedTuple):
    """The English spellings of a name, best first; `own`: the first is the reader's own."""

    forms: tuple[str, ...] = ()
    own: bool = False


def known_spellings(
    entity: Entity, arabic: str, glossary: Mapping[str, str], gazetteer: NameLookup
) -> Known:
    """What is known of an entity: the reader's own spelling, then its name, then the
    gazetteer's. `glossary` goes by `key`."""
    name = name_in(arabic, entity.arabic)
    own = glossary.get(key(name), "")
    found = (as_printed(s) for s in (entity.name, gazetteer.english(name, entity.type)) if s)
    return Known(tuple(dict.fromkeys((*filter(None, [own]), *found))), bool(own))


def spelling_edits(names: Sequence[tuple[Entity, Known]], sides: Sides) -> list[Edit]:
    """The edits that give the names of a sentence their known spelling.

    Changed is only what stands for the name, is capitalised throughout and belongs to no other
    name of the sentence; and then what sounds like the known spelling or the Arabic (Hafter
    for Haftar), or stands where the links leave no doubt, or has a spelling of the reader's
    own. Another customary transliteration (Hodeidah for Hudaydah) is right as it is.
    """
    edits: list[Edit] = []
    places = {entity: name_spans(entity, known.forms, sides) for entity, known in names}
    right = {
        entity
        for entity, known in names
        for place in places[entity]
        if is_right(sides.english[slice(*place)], known)
    }
    taken = [place for entity in right for place in places[entity]]
    for entity, known in names:
        if not known.forms:
            continue
        linked = stretch(entity.arabic, sides.links, sides.words)
        span = None if entity in right else next(iter(places[entity]), None)
        span = span or (trimmed(linked.span, entity, sides) if linked else None)
        if span is None or any(meet(span, t) for t in taken):
            continue
        candidate = sides.english[slice(*span)]
        # The right spelling that stands elsewhere may be another mention's.
        if entity in right and likeness(candidate, known.forms[0]) < ALIKE:
            continue
        others = [f for e, k in names if e != entity for f in k.forms]
        if any(agrees(candidate, f) for f in others) or not _is_name(candidate, known.forms[0]):
            continue
        if known.own or _is_wrong(candidate, span, linked, entity, known, sides):
            new = without_article(known.forms[0])
            edits.append(Edit(*with_leftovers(span, new, entity, sides.english), new))
            taken.append(span)
    return edits


def is_right(said: str, known: Known) -> bool:
    """Whether what the English says is a form of a known name; the reader's own is the only one."""
    return any(agrees(said, form) for form in (known.forms[:1] if known.own else known.forms))


def _is_wrong(
    candidate: str,
    span: Span,
    linked: Projected | None,
    entity: Entity,
    known: Known,
    sides: Sides,
) -> bool:
    """Whether a capitalised word or two are surely this name, and not its spelling."""
    arabic, wanted = sides.arabic[slice(*entity.arabic)], known.forms[0]
    if likeness(candidate, arabic) == 1:
        near = SequenceMatcher(None, folded(candidate), folded(wanted), autojunk=False).ratio()
        return near >= MISSPELT
    if max(likeness(candidate, wanted), likeness(candidate, arabic)) >= ALIKE:
        return True
    # Where a sentence begins any word has a capital, and beside a capital it may be one name.
    sure = linked is not None and linked.coverage >= SURE_COVERAGE and linked.purity >= SURE_PURITY
    return sure and span[0] != sides.words[0][0] and not _has_capital_neighbour(span, sides)


def with_leftovers(span: Span, new: str, entity: Entity, text: str) -> Span:
    """A span that gives way to a name, with what would be too much beside it: an article that
    the name does not take, and the name's last word said again after it."""
    start, end = span
    before = text[max(0, start - 5) : start]
    if not _takes_article(new, entity.type) and re.fullmatch(r"(?:.*\W)?[Tt]he ", before):
        start -= 4
    again = re.match(rf" {re.escape(new.split()[-1])}\b", text[end:], re.IGNORECASE)
    return start, end + (again.end() if again else 0)


def _takes_article(name: str, type: EntityType) -> bool:
    """The Ministry of Defence, the United States, the UN; but Haftar, Cairo, Boko Haram."""
    if type == "PER" or (type == "LOC" and " " not in name):
        return False
    words = name.lower().split()
    common = "of" in words or GENERIC.fullmatch(words[-1]) is not None
    return type == "LOC" or name.isupper() or common


def _has_capital_neighbour(span: Span, sides: Sides) -> bool:
    """Whether a capitalised word stands beside a span, so that it may be part of a longer name."""
    text = sides.english
    return re.search(r"[A-Z]\w*[ -]$", text[: span[0]]) is not None or (
        re.match(r"[ -][A-Z]", text[span[1] :]) is not None
    )


def _is_name(candidate: str, known: str) -> bool:
    """Whether a text is capitalised words, at most two more than the known name has."""
    parts = candidate.split()
    small = ("of", "al", "the", "bin", "ben", "de", "and", "for")
    capital = all(p[0].isupper() or p.lower() in small or "-" in p for p in parts)
    return capital and len(parts) <= len(known.split()) + 2


def without_article(name: str) -> str:
    """The name without a leading "the"."""
    return re.sub(r"^[Tt]he ", "", name)
