"""Mentions of one thing are one entry with one English name."""

from __future__ import annotations

from reader.arabic.mentions import entries
from reader.article import Entity, EntityType, Paragraph, ReadParagraph


def paragraph(index: int, *names: tuple[str, EntityType, str]) -> ReadParagraph:
    """A paragraph of just these names: (Arabic, type, English)."""
    text, entities = "", []
    for arabic, kind, english in names:
        start = len(text) + bool(text)
        text = f"{text} {arabic}".strip()
        entities.append(Entity(kind, (start, len(text)), (), english))
    return ReadParagraph(Paragraph(index, 0, len(text), text), entities=tuple(entities))


def test_a_surname_belongs_to_its_full_name() -> None:
    found = entries(
        [
            paragraph(0, ("خليفة حفتر", "PER", "Khalifa Haftar"), ("ليبيا", "LOC", "Libya")),
            paragraph(1, ("حفتر", "PER", "Haftar"), ("اللواء المتقاعد خليفة حفتر", "PER", "")),
        ]
    )
    assert [(e.name, e.arabic, e.mentions) for e in found] == [
        ("Khalifa Haftar", "خليفة حفتر", ((0, 0), (1, 0), (1, 1))),
        ("Libya", "ليبيا", ((0, 1),)),
    ]


def test_a_surname_of_two_people_stays_apart() -> None:
    found = entries(
        [
            paragraph(0, ("أحمد الأسد", "PER", ""), ("بشار الأسد", "PER", "")),
            paragraph(1, ("الأسد", "PER", "")),
        ]
    )
    assert len(found) == 3


def test_a_first_name_alone_is_not_enough() -> None:
    found = entries([paragraph(0, ("محمد صلاح", "PER", ""), ("محمد", "PER", ""))])
    assert len(found) == 2


def test_types_stay_apart() -> None:
    found = entries([paragraph(0, ("الأهلي", "ORG", ""), ("الأهلي", "LOC", ""))])
    assert len(found) == 2


def test_what_is_named_most_stands_first() -> None:
    found = entries(
        [paragraph(0, ("مصر", "LOC", "Egypt"), ("ليبيا", "LOC", "Libya"), ("ليبيا", "LOC", ""))]
    )
    assert [e.name for e in found] == ["Libya", "Egypt"]


def test_nothing_gives_nothing() -> None:
    assert entries([]) == []


def test_behind_a_preposition_the_article_gets_its_alef_back() -> None:
    """Not where the ل is the name's own."""
    text = "قدم للجيش الليبي ثم للجنة الدولية وللبنان"
    names = [("لجيش الليبي", "ORG", "Libyan Army"), ("لجنة الدولية", "ORG", ""),
             ("لبنان", "LOC", "Lebanon")]  # fmt: skip
    places = [(text.index(name), text.index(name) + len(name)) for name, _, _ in names]
    entities = tuple(
        Entity(kind, place, (), english)
        for (_, kind, english), place in zip(names, places, strict=True)
    )
    found = entries([ReadParagraph(Paragraph(0, 0, len(text), text), entities=entities)])
    assert [e.arabic for e in found] == ["الجيش الليبي", "لجنة الدولية", "لبنان"]
