"""Names in Arabic text: found, typed, without proclitics, also where they were glued."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.arabic.entities import CrfRecogniser, EntityRecogniser, load_recogniser
from reader.arabic.features import Lexicon, tokens
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.segment import paragraphs
from reader.errors import ReaderError
from reader.paths import resources


@pytest.fixture(scope="module")
def recogniser() -> EntityRecogniser:
    return load_recogniser()


def found(recogniser: EntityRecogniser, text: str) -> list[tuple[str, str]]:
    (entities,) = recogniser.entities([text])
    return [(text[slice(*e.arabic)], e.type) for e in entities]


def test_names_are_found_with_their_types(recogniser: EntityRecogniser) -> None:
    text = "قال الرئيس الفرنسي إيمانويل ماكرون إن الأمم المتحدة سترسل وفدا إلى ليبيا."
    assert found(recogniser, text) == [
        ("إيمانويل ماكرون", "PER"),
        ("الأمم المتحدة", "ORG"),
        ("ليبيا", "LOC"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الوفد من القاهرة وبغداد أمس", "بغداد"),
        ("وأشاد الرئيس بموسكو وبدورها في الاتفاق", "موسكو"),
        ("عاد من فزان إلى العاصمة", "فزان"),  # ف and ب are also first letters of names
        ("عاد من بيروت إلى العاصمة", "بيروت"),
    ],
)
def test_proclitics_are_left_out(recogniser: EntityRecogniser, text: str, name: str) -> None:
    assert name in [piece for piece, _ in found(recogniser, text)]


def test_two_letters_of_an_article_lose_one() -> None:
    """Of للجزائر ("to Algeria") the first ل is left out; the article has lost its alef."""
    folder = resources() / "models" / "entities-ar"
    lexicon = Lexicon.load(folder / "lexicon.json.gz")
    one, other = tokens("للجزائر للبنان", lexicon, Gazetteer.load())
    assert (one.bare, one.cut) == ("الجزاير", 1)
    assert (other.bare, other.cut) == ("لبنان", 1)


def test_a_name_whose_article_lost_its_alef_has_its_english(recogniser: EntityRecogniser) -> None:
    text = "قال الوزير إن روسيا قدمت دعما للجزائر وقرضا للبنان"
    (entities,) = recogniser.entities([text])
    assert [(text[slice(*e.arabic)], e.name) for e in entities] == [
        ("روسيا", "Russia"),
        ("لجزائر", "Algeria"),
        ("لبنان", "Lebanon"),
    ]


def test_glued_names_are_parted(recogniser: EntityRecogniser) -> None:
    text = "استقبل كزعيم في الجزائروموسكو واتفق مع صناع القرار"
    names = found(recogniser, text)
    assert ("الجزائر", "LOC") in names
    assert ("موسكو", "LOC") in names


def test_the_words_of_one_name_may_be_glued(recogniser: EntityRecogniser) -> None:
    text = "الحظر المفروض من قبل الأممالمتحدة عام 2011"
    (entities,) = recogniser.entities([text])
    assert [(text[slice(*e.arabic)], e.name) for e in entities] == [
        ("الأممالمتحدة", "United Nations")
    ]


def test_the_sample(recogniser: EntityRecogniser, sample: Path) -> None:
    texts = [p.arabic for p in paragraphs(sample.read_text("utf-8"))]
    said = recogniser.entities(texts)
    names = [(e.name, e.type) for entities in said for e in entities]
    text = " ".join(texts)
    assert sum(n in ("Haftar", "Khalifa Haftar") for n, _ in names) >= text.count("حفتر") - 1
    for name in (
        ("Algeria", "LOC"),
        ("Russia", "LOC"),
        ("Libya", "LOC"),
        ("Moscow", "LOC"),
        ("Muammar Gaddafi", "PER"),
        ("Middle East Eye", "ORG"),
        ("Boko Haram", "ORG"),
        ("United Nations", "ORG"),
        ("Fezzan", "LOC"),
    ):
        assert name in names


def test_a_name_found_once_is_found_everywhere(recogniser: EntityRecogniser) -> None:
    texts = ["قال الوزير سامر الخطيب إن الوفد وصل.", "وغادر الخطيب بعد ذلك."]
    first, second = recogniser.entities(texts)
    assert [texts[0][slice(*e.arabic)] for e in first] == ["سامر الخطيب"]
    assert [texts[1][slice(*e.arabic)] for e in second] == ["الخطيب"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ابتثلمنوهيةءأ \n.،:“”«»'12aB\u064b\u0640\u200f😀", max_size=120))
def test_any_text_gives_spans_within_it(text: str) -> None:
    recogniser = load_recogniser()
    (entities,) = recogniser.entities([text])
    at = 0
    for entity in entities:
        assert at <= entity.arabic[0] < entity.arabic[1] <= len(text)
        at = entity.arabic[1]


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="install Mirat anew"):
        CrfRecogniser(tmp_path)
