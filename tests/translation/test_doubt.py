"""A translation that looks wrong is doubted, with the reason in one sentence."""

from __future__ import annotations

import pytest

from reader.article import Entity
from reader.translation.doubt import doubt, lost_names, repeats

ARABIC = "وصل الرئيس إلى العاصمة صباح اليوم في زيارة رسمية"
ENGLISH = "The president arrived in the capital this morning on an official visit"


def test_a_good_one_is_not_doubted() -> None:
    assert doubt(ARABIC, ENGLISH, 0.7) == ""


@pytest.mark.parametrize(
    ("english", "score", "word"),
    [
        ("", 0.9, "not translated"),
        ("...", 0.9, "not translated"),
        ("The president arrived in the in the in the capital this morning", 0.9, "repeats"),
        (ENGLISH * 4, 0.9, "repeats"),
        ("The president", 0.9, "shorter"),
        (ENGLISH + " " + " ".join(f"word{i}x" for i in range(30)), 0.9, "longer"),
        (ENGLISH, 0.05, "unsure"),
    ],
)
def test_reasons(english: str, score: float, word: str) -> None:
    assert word in doubt(ARABIC, english, score)


def test_a_lost_number_is_named() -> None:
    assert doubt("في عام 2011", "in the year", 0.9) == "A number is missing in the English: 2011."


def test_what_holds_no_words_is_never_doubted() -> None:
    assert doubt("***", "***", 0.0) == ""


def test_what_the_arabic_repeats_the_english_may() -> None:
    assert doubt("لا لا لا لا", "no no no no", 0.9) == ""


@pytest.mark.parametrize(
    ("text", "loops"),
    [
        ("very very good", False),
        ("no no no", True),
        ("United Arab Emirates and United Arab Emirates", False),
        ("of the city of the city", True),
        ("nananananana", True),
        ("1,000,000 and 100000", False),
        ("0" * 30, True),
        ("", False),
    ],
)
def test_loops(text: str, loops: bool) -> None:
    assert repeats(text) is loops


def test_a_lost_name_is_named() -> None:
    arabic = "وصل حفتر إلى موسكو"
    found, lost = Entity("LOC", (13, 18), ((0, 6),)), Entity("PER", (4, 8))
    assert lost_names(arabic, [found]) == ""
    assert lost_names(arabic, [found, lost]) == "A name is missing in the English: حفتر."
    named = Entity("PER", (4, 8), (), "Haftar")
    assert lost_names(arabic, [named]) == "A name is missing in the English: Haftar."
    assert lost_names(arabic, [Entity("MISC", (4, 8))]) == ""
