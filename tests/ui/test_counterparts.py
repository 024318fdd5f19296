"""What lights up for a place, on both sides."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.counterparts import (
    linked,
    lit_at,
    merged,
    other,
    quotation_at,
    sentence_at,
    text_of,
    word_at,
)
from tests.ui.conftest import ARABIC, ENGLISH, read_paragraph, span

READ = read_paragraph()


def test_a_name_lights_its_counterpart_from_either_side() -> None:
    arabic, english = span(ARABIC, "خليفة حفتر"), span(ENGLISH, "Khalifa Haftar")
    for lit in (lit_at(READ, "arabic", arabic[0] + 7), lit_at(READ, "english", 2)):
        assert lit.arabic == (arabic,)
        assert lit.english == (english,)
        assert lit.entity is READ.entities[0]


def test_a_name_that_was_lost_lights_alone() -> None:
    lit = lit_at(READ, "arabic", ARABIC.index("ليبيا"))
    assert lit.arabic
    assert not lit.english


def test_a_word_lights_what_is_linked_with_it_but_not_the_faint() -> None:
    lit = lit_at(READ, "arabic", ARABIC.index("تدعم") + 1)
    assert lit.english == (span(ENGLISH, "supports"),)
    back = lit_at(READ, "english", ENGLISH.index("said"))
    assert back.arabic == (span(ARABIC, "وقال"),)


def test_between_words_nothing_is_lit() -> None:
    assert lit_at(READ, "english", ENGLISH.index(":")) == ((), (), None)
    assert linked(READ, "english", (0, 1)) == ()


def test_a_quotation_is_found_on_its_marks_too() -> None:
    opening = ENGLISH.index("“")
    assert quotation_at(READ, "english", opening) is READ.quotations[0]
    assert quotation_at(READ, "english", opening - 2) is None
    assert sentence_at(READ, "arabic", 3) is READ.sentences[0]


def test_words_keep_their_diacritics_and_apostrophes() -> None:
    assert word_at("قَالَ نعم", 2) == (0, 5)
    assert word_at("the country’s army", 8) == (4, 13)
    assert word_at("a  b", 1) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: (p[0], sum(p)))))
def test_merged_spans_cover_the_same_and_never_touch(spans: list[tuple[int, int]]) -> None:
    out = merged(spans)
    covered = {i for s in spans for i in range(*s)}
    assert covered <= {i for s in out for i in range(*s)}
    assert all(a[1] + 1 < b[0] for a, b in pairwise(out))


def test_sides() -> None:
    assert other("arabic") == "english"
    assert text_of(READ, "arabic") == ARABIC
