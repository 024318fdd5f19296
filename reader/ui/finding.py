"""The find bar and the page together."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from reader.article import Span
from reader.ui.counterparts import Side
from reader.ui.find_bar import FindBar
from reader.ui.page import Page
from reader.ui.search import find


class Finding(QObject):
    """Finds as one types; each step goes to the next hit in either pane."""

    def __init__(self, page: Page, bar: FindBar) -> None:
        super().__init__(bar)
        self._page, self._bar = page, bar
        self._hits: list[tuple[int, Side, Span]] = []
        self._at = -1
        self._timer = QTimer(self, interval=120, singleShot=True)
        self._timer.timeout.connect(self._find)
        bar.wanted.connect(lambda _: self._timer.start())
        bar.step.connect(self.step)
        bar.closed.connect(self._close)

    def again(self) -> None:
        """Another article is open."""
        self._hits, self._at = [], -1
        if not self._bar.isHidden():
            self._timer.start()

    def _find(self) -> None:
        self._hits = find(self._page.rows.reads, self._bar.field.text())
        here = (self._page.caret.place.row,)
        ahead = [i for i, hit in enumerate(self._hits) if hit[:1] >= here]
        self._at = (ahead[0] if ahead else 0) if self._hits else -1
        self._show()

    def step(self, by: int) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._find()
            return
        if not self._hits and self._bar.field.text().strip():
            self._find()
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()

    def _show(self) -> None:
        hit = self._hits[self._at] if self._hits else None
        self._page.set_hits(self._hits, hit)
        self._bar.tell(self._at + 1, len(self._hits))
        if hit:
            row, side, span = hit
            self._page.go_to(row, side, span[0])

    def _close(self) -> None:
        self._page.set_hits([], None)
        self._page.setFocus()
