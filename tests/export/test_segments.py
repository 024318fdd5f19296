"""Marks that overlap as they like become a flat row of runs, and no text is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Entity, Note, Paragraph, Quotation, ReadArticle, ReadParagraph, Sentence
from reader.export.options import ExportOptions
from reader.export.segments import arabic_runs, clean, doubts, english_runs

TEXT = "abcdefghij"
SPANS = st.tuples(st.integers(-2, 13), st.integers(-2, 13))


def paragraph(**found: object) -> ReadParagraph:
    return ReadParagraph(Paragraph(0, 0, len(TEXT), TEXT), TEXT.upper(), **found)  # type: ignore[arg-type]


@given(st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=3))
def test_runs_are_the_whole_text_and_know_what_covers_them(
    entities: list[tuple[int, int]], quotations: list[tuple[int, int]], notes: list[tuple[int, int]]
) -> None:
    read = paragraph(
        entities=tuple(Entity("PER", s) for s in entities),
        quotations=tuple(Quotation("direct", s) for s in quotations),
        notes=tuple(Note("", s) for s in notes),
    )
    runs = arabic_runs(read, ExportOptions())
    assert "".join(r.text for r in runs) == TEXT
    for run in runs:
        for at in range(*run.span):
            over = [i for i, (a, b) in enumerate(entities) if a <= at < b]
            assert (run.entity in over) if over else run.entity is None
            over = [i for i, (a, b) in enumerate(quotations) if a <= at < b]
            assert (run.quotation in over) if over else run.quotation is None
            assert run.notes == tuple(i for i, (a, b) in enumerate(notes) if a <= at < b)


def test_a_name_half_inside_a_quotation_is_two_runs_and_begins_once() -> None:
    read = paragraph(entities=(Entity("PER", (2, 6)),), quotations=(Quotation("direct", (4, 9)),))
    runs = arabic_runs(read, ExportOptions())
    assert [(r.text, r.entity, r.quotation) for r in runs] == [
        ("ab", None, None),
        ("cd", 0, None),
        ("ef", 0, 0),
        ("ghi", None, 0),
        ("j", None, None),
    ]
    assert [r.entity_begins for r in runs] == [False, True, False, False, False]
    assert [r.quotation_begins for r in runs] == [False, False, True, False, False]


def test_the_innermost_of_nested_marks_counts() -> None:
    read = paragraph(quotations=(Quotation("direct", (0, 9)), Quotation("direct", (3, 5))))
    assert [r.quotation for r in arabic_runs(read, ExportOptions())] == [0, 1, 0, None]


def test_a_name_stands_in_every_english_span_and_doubts_in_english_only() -> None:
    read = paragraph(
        entities=(Entity("LOC", (0, 1), ((1, 2), (4, 5))),),
        sentences=(Sentence((0, 10), (0, 3), "short"),),
    )
    runs = english_runs(read, ExportOptions())
    assert [r.text for r in runs if r.entity == 0] == ["B", "E"]
    assert "".join(r.text for r in runs if r.doubt) == "ABC"
    assert doubts(read) == ["short"]
    corrected = replace(read, corrected=True)
    assert not any(r.doubt for r in english_runs(corrected, ExportOptions()))
    assert doubts(corrected) == []


def test_what_is_switched_off_is_not_there(read_article: ReadArticle) -> None:
    bare = ExportOptions(entities=False, quotations=False, notes=False)
    for read in read_article.paragraphs:
        assert [r.text for r in arabic_runs(read, bare)] == [read.paragraph.arabic]
        assert all(r.entity is r.quotation is None for r in english_runs(read, bare))


def test_clean_text_has_nothing_that_xml_forbids() -> None:
    assert clean("a\x00\x08b\ufffe\ud800\tc\n \x1f d\u200f") == "ab c d\u200f"
