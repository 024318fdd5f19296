"""Code points and UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.utf16 import Utf16


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_units_are_those_of_the_encoding(text: str) -> None:
    counts = Utf16(text)
    for index in range(len(text) + 1):
        units = len(text[:index].encode("utf-16-le")) // 2
        assert counts.units(index) == units
        assert counts.code_points(units) == index


def test_within_a_pair_is_the_pair() -> None:
    counts = Utf16("a😀b")
    assert [counts.code_points(i) for i in range(5)] == [0, 1, 1, 2, 3]
