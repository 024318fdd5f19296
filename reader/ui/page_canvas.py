"""The page's canvas: rows of English and Arabic side by side under one scroll bar.

Rows are laid out when they come into view, the rest in idle moments, so that an article of
any length opens at once. What is in view stays where it is whatever happens above it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reader.article import Span
from reader.ui.counterparts import Lit, Side
from reader.ui.page_caret import Caret
from reader.ui.page_geometry import columns
from reader.ui.page_head import PageHead
from reader.ui.page_painter import Marks, paint_row
from reader.ui.page_rows import Row, Rows
from reader.ui.page_style import PageStyle

_MOVE_MS = 120
_IDLE_SECONDS = 0.008  # of layout in one idle moment
_BAR = 3  # width of the accent bars beside the current paragraph

Hit = tuple[int, Side, Span]


class PageCanvas(QAbstractScrollArea):
    """Shows paragraphs; `current_changed` tells the index of the one that is current now."""

    current_changed = Signal(int)
    in_view_changed = Signal(int)

    def __init__(self, style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.rows = Rows()
        self.caret = Caret(self.rows)
        self.head = PageHead()
        self.animated = True
        self.waiting_words = ""
        self._style = style
        self._ratio = 0.5
        self._english = True
        self._lit: tuple[int, Lit, int | None] = (-1, Lit(), None)
        self._hits: dict[int, list[tuple[Side, Span]]] = {}
        self._hit: Hit | None = None
        self._tint = (0.0, 0.0)
        self._move = QVariantAnimation(self, duration=_MOVE_MS, startValue=0.0, endValue=1.0)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._moved)
        self._steps: Callable[[float], None] = lambda _: None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._lay_out_some)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._apply()

    @property
    def current(self) -> int:
        return self.caret.place.row

    # Scrolling

    @property
    def _offset(self) -> float:
        return float(self.verticalScrollBar().value())

    def _scroll_for(self, index: int) -> float:
        """The scroll that shows a row: as it is if the row is in view, else a third down."""
        top, height = self.rows.top(index), self.rows.height(index)
        view = self.viewport().height()
        if height > 0.8 * view:  # longer than a screen: what matters is the caret's line
            block = self.rows.row(index).blocks.get(self.caret.side)
            if block is not None:
                line = block.caret(self.caret.place.position)
                top, height = top + line.top(), line.height() + 2 * self._style.padding
        slack = min(3 * self._style.em, max(0.0, (view - height) / 2))
        if top - slack >= self._offset and top + height + slack <= self._offset + view:
            return self._offset
        if index == 0 and self.caret.place.position == 0:
            return 0
        return max(0.0, top - max(slack, (view - height) * 0.3))

    def _scroll_to(self, value: float) -> None:
        self._sync()
        self.verticalScrollBar().setValue(round(value))

    def _glide(self, to: float, moved: bool) -> None:
        """Scrolls and moves the tint, shortly and smoothly where motion is allowed."""
        self._move.stop()
        start, start_tint = self._offset, self._tint
        if not self.animated or not self.isVisible() or (not moved and abs(to - start) < 1):
            distance = self.rows.top(self.current) - to
            self._scroll_to(to)
            if abs(to - start) >= 1:  # rows above may have become exact
                self._scroll_to(self.rows.top(self.current) - distance)
            self._tint = self._tint_of(self.current)
            self.viewport().update()
            return
        # Rows become exact on the way, so the goal is kept as a distance from the row's top.
        row, distance = self.current, self.rows.top(self.current) - to
        scrolls = abs(to - start) >= 1
        longest = 2.0 * self.viewport().height()  # of a longer way only its end is walked
        far = max(-longest, min(longest, to - start))

        def steps(share: float) -> None:
            end_now = self._tint_of(row)
            self._tint = (
                start_tint[0] + (end_now[0] - start_tint[0]) * share,
                start_tint[1] + (end_now[1] - start_tint[1]) * share,
            )
            if scrolls:
                self._scroll_to(self.rows.top(row) - distance - far * (1 - share))
            self.viewport().update()

        self._steps = steps
        self._move.start()

    def _moved(self, share: object) -> None:
        if isinstance(share, float):
            self._steps(share)

    def _tint_of(self, index: int) -> tuple[float, float]:
        return (self.rows.top(index), self.rows.height(index)) if self.rows.reads else (0.0, 0.0)

    def _settle_tint(self) -> None:
        if self._move.state() != QAbstractAnimation.State.Running:
            self._tint = self._tint_of(self.current)
        self.viewport().update()

    def _scrolled(self) -> None:
        self._sync()
        if self.rows.reads:
            self.in_view_changed.emit(self.first_in_view())

    def first_in_view(self) -> int:
        """The first row that begins in view, else the one that fills it; the current if seen."""
        view = self.viewport().height()
        top = self.rows.top(self.current)
        if self._offset - 1 <= top < self._offset + view:
            return self.current
        index = self.rows.index_at(self._offset)
        if self.rows.top(index) < self._offset and index + 1 < len(self.rows):
            after = self.rows.top(index + 1)
            return index + 1 if after < self._offset + view / 2 else index
        return index

    # Layout

    def _apply(self) -> None:
        """Lays everything out for the width and the style."""
        self.rows.style = self._style
        width = float(self.viewport().width())
        self.rows.columns = columns(
            width, self._ratio, self._style.measure(), self._style.em, self._english
        )
        self.rows.reset()
        self._lay_out_head()
        self.verticalScrollBar().setSingleStep(round(2 * self._style.em))
        self._sync()
        self._settle_tint()
        if self.rows.reads:
            self._idle.start()

    def _lay_out_head(self) -> None:
        assert self.rows.columns is not None
        self.rows.set_head(self.head.lay_out(self.rows.columns, self._style))

    def _anchor(self) -> tuple[int, float]:
        """The row at the top of the view, or the current one if it is seen, and where it is."""
        if not self.rows.reads:
            return (0, 0.0)
        index = self.rows.index_at(self._offset)
        top = self.rows.top(self.current) - self._offset
        if 0 <= top < self.viewport().height():
            index = self.current
        return index, self.rows.top(index) - self._offset

    def _restore(self, anchor: tuple[int, float]) -> None:
        self._sync()
        index, distance = anchor
        if self.rows.reads and self._offset > 0:
            self.verticalScrollBar().setValue(round(self.rows.top(index) - distance))
            self._sync()
        self._settle_tint()
        if not self._idle.isActive():
            self._idle.start()

    def _sync(self) -> None:
        """Lays out what is in view and sets the scroll bar's range."""
        view = self.viewport().height()
        if self.rows.reads and self.rows.style:
            index = self.rows.index_at(self._offset)
            while index < len(self.rows) and self.rows.top(index) < self._offset + view:
                self.rows.row(index)
                index += 1
        bar = self.verticalScrollBar()
        bar.setPageStep(view)
        end = self.rows.total + 4 * self._style.em if self.rows.reads else 0
        bar.setRange(0, max(0, round(end - view)))
        self.viewport().update()

    def _lay_out_some(self) -> None:
        """Makes guessed heights exact, for a moment, without moving what is in view."""
        if self._move.state() == QAbstractAnimation.State.Running:
            return
        stop = time.perf_counter() + _IDLE_SECONDS
        anchor = self._anchor()
        start = anchor[0]
        while time.perf_counter() < stop:
            index = self.rows.next_unsure(start)
            if index is None:
                self._idle.stop()
                break
            self.rows.measure(index)
        before = self._offset
        if self.rows.reads and before > 0:
            self.verticalScrollBar().setValue(round(self.rows.top(anchor[0]) - anchor[1]))
        self._sync()
        self._settle_tint()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        self._apply()
        self._restore(anchor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._style.theme.paper)
        if not self.rows.reads or self.rows.columns is None:
            return
        painter.translate(0, -self._offset)
        self._paint_current(painter)
        view = QRectF(0, self._offset, self.viewport().width(), self.viewport().height())
        if self._offset < self.rows.head:
            self.head.paint(painter, self._style)
        index = self.rows.index_at(self._offset)
        while index < len(self.rows) and self.rows.top(index) < view.bottom():
            row, top = self.rows.row(index), self.rows.top(index)
            paint_row(painter, row, top, self.rows.columns, self._style, self._marks(index, row))
            index += 1

    def _paint_current(self, painter: QPainter) -> None:
        columns = self.rows.columns
        assert columns is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = self._tint
        rect = QRectF(columns.left, top, columns.right - columns.left, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.theme.current)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setBrush(self._style.theme.accent)
        painter.drawRoundedRect(QRectF(rect.left(), top, _BAR, height), 1.5, 1.5)
        painter.drawRoundedRect(QRectF(rect.right() - _BAR, top, _BAR, height), 1.5, 1.5)
        if columns.middle > 0:
            painter.setPen(QPen(self._style.theme.faint, 1))
            x = round(columns.middle) + 0.5
            painter.drawLine(x, self.rows.head, x, self.rows.total)  # type: ignore[call-overload]

    def _marks(self, index: int, row: Row) -> Marks:
        selected = self.caret.selected(index)
        lit_row, lit, quotation = self._lit
        marks = Marks(hits=self._hits.get(index, []), waiting=self.waiting_words)
        if selected:
            marks.selection = (self.caret.side, selected)
        if lit_row == index:
            marks.lit, marks.quotation = lit, quotation
        if self._hit and self._hit[0] == index:
            marks.hit = self._hit[1:]
        if index == self.current and self.hasFocus():
            marks.caret = (self.caret.side, self.caret.place.position)
        return marks
