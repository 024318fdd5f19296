"""Quotation marks of a translation are kept in balance with its Arabic's."""

from __future__ import annotations

import pytest

from reader.article import Link
from reader.translation import english, marks
from reader.translation.edits import apply
from reader.translation.translator import word_spans


def one_to_one(arabic: str, text: str) -> list[Link]:
    """Links between the words of two texts in the same order."""
    return [Link(a, e, 0.9) for a, e in zip(word_spans(arabic), english.words(text), strict=False)]


def balanced(arabic: str, text: str) -> str:
    return apply(text, marks.balancing(arabic, text, one_to_one(arabic, text))).text


ARABIC = 'قال حفتر "نحن هنا".'


@pytest.mark.parametrize(
    "text",
    [
        'Said Haftar "we here".',
        'Said Haftar "we here.',
        'Said Haftar we here".',
        "Said Haftar we here.",
        'Said "Haftar" "we here".',
        'Said "Haftar "we here".',
    ],
)
def test_marks_lost_or_too_many_are_mended(text: str) -> None:
    assert balanced(ARABIC, text) == 'Said Haftar "we here".'


def test_a_quotation_that_goes_on_in_the_next_sentence_stays_open() -> None:
    assert balanced('قال حفتر "نحن هنا.', 'Said Haftar "we here".') == 'Said Haftar "we here.'
    assert balanced('نحن هنا" قال حفتر', "We here said Haftar") == 'We here" said Haftar'


def test_where_the_links_know_nothing_nothing_is_added() -> None:
    assert apply("Said we", marks.balancing(ARABIC, "Said we", [])).text == "Said we"


def test_no_mark_in_the_arabic_none_in_the_english() -> None:
    assert balanced("قال نحن هنا", 'Said "we" here') == "Said we here"


def test_directions() -> None:
    assert marks.directions('a "b" ("c")') == [(2, True), (4, False), (7, True), (9, False)]
    assert marks.directions('"') == [(0, True)]


def test_straightening_knows_every_mark() -> None:
    text = "“a” «b» ''c'' „d‟"
    assert apply(text, marks.straightening(text)).text == '"a" "b" "c" "d"'
    assert marks.straight("“a” «b»") == '"a" "b"'


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('The site "Eye revealed" that', 'The site "Eye" revealed that'),
        ('The "site Eye said" he', 'The site "Eye" said he'),
        ('"Eye\'s report" says', '"Eye\'s" report says'),
        ('As "Eye said," he left', 'As "Eye" said, he left'),
        ('The "Eye" said', 'The "Eye" said'),
        ('"Eye said that it was very long ago"', '"Eye said that it was very long ago"'),
        ('"One" and Eye said "two"', '"One" and Eye said "two"'),
        ("Eye said", "Eye said"),
    ],
)
def test_marks_stand_close_around_a_name_that_is_marked_alone(text: str, wanted: str) -> None:
    start = text.index("Eye")
    assert apply(text, marks.tightening(text, (start, start + 3))).text == wanted
