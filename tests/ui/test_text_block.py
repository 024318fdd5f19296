"""A paragraph laid out: its places and rectangles fit the text they stand for."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF

from reader.ui import theme
from reader.ui.text_block import TextBlock

TEXTS = {
    "arabic": "كشف موقع “ميدل إيست آي” أن اللواء المتقاعد خليفة حفتر سيتلقى 12 عربة مصفحة (BBC).",
    "english": "The site revealed that the retired general would get 12 armoured cars 😀 and more.",
}


@pytest.fixture(params=["arabic", "english"])
def block(request: Any, qapp: Any) -> TextBlock:
    theme.load_fonts()
    face = theme.arabic_face(1) if request.param == "arabic" else theme.english_face(1)
    return TextBlock(TEXTS[request.param], face, 260)


def test_every_character_is_hit_where_it_is_drawn(block: TextBlock) -> None:
    for index, char in enumerate(block.text):
        rects = block.rects((index, index + 1))
        if char.isspace() or not rects:
            continue
        assert block.character_at(rects[0].center()) == index, (index, char)


def test_a_span_over_several_lines_has_a_rectangle_in_each(block: TextBlock) -> None:
    rects = block.rects((0, len(block.text)))
    tops = {rect.top() for rect in rects}
    assert len(tops) > 1
    assert block.height == len(tops) * (block.height / len(tops))
    assert all(r.left() >= 0 and r.right() <= block.width + 1 for r in rects)


def test_a_span_is_as_wide_as_its_characters(block: TextBlock) -> None:
    whole = sum(r.width() for r in block.rects((4, 12)))
    single = sum(r.width() for i in range(4, 12) for r in block.rects((i, i + 1)))
    spaces = block.text[4:12].count(" ")
    assert whole >= single - 0.5
    assert spaces or whole == pytest.approx(single, abs=0.5)


def test_the_caret_walks_through_the_text_and_back(block: TextBlock) -> None:
    position, seen = 0, [0]
    while (new := block.step(position, forward=True, by_word=False)) is not None:
        assert new > position
        position = new
        seen.append(new)
    assert position == len(block.text)
    while (new := block.step(position, forward=False, by_word=False)) is not None:
        position = new
        assert position in seen
    assert position == 0


def test_down_and_up_lead_back(block: TextBlock) -> None:
    x = block.caret(2).center().x()
    down = block.step_line(2, down=True, x=x)
    assert down is not None
    assert block.step_line(down, down=False, x=x) in (1, 2, 3)
    assert block.step_line(2, down=False, x=x) is None


def test_beside_the_text_is_no_character(block: TextBlock) -> None:
    last = block.rects((len(block.text) - 1, len(block.text)))[0]
    beside = last.left() - 20 if block.face.rtl else last.right() + 20
    assert block.character_at(QPointF(beside, last.center().y())) is None


def test_arabic_begins_at_the_right(qapp: Any) -> None:
    block = TextBlock("نعم", theme.arabic_face(1), 300)
    assert block.rects((0, 1))[0].right() == pytest.approx(300, abs=1)
