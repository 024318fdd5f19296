"""What one part of an article says about another: a name found once is a name everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reader.arabic.features import Word
from reader.article import Entity, EntityType

#: Shorter names are ordinary words too often.
_SHORTEST = 3


def consistent(
    paragraphs: Sequence[str], words: Sequence[Sequence[Word]], found: Sequence[list[Entity]]
) -> list[list[Entity]]:
    """The entities of each paragraph, with what the others say of the same words.

    A name takes the type it has most often in the article; words that were passed over but are
    a name elsewhere are found, and so is the last word of a person's full name.
    """
    known = _known(words, found)
    out = []
    for line, entities in zip(words, found, strict=True):
        mine = [_retyped(line, e, known) for e in entities]
        out.append(sorted(mine + _missed(line, mine, known), key=lambda e: e.arabic))
    return out


def _form(line: Sequence[Word], entity: Entity) -> tuple[str, ...]:
    inside = [w for w in line if w.span[0] < entity.arabic[1] and entity.arabic[0] < w.span[1]]
    return tuple([w.bare if i == 0 else w.key for i, w in enumerate(inside)])


def _known(
    words: Sequence[Sequence[Word]], found: Sequence[list[Entity]]
) -> dict[tuple[str, ...], EntityType]:
    """Each name of the article, as words, with the type that it has most often."""
    votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for line, entities in zip(words, found, strict=True):
        for entity in entities:
            form = _form(line, entity)
            votes[form][entity.type] += entity.score
            if entity.type == "PER" and len(form) > 1 and len(form[-1]) > _SHORTEST:
                votes[form[-1:]]["PER"] += 0.5 * entity.score
    return {
        form: max(kinds, key=lambda kind: kinds[kind])
        for form, kinds in votes.items()
        if len("".join(form)) >= _SHORTEST and max(kinds.values()) >= 0.4
    }


def _retyped(
    line: Sequence[Word], entity: Entity, known: dict[tuple[str, ...], EntityType]
) -> Entity:
    return replace(entity, type=known.get(_form(line, entity), entity.type))


def _missed(
    line: Sequence[Word], entities: Sequence[Entity], known: dict[tuple[str, ...], EntityType]
) -> list[Entity]:
    """Names that stand elsewhere in the article and were passed over here."""
    longest = max((len(f) for f in known), default=0)
    taken = [e.arabic for e in entities]
    found: list[Entity] = []
    i = 0
    while i < len(line):
        step = 1
        for size in range(min(longest, len(line) - i), 0, -1):
            form = (line[i].bare, *(w.key for w in line[i + 1 : i + size]))
            kind = known.get(form)
            span = (line[i].span[0] + line[i].cut, line[i + size - 1].span[1])
            if kind and all(span[1] <= a or b <= span[0] for a, b in taken):
                found.append(Entity(kind, span, (), "", 0.6))
                step = size
                break
        i += step
    return found
