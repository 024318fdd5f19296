"""The toolbar and the menus, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from reader.ui.actions import ACTIONS, MENUS, TOOLBAR
from reader.ui.theme import Theme


def menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """The menu bar's menus by their names in the table."""
    out = {}
    for name, title in MENUS.items():
        menu = window.menuBar().addMenu(QCoreApplication.translate("actions", title))
        for spec in ACTIONS:
            if spec.menu == name:
                if spec.separated:
                    menu.addSeparator()
                menu.addAction(actions[spec.id])
        out[name] = menu
    return out


def toolbar(window: QMainWindow, actions: dict[str, QAction]) -> QToolBar:
    bar = QToolBar(QCoreApplication.translate("actions", "Toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    for name in TOOLBAR:
        if name:
            bar.addAction(actions[name])
        else:
            bar.addSeparator()
    window.addToolBar(bar)
    return bar


def set_icons(actions: dict[str, QAction], look: Theme) -> None:
    for spec in ACTIONS:
        if spec.icon:
            actions[spec.id].setIcon(look.icon(spec.icon))
