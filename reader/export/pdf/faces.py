"""Which typeface each character of a text is set in, and how large.

Every range of characters is given one font that has them all: Qt's own fallback from font to
font within a range loses which character a glyph stands for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from PySide6.QtGui import QFont, QRawFont, QTextCharFormat, QTextFormat, QTextLayout

from reader import fonts

#: Qt lays out at this many pixels a point, so that its rounding is far below what can be seen.
SCALE = 16

#: How large another script is set beside the main one, so that both look alike.
_IN_ARABIC: dict[fonts.Use, float] = {"arabic": 1.0, "english": 0.86, "emoji": 0.86}
_IN_ENGLISH: dict[fonts.Use, float] = {"arabic": 1.2, "english": 1.0, "emoji": 0.95}

#: Latin words and numbers with the marks and spaces between them, which stay in one face.
_LATIN = re.compile(
    "[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f .,'’&/:@-]*[A-Za-z0-9\u00c0-\u024f])?"
    "|[$€£]?[0-9](?:[0-9.,:/-]*[0-9])?%?[$€£]?"
)


@dataclass(frozen=True)
class Face:
    """A way to set text: size and line height in points; `rtl` sets Arabic."""

    size: float
    leading: float
    rtl: bool = False
    weight: int = 400
    italic: bool = False

    @property
    def use(self) -> fonts.Use:
        return "arabic" if self.rtl else "english"


class Utf16:
    """Places in a text: code points to Qt's UTF-16 units and back."""

    def __init__(self, text: str) -> None:
        self._astral = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        self._units = [i + k for k, i in enumerate(self._astral)]

    def unit(self, index: int) -> int:
        return index + bisect_left(self._astral, index)

    def code_point(self, unit: int) -> int:
        return unit - bisect_left(self._units, unit)


def base_font(face: Face) -> QFont:
    """The font of most of the text."""
    return _font(face, face.use)


def formats(text: str, face: Face, units: Utf16) -> list[QTextLayout.FormatRange]:
    """The ranges of the text that are not set in the face's own font."""
    uses: list[fonts.Use | int] = []
    for i, char in enumerate(text):
        found = _use(char, face.use)
        if found == "as before":
            uses.append(uses[-1] if uses else face.use)
        else:
            # What no font has is a range of its own, whatever Qt finds for it.
            uses.append(i if found == "none" else found)
    if face.rtl:
        for match in _LATIN.finditer(text):
            uses[match.start() : match.end()] = ["english"] * len(match.group())
    ranges = []
    at = 0
    for use, group in groupby(uses):
        end = at + len(list(group))
        if use != face.use:
            wanted = face.use if isinstance(use, int) else use
            char_format = QTextCharFormat()
            char_format.setFont(_font(face, wanted))
            char_format.setProperty(QTextFormat.Property.UserProperty, at)
            placed = QTextLayout.FormatRange()
            placed.start, placed.format = units.unit(at), char_format
            placed.length = units.unit(end) - placed.start
            ranges.append(placed)
        at = end
    return ranges


@lru_cache(maxsize=64)
def _font(face: Face, use: fonts.Use) -> QFont:
    share = (_IN_ARABIC if face.rtl else _IN_ENGLISH)[use]
    font = QFont()
    font.setFamilies([fonts.family(use)])
    font.setPixelSize(round(face.size * SCALE * share))
    font.setWeight(QFont.Weight(face.weight))
    font.setItalic(face.italic and use == "english")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=4096)
def _use(char: str, main: fonts.Use) -> fonts.Use | Literal["as before", "none"]:
    """The face for a character: "as before" for what joins the one before it."""
    category = unicodedata.category(char)
    if category in ("Zs", "Cc", "Cs", "Cn", "Zl", "Zp"):
        return main
    if category in ("Mn", "Me", "Cf") or "\U0001f3fb" <= char <= "\U0001f3ff":
        return "as before"
    others: tuple[fonts.Use, ...] = ("arabic", "english", "emoji")
    for use in (main, *others):
        if _raw(use).supportsCharacter(ord(char)):
            return use
    return "none"


@lru_cache(maxsize=8)
def _raw(use: fonts.Use) -> QRawFont:
    font = QFont()
    font.setFamilies([fonts.family(use)])
    return QRawFont.fromFont(font)
