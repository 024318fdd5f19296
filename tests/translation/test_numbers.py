"""Numbers come through a translation unchanged."""

from __future__ import annotations

import pytest

from reader.article import Link
from reader.translation import numbers
from reader.translation.edits import apply


@pytest.mark.parametrize(
    ("arabic", "english", "missing"),
    [
        ("4 مليارات", "4 billion", []),
        ("4 مليارات", "four billion", []),
        ("1500 رجل", "1,500 men", []),
        ("10,5 %", "10.5%", []),
        ("في 11/9/2001", "on September 11, 2001", ["9"]),
        ("عام 2010", "in 2011", ["2010"]),
        ("لا شيء", "nothing 5", []),
    ],
)
def test_lost_numbers(arabic: str, english: str, missing: list[str]) -> None:
    assert numbers.lost(arabic, english) == missing


def mended(arabic: str, english: str, links: list[Link]) -> str:
    return apply(english, numbers.mending(arabic, english, links)).text


def test_a_wrong_number_gives_way_to_the_lost_one() -> None:
    assert mended("عام 2010", "in 2001", []) == "in 2010"


def test_links_tell_which_is_which() -> None:
    arabic, english = "150 عام 2010", "in 2001 there were 15"
    links = [Link((0, 3), (19, 21), 0.9), Link((8, 12), (3, 7), 0.9)]
    assert mended(arabic, english, links) == "in 2010 there were 150"
    assert mended(arabic, english, []) == english  # two of each, no link: left alone


def test_a_right_number_is_never_touched() -> None:
    assert mended("90 من 100", "90 of 100", [Link((0, 2), (6, 9), 0.9)]) == "90 of 100"
