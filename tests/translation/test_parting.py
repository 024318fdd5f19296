"""Names that were written without the space behind them."""

from __future__ import annotations

from reader.article import Entity, Link
from reader.translation.names import Known
from reader.translation.parting import parted, together
from reader.translation.translator import Translation

ARABIC = "جرت في الجزائروموسكو أمس"
ALGIERS = (Entity("LOC", (7, 14)), Known(("Algeria",)))
MOSCOW = (Entity("LOC", (15, 20)), Known(("Moscow",)))


def test_a_name_is_parted_from_the_next_word() -> None:
    got = parted(ARABIC, [ALGIERS, MOSCOW])
    assert got.text == "جرت في الجزائر وموسكو أمس"
    assert [got.text[slice(*e.arabic)] for e, _ in got.names] == ["الجزائر", "موسكو"]


def test_the_translation_is_one_of_the_sentence_as_it_was() -> None:
    got = parted(ARABIC, [ALGIERS, MOSCOW])
    english = "It was in Algeria and Moscow"
    links = (Link((7, 14), (10, 17), 1.0), Link((15, 21), (18, 28), 1.0))
    back = together(Translation(english, links, 0.5, ""), got.inserted)
    assert [ARABIC[slice(*k.arabic)] for k in back.links] == ["الجزائر", "وموسكو"]
    assert [english[slice(*k.english)] for k in back.links] == ["Algeria", "and Moscow"]


def test_what_is_not_glued_stays() -> None:
    assert parted("في الجزائر، أمس", [(Entity("LOC", (3, 10)), Known())]).inserted == []
