"""Quotation marks in pairs: mixed, backwards, glued, nested, missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic.marks import pairs
from reader.arabic.normalise import QUOTATION_MARKS


def insides(text: str, depth: int = 0) -> list[str]:
    """What closed pairs at a depth enclose."""
    return [
        text[p.start : p.end]
        for p in pairs(text)
        if p.depth == depth and p.opening is not None and p.closing is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قال «نعم ولا» ثم خرج",
        "قال “نعم ولا” ثم خرج",
        "قال ”نعم ولا“ ثم خرج",
        "قال »نعم ولا« ثم خرج",
        "قال ‹نعم ولا› ثم خرج",
        "قال „نعم ولا‟ ثم خرج",
        "قال „نعم ولا“ ثم خرج",
        'قال "نعم ولا" ثم خرج',
        "قال ''نعم ولا'' ثم خرج",
        "قال ``نعم ولا'' ثم خرج",
        "قال “نعم ولا“ ثم خرج",
        "قال ”نعم ولا” ثم خرج",
        'قال «نعم ولا" ثم خرج',
        "قال: «نعم ولا»، ثم خرج",
        "(«نعم ولا»)",
        "“نعم ولا”",
    ],
)
def test_any_two_marks_make_a_pair(text: str) -> None:
    assert insides(text) == ["نعم ولا"]


@pytest.mark.parametrize(
    "text",
    [
        'أن"نعم ولا"كانت',
        "أن”نعم ولا“كانت",
        "أن «نعم ولا»كانت",
        'أن "نعم ولا"كانت',
        'أن"نعم ولا" كانت',
        "لـ«نعم ولا»،ثم",
    ],
)
def test_marks_glued_to_words_are_paired_by_what_is_open(text: str) -> None:
    assert insides(text) == ["نعم ولا"]


@pytest.mark.parametrize("text", ["قال « نعم ولا » ثم", 'قال " نعم ولا " ثم', "قال “ نعم ولا ”."])
def test_marks_may_stand_free(text: str) -> None:
    assert [s.strip() for s in insides(text)] == ["نعم ولا"]


def test_pairs_follow_each_other() -> None:
    text = 'قال «أ» و"ب" و“ج” و”د“'
    assert insides(text) == ["أ", "ب", "ج", "د"]


@pytest.mark.parametrize(
    "text",
    [
        'قال «سمعت أن "الحكومة" فشلت» ثم',
        'قال "سمعت أن «الحكومة» فشلت" ثم',
        "قال “سمعت أن “الحكومة” فشلت” ثم",
        "قال «سمعت أن «الحكومة» فشلت» ثم",
    ],
)
def test_a_pair_inside_another_is_one_deeper(text: str) -> None:
    assert [s.replace('"', "") for s in insides(text, 1)] == ["الحكومة"]
    (whole,) = insides(text)
    assert whole.startswith("سمعت")
    assert whole.endswith("فشلت")


def test_an_opening_mark_without_its_other_has_no_end() -> None:
    text = "قال «نعم ولا ثم خرج. وقال «لا» أيضا"
    first, second = pairs(text)
    at = text.index("«")
    assert (first.opening, first.closing) == (at, None)
    assert first.start == first.end == at + 1
    assert text[second.start : second.end] == "لا"


def test_a_closing_mark_without_its_other_has_no_beginning() -> None:
    text = "قال إن نعم ولا» ثم خرج. وقال «لا» أيضا"
    first, second = pairs(text)
    assert (first.opening, first.closing) == (None, text.index("»"))
    assert first.start == first.end == first.closing
    assert text[second.start : second.end] == "لا"


def test_no_marks_no_pairs() -> None:
    assert pairs("") == []
    assert pairs("قال نعم ولا ثم 'خرج'") == []


@given(
    st.one_of(
        st.text(max_size=80),
        st.text(st.sampled_from(QUOTATION_MARKS + "'` .،:؟(أب1"), max_size=60),
    )
)
def test_any_text_gives_every_mark_one_place(text: str) -> None:
    found = pairs(text)
    places = [at for p in found for at in (p.opening, p.closing) if at is not None]
    assert len(places) == len(set(places))
    assert {i for i, c in enumerate(text) if c in QUOTATION_MARKS} <= set(places)
    assert [p.start for p in found] == sorted(p.start for p in found)
    for p in found:
        assert 0 <= p.start <= p.end <= len(text)
        assert p.depth >= 0
        assert p.opening is not None or p.closing is not None
        if p.opening is None or p.closing is None:
            assert p.start == p.end
        else:
            assert p.opening < p.start <= p.end == p.closing


@given(st.text(st.sampled_from(QUOTATION_MARKS + " .أب"), max_size=40))
def test_closed_pairs_lie_inside_or_beside_each_other(text: str) -> None:
    closed = [(p.start, p.end) for p in pairs(text) if None not in (p.opening, p.closing)]
    for i, (a, b) in enumerate(closed):
        for c, d in closed[i + 1 :]:
            assert b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d)
