"""The colours of reading, for the window and the exports alike.

Entities differ by more than colour, for the colour-blind and for grey print: each type has
an underline style of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.article import EntityType

Underline = Literal["solid", "dotted", "dashed", "wavy"]

UNDERLINES: dict[EntityType, Underline] = {
    "PER": "solid",
    "LOC": "dotted",
    "ORG": "dashed",
    "MISC": "wavy",
}


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`: the paper, the text on it, one accent, the wash behind quotations,
    and a colour for each type of entity."""

    paper: str
    text: str
    accent: str
    quotation: str
    entities: dict[EntityType, str]


_ON_LIGHT: dict[EntityType, str] = {
    "PER": "#B45309",
    "LOC": "#0369A1",
    "ORG": "#7E22CE",
    "MISC": "#4D7C0F",
}
_ON_DARK: dict[EntityType, str] = {
    "PER": "#FBBF24",
    "LOC": "#7DD3FC",
    "ORG": "#D8B4FE",
    "MISC": "#BEF264",
}

LIGHT = Palette("#FBFAF7", "#1F1D1A", "#0F766E", "#FDF3E1", _ON_LIGHT)
SEPIA = Palette("#F4ECD8", "#3B2F23", "#0F766E", "#EFDFBB", _ON_LIGHT)
DARK = Palette("#1B1C1E", "#E6E3DC", "#5EEAD4", "#3A3122", _ON_DARK)
