"""Rules for English text."""

from __future__ import annotations

import pytest

from reader.translation import english
from reader.translation.edits import apply


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in english.words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Algeria's oil, the US-backed men", ["Algeria", "oil", "the", "US", "backed", "men"]),
        ("The U.S. paid $1,500.50 on 11/9.", ["The", "U.S.", "paid", "1,500.50", "on", "11", "9"]),
        ("I don’t know al-Sha'bi.", ["I", "don’t", "know", "al", "Sha'bi"]),
        ("'Yes', the soldiers' leader said", ["Yes", "the", "soldiers", "leader", "said"]),
        ("", []),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said , yes .", "He said, yes."),
        ("( in  Algiers )", "(in Algiers)"),
        ("Well,, then..", "Well, then."),
        ("And so.....", "And so..."),
        ("it has been been the the the best", "it has been the best"),
        ("Algeria Algeria of the army of the army said", "Algeria of the army said"),
        ("Boutros Boutros-Ghali and Baden Baden-Baden",) * 2,
        (
            "he had had very very bad; the theme, 10 10",
            "he had had very very bad; the theme, 10 10",
        ),
        ("نعم، no؟ ⁇", "نعم, no? "),
        ("90 % of 3.5 and .net", "90% of 3.5 and .net"),
        ("A Algerian source and an minister", "An Algerian source and a minister"),
        ("an MP, a one-day visit, an hour, a European, a UN envoy, an ally",) * 2,
    ],
)
def test_tidying(text: str, expected: str) -> None:
    assert apply(text, english.tidying(text)).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the man", "The man"),
        ('"the man', '"The man'),
        ("iPhone sales", "iPhone sales"),
        ("4 men", "4 men"),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, expected: str) -> None:
    assert apply(text, english.capital(text)).text == expected


@pytest.mark.parametrize(
    ("text", "arabic", "expected"),
    [
        ("He came", "جاء.", "He came."),
        ('He said "yes"', 'قال "نعم".', 'He said "yes".'),
        ("Did he come", "هل جاء؟", "Did he come?"),
        ("He came,", "جاء.", "He came."),
        ("He came", "جاء", "He came"),
        ("He came!", "جاء.", "He came!"),
    ],
)
def test_a_sentence_ends_as_its_arabic(text: str, arabic: str, expected: str) -> None:
    new = apply(text, english.final_mark(text, arabic)).text
    assert new.replace('yes."', 'yes".') == expected


def test_typographic_marks_move_nothing() -> None:
    text = 'He said: "We are ("all") here". "Go!"'
    new = english.typographic(text)
    assert new == "He said: “We are (“all”) here”. “Go!”"
    assert len(new) == len(text)
