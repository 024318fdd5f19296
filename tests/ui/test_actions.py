"""The table of actions: no shortcut and no letter of a menu is taken twice."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from PySide6.QtGui import QKeySequence

from reader.paths import resources
from reader.ui.actions import ACTIONS, MENUS, TOOLBAR
from reader.ui.help_dialog import help_html, keys_of


def mnemonic(text: str) -> str:
    at = text.replace("&&", "").find("&")
    return text[at + 1].lower() if at >= 0 else ""


def test_shortcuts_are_unique() -> None:
    keys = Counter(
        QKeySequence(k).toString() for k in chain.from_iterable(s.shortcuts for s in ACTIONS)
    )
    assert "" not in keys, "a shortcut that Qt does not understand"
    assert [key for key, count in keys.items() if count > 1] == []


def test_ids_are_unique() -> None:
    assert len({s.id for s in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("menu", MENUS)
def test_mnemonics_are_unique_within_a_menu(menu: str) -> None:
    texts = [s.text for s in ACTIONS if s.menu == menu]
    if menu == "article":
        texts.append("&Recent articles")
    letters = [mnemonic(text) for text in texts]
    assert "" not in letters, "an action without a letter"
    assert len(set(letters)) == len(letters), letters


def test_menus_have_letters_of_their_own() -> None:
    letters = [mnemonic(title) for title in MENUS.values()]
    assert len(set(letters)) == len(MENUS)


def test_every_icon_is_there() -> None:
    for spec in ACTIONS:
        assert not spec.icon or (resources() / "icons" / f"{spec.icon}.svg").is_file()


def test_the_toolbar_names_actions_with_icons() -> None:
    specs = {s.id: s for s in ACTIONS}
    assert all(specs[name].icon for name in TOOLBAR if name)


def test_help_lists_every_shortcut() -> None:
    page = help_html()
    for spec in ACTIONS:
        if spec.shortcuts:
            assert keys_of(spec).replace("&", "&amp;") in page
