"""The colours can be read: contrasts by WCAG 2.2, and no two types look alike without colour."""

from __future__ import annotations

import pytest

from reader.article import ENTITY_TYPES
from reader.palette import DARK, LIGHT, SEPIA, UNDERLINES, Palette


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, SEPIA, DARK], ids=["light", "sepia", "dark"])
def test_contrasts(palette: Palette) -> None:
    for ground in (palette.paper, palette.quotation):
        assert contrast(palette.text, ground) >= 4.5
        for kind in ENTITY_TYPES:
            assert contrast(palette.entities[kind], ground) >= 3, kind
    assert contrast(palette.accent, palette.paper) >= 4.5


def test_underlines_differ() -> None:
    assert len(set(UNDERLINES.values())) == len(ENTITY_TYPES)
