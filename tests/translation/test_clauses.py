"""Sentences that are too long are cut at clauses, and their English is joined again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.translation import clauses


def parts(text: str, max_words: int) -> list[str]:
    return [text[a:b] for a, b in clauses.split(text, max_words)]


def test_a_short_sentence_stays_whole() -> None:
    assert parts(" قال حفتر نعم. ", 10) == ["قال حفتر نعم."]
    assert parts("  ", 10) == []


def test_a_comma_near_the_middle_is_the_best_place() -> None:
    text = "وصل الوزير إلى العاصمة صباح اليوم، وعقد اجتماعا مع الرئيس ثم غادر البلاد"
    assert parts(text, 8) == [
        "وصل الوزير إلى العاصمة صباح اليوم،",
        "وعقد اجتماعا مع الرئيس ثم غادر البلاد",
    ]


def test_without_a_comma_a_conjunction() -> None:
    text = "وصل الوزير إلى العاصمة صباح اليوم وعقد اجتماعا مع الرئيس ثم غادر البلاد"
    assert parts(text, 8)[1].startswith("وعقد")


def test_outside_a_quotation_rather_than_inside() -> None:
    text = 'قال الوزير "نحن معكم، ولن نترككم، أبدا" مضيفا أن الاجتماع القادم سيكون في الجزائر'
    assert not any(p.count('"') == 1 for p in parts(text, 9))


@given(st.lists(st.sampled_from(["قال", "وقال", "كلمة،", '"نعم', 'لا"', "؛", "x"]), max_size=90))
def test_the_clauses_are_the_sentence(words: list[str]) -> None:
    text = " ".join(words)
    found = clauses.split(text, 10)
    assert " ".join(text[a:b] for a, b in found) == text
    assert all(len(text[a:b].split()) <= 10 for a, b in found)


def test_english_clauses_are_joined_as_one_sentence() -> None:
    before, between, after = clauses.joint("The minister arrived.", "He met the president.", "،")
    assert before + between + after == "The minister arrived, he met the president."
    before, between, after = clauses.joint("He went to", "Algeria in May.", "x")
    assert before + between + after == "He went to Algeria in May."
