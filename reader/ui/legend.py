"""The legend: what the lines, tints and greys on the page mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from reader.article import ENTITY_TYPES
from reader.palette import UNDERLINES
from reader.ui.page_painter import type_name, underline
from reader.ui.theme import Theme, label_font


class Legend(QFrame):
    """One quiet line under the page."""

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self._look = look
        self.setFixedHeight(27)
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(
            self.tr(
                "Persons have a solid line, places a dotted, organisations a dashed, other "
                "names a wavy one; quotations are shaded; doubtful English is grey and dotted."
            )
        )

    def set_theme(self, look: Theme) -> None:
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 27)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(label_font(12))
        metrics = QFontMetricsF(painter.font())
        top, height = 5.0, 17.0
        base = top + (height + metrics.capHeight()) / 2 - 0.5
        x = 16.0
        for kind in ENTITY_TYPES:
            name = type_name(kind)
            rect = QRectF(x, top, metrics.horizontalAdvance(name) + 6, height)
            self._sample(painter, rect, name, base)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.tint(kind))
            painter.drawRoundedRect(rect, 3, 3)
            color = self._look.entities[kind]
            underline(painter, rect, rect.bottom() - 1, color, UNDERLINES[kind], 2.0)
            x = rect.right() + 18
        words = self.tr("“quotation”")
        rect = QRectF(x, top, metrics.horizontalAdvance(words) + 6, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.wash_lit)
        painter.drawRoundedRect(rect, 3, 3)
        self._sample(painter, rect, words, base)
        x = rect.right() + 18
        words = self.tr("doubtful")
        rect = QRectF(x, top, metrics.horizontalAdvance(words) + 6, height)
        painter.setPen(self._look.muted)
        painter.drawText(QPointF(rect.left() + 3, base), words)
        underline(painter, rect, rect.bottom() - 1, self._look.muted, "dotted", 1.0)
        x = rect.right() + 18
        words = self.tr("lost in the English")
        if x + metrics.horizontalAdvance(words) + 20 > self.width():
            return
        rect = QRectF(x + 6, top, metrics.horizontalAdvance(words) + 6, height)
        painter.setPen(self._look.muted)
        painter.drawText(QPointF(rect.left() + 3, base), words)
        painter.drawText(QPointF(rect.left() - 7, base - 4), "×")
        underline(painter, rect, rect.bottom() - 1, self._look.muted, "solid", 1.0)

    def _sample(self, painter: QPainter, rect: QRectF, words: str, base: float) -> None:
        painter.setPen(self._look.ink)
        painter.drawText(QPointF(rect.left() + 3, base), words)
