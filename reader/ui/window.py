"""The main window: puts the parts together and lets them talk to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.library import Library
from reader.ui import actions as table
from reader.ui import names_menu, toolbar
from reader.ui.counterparts import spans_of
from reader.ui.editor import Editor
from reader.ui.engine_client import EngineClient
from reader.ui.error_bar import ErrorBar
from reader.ui.find_bar import FindBar
from reader.ui.finding import Finding
from reader.ui.legend import Legend
from reader.ui.page import Page
from reader.ui.panel import Panel
from reader.ui.quotation_panel import Said, citation
from reader.ui.reading import Reading
from reader.ui.status import Status
from reader.ui.welcome import Welcome
from reader.ui.window_article import WindowArticle

if TYPE_CHECKING:
    from reader.arabic.mentions import Entry

_WELCOME_KEYS = ("open", "paste", "next_paragraph", "next_entity", "help")


_ENGINE_MS = 700  # after which the engine starts, painted or not


class Window(WindowArticle):
    """One article at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Mirat")
        self.setAcceptDrops(True)
        trouble = self._open_library()
        self.engine = EngineClient(self)
        self.reading = Reading(self.engine, self.library, self)
        self.reading.remember = self.values["remember"]
        self._make_parts()
        self.actions_ = table.build(self, self.page, self._handlers())
        self.menus_ = toolbar.menus(self, self.actions_)
        self._recent_menu = QMenu(self.tr("&Recent articles"), self)
        self.menus_["article"].insertMenu(self.actions_["sample"], self._recent_menu)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self.bar = toolbar.toolbar(self, self.actions_)
        self._arrange()
        self._connect()
        self._editor: Editor | None = None
        self.apply_theme()
        self.restore_view()
        self._show_article_state()
        if trouble:
            self.errors.say(trouble)
        self._engine_started = False
        QTimer.singleShot(_ENGINE_MS, self, self._start_engine)

    # Making

    def _open_library(self) -> str:
        self.library: Library | None = None
        try:
            self.library = Library()
            return self.library.set_aside
        except ReaderError as error:
            return str(error)

    def _make_parts(self) -> None:
        self.page = Page(self.page_style())
        self.page.setAccessibleName(self.tr("Article"))
        self.panel = Panel(self.look)
        self.errors = ErrorBar()
        self.find_bar = FindBar()
        self.legend = Legend(self.look)
        specs = {spec.id: spec for spec in table.ACTIONS}
        self.welcome = Welcome(
            [
                (spec.shortcuts[0], table.plain_text_of(spec).rstrip("…"))
                for spec in (specs[name] for name in _WELCOME_KEYS)
            ]
        )
        self.status = Status()
        self.setStatusBar(self.status)
        self.finding = Finding(self.page, self.find_bar)

    def _arrange(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.page)
        for widget in (self.errors, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.legend)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(middle)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([264, 1016])
        self.setCentralWidget(self.splitter)

    def _connect(self) -> None:
        reading, page = self.reading, self.page
        reading.opened.connect(self._opened)
        reading.paragraph_changed.connect(lambda i: page.update_paragraph(i, reading.paragraphs[i]))
        reading.paragraph_changed.connect(self._describe_if_current)
        reading.names_changed.connect(lambda: self.panel.show_paragraphs(reading.paragraphs))
        reading.title_changed.connect(self._show_titles)
        reading.failed.connect(self.errors.say)
        engine = self.engine
        engine.ready.connect(self._engine_ready)
        engine.progress.connect(self.status.progress)
        engine.finished.connect(self._translated)
        engine.failed.connect(self._engine_failed)
        engine.gone.connect(self._engine_gone)
        page.current_changed.connect(self._current_changed)
        page.in_view_changed.connect(engine.focus)
        page.menu_wanted.connect(self._page_menu)
        self.welcome.open_wanted.connect(self.ask_open)
        self.welcome.sample_wanted.connect(self.open_sample)
        self.welcome.recent_wanted.connect(self.open_recent)
        self.panel.entry_wanted.connect(self._visit_entry)
        self.panel.entry_menu.connect(self._entry_menu)
        self.panel.said_wanted.connect(self._visit_said)
        self.panel.said_menu.connect(self._said_menu)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        page = self.page
        from reader.ui import dialogs

        return {
            "open": self.ask_open,
            "paste": self.paste,
            "sample": self.open_sample,
            "export": lambda: dialogs.export(self),
            "print": lambda: dialogs.print_article(self),
            "settings": lambda: dialogs.settings(self),
            "quit": self.close,
            "copy": page.copy,
            "select_all": page.select_all,
            "find": lambda: self.find_bar.bring(page.selected_text()),
            "find_next": lambda: self.finding.step(1),
            "find_last": lambda: self.finding.step(-1),
            "edit_english": self.edit_english,
            "undo_english": lambda: self.reading.undo_english(page.current),
            "note": self.write_note,
            "retranslate": lambda: self.reading.retranslate(page.current),
            "stop": self.stop_translating,
            "next_paragraph": lambda: page.step_paragraph(1),
            "last_paragraph": lambda: page.step_paragraph(-1),
            "first": lambda: page.go_to(0),
            "end": lambda: page.go_to(len(page.rows) - 1),
            "page_down": lambda: page.step_page(1),
            "page_up": lambda: page.step_page(-1),
            "next_entity": lambda: page.step_entity(1),
            "last_entity": lambda: page.step_entity(-1),
            "next_quotation": lambda: page.step_quotation(1),
            "last_quotation": lambda: page.step_quotation(-1),
            "switch": page.switch_side,
            "to_panel": self._to_panel,
            "entities": lambda on: self.show_marks(show_entities=on),
            "quotations": lambda on: self.show_marks(show_quotations=on),
            "english": lambda on: self.show_english(on),
            "panel": lambda on: self.set_panel(on),
            "legend": self.legend.setVisible,
            "zoom_in": lambda: self.zoom(1),
            "zoom_out": lambda: self.zoom(-1),
            "zoom_reset": lambda: self.zoom(0),
            "theme": self.next_theme,
            "page_alone": self.page_alone,
            "help": lambda: dialogs.help_page(self),
            "about": lambda: dialogs.about(self),
        }

    # The panel

    def _visit_entry(self, entry: Entry, number: int) -> None:
        row, index = entry.mentions[number]
        entities = self.page.rows.reads[row].entities
        if index >= len(entities):
            return  # the panel is a moment behind
        side = self.page.caret.side
        spans = spans_of(entities[index], side)
        if spans:
            self.page.go_to(row, side, spans[0][0])
        else:
            self.page.go_to(row, "arabic", entities[index].arabic[0])

    def _entry_menu(self, entry: Entry, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names_menu.add_to(
            menu, self, entry.arabic, entry.type, entry.name, self.reading.correct_entity
        )
        menu.popup(at)

    def _visit_said(self, one: Said) -> None:
        quotation = self.page.rows.reads[one.row].quotations[one.number]
        side = self.page.caret.side
        if side == "english" and quotation.english:
            self.page.go_to(one.row, side, quotation.english[0])
        else:
            self.page.go_to(one.row, "arabic", quotation.arabic[0])

    def _said_menu(self, one: Said, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy as a citation"))
        copy.triggered.connect(lambda: self._copy_citation(one))
        menu.popup(at)

    def _copy_citation(self, one: Said) -> None:
        article = self.reading.article
        if article:
            text = citation(one, article, self.reading.english_title)
            QGuiApplication.clipboard().setText(text)

    def _to_panel(self) -> None:
        """The focus goes from the page to the panel's tab, or back."""
        if self.page.hasFocus() and not self.panel.isHidden():
            current = self.panel.tabs.currentWidget()
            target = getattr(current, "list", current)
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first picture comes before the child process does."""
        super().paintEvent(event)
        if not self._engine_started:
            QTimer.singleShot(0, self, self._start_engine)

    def _start_engine(self) -> None:
        if not self._engine_started:
            self._engine_started = True
            self.engine.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_editor()
        self.save_view()
        self.reading.close()
        self.engine.stop()
        event.accept()
