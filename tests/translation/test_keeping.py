"""Names that a translation lost are brought back by stand-ins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from reader.article import Entity, Link
from reader.translation import english, keeping
from reader.translation.keeping import ROUNDS, Names, Sentence, kept_names, with_names
from reader.translation.names import Known
from reader.translation.translator import Translation, word_spans

ARABIC = "وصل حفتر إلى سرت أمس"
HAFTAR = (Entity("PER", (4, 8)), Known(("Khalifa Haftar",)))
SIRTE = (Entity("LOC", (13, 16)), Known(("Sirte",)))

Phrases = Callable[[Sequence[str], int], list[Translation]]


def said(arabic: str, text: str) -> Translation:
    """A translation word for word in the Arabic's order."""
    links = [Link(a, e, 0.9) for a, e in zip(word_spans(arabic), english.words(text), strict=False)]
    return Translation(text, tuple(links), 0.8, "")


class Model:
    """Knows some words of Arabic, not the names Haftar and Sirte; perhaps copies Latin words."""

    WORDS = (("وصل", "Arrived"), ("إلى", "to"), ("أمس", "yesterday"), ("حفتر", "rain"),
             ("سرت", "walked"), ("إبراهيم", "Ibrahim"), ("أحمد", "Ahmad"), ("باريس", "Paris"),
             ("فرنسا", "France"))  # fmt: skip

    def __init__(self, unknown: Sequence[str] = (), copies: bool = False) -> None:
        self.copies = copies
        self.words = {a: "something" if a in unknown else e for a, e in self.WORDS}
        self.asked: list[tuple[list[str], int]] = []

    def translate(self, sentences: Sequence[str], max_words: int = 50) -> list[Translation]:
        self.asked.append((list(sentences), max_words))
        texts = [" ".join(map(self.word, s.split())) for s in sentences]
        return [said(s, t) for s, t in zip(sentences, texts, strict=True)]

    def word(self, word: str) -> str:
        return word if self.copies and word.isascii() else self.words.get(word, "it")


def read(model: Model, names: Names, arabic: str = ARABIC) -> Translation:
    before = Sentence(arabic, model.translate([arabic])[0], names)
    return with_names([before], model.translate)[0]


def test_lost_names_come_back_with_their_links() -> None:
    model = Model()
    got = read(model, [HAFTAR, SIRTE])
    assert got.english == "Arrived Khalifa Haftar to Sirte yesterday"
    assert [asked for asked, _ in model.asked[1:]] == [
        ["وصل Khalifa Haftar إلى Sirte أمس"], ["وصل إبراهيم إلى باريس أمس"],
    ]  # fmt: skip
    tied = {(ARABIC[slice(*k.arabic)], got.english[slice(*k.english)]) for k in got.links}
    assert tied == {
        ("وصل", "Arrived"), ("حفتر", "Khalifa Haftar"), ("إلى", "to"), ("سرت", "Sirte"),
        ("أمس", "yesterday"),
    }  # fmt: skip


def test_a_stand_in_that_is_lost_too_gives_way_to_another() -> None:
    model = Model(unknown=["إبراهيم"])
    got = read(model, [HAFTAR, SIRTE])
    assert got.english == "Arrived Khalifa Haftar to Sirte yesterday"
    assert len(model.asked) == 4


def test_a_model_that_copies_names_needs_no_stand_in() -> None:
    model = Model(copies=True)
    got = read(model, [HAFTAR, SIRTE])
    assert got.english == "Arrived Khalifa Haftar to Sirte yesterday"
    assert len(model.asked) == 2
    tied = {(ARABIC[slice(*k.arabic)], got.english[slice(*k.english)]) for k in got.links}
    assert ("سرت", "Sirte") in tied


def test_a_name_behind_a_prefix_is_copied_too_and_one_may_be_there_twice() -> None:
    model = Model(copies=True)
    haftar = (Entity("PER", (5, 9)), Known(("Haftar",)))
    got = read(model, [haftar], "وصل لحفتر أمس")
    assert model.asked[1][0] == ["وصل ل Haftar أمس"]
    assert "Haftar" in got.english
    twice = [haftar, (Entity("PER", (11, 15)), Known(("Haftar",)))]
    got = read(model, twice, "وصل لحفتر وحفتر")
    assert got.english.count("Haftar") == 2


