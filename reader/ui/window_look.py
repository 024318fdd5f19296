"""What the window looks like at the moment: theme, zoom, what is shown; kept in the settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar, QWidget

from reader import settings
from reader.errors import ReaderError
from reader.ui import theme, toolbar
from reader.ui.error_bar import ErrorBar
from reader.ui.find_bar import FindBar
from reader.ui.legend import Legend
from reader.ui.page import Page
from reader.ui.page_style import PageStyle
from reader.ui.panel import Panel
from reader.ui.reading import Reading

_ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.5, 3.0)
_THEMES = ("system", "light", "dark", "sepia")
_SAVE_MS = 800


class WindowLook(QMainWindow):
    """The window's looks; its parts are made by `Window`."""

    page: Page
    panel: Panel
    errors: ErrorBar
    find_bar: FindBar
    legend: Legend
    reading: Reading
    actions_: dict[str, QAction]
    bar: QToolBar

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = settings.load()
        self.look = theme.theme(theme.resolved(self.values["theme"]))
        theme.apply(_app(), self.look)
        self._save_timer = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._save_timer.timeout.connect(self._save)
        self._before_alone: list[QWidget] = []
        _app().styleHints().colorSchemeChanged.connect(lambda _: self.apply_theme())

    def page_style(self) -> PageStyle:
        values = self.values
        zoom = values["zoom"]
        return PageStyle(
            theme.english_face(zoom, values["english_font"]),
            theme.arabic_face(zoom, values["arabic_font"]),
            self.look,
            theme.label_font(11.5 * min(zoom, 1.6)),
            values["show_entities"],
            values["show_quotations"],
        )

    def set_values(self, **changes: Any) -> None:
        """Changes settings, which are written a moment later."""
        self.values.update(changes)
        self._save_timer.start()

    def _save(self) -> None:
        try:
            settings.save(self.values)
        except ReaderError as error:
            self.errors.say(str(error))

    def apply_theme(self) -> None:
        """Draws everything as the settings say."""
        self.look = theme.theme(theme.resolved(self.values["theme"]))
        theme.apply(_app(), self.look)
        self.page.animated = theme.motion_allowed(self.values["reduced_motion"])
        self.page.set_style(self.page_style())
        for part in (self.errors, self.find_bar, self.legend, self.panel):
            part.set_theme(self.look)
        toolbar.set_icons(self.actions_, self.look)

    def next_theme(self) -> None:
        at = _THEMES.index(self.values["theme"])
        self.set_values(theme=_THEMES[(at + 1) % len(_THEMES)])
        self.apply_theme()
        names = {
            "system": self.tr("Colours as the system's"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "sepia": self.tr("Sepia"),
        }
        self.statusBar().showMessage(names[self.values["theme"]], 2000)

    def zoom(self, by: int) -> None:
        """A step larger (+1), smaller (-1), or the usual size (0)."""
        value = 1.0
        if by:
            nearest = min(_ZOOMS, key=lambda z: abs(z - self.values["zoom"]))
            at = max(0, min(_ZOOMS.index(nearest) + by, len(_ZOOMS) - 1))
            value = _ZOOMS[at]
        self.set_values(zoom=value)
        self.page.set_style(self.page_style())

    def show_marks(self, **changes: bool) -> None:
        self.set_values(**changes)
        self.page.show_marks(self.values["show_entities"], self.values["show_quotations"])

    def show_english(self, shown: bool) -> None:
        self.set_values(show_english=shown)
        self.page.show_english(shown)

    def set_panel(self, shown: bool) -> None:
        self.set_values(show_panel=shown)
        self.show_panel()

    def show_panel(self) -> None:
        there = self.reading.article is not None
        alone = self.actions_["page_alone"].isChecked()
        self.panel.setVisible(there and not alone and self.values["show_panel"])

    def page_alone(self, alone: bool) -> None:
        """Only the page, on the whole screen; the second time, all as it was."""
        parts: list[QWidget] = [self.bar, self.menuBar(), self.statusBar(), self.legend]
        if alone:
            self._before_alone = [part for part in parts if not part.isHidden()]
            for part in self._before_alone:
                part.hide()
            self.showFullScreen()
            # A hidden menu bar's shortcuts are silent: the window itself must hold them.
        else:
            for part in self._before_alone:
                part.show()
            self.showNormal()
        self.show_panel()
        self.page.setFocus()

    def settings_changed(self, changes: dict[str, Any]) -> None:
        """Takes up what was changed in the settings."""
        self.set_values(**changes)
        self._save_timer.stop()
        self._save()
        self.reading.remember = self.values["remember"]
        self.tick()
        self.page.show_english(self.values["show_english"])
        self.show_panel()
        self.apply_theme()
        if changes.keys() & {"package", "recogniser", "threads"}:
            self.reading.engines_changed()

    def tick(self) -> None:
        """Ticks the actions of what is shown."""
        for name in ("entities", "quotations", "english", "panel"):
            action = self.actions_[name]
            action.blockSignals(True)
            action.setChecked(self.values[f"show_{name}"])
            action.blockSignals(False)

    def restore_view(self) -> None:
        """Puts the window where it was and ticks what is shown."""
        values = self.values
        self.resize(1280, 800)
        if values["window"]:
            self.restoreGeometry(QByteArray.fromBase64(values["window"].encode("ascii")))
        self.tick()
        self.actions_["legend"].setChecked(True)
        if not values["show_english"]:
            self.page.show_english(False)

    def save_view(self) -> None:
        """Keeps where the window is, with all settings."""
        place = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._save_timer.stop()
        self.values["window"] = place
        try:
            settings.save(self.values)
        except ReaderError:
            return  # it is closing: nobody can be told any more


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
