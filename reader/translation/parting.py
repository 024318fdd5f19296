"""Names glued to the next word are parted from it before a sentence is translated.

Of الجزائروموسكو ("AlgeriaandMoscow") a model knows no piece; of its two parts it knows both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.article import Entity
from reader.translation.edits import Edit, apply
from reader.translation.names import Known
from reader.translation.tokenizer import unspaced
from reader.translation.translator import Translation


class Parted(NamedTuple):
    """A sentence with spaces put in at the places `inserted`, and its names' spans there."""

    text: str
    names: list[tuple[Entity, Known]]
    inserted: list[int]


def parted(arabic: str, names: Sequence[tuple[Entity, Known]]) -> Parted:
    """The sentence with a space behind each name that a letter follows."""
    ends = {e.arabic[1] for e, _ in names}
    glued = sorted(end for end in ends if arabic[end : end + 1].isalpha())
    new = apply(arabic, [Edit(end, end, " ") for end in glued])
    moved = [(replace(e, arabic=new.span(e.arabic)), known) for e, known in names]
    return Parted(new.text, moved, [end + i for i, end in enumerate(glued)])


def together(translation: Translation, inserted: Sequence[int]) -> Translation:
    """A translation of the parted sentence as one of the sentence as it was."""
    links = [replace(k, arabic=unspaced(k.arabic, inserted)) for k in translation.links]
    return replace(translation, links=tuple(links))
