"""Everything of how the window looks, in one place: colours, faces, the style sheet.

The reading colours come from `reader/palette.py`, which the exports share; what only a
window has (bars, buttons, selection) is derived from them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from reader import fonts
from reader.article import EntityType
from reader.palette import DARK, LIGHT, SEPIA, Palette
from reader.ui import icons
from reader.ui.text_block import Face

THEMES: dict[str, Palette] = {"light": LIGHT, "dark": DARK, "sepia": SEPIA}

#: The English size in pixels at zoom 1; the Arabic is larger, as its letters are smaller.
TEXT_SIZE = 17
ARABIC_SCALE = 1.25


@dataclass(frozen=True)
class Theme:
    """A palette as Qt colours, and what the window derives from it."""

    name: str
    dark: bool
    paper: QColor
    ink: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    current: QColor
    wash: QColor
    wash_lit: QColor
    chrome: QColor
    button: QColor
    selection: QColor
    hit: QColor
    warning: QColor
    entities: dict[EntityType, QColor]

    def tint(self, kind: EntityType) -> QColor:
        """The faint colour behind a name."""
        return _with_alpha(self.entities[kind], 34 if self.dark else 22)

    def icon(self, name: str) -> QIcon:
        return icons.icon(name, self.ink.name(), _mixed(self.ink, self.chrome, 0.35).name())

    def accent_icon(self, name: str) -> QIcon:
        return icons.icon(name, self.accent.name(), self.faint.name())


@lru_cache(maxsize=4)
def theme(name: str) -> Theme:
    """The theme of a name: light, dark or sepia."""
    palette = THEMES[name]
    paper, ink, accent = QColor(palette.paper), QColor(palette.text), QColor(palette.accent)
    dark = paper.lightness() < 128
    return Theme(
        name=name,
        dark=dark,
        paper=paper,
        ink=ink,
        muted=_mixed(ink, paper, 0.68),
        faint=_mixed(ink, paper, 0.14),
        accent=accent,
        current=_mixed(accent, paper, 0.09 if dark else 0.055),
        wash=QColor(palette.quotation),
        wash_lit=_mixed(QColor(palette.entities["PER"]), QColor(palette.quotation), 0.09),
        chrome=_mixed(ink, paper, 0.05 if dark else 0.035),
        button=_mixed(ink, paper, 0.10 if dark else 0.075),
        selection=_mixed(accent, paper, 0.36 if dark else 0.24),
        hit=QColor("#6B5B12") if dark else QColor("#FFE58A"),
        warning=QColor(palette.entities["PER"]),
        entities={kind: QColor(value) for kind, value in palette.entities.items()},
    )


def resolved(choice: str) -> str:
    """The theme that a choice means: "system" is light or dark, as the desktop is."""
    if choice in THEMES:
        return choice
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def motion_allowed(reduced: bool) -> bool:
    """Whether things may move: neither the setting nor the desktop asks them not to."""
    hints = QApplication.styleHints().accessibility()
    asked = getattr(hints, "motionPreference", None)  # since Qt 6.12
    return not reduced and not (asked and asked().name == "ReducedMotion")


def english_face(zoom: float, family: str = "") -> Face:
    font = QFont(family or fonts.family("english"))
    font.setPixelSize(round(TEXT_SIZE * zoom))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return Face(font, line=1.55, rtl=False, above=0.95, below=0.33)


def arabic_face(zoom: float, family: str = "") -> Face:
    font = QFont(family or fonts.family("arabic"))
    font.setPixelSize(round(TEXT_SIZE * ARABIC_SCALE * zoom))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return Face(font, line=1.9, rtl=True, above=0.98, below=0.54)


def label_font(size: float = 11.5) -> QFont:
    """The window's own type, at a size in pixels, for numbers and labels on the page."""
    font = QFont(QApplication.font())
    font.setPixelSize(round(size))
    return font


def load_fonts() -> None:
    """Makes the typefaces that ship known to Qt."""
    for path in fonts.files():
        QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, look: Theme) -> None:
    """Gives every widget of the program the theme."""
    if app.property("theme") == look.name:
        return  # a style sheet takes long to be taken up
    app.setProperty("theme", look.name)
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(look))
    app.setStyleSheet(_sheet(look))


def _palette(look: Theme) -> QPalette:
    out = QPalette()
    role = QPalette.ColorRole
    for what, color in (
        (role.Window, look.chrome), (role.WindowText, look.ink), (role.Base, look.paper),
        (role.AlternateBase, look.chrome), (role.Text, look.ink), (role.Button, look.button),
        (role.ButtonText, look.ink), (role.ToolTipBase, look.paper), (role.ToolTipText, look.ink),
        (role.Highlight, look.selection), (role.HighlightedText, look.ink),
        (role.Link, look.accent), (role.PlaceholderText, look.muted), (role.Accent, look.accent),
        (role.Mid, look.faint), (role.Light, look.paper), (role.Dark, look.muted),
    ):  # fmt: skip
        out.setColor(what, color)
    grey = _mixed(look.ink, look.chrome, 0.42)
    for what in (role.WindowText, role.Text, role.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, what, grey)
    return out


