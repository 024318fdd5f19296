"""Names in the English: their usual spelling, and where a translation got one wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from reader.arabic.normalise import key
from reader.article import Entity, EntityType, Span
from reader.translation.edits import Edit
from reader.translation.projection import name_spans, trimmed
from reader.translation.sides import Sides, meet, stretch
from reader.translation.sounds import likeness

#: How alike two spellings must sound (`sounds.likeness`).
ALIKE = 0.6
#: A name that sounds quite otherwise is set right only where the links are this sure.
SURE_COVERAGE = 0.6
SURE_PURITY = 0.8

#: Other English forms of a name, beyond initials and adjectives, which are found by rule.
ALIASES: dict[str, tuple[str, ...]] = {
    "United States": ("US", "U.S.", "USA", "America", "American", "Americans", "Washington"),
    "United Kingdom": ("UK", "U.K.", "Britain", "British", "Great Britain", "London"),
    "United Arab Emirates": ("UAE", "Emirates", "Emirati", "the Emirates"),
    "European Union": ("EU", "European"),
    "United Nations": ("UN", "U.N."),
    "Islamic State": ("ISIS", "ISIL", "IS", "Daesh", "ISIS group"),
    "Algeria": ("Algiers",),  # one word in Arabic
    "Tunisia": ("Tunis",),
    "Lebanon": ("Lebanese",),
    "Switzerland": ("Swiss",),
    "Netherlands": ("Holland", "Dutch"),
    "France": ("French",),
    "Spain": ("Spanish",),
    "Greece": ("Greek",),
    "Türkiye": ("Turkey", "Turkish"),
    "Turkey": ("Türkiye", "Turkish"),
    "Germany": ("German",),
    "China": ("Chinese",),
    "Poland": ("Polish",),
    "Denmark": ("Danish",),
    "Sweden": ("Swedish",),
    "Myanmar": ("Burma",),
    "Côte d’Ivoire": ("Ivory Coast", "Cote d'Ivoire"),
    "Palestinian Territories": ("Palestine", "Palestinian"),
    "Kyiv": ("Kiev",),
    "North Africa": ("northern Africa",),
}


#: What makes an adjective or a people of a country's name.
_DEMONYM = re.compile("(?:n|an|ian|i|ese|ish|ic)?s?")


class Spellings(Protocol):
    """What knows English names; the gazetteer is one."""

    def english(self, name: str, type: EntityType | None = None) -> str:
        """The usual English spelling of an Arabic name, "" if unknown."""


def known_spellings(
    entity: Entity, arabic: str, glossary: Mapping[str, str], gazetteer: Spellings
) -> list[str]:
    """The English spellings of an entity, the reader's own first. `glossary` goes by `key`."""
    name = arabic[slice(*entity.arabic)]
    own = glossary.get(key(name), "")
    found = (own, entity.name, gazetteer.english(name, entity.type))
    return list(dict.fromkeys(s for s in found if s))


def agrees(candidate: str, known: str) -> bool:
    """Whether an English form is one of a known name: a part of it or more than it, its
    initials, its adjective ("Algerian" of Algeria) or a customary other form."""
    have, want = _plain(candidate), _plain(known)
    if not have or not want:
        return False
    if set(have) <= set(want) or set(want) <= set(have):
        return True
    initials = "".join(w[0] for w in want if w not in ("of", "the", "and", "for"))
    if len(want) > 1 and "".join(have) == initials:
        return True
    if any(_plain(form) == have for form in ALIASES.get(known, ())):
        return True
    return len(have) == len(want) and all(_same_stem(h, w) for h, w in zip(have, want, strict=True))


def _plain(name: str) -> list[str]:
    bare = re.sub(r"['’]s\b|[.'’`]", "", name.lower())
    return [w for w in re.split(r"[\s\-]+", bare) if w not in ("the", "al", "el")]


def _same_stem(a: str, b: str) -> bool:
    """Whether one is the other or its adjective: Algeria, Algerian; Egypt, Egyptians."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    stems = {short, short.rstrip("aeoy")} if len(short) >= 4 else set()
    return any(long.startswith(s) and _DEMONYM.fullmatch(long[len(s) :]) for s in stems)


def spelling_edits(names: Sequence[tuple[Entity, Sequence[str]]], sides: Sides) -> list[Edit]:
    """The edits that give the names of a sentence their known spelling.

    `names`: the sentence's names, each with its known spellings, best first (none: left
    alone). Changed is only what the links tie to the name, is capitalised throughout, belongs
    to no other name of the sentence, and either sounds like the Arabic or the known spelling
    (Hafter for Haftar), or stands where the links leave no doubt.
    """
    edits: list[Edit] = []
    all_known = [spelling for _, spellings in names for spelling in spellings]
    placed = {
        entity: [
            place
            for place in name_spans(entity, spellings, sides)
            if any(agrees(sides.english[slice(*place)], s) for s in spellings)
        ]
        for entity, spellings in names
    }
    taken = [place for places in placed.values() for place in places]
    for entity, spellings in names:
        if not spellings or placed[entity]:
            continue
        linked = stretch(entity.arabic, sides.links, sides.words)
        span = trimmed(linked.span, entity, sides) if linked else None
        if linked is None or span is None or any(meet(span, t) for t in taken):
            continue
        candidate = sides.english[slice(*span)]
        if any(agrees(candidate, s) for s in all_known) or not _is_name(candidate, spellings[0]):
            continue
        sure = linked.coverage >= SURE_COVERAGE and linked.purity >= SURE_PURITY
        sure = sure and not _has_capital_neighbour(span, sides)
        opens = span[0] == sides.words[0][0]  # there any word has a capital
        arabic = sides.arabic[slice(*entity.arabic)]
        alike = max(likeness(candidate, spellings[0]), likeness(candidate, arabic)) >= ALIKE
        if alike or (sure and not opens):
            new = _without_article(spellings[0])
            edits.append(Edit(*_with_leftovers(span, new, entity, sides), new))
            taken.append(span)
    return edits


def _with_leftovers(span: Span, new: str, entity: Entity, sides: Sides) -> Span:
    """A span that gives way to a name, with what would be too much beside it: an article
    before a person or a one-word place, and the name's last word said again after it."""
    text, (start, end) = sides.english, span
    bare = entity.type == "PER" or (entity.type == "LOC" and " " not in new)
    if (
        bare
        and text[max(0, start - 4) : start].lower() == "the "
        and text[start - 5 : start - 4] in (" ", "")
    ):
        start -= 4
    again = re.match(rf" {re.escape(new.split()[-1])}\b", text[end:], re.IGNORECASE)
    return start, end + (again.end() if again else 0)


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


def _without_article(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name)
