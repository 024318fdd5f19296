"""Names in the English get their known spelling, where that is safe."""

from __future__ import annotations

import pytest

from reader.article import Entity, EntityType
from reader.translation.edits import apply
from reader.translation.names import Known, known_spellings, spelling_edits
from reader.translation.spelling import agrees, as_printed

from .test_projection import sides


class Gazetteer:
    """Two names and their types."""

    def english(self, name: str, type: EntityType | None = None) -> str:
        return {("حفتر", "PER"): "Haftar", ("الجزائر", "LOC"): "Algeria"}.get(
            (name, type or ""), ""
        )


def test_the_readers_own_spelling_comes_first() -> None:
    entity, text = Entity("PER", (4, 8), name="Khalifa Haftar"), "قال حفتر"
    assert known_spellings(entity, text, {"حفتر": "Hifter"}, Gazetteer()) == (
        Known(("Hifter", "Khalifa Haftar", "Haftar"), own=True)
    )
    assert known_spellings(entity, text, {}, Gazetteer()) == Known(("Khalifa Haftar", "Haftar"))
    assert known_spellings(Entity("LOC", (4, 8)), text, {}, Gazetteer()) == Known()


@pytest.mark.parametrize(
    ("scholarly", "printed"),
    [
        ("Khān Yūnis", "Khan Yunis"),
        ("Al Ḩudaydah", "Al Hudaydah"),
        ("Aţ Ţā’if", "At Ta’if"),
        ("São Paulo", "São Paulo"),
        ("Besançon", "Besançon"),
        ("Türkiye", "Türkiye"),
    ],
)
def test_names_are_spelt_as_the_press_does(scholarly: str, printed: str) -> None:
    assert as_printed(scholarly) == printed


def test_an_article_that_lam_has_swallowed_is_put_back() -> None:
    entity = Entity("LOC", (5, 11))
    assert "بيع للجزائر"[5:11] == "لجزائر"
    assert known_spellings(entity, "بيع للجزائر", {}, Gazetteer()) == Known(("Algeria",))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Haftar", "Khalifa Haftar"),
        ("General Khalifa Haftar", "Khalifa Haftar"),
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("US", "United States"),
        ("America", "United States"),
        ("the Emirates", "United Arab Emirates"),
        ("Algerian", "Algeria"),
        ("Libyans", "Libya"),
        ("Syria's", "Syria"),
        ("Turkey", "Türkiye"),
        ("al-Houthi", "Houthi"),
        ("White House", "Whitehouse"),
        ("Khan Yunis", "Khān Yūnis"),
        ("North Africa", "Northern Africa"),
    ],
)
def test_other_forms_of_a_name_agree_with_it(said: str, known: str) -> None:
    assert agrees(said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [("Hafter", "Haftar"), ("Libya", "Algeria"), ("Iraq", "Iran"), ("", "Iran"), ("He", "Haftar")],
)
def test_other_names_do_not(said: str, known: str) -> None:
    assert not agrees(said, known)


ARABIC = "وصل حفتر إلى الجزائر أمس"
HAFTAR = (Entity("PER", (4, 8)), Known(("Haftar",)))
ALGERIA = (Entity("LOC", (13, 20)), Known(("Algeria",)))
PAIRS = "0-1 1-0 2-2 3-3 4-4"


def right(text: str, pairs: str = PAIRS) -> str:
    return apply(text, spelling_edits([HAFTAR, ALGERIA], sides(ARABIC, text, pairs))).text


@pytest.mark.parametrize("wrong", ["Hafter", "Haftir", "Khaftar", "Hftarr", "Haffta"])
def test_a_spelling_that_sounds_alike_is_set_right(wrong: str) -> None:
    assert right(f"{wrong} came to Algeria yesterday") == "Haftar came to Algeria yesterday"


def test_another_name_is_set_right_where_the_links_are_sure() -> None:
    assert right("Haftar came to Tunisia yesterday") == "Haftar came to Algeria yesterday"
    unsure = "0-1 1-0 2-2 3-3/4 3-2/4 3-0/4 4-4"
    assert right("Haftar came to Tunisia yesterday", unsure) == "Haftar came to Tunisia yesterday"


@pytest.mark.parametrize(
    "text",
    [
        "He came to Algeria yesterday",  # begins the sentence: may be any word
        "Haftar came to town yesterday",  # a common word
        "Haftar came to Algiers's capital",  # sounds alike, agrees by its stem
        "Haftar came to Haftar yesterday",  # a name of the sentence
        "Haftar came to Algerian yesterday",
    ],
)
def test_what_is_not_safe_stays(text: str) -> None:
    assert right(text) == text


def test_of_two_mentions_the_misspelt_one_is_set_right() -> None:
    arabic, text = "حفتر قال إن حفتر وصل", "Hafter said that Haftar came"
    both = sides(arabic, text, "0-0 1-1 2-2 3-3 4-4")
    twice = [(Entity("PER", place), Known(("Haftar",))) for place in ((0, 4), (12, 16))]
    assert apply(text, spelling_edits(twice, both)).text == "Haftar said that Haftar came"


def test_an_article_before_a_name_set_right_goes() -> None:
    assert right("Haftar came to the Tunisia yesterday", "0-1 1-0 2-2 4-3 5-4") == (
        "Haftar came to Algeria yesterday"
    )
    assert right("The Hafter came to Algeria yesterday", "1-1 2-0 3-2 4-3 5-4") == (
        "Haftar came to Algeria yesterday"
    )


def test_the_names_last_word_is_not_said_twice() -> None:
    arabic, text = "وصل حفتر إلى الجزائر أمس", "Haftar came to the Ojhria airport"
    both = sides(arabic, text, "0-1 1-0 2-2 4-3 5-3/1")
    entity = Entity("LOC", (13, 20))
    edits = spelling_edits([(entity, Known(("Algiers Airport",)))], both)
    assert apply(text, edits).text == "Haftar came to the Algiers Airport"


def test_the_readers_own_spelling_replaces_even_a_right_one() -> None:
    own = Known(("Hifter", "Haftar"), own=True)
    both = sides(ARABIC, "Haftar came to Algeria yesterday", PAIRS)
    edits = spelling_edits([(HAFTAR[0], own), ALGERIA], both)
    assert apply(both.english, edits).text == "Hifter came to Algeria yesterday"
    assert spelling_edits([(HAFTAR[0], own)], sides(ARABIC, "Hifter came", PAIRS[:7])) == []


def test_another_customary_transliteration_stays() -> None:
    both = sides("في الحديدة أمس", "In Hodeidah yesterday", "0-0 1-1 2-2")
    assert spelling_edits([(Entity("LOC", (3, 10)), Known(("Al Hudaydah",)))], both) == []
    both = sides("قال معمر القذافي", "Muammar Gaddafi said", "0-1 1-2 2-0")
    assert spelling_edits([(Entity("PER", (4, 16)), Known(("Maamar Kadhafi",)))], both) == []


def test_a_part_of_a_longer_name_stays() -> None:
    text = "Haftar came to Tunisia Palace yesterday"
    assert right(text, "0-1 1-0 2-2 3-3 5-4") == text


def test_a_name_without_a_known_spelling_stays() -> None:
    text = "Hafter came to Algeria yesterday"
    edits = spelling_edits([(HAFTAR[0], Known()), ALGERIA], sides(ARABIC, text, PAIRS))
    assert edits == []