def _sheet(look: Theme) -> str:
    c = {
        "paper": look.paper.name(),
        "ink": look.ink.name(),
        "muted": look.muted.name(),
        "faint": look.faint.name(),
        "accent": look.accent.name(),
        "chrome": look.chrome.name(),
        "button": look.button.name(),
        "selection": look.selection.name(),
        "wash": look.wash.name(),
        "warning": look.warning.name(),
        "on_accent": look.paper.name(),
    }
    return _SHEET % c


_SHEET = """
QMainWindow, QDialog { background: %(chrome)s; }
QToolBar { background: %(chrome)s; border: 0; border-bottom: 1px solid %(faint)s;
  padding: 3px 6px; spacing: 2px; }
QToolBar::separator { width: 1px; background: %(faint)s; margin: 6px 6px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px 6px;
  background: transparent; }
QToolBar QToolButton:hover { background: %(button)s; }
QToolBar QToolButton:checked { background: %(selection)s; }
QToolBar QToolButton:checked:disabled { background: transparent; }
QToolBar QToolButton:focus { border-color: %(accent)s; }
QToolBar QToolButton::menu-indicator { image: none; }
QMenuBar { background: %(chrome)s; border: 0; padding: 1px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: %(button)s; }
QMenu { background: %(paper)s; border: 1px solid %(faint)s; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 26px; border-radius: 5px; }
QMenu::item:selected { background: %(selection)s; color: %(ink)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(faint)s; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }
QStatusBar { background: %(chrome)s; border-top: 1px solid %(faint)s; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: %(muted)s; padding: 0 8px; }
QProgressBar { border: 0; border-radius: 3px; background: %(faint)s; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QToolTip { background: %(paper)s; color: %(ink)s; border: 1px solid %(faint)s; padding: 5px 7px; }
QTabWidget::pane { border: 0; }
QTabBar { background: %(chrome)s; }
QTabBar::tab { padding: 7px 9px; border: 0; border-bottom: 2px solid transparent;
  color: %(muted)s; }
QTabBar::tab:selected { color: %(ink)s; border-bottom-color: %(accent)s; }
QTabBar::tab:hover { color: %(ink)s; }
QTabBar::tab:focus { color: %(accent)s; }
QListView, QTreeView { background: %(chrome)s; border: 0; outline: 0; }
QListView::item, QTreeView::item { padding: 3px; border-radius: 5px; }
QLineEdit, QPlainTextEdit, QTextEdit {
  background: %(paper)s; border: 1px solid %(faint)s; border-radius: 6px; padding: 4px 7px;
  selection-background-color: %(selection)s; selection-color: %(ink)s; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: %(accent)s; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; padding: 0; background: transparent; }
QComboBox, QAbstractSpinBox { min-height: 24px; }
QPushButton { background: %(button)s; border: 1px solid %(faint)s; border-radius: 6px;
  padding: 5px 14px; }
QPushButton:hover { border-color: %(muted)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton:default, QPushButton[kind="main"] { background: %(accent)s; color: %(on_accent)s;
  border-color: %(accent)s; }
QPushButton:disabled { color: %(muted)s; }
QPushButton[kind="flat"] { background: transparent; border: 0; text-align: left;
  color: %(accent)s; padding: 4px 6px; }
QPushButton[kind="flat"]:hover { text-decoration: underline; }
QPushButton[kind="flat"]:focus { border: 1px solid %(accent)s; }
QGroupBox { border: 0; margin-top: 18px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %(faint)s; border-radius: 4px; margin: 2px; min-height: 28px;
  min-width: 28px; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: %(faint)s; }
QLabel[kind="muted"] { color: %(muted)s; }
QLabel[kind="heading"] { font-size: 15px; font-weight: 600; }
QFrame#bar { background: %(wash)s; border: 0; border-bottom: 1px solid %(warning)s; }
QFrame#find { background: %(chrome)s; border: 0; border-bottom: 1px solid %(faint)s; }
QFrame#legend { background: %(chrome)s; border: 0; border-top: 1px solid %(faint)s; }
QFrame#card { background: %(wash)s; border: 1px solid transparent; border-radius: 6px; }
QFrame#card:hover { border-color: %(faint)s; }
QFrame#card:focus { border-color: %(accent)s; }
QFrame#card QLabel#who { color: %(accent)s; font-size: 12px; }
QWidget#panel_inner, QScrollArea { background: %(chrome)s; border: 0; }
QWidget#panel { background: %(chrome)s; border-right: 1px solid %(faint)s; }
QAbstractScrollArea#page, QWidget#welcome { background: %(paper)s; border: 0; }
"""


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    """`share` of a colour on the ground of another."""
    mix = [
        round(x * share + y * (1 - share))
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    ]
    return QColor(*mix)


def _with_alpha(color: QColor, alpha: int) -> QColor:
    out = QColor(color)
    out.setAlpha(alpha)
    return out
