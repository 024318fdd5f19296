"""Finding: folded alike, spans exact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Paragraph, ReadParagraph
from reader.ui.search import find, folded
from tests.ui.conftest import ARABIC, ENGLISH, read_paragraph


def test_hamzas_marks_and_case_make_no_difference() -> None:
    text = "وَقَالَ إنّ الأُمم المتّحدة في القاهرة"
    read = ReadParagraph(Paragraph(0, 0, len(text), text), "The United Nations")
    [(row, side, span)] = find([read], "الامم المتحده")
    assert (row, side) == (0, "arabic")
    assert text[slice(*span)] == "الأُمم المتّحدة"
    assert find([read], "UNITED n")[0][1] == "english"


def test_both_sides_in_the_articles_order() -> None:
    found = find([read_paragraph(0), read_paragraph(1)], "ا")
    assert [row for row, _, _ in found] == sorted(row for row, _, _ in found)


def test_nothing_is_found_for_nothing() -> None:
    assert find([read_paragraph()], "  ") == []


@given(st.integers(0, len(ENGLISH) - 1), st.integers(1, 12))
def test_every_piece_of_the_text_is_found(start: int, size: int) -> None:
    piece = ENGLISH[start : start + size]
    if not folded(piece).strip():
        return
    spans = [s for _, side, s in find([read_paragraph()], piece) if side == "english"]
    assert any(ENGLISH[slice(*s)].strip() == piece.strip() for s in spans)


@given(st.text(max_size=40))
def test_any_text_can_be_looked_for(text: str) -> None:
    for _, side, (start, end) in find([read_paragraph()], text):
        assert 0 <= start < end <= len(ARABIC if side == "arabic" else ENGLISH)