def test_what_cannot_be_brought_back_stays_as_it_was() -> None:
    model = Model(unknown=["إبراهيم", "أحمد", "محمد", "خالد", "عباس"])
    got = read(model, [HAFTAR])
    assert got.english == "Arrived rain to walked yesterday"
    assert [words for _, words in model.asked[1:]] == list(ROUNDS)


def test_with_no_name_lost_nothing_is_asked_again() -> None:
    model = Model()
    known = (Entity("LOC", (13, 18)), Known(("Paris",)))
    got = read(model, [known], "وصل حفتر إلى باريس أمس")
    assert got.english == "Arrived rain to Paris yesterday"
    assert len(model.asked) == 1


def test_a_name_that_is_unsure_unknown_or_of_no_kind_is_left_alone() -> None:
    model = Model()
    read(model, [(replace(HAFTAR[0], score=0.3), HAFTAR[1])])
    assert len(model.asked) == 1
    model = Model()
    read(model, [(HAFTAR[0], Known()), (Entity("MISC", (13, 16)), Known(("Sirte",)))])
    assert len(model.asked) == 1


def test_a_misspelt_name_is_not_lost() -> None:
    model = Model()
    model.words["حفتر"] = "Hafter"
    got = read(model, [(HAFTAR[0], Known(("Haftar",)))])
    assert got.english == "Arrived Haftar to walked yesterday"
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "output",
    [
        "Arrived Ibrahim Ibrahim to Paris",
        "Arrived Ibrahim al-Hassan to Paris",
        "Arrived Ibrahim Al-Din to Paris",
    ],
)
def test_what_the_model_added_to_a_stand_in_goes_with_it(output: str) -> None:
    before = Sentence(ARABIC, said(ARABIC, "Arrived rain to walked"), [HAFTAR, SIRTE])
    got = with_names([before], lambda sentences, _: [said(s, output) for s in sentences])[0]
    assert got.english == "Arrived Khalifa Haftar to Sirte"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Middle East Eye", "Middle East Eye revealed"),
        ("Boko Haram", "Boko Haram revealed"),
        ("Ministry of Oil", "The Ministry of Oil revealed"),
        ("National Oil Corporation", "The National Oil Corporation revealed"),
        ("NOC", "The NOC revealed"),
    ],
)
def test_an_article_stays_only_before_what_takes_one(name: str, expected: str) -> None:
    arabic = "كشف موقع ميدل"
    entity = Entity("ORG", (9, 13))
    before = Sentence(arabic, said(arabic, "Revealed website median"), [(entity, Known((name,)))])
    output = "The European Union revealed"
    got = with_names([before], lambda sentences, _: [said(s, output) for s in sentences])[0]
    assert got.english == expected


def test_a_translation_that_loops_is_no_better() -> None:
    before = Sentence(ARABIC, said(ARABIC, "Arrived rain to walked"), [HAFTAR])
    looping = "Ibrahim to the to the to the to the"
    got = with_names([before], lambda sentences, _: [said(s, looping) for s in sentences])[0]
    assert got == before.translation


def test_a_full_name_takes_its_place_before_a_part_of_it() -> None:
    arabic = "القذافي معمر القذافي"
    part = (Entity("PER", (0, 7)), Known(("Gaddafi",)))
    full = (Entity("PER", (8, 20)), Known(("Muammar Gaddafi",)))
    both = Sentence(arabic, said(arabic, "He Muammar Gaddafi"), [part, full])
    assert kept_names(both) == {full[0]}


def test_every_stand_in_is_distinct() -> None:
    arabic = [a for choices in keeping.STAND_INS.values() for a, _ in choices]
    assert len(set(arabic)) == len(arabic)
    assert all(len(choices) >= 4 for choices in keeping.STAND_INS.values())


def test_marks_around_a_name_take_in_no_more_than_in_the_arabic() -> None:
    arabic = 'وصل "حفتر" أمس'
    translation = said(arabic, 'Arrived "Haftar yesterday"')
    names = [(Entity("PER", (5, 9)), Known(("Haftar",)))]
    got = with_names([Sentence(arabic, translation, names)], Model().translate)[0]
    assert got.english == 'Arrived "Haftar" yesterday'
    assert [got.english[slice(*k.english)] for k in got.links] == ["Arrived", "Haftar", "yesterday"]
