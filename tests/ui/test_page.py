"""The page: rows, walking, selecting, lighting, many paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reader.article import Paragraph, ReadParagraph
from reader.ui import theme
from reader.ui.page import Page
from reader.ui.page_caret import Place
from tests.ui.conftest import ARABIC, ENGLISH, long_article, read_paragraph, span


def point_of(page: Page, row: int, side: Any, index: int) -> QPoint:
    """Where a character is drawn in the viewport."""
    columns = page.rows.columns
    assert columns is not None
    rect = page.rows.row(row).rects(side, (index, index + 1))[0]
    x = columns.of(side)[0] + rect.center().x()
    y = page.rows.top(row) - page._offset + page.page_style.padding + rect.center().y()
    return QPointF(x, y).toPoint()


def test_rows_stand_one_under_another(page: Page) -> None:
    for row in range(4):
        assert page.rows.top(row + 1) == page.rows.top(row) + page.rows.height(row)


def test_walking_by_paragraph_stops_at_the_ends(page: Page) -> None:
    page.step_paragraph(-1)
    assert page.current == 0
    for _ in range(9):
        page.step_paragraph(1)
    assert page.current == 4


def test_walking_by_name_goes_over_paragraphs_and_back(page: Page) -> None:
    page.put_caret("arabic", Place(0, 0))
    seen = []
    for _ in range(4):
        page.step_entity(1)
        seen.append((page.current, page.caret.place.position))
    starts = [span(ARABIC, name)[0] for name in ("خليفة", "روسيا", "ليبيا")]
    assert seen == [(0, starts[0]), (0, starts[1]), (0, starts[2]), (1, starts[0])]
    page.step_entity(-1)
    assert (page.current, page.caret.place.position) == (0, starts[2])


def test_in_the_english_a_lost_name_is_no_stop(page: Page) -> None:
    page.put_caret("english", Place(0, 1))
    page.step_entity(1)
    page.step_entity(1)
    assert page.current == 1


def test_walking_by_quotation(page: Page) -> None:
    page.put_caret("english", Place(0, 0))
    page.step_quotation(1)
    assert page.caret.place == (0, span(ENGLISH, "Russia")[0])
    page.step_quotation(1)
    assert page.current == 1


def test_the_other_pane_is_entered_at_the_counterpart(page: Page) -> None:
    page.put_caret("english", Place(0, ENGLISH.index("supports") + 2))
    page.switch_side()
    assert page.caret.side == "arabic"
    assert page.caret.place.position == ARABIC.index("تدعم")


def test_the_pointer_lights_both_sides(page: Page) -> None:
    QTest.mouseMove(page.viewport(), point_of(page, 1, "arabic", ARABIC.index("روسيا") + 1))
    row, lit, quotation = page._lit
    assert row == 1
    assert lit.english == (span(ENGLISH, "Russia"),)
    assert quotation == 0


def test_dragging_selects_over_paragraphs_and_copies(page: Page) -> None:
    start = point_of(page, 0, "english", ENGLISH.index("said"))
    end = point_of(page, 1, "english", ENGLISH.index("Haftar"))
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(page.viewport(), left, pos=start)
    QTest.mouseMove(page.viewport(), end)
    QTest.mouseRelease(page.viewport(), left, pos=end)
    text = page.selected_text()
    first, second = text.split("\n\n")
    assert ENGLISH.endswith(first)
    assert ENGLISH.startswith(second)
    assert "Russia supports" in first
    page.copy()
    assert QGuiApplication.clipboard().text() == text


def test_a_drag_stays_in_its_pane(page: Page) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(page.viewport(), left, pos=point_of(page, 0, "arabic", 8))
    QTest.mouseMove(page.viewport(), point_of(page, 1, "english", 8))
    QTest.mouseRelease(page.viewport(), left)
    assert page.caret.side == "arabic"
    assert page.selected_text()


def test_a_double_click_selects_the_word(page: Page) -> None:
    at = point_of(page, 0, "arabic", ARABIC.index("تدعم") + 1)
    QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.selected_text() == "تدعم"


def test_keys_select_and_the_left_arrow_goes_on_in_arabic(page: Page) -> None:
    page.put_caret("arabic", Place(0, 0))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_Left, shift)
    QTest.keyClick(page, Qt.Key.Key_Left, shift | Qt.KeyboardModifier.ControlModifier)
    assert page.selected_text() == "وقال "
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.selected_text() == ""


def test_all_of_a_pane_is_selected(page: Page) -> None:
    page.put_caret("arabic", Place(2, 3))
    page.select_all()
    assert page.selected_text() == "\n\n".join([ARABIC] * 5)


def test_the_border_between_the_panes_is_dragged(page: Page) -> None:
    columns = page.rows.columns
    assert columns is not None
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(page.viewport(), left, pos=QPoint(round(columns.middle), 100))
    QTest.mouseMove(page.viewport(), QPoint(round(columns.middle) + 100, 100))
    QTest.mouseRelease(page.viewport(), left)
    assert page.rows.columns is not None
    assert page.rows.columns.middle > columns.middle + 90


def test_without_the_english_the_arabic_stands_alone(page: Page) -> None:
    page.show_english(False)
    assert page.caret.side == "arabic"
    assert "english" not in page.rows.row(0).blocks
    page.show_english(True)
    assert "english" in page.rows.row(0).blocks


def test_what_is_in_view_stays_when_rows_above_grow(page: Page) -> None:
    _, reads = long_article(60)
    bare = [replace(r, english="") for r in reads]
    page.set_paragraphs(bare, current=40)
    where = page.rows.top(40) - page._offset
    for index in range(40):
        page.update_paragraph(index, replace(reads[index], english=ENGLISH * 6))
        assert abs(page.rows.top(40) - page._offset - where) <= 1


def test_rows_are_laid_out_only_when_seen(page: Page) -> None:
    page.set_paragraphs(long_article(2000)[1])
    assert len(page.rows._laid) < 40
    page.go_to(1999)
    assert page.current == 1999
    assert len(page.rows._laid) < 80
    view = page.viewport().height()
    assert 0 <= page.rows.top(1999) - page._offset < view


def test_idle_moments_make_every_height_exact(page: Page, qtbot: Any) -> None:
    page.set_paragraphs(long_article(120)[1])
    qtbot.waitUntil(lambda: not page._idle.isActive(), timeout=5000)
    assert page.rows.next_unsure(0) is None


def test_a_tooltip_says_what_a_thing_is(page: Page) -> None:
    read = read_paragraph()
    doubtful = replace(read, sentences=(replace(read.sentences[0], doubt="A number is lost."),))
    page.update_paragraph(0, doubtful)
    assert "Person: Khalifa Haftar" in page._told("english", Place(0, 2))
    assert "A number is lost." in page._told("english", Place(0, 2))
    lost = page._told("arabic", Place(0, ARABIC.index("ليبيا")))
    assert "lost" in lost
    assert "Said by Khalifa Haftar" in lost


def test_an_empty_page_takes_every_key(page: Page) -> None:
    page.set_paragraphs([])
    for walk in (page.step_entity, page.step_quotation, page.step_paragraph, page.step_page):
        walk(1)
    page.switch_side()
    page.select_all()
    page.copy()
    QTest.keyClick(page, Qt.Key.Key_Down)
    page.grab()


def test_strange_paragraphs_are_drawn(page: Page) -> None:
    texts = ["", "😀😀 قال", "a\nb\u2028c", "كلمة" * 400, "\u200f\u202e", "١٢٣ ABC (٪٥٠)"]
    page.set_paragraphs([ReadParagraph(Paragraph(i, 0, len(t), t), t) for i, t in enumerate(texts)])
    for index in range(len(texts)):
        page.go_to(index, "arabic")
        QTest.keyClick(page, Qt.Key.Key_Down)
    assert not page.grab().isNull()


def test_a_far_walk_ends_where_the_paragraph_is(page: Page, qtbot: Any) -> None:
    """Rows on the way become exact while the page glides; the goal moves with them."""
    _, reads = long_article(80)
    page._idle.timeout.disconnect()  # heights stay guesses until they are seen
    page.set_paragraphs([replace(r, english=ENGLISH * (1 + i % 7)) for i, r in enumerate(reads)])
    page.animated = True
    for row in (40, 3, 79, 0):
        page.go_to(row)
        page.step_entity(1)
        qtbot.wait(250)
        top = page.rows.top(page.current) - page._offset
        assert 0 <= top <= page.viewport().height() - 40, row
        assert page._tint == pytest.approx(page._tint_of(page.current))


def test_another_theme_moves_nothing(page: Page) -> None:
    page.set_paragraphs(long_article(60)[1], current=30)
    before = page.rows.top(30) - page._offset
    page.set_style(replace(page.page_style, theme=theme.theme("dark")))
    assert page.rows.top(30) - page._offset == before
