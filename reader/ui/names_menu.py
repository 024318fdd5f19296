"""What a person may say about a name: it is none, it is of another type, its English is …"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from reader.article import ENTITY_TYPES, EntityType
from reader.corrections import EntityCorrection
from reader.ui.page_painter import type_name

Correct = Callable[[EntityCorrection, bool], object]


def add_to(
    menu: QMenu, parent: QWidget, arabic: str, kind: EntityType | None, name: str, do: Correct
) -> None:
    """Adds the corrections of a name: each for this article or always."""
    title = name or arabic
    if kind is not None:
        menu.addSection(title)
    for always, words in (
        (False, _tr("In this article")),
        (True, _tr("Always")),
    ):
        under = menu.addMenu(words)
        if kind is not None:
            none = under.addAction(_tr("It is not a name"))
            none.triggered.connect(
                lambda _=False, a=always: do(EntityCorrection(arabic, "none"), a)
            )
        for other in ENTITY_TYPES:
            if other != kind:
                one = under.addAction(_tr("It is: %s") % type_name(other))
                one.triggered.connect(
                    lambda _=False, a=always, t=other: do(EntityCorrection(arabic, t), a)
                )
        english = under.addAction(_tr("Its English is …"))
        english.triggered.connect(
            lambda _=False, a=always: ask_english(parent, arabic, name, a, do)
        )


def ask_english(parent: QWidget, arabic: str, name: str, always: bool, do: Correct) -> None:
    text, accepted = QInputDialog.getText(
        parent, _tr("English name"), _tr("The English of %s:") % arabic, text=name
    )
    if accepted and text.strip():
        do(EntityCorrection(arabic, "", text.strip()), always)


def _tr(text: str) -> str:
    return QCoreApplication.translate("names", text)
