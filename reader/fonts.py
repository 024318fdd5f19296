"""The typefaces that ship: the window and the exports set their text in the same ones."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from reader.paths import resources

Use = Literal["arabic", "english", "emoji"]

_FAMILIES: dict[Use, str] = {
    "arabic": "Noto Naskh Arabic",
    "english": "Source Serif 4",
    "emoji": "Noto Emoji",
}


def family(use: Use) -> str:
    """The family name of a language's typeface, or of the one for emoji and other signs."""
    return _FAMILIES[use]


def files() -> list[Path]:
    """The font files, to be loaded before a family is asked for."""
    return sorted((resources() / "fonts").glob("*.ttf"))
