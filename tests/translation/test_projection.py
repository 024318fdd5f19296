"""Names and quotations of the Arabic find their places in the English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Entity, EntityType, Link
from reader.translation import english
from reader.translation.projection import name_spans, occurrences
from reader.translation.quoting import phrase, quotation_span
from reader.translation.sides import Sides, meet, stretch
from reader.translation.translator import word_spans


def sides(arabic: str, text: str, pairs: str) -> Sides:
    """Both texts with links by word numbers, English first: "0-1 2-3"; "0-1/5" weighs 0.5."""
    ar, en = word_spans(arabic), english.words(text)
    links = []
    for pair in pairs.split():
        numbers, _, weight = pair.partition("/")
        e, a = map(int, numbers.split("-"))
        links.append(Link(ar[a], en[e], int(weight or 9) / 10))
    return Sides(arabic, text, links, en)


def found(
    both: Sides, name: str, type: EntityType = "PER", known: tuple[str, ...] = ()
) -> list[str]:
    at = both.arabic.index(name)
    spans = name_spans(Entity(type, (at, at + len(name))), known, both)
    return [both.english[slice(*s)] for s in spans]


class TestNames:
    def test_through_links_with_clean_edges(self) -> None:
        both = sides(
            "أعلنت المؤسسة الوطنية للنفط اليوم",
            "The National Oil Corporation announced today",
            "0-1 1-2 2-3 3-1 4-0 5-4",
        )
        assert found(both, "المؤسسة الوطنية للنفط", "ORG") == ["National Oil Corporation"]

    def test_without_the_possessive(self) -> None:
        both = sides("جيش الجزائر القوي", "Algeria's strong army", "0-1 1-2 2-0")
        assert found(both, "الجزائر", "LOC") == ["Algeria"]

    def test_with_the_article_of_an_arabic_name(self) -> None:
        both = sides("قال إدمون الحلو نعم", "Edmond al-Helou said yes", "0-1 2-2 3-0 4-3")
        assert found(both, "إدمون الحلو") == ["Edmond al-Helou"]

    def test_with_a_neighbour_that_has_no_link(self) -> None:
        both = sides("قال يوآف مزراحي نعم", "Then Yoav Mizrahi said yes", "1-1 3-0 4-3")
        assert found(both, "يوآف مزراحي") == ["Yoav Mizrahi"]

    def test_small_letters_where_they_belong_to_the_name(self) -> None:
        both = sides("في حقل الشرارة أمس", "In the Sharara field yesterday", "0-0 1-1 2-2 3-1 4-3")
        assert found(both, "حقل الشرارة", "LOC") == ["Sharara field"]

    def test_no_verb_that_the_attention_slipped_to(self) -> None:
        both = sides("سيلفيو بايز حيا الناس", "Silvio Baez saluted them", "0-0 1-1/5 2-1 3-3")
        assert found(both, "سيلفيو بايز") == ["Silvio Baez"]

    def test_what_sounds_alike_needs_no_link(self) -> None:
        both = sides("وصل ستولتنبرغ أمس", "Stoltenberg arrived yesterday", "1-0 2-2")
        assert found(both, "ستولتنبرغ") == ["Stoltenberg"]

    def test_a_known_spelling_beats_the_links(self) -> None:
        both = sides("وصل حفتر إلى موسكو", "Haftar came to Moscow", "0-3 1-0 2-2 3-1")
        assert found(both, "موسكو", "LOC", ("Moscow",)) == ["Moscow"]
        assert found(both, "حفتر", "PER", ("Khalifa Haftar", "Haftar")) == ["Haftar"]

    def test_a_name_said_twice_goes_to_the_nearer_place(self) -> None:
        both = sides(
            "حفتر زار روسيا ودعا حفتر الناس",
            "Haftar visited Russia and Haftar called people",
            "0-0 1-1 2-2 3-3 4-4 5-3 6-5",
        )
        second = Entity("PER", (20, 24))
        assert both.arabic[20:24] == "حفتر"
        assert name_spans(second, ("Haftar",), both) == ((26, 32),)

    def test_what_the_translation_lost_is_lost(self) -> None:
        both = sides("وصل حفتر أمس", "There was rain yesterday", "0-1 1-0 3-2")
        assert found(both, "حفتر", "PER", ("Haftar",)) == []
        assert found(sides("وصل حفتر", "", ""), "حفتر") == []

    def test_what_another_name_has_is_not_taken(self) -> None:
        both = sides("حفتر وموسكو", "Haftar", "0-0/5 0-1/5")
        entity = Entity("LOC", (6, 11))
        assert name_spans(entity, (), both, taken=[(0, 6)]) == ()

    @given(
        pairs=st.lists(
            st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(1, 10)), max_size=15
        ),
        first=st.integers(0, 4),
        length=st.integers(1, 3),
        known=st.sampled_from([(), ("Haftar",), ("Middle East",), ("nowhere",)]),
    )
    def test_a_counterpart_is_whole_words_of_the_sentence(
        self,
        pairs: list[tuple[int, int, int]],
        first: int,
        length: int,
        known: tuple[str, ...],
    ) -> None:
        arabic, text = "قال حفتر في الشرق الأوسط", "Haftar said in Middle East yes"
        both = sides(arabic, text, " ".join(f"{e}-{a}/{w}" for e, a, w in pairs))
        words = word_spans(arabic)
        span = (words[first][0], words[min(4, first + length - 1)][1])
        for start, end in name_spans(Entity("ORG", span), known, both):
            assert start in {w[0] for w in both.words}
            assert end in {w[1] for w in both.words}


@pytest.mark.parametrize(
    ("spelling", "text", "expected"),
    [
        ("Mali", "Mali and Malian, Somali; Mali's", ["Mali", "Mali"]),
        ("the United Nations", "The United Nations", ["United Nations"]),
        ("Abu-Bakr", "Abu Bakr", ["Abu Bakr"]),
        ("al-Shabaab", "Al-Shabaab", ["Al-Shabaab"]),
        ("IS", "It is IS", ["IS"]),
        ("C.I.A. (x)", "the C.I.A. (x)", ["C.I.A. (x)"]),
        ("", "x", []),
    ],
)
def test_occurrences_are_whole_words(spelling: str, text: str, expected: list[str]) -> None:
    places = occurrences(spelling, text, 0, len(text))
    assert [text[slice(*p)] for p in places] == expected


class TestQuotations:
    ARABIC = "قال “نحن هنا معكم” أمس"
    QUOTED = (5, 17)

    def quoted(self, both: Sides) -> str | None:
        assert both.arabic[slice(*self.QUOTED)] == "نحن هنا معكم"
        span = quotation_span(self.QUOTED, both)
        return both.english[slice(*span)] if span else None

    def test_the_marks_of_the_english_say_exactly_where(self) -> None:
        both = sides(
            self.ARABIC, "He said: “We are here, friends, with you”.", "1-0 2-1 4-2 6-3/5 1-4/3"
        )
        assert self.quoted(both) == "We are here, friends, with you"

    def test_without_marks_the_links_do(self) -> None:
        both = sides(self.ARABIC, "Yesterday he said we are here.", "0-4 2-0 3-1 4-2 5-2")
        assert self.quoted(both) == "we are here"

    def test_marks_far_off_belong_to_another(self) -> None:
        both = sides(
            self.ARABIC,
            "“No”, he had once said in a speech to the men and to the women, we are here with you",
            "3-0 15-1 16-2 17-2 18-3 19-3",
        )
        assert self.quoted(both) == "we are here with you"

    def test_speech_after_a_colon_reaches_to_the_sentences_end(self) -> None:
        both = sides(
            "قال: نحن هنا معكم أمس.", "He said: So we are with you there.", "1-0 4-1 6-3 3-1"
        )
        span = quotation_span((5, 21), both)
        assert span is not None
        assert both.english[slice(*span)] == "So we are with you there"
        with_stop = quotation_span((5, 22), both)
        assert with_stop is not None
        assert both.english[slice(*with_stop)] == "So we are with you there."

    def test_where_the_links_fail_the_only_marks_are_its(self) -> None:
        assert self.quoted(sides(self.ARABIC, "He said “that”", "1-0")) == "that"
        assert self.quoted(sides(self.ARABIC, "“He” said “that”", "1-0")) is None

    def test_a_lost_one_is_none(self) -> None:
        assert self.quoted(sides(self.ARABIC, "He said", "1-0")) is None


def test_a_speaker_in_clean_words() -> None:
    both = sides("قال المصدر العسكري نعم", "The military source said yes", "0-1 1-2 2-1 3-0 4-3")
    assert phrase((4, 18), both) == "military source"
    assert phrase((4, 18), sides("قال المصدر العسكري", "He said", "1-0")) == ""
    told = sides("قال موقع كذا نعم", "The site “Such” told us", "0-1 1-1 2-2 3-2 4-3")
    assert phrase((4, 12), told) == "site Such"


class TestStretch:
    def test_the_words_that_stand_for_the_span_most(self) -> None:
        both = sides("أ ب ت ث", "a b x c d", "0-0 1-1 3-2 4-3")
        got = stretch((2, 5), both.links, both.words)
        assert got is not None
        assert both.english[slice(*got.span)] == "b x c"
        assert (got.coverage, got.purity) == (1.0, 1.0)

    def test_a_stray_link_far_away_is_left_out(self) -> None:
        both = sides("أ ب ت", "b c a a a a b", "0-1 1-2 2-0 3-0 4-0 5-0 6-1/2")
        got = stretch((2, 5), both.links, both.words)
        assert got is not None
        assert both.english[slice(*got.span)] == "b c"
        assert 0.8 < got.coverage < 1

    def test_nothing_without_links(self) -> None:
        assert stretch((0, 1), [], [(0, 1)]) is None


@given(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), st.tuples(st.integers(0, 5), st.integers(0, 5))
)
def test_meeting_is_sharing_a_character(a: tuple[int, int], b: tuple[int, int]) -> None:
    if a[0] < a[1] and b[0] < b[1]:
        assert meet(a, b) is bool(set(range(*a)) & set(range(*b)))
