"""The side panel: people, places, organisations, quotations, each in a tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from reader.article import EntityType, ReadParagraph
from reader.ui.background import Work
from reader.ui.entity_panel import EntityPanel
from reader.ui.quotation_panel import QuotationPanel, Said, said
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.arabic.mentions import Entry

_REFRESH_MS = 250


class Panel(QWidget):
    """Fed with an article's paragraphs; gathers names away from the window's thread."""

    entry_wanted = Signal(object, int)  # Entry, number of the mention
    entry_menu = Signal(object, QPoint)
    said_wanted = Signal(object)  # Said
    said_menu = Signal(object, QPoint)

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._reads: Sequence[ReadParagraph] = ()
        self._working = False
        self._timer = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._timer.timeout.connect(self._gather)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(True)
        self.tabs.tabBar().setUsesScrollButtons(False)
        types: tuple[tuple[str, tuple[EntityType, ...]], ...] = (
            (self.tr("People"), ("PER",)),
            (self.tr("Places"), ("LOC",)),
            (self.tr("Groups"), ("ORG", "MISC")),
        )
        self.people = []
        for title, kinds in types:
            one = EntityPanel(kinds, look)
            one.visit.connect(self.entry_wanted)
            one.menu_wanted.connect(self.entry_menu)
            self.tabs.addTab(one, title)
            self.people.append(one)
        self.tabs.setTabToolTip(2, self.tr("Organisations and other names"))
        self.quotations = QuotationPanel()
        self.quotations.visit.connect(self.said_wanted)
        self.quotations.menu_wanted.connect(self.said_menu)
        self.tabs.addTab(self.quotations, self.tr("Quotes"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.setMinimumWidth(220)

    def show_paragraphs(self, reads: Sequence[ReadParagraph], at_once: bool = False) -> None:
        """Shows what is in these paragraphs, a moment later."""
        self._reads = reads
        if at_once or not self._timer.isActive():
            self._timer.start(0 if at_once else _REFRESH_MS)

    def set_theme(self, look: Theme) -> None:
        for one in self.people:
            one.set_theme(look)

    def _gather(self) -> None:
        if self._working:
            self._timer.start()
            return
        self._working = True
        reads = tuple(self._reads)

        def gather() -> tuple[list[Entry], list[Said]]:
            from reader.arabic.mentions import entries  # not before there is something

            return entries(reads), said(reads)

        Work(self).start(gather, self._show, self._not_gathered)

    def _show(self, found: tuple[list[Entry], list[Said]]) -> None:
        self._working = False
        for one in self.people:
            one.set_entries(found[0])
        self.quotations.set_quotations(found[1])

    def _not_gathered(self, _: str) -> None:
        self._working = False
