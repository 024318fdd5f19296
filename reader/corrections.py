"""What the reader says about names overrides what was found.

A correction is about all mentions written alike (`normalise.key`). Which hold for one
article and which for all is the library's business; here they are one mapping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reader.arabic.normalise import alef_swallowed, key
from reader.article import Entity, EntityType, Span


@dataclass(frozen=True, slots=True)
class EntityCorrection:
    """`type`: "none" for what is no entity, "" to keep the type; `english`: "" to keep it."""

    arabic: str
    type: EntityType | Literal["none", ""] = ""
    english: str = ""


Corrections = Mapping[str, EntityCorrection]


def by_key(corrections: Iterable[EntityCorrection]) -> dict[str, EntityCorrection]:
    """Corrections for looking up; a later one of the same name wins."""
    return {key(c.arabic): c for c in corrections}


def name_in(arabic: str, span: Span) -> str:
    """The name at a span, with the article that ل swallows put back: للجزائر is ل and الجزائر."""
    name = arabic[slice(*span)]
    return f"ا{name}" if alef_swallowed(arabic, span) else name


def correct(
    arabic: str, entities: Sequence[Entity], corrections: Corrections
) -> tuple[Entity, ...]:
    """The entities of a paragraph's Arabic as the reader wants them."""
    if not corrections:
        return tuple(entities)
    kept = []
    for entity in entities:
        correction = corrections.get(key(name_in(arabic, entity.arabic)))
        if correction is None:
            kept.append(entity)
        elif correction.type != "none":
            kept.append(
                replace(
                    entity,
                    type=correction.type or entity.type,
                    name=correction.english or entity.name,
                    score=1.0,
                )
            )
    return tuple(kept)
