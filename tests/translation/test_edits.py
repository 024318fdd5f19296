"""Edits change a text while the spans into it stay true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.translation.edits import Edit, apply


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("abc ", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(a, b, draw(st.text("XYZ", max_size=4))) for a, b in pairs]


def naive(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda e: (e.start, e.end))[::-1]:
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@given(case=texts_with_edits())
def test_the_text_is_as_if_each_edit_were_made_alone(case: tuple[str, list[Edit]]) -> None:
    assert apply(*case).text == naive(*case)


@given(case=texts_with_edits(), data=st.data())
def test_a_span_that_no_edit_touches_keeps_its_text(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = case
    edited = apply(text, edits)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = edited.span((start, end))
    assert 0 <= new[0] <= new[1] <= len(edited.text)
    untouched = all(e.end <= start or e.start >= end for e in edits)
    if untouched and start < end:
        assert edited.text[slice(*new)] == text[start:end]


def test_a_replaced_span_becomes_its_replacement() -> None:
    edited = apply("Mr Hafter spoke", [Edit(3, 9, "Khalifa Haftar")])
    assert edited.text == "Mr Khalifa Haftar spoke"
    assert edited.text[slice(*edited.span((3, 9)))] == "Khalifa Haftar"
    assert edited.text[slice(*edited.span((0, 9)))] == "Mr Khalifa Haftar"
    assert edited.text[slice(*edited.span((10, 15)))] == "spoke"


def test_an_insertion_at_the_edge_stays_outside() -> None:
    edited = apply("said yes", [Edit(5, 5, '"'), Edit(8, 8, '"')])
    assert edited.text == 'said "yes"'
    assert edited.text[slice(*edited.span((5, 8)))] == "yes"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("abcdef", [Edit(0, 3, ""), Edit(2, 4, "")])
    with pytest.raises(ValueError, match="outside"):
        apply("abc", [Edit(2, 4, "")])
