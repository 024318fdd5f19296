"""What the reader says about names overrides what was found."""

from __future__ import annotations

from reader.article import Entity
from reader.corrections import EntityCorrection, by_key, correct

TEXT = "زار أحمد الجزائر والجزائر"
ENTITIES = (
    Entity("PER", (4, 8), score=0.6),
    Entity("LOC", (9, 16), name="Algeria"),
    Entity("LOC", (18, 25), name="Algeria"),
)


def corrected(*corrections: EntityCorrection) -> tuple[Entity, ...]:
    return correct(TEXT, ENTITIES, by_key(corrections))


def test_without_corrections_nothing_changes() -> None:
    assert corrected() == ENTITIES
    assert corrected(EntityCorrection("روسيا", "none")) == ENTITIES


def test_what_is_no_entity_goes_wherever_it_stands() -> None:
    assert corrected(EntityCorrection("الجزائر", "none")) == ENTITIES[:1]


def test_another_type_or_another_name_is_sure() -> None:
    """The correction was written without hamza; it holds all the same."""
    assert corrected(EntityCorrection("احمد", "ORG", "Ahmad"))[0] == Entity(
        "ORG", (4, 8), name="Ahmad", score=1.0
    )
    assert [e.name for e in corrected(EntityCorrection("الجزائر", "", "Algiers"))] == [
        "", "Algiers", "Algiers",
    ]  # fmt: skip
    assert corrected(EntityCorrection("الجزائر", "ORG"))[1].name == "Algeria"


def test_a_later_correction_of_the_same_name_wins() -> None:
    both = EntityCorrection("الجزائر", "none"), EntityCorrection("الجزائر", "ORG")
    assert [e.type for e in corrected(*both)] == ["PER", "ORG", "ORG"]


def test_an_article_that_lam_has_swallowed_makes_no_difference() -> None:
    entity = Entity("LOC", (5, 11))
    gone = by_key([EntityCorrection("الجزائر", "none")])
    assert correct("بيع للجزائر", [entity], gone) == ()
