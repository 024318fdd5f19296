"""Whether an English name sounds like an Arabic one."""

from __future__ import annotations

import pytest

from reader.translation.sounds import likeness


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("حفتر", "Haftar"),
        ("حفتر", "Hifter"),
        ("القذافي", "Gaddafi"),
        ("القذافي", "al-Qaddafi"),
        ("كوزنيتسوف", "Kuznetsov"),
        ("فالنسيا", "Valencia"),
        ("خامنئي", "Khamenei"),
        ("ستولتنبرغ", "Stoltenberg"),
        ("بنغازي", "Benghazi"),
    ],
)
def test_the_same_name(arabic: str, english: str) -> None:
    assert likeness(arabic, english) >= 0.7


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("حفتر", "President"), ("الجزائر", "Libya"), ("موسكو", "Tripoli"), ("آي", "I"), ("", "")],
)
def test_another_name(arabic: str, english: str) -> None:
    assert likeness(arabic, english) < 0.6
