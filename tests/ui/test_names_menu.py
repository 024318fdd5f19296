"""What may be said of a name: for this article or always."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from reader.corrections import EntityCorrection
from reader.ui import names_menu

Said = list[tuple[EntityCorrection, bool]]


@pytest.fixture
def said() -> Said:
    return []


@pytest.fixture
def menu(qtbot: Any, said: Said) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    names_menu.add_to(menu, menu, "حفتر", "PER", "Haftar", lambda c, a: said.append((c, a)))
    return menu


def under(menu: QMenu, title: str) -> list[QAction]:
    [one] = [action for action in menu.actions() if action.text() == title]
    inner = one.menu()
    assert isinstance(inner, QMenu)
    return inner.actions()


def test_it_is_no_name_here_or_always(menu: QMenu, said: Said) -> None:
    for title in ("In this article", "Always"):
        [none] = [a for a in under(menu, title) if "not a name" in a.text()]
        none.trigger()
    assert said == [
        (EntityCorrection("حفتر", "none"), False),
        (EntityCorrection("حفتر", "none"), True),
    ]


def test_it_may_be_of_any_other_type(menu: QMenu, said: Said) -> None:
    types = [a for a in under(menu, "Always") if a.text().startswith("It is: ")]
    for action in types:
        action.trigger()
    assert [c.type for c, _ in said] == ["LOC", "ORG", "MISC"]


def test_its_english_is_asked_for(menu: QMenu, said: Said, monkeypatch: Any) -> None:
    asked = []

    def answer(*args: Any, **more: Any) -> tuple[str, bool]:
        asked.append(more["text"])
        return " Hifter ", True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    under(menu, "In this article")[-1].trigger()
    assert asked == ["Haftar"], "the name as it is now stands in the field"
    assert said == [(EntityCorrection("حفتر", "", "Hifter"), False)]
