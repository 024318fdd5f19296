"""The window's dialogues, each loaded when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from reader import __version__

if TYPE_CHECKING:
    from reader.ui.window import Window


def export(window: Window) -> None:
    from reader.ui.export_dialog import ExportDialog

    read = window.reading.read_article
    if read is not None:
        ExportDialog(window, read, window.values, window.set_values).exec()


def print_article(window: Window) -> None:
    from reader.ui.export_dialog import stored_options
    from reader.ui.printing import print_read

    read = window.reading.read_article
    if read is not None:
        options = stored_options(window.values["export_options"])
        print_read(window, read, options, window.errors.say)


def settings(window: Window) -> None:
    from reader.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window, window.values)
    if dialog.exec():
        window.settings_changed(dialog.changes())


def help_page(window: Window) -> None:
    from reader.ui.help_dialog import HelpDialog

    HelpDialog(window).exec()


def about(window: Window) -> None:
    tr = QCoreApplication.translate
    QMessageBox.about(
        window,
        tr("about", "About Mirat"),
        f"<h3>Mirat {__version__}</h3><p>"
        + tr(
            "about",
            "Arabic articles with their English beside them, translated on your own machine.",
        )
        + "</p><p>GPL-3.0-or-later</p>",
    )
