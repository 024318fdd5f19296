"""The typefaces that ship: the window and the exports set their text in the same ones."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from reader.paths import resources

_FAMILIES = {"arabic": "Noto Naskh Arabic", "english": "Source Serif 4"}


def family(language: Literal["arabic", "english"]) -> str:
    """The family name of a language's typeface."""
    return _FAMILIES[language]


def files() -> list[Path]:
    """The font files, to be loaded before a family is asked for."""
    return sorted((resources() / "fonts").glob("*.ttf"))
