"""Every action of the window in one table: its text, shortcut, menu, icon, and what it does.

Menus, toolbar and the help page are made from it. Shortcuts are unique, and so are the
letters marked with & within a menu; tests see to both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Spec:
    """An action. `shortcuts` are in Qt's portable text; `page_only` ones work on the page.

    `checkable` actions keep a setting of the window and are told their new state.
    """

    id: str
    text: str
    shortcuts: tuple[str, ...]
    menu: str
    icon: str = ""
    checkable: bool = False
    page_only: bool = False
    separated: bool = False


def _N(context: str, text: str) -> str:
    """Marks a text for translators; it is translated where it is shown."""
    return str(QT_TRANSLATE_NOOP(context, text))


#: The menus in order.
MENUS: dict[str, str] = {
    "article": _N("actions", "&Article"),
    "edit": _N("actions", "&Edit"),
    "go": _N("actions", "&Go"),
    "view": _N("actions", "&View"),
    "help": _N("actions", "&Help"),
}

ACTIONS: tuple[Spec, ...] = (
    Spec("open", _N("actions", "&Open…"), ("Ctrl+O",), "article", "folder-open"),
    Spec("paste", _N("actions", "&Paste as a new article"), ("Ctrl+Shift+V",), "article",
         "clipboard-paste"),
    Spec("sample", _N("actions", "Open the &sample"), (), "article", "book-open"),
    Spec("export", _N("actions", "&Export…"), ("Ctrl+Shift+E",), "article", "file-output",
         separated=True),
    Spec("print", _N("actions", "Pr&int…"), ("Ctrl+P",), "article", "printer"),
    Spec("settings", _N("actions", "Se&ttings…"), ("Ctrl+,",), "article", "settings",
         separated=True),
    Spec("quit", _N("actions", "&Quit"), ("Ctrl+Q",), "article", separated=True),
    Spec("copy", _N("actions", "&Copy"), ("Ctrl+C",), "edit", "copy", page_only=True),
    Spec("select_all", _N("actions", "Select &all of the pane"), ("Ctrl+A",), "edit",
         page_only=True),
    Spec("find", _N("actions", "&Find…"), ("Ctrl+F",), "edit", "search", separated=True),
    Spec("find_next", _N("actions", "Find &next"), ("F3",), "edit"),
    Spec("find_last", _N("actions", "Find &previous"), ("Shift+F3",), "edit"),
    Spec("edit_english", _N("actions", "Correct the &English"), ("F2", "Ctrl+E"), "edit",
         "pencil", separated=True),
    Spec("undo_english", _N("actions", "&Undo the correction"), (), "edit", "undo-2"),
    Spec("note", _N("actions", "Note on the para&graph…"), ("N",), "edit"),
    Spec("retranslate", _N("actions", "&Translate the paragraph anew"), ("Ctrl+T",), "edit",
         "refresh-cw"),
    Spec("stop", _N("actions", "&Stop translating"), ("Ctrl+.",), "edit"),
    Spec("next_paragraph", _N("actions", "&Next paragraph"), ("J", "Alt+Down"), "go"),
    Spec("last_paragraph", _N("actions", "&Previous paragraph"), ("K", "Alt+Up"), "go"),
    Spec("first", _N("actions", "&First paragraph"), ("Home", "Ctrl+Home"), "go"),
    Spec("end", _N("actions", "&Last paragraph"), ("End", "Ctrl+End"), "go"),
    Spec("page_down", _N("actions", "Page &down"), ("PgDown", "Space"), "go", page_only=True),
    Spec("page_up", _N("actions", "Page &up"), ("PgUp", "Shift+Space"), "go", page_only=True),
    Spec("next_entity", _N("actions", "Next na&me"), ("E",), "go", separated=True),
    Spec("last_entity", _N("actions", "Previous n&ame"), ("Shift+E",), "go"),
    Spec("next_quotation", _N("actions", "Next &quotation"), ("Q",), "go"),
    Spec("last_quotation", _N("actions", "Previous qu&otation"), ("Shift+Q",), "go"),
    Spec("switch", _N("actions", "&Switch pane"), ("Tab", "F6"), "go", page_only=True,
         separated=True),
    Spec("to_panel", _N("actions", "Panel or pa&ge"), ("F7",), "go"),
    Spec("entities", _N("actions", "&Names"), ("Ctrl+1",), "view", "highlighter", checkable=True),
    Spec("quotations", _N("actions", "&Quotations"), ("Ctrl+2",), "view", "text-quote",
         checkable=True),
    Spec("english", _N("actions", "&English pane"), ("Ctrl+3",), "view", "columns-2",
         checkable=True),
    Spec("panel", _N("actions", "&Side panel"), ("F9",), "view", "panel-left", checkable=True),
    Spec("legend", _N("actions", "&Legend"), ("Ctrl+4",), "view", checkable=True),
    Spec("zoom_in", _N("actions", "La&rger text"), ("Ctrl++", "Ctrl+="), "view", "zoom-in",
         separated=True),
    Spec("zoom_out", _N("actions", "S&maller text"), ("Ctrl+-",), "view", "zoom-out"),
    Spec("zoom_reset", _N("actions", "&Usual text size"), ("Ctrl+0",), "view"),
    Spec("theme", _N("actions", "Next &theme"), ("Ctrl+D",), "view", "sun-moon"),
    Spec("page_alone", _N("actions", "Only the &page"), ("F11",), "view", "maximize",
         checkable=True, separated=True),
    Spec("help", _N("actions", "&Keys and signs"), ("F1",), "help", "circle-question-mark"),
    Spec("about", _N("actions", "&About Mirat"), (), "help"),
)  # fmt: skip

#: The toolbar from left to right; "" parts groups.
TOOLBAR = (
    "panel", "", "open", "export", "print", "", "find", "", "entities", "quotations", "english",
    "", "zoom_out", "zoom_in", "theme", "", "settings", "help",
)  # fmt: skip


def text_of(spec: Spec) -> str:
    """An action's text in the person's language, its mnemonic marked."""
    return QCoreApplication.translate("actions", spec.text)


def plain_text_of(spec: Spec) -> str:
    return text_of(spec).replace("&", "")


def build(
    window: QWidget, page: QWidget, handlers: dict[str, Callable[..., object]]
) -> dict[str, QAction]:
    """All actions, connected. Every action has a handler: a missing one is a KeyError."""
    out: dict[str, QAction] = {}
    for spec in ACTIONS:
        owner = page if spec.page_only else window
        action = QAction(text_of(spec), owner)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = plain_text_of(spec)
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        action.setStatusTip("")
        handler = handlers[spec.id]
        if spec.checkable:
            action.setCheckable(True)
            action.toggled.connect(handler)
        else:
            action.triggered.connect(lambda _=False, handler=handler: handler())
        if spec.page_only:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
        out[spec.id] = action
    return out
