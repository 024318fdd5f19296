"""The page as the window sees it: what is shown on it, and where the reader is.

Walking, mouse and keys are in `page_mouse.py` and `page.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF

from reader.article import ReadParagraph
from reader.ui.counterparts import Lit, Side
from reader.ui.page_canvas import Hit, PageCanvas
from reader.ui.page_caret import Place
from reader.ui.page_style import PageStyle


class PageView(PageCanvas):
    """Shows paragraphs; `current_changed` tells the index of the one that is current now."""

    # What is shown

    def set_paragraphs(
        self, reads: Sequence[ReadParagraph], current: int = 0, position: int = 0
    ) -> None:
        """Shows another article, at a paragraph."""
        self._move.stop()
        self._hits, self._hit = {}, None
        self._lit = (-1, Lit(), None)
        self.rows.set_reads(list(reads))
        side: Side = self.caret.side if self._english else "arabic"
        self.caret.put(side, Place(max(0, min(current, len(reads) - 1)), position))
        self._apply()
        self._scroll_to(self._scroll_for(self.current) if current else 0)
        self._settle_tint()
        self.current_changed.emit(self.current)

    def set_titles(self, english: str, arabic: str, below: str) -> None:
        self.head.set(english, arabic, below)
        with_anchor = self._anchor()
        self._lay_out_head()
        self._restore(with_anchor)

    def update_paragraph(self, index: int, read: ReadParagraph) -> None:
        """Shows a paragraph anew; what is in view stays where it is."""
        anchor = self._anchor()
        self.rows.update(index, read)
        if index == self.current and self.caret.side == "english":
            end = len(read.english)
            self.caret.place = Place(index, min(self.caret.place.position, end))
        self._restore(anchor)

    @property
    def page_style(self) -> PageStyle:
        return self._style

    def set_style(self, style: PageStyle) -> None:
        same_type = self._style.english == style.english and self._style.arabic == style.arabic
        anchor = self._anchor()
        self._style = style
        if same_type:  # only colours: every height stays
            self.rows.style = style
            self.rows.recolor()
            self._lay_out_head()
        else:
            self._apply()
        self._restore(anchor)

    def show_marks(self, entities: bool, quotations: bool) -> None:
        self._style = replace(self._style, entities=entities, quotations=quotations)
        self.rows.style = self._style
        self.rows.recolor()
        self._sync()

    def show_english(self, shown: bool) -> None:
        anchor = self._anchor()
        self._english = shown
        if not shown:
            self.caret.put("arabic", Place(self.current, 0))
        self._apply()
        self._restore(anchor)

    def set_ratio(self, ratio: float) -> None:
        """Parts the panes at a share of the width."""
        anchor = self._anchor()
        self._ratio = max(0.25, min(0.75, ratio))
        self._apply()
        self._restore(anchor)

    def set_hits(self, hits: Sequence[Hit], hit: Hit | None) -> None:
        """Marks what a search found, and the hit that the reader stands on."""
        self._hits = {}
        for row, side, span in hits:
            self._hits.setdefault(row, []).append((side, span))
        self._hit = hit
        self.viewport().update()

    def set_waiting(self, words: str) -> None:
        """What stands in the place of a translation that is not there."""
        self.waiting_words = words
        self.viewport().update()

    def light(self, row: int, lit: Lit, quotation: int | None) -> None:
        if self._lit != (row, lit, quotation):
            self._lit = (row, lit, quotation)
            self.viewport().update()

    # Where the reader is

    def put_caret(self, side: Side, place: Place, keep_anchor: bool = False) -> None:
        """Moves the caret, the current paragraph with it, and brings both into view."""
        if not self.rows.reads:
            return
        before = self.current
        self.caret.put(side, place, keep_anchor)
        self.caret_moved(before)

    def caret_moved(self, before: int) -> None:
        self.rows.row(self.current)
        self._glide(self._scroll_for(self.current), moved=before != self.current)
        if before != self.current:
            self.current_changed.emit(self.current)

    def hold_open(self, height: float | None) -> None:
        """Keeps the current row at least that high, for an editor over it; None lets it go."""
        self.rows.extra = None if height is None else (self.current, height)
        self.rows.row(self.current)
        self._sync()
        self._settle_tint()

    def text_rect(self, side: Side) -> QRectF:
        """The current row's place for a side's text, in the viewport."""
        assert self.rows.columns is not None
        x, width = self.rows.columns.of(side)
        top = self.rows.top(self.current) - self._offset + self._style.padding
        return QRectF(x, top, width, self.rows.height(self.current) - 2 * self._style.padding)
