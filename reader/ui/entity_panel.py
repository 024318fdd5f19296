"""The panel of persons, places and organisations: who is named, how often, where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader import fonts
from reader.article import EntityType
from reader.ui.page_painter import type_name
from reader.ui.search import folded
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.arabic.mentions import Entry

_ENTRY = Qt.ItemDataRole.UserRole


class EntityPanel(QWidget):
    """`visit` gives an entry and which of its mentions; `menu_wanted` an entry and a place."""

    visit = Signal(object, int)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, types: Sequence[EntityType], look: Theme) -> None:
        super().__init__()
        self._types = types
        self._entries: list[Entry] = []
        self._next: dict[str, int] = {}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName(type_name(types[0]))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._delegate = _EntryDelegate(look)
        self.list.setItemDelegate(self._delegate)
        self.list.itemClicked.connect(self._visit)
        self.list.itemActivated.connect(self._activated)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self._clicked_now = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Shows entries of this panel's types; what was chosen stays chosen."""
        mine = [e for e in entries if e.type in self._types]
        if mine != self._entries:
            self._entries = mine
            self._fill()

    def set_theme(self, look: Theme) -> None:
        self._delegate.look = look
        self.list.viewport().update()

    def _fill(self) -> None:
        item = self.list.currentItem()
        chosen = item.data(_ENTRY).arabic if item else ""
        wanted = folded(self.filter.text()).strip()
        self.list.clear()
        for entry in self._entries:
            if wanted and wanted not in folded(f"{entry.name} {entry.arabic}"):
                continue
            one = QListWidgetItem()
            one.setData(_ENTRY, entry)
            times = self.tr("%d mentions") % len(entry.mentions)
            name = entry.name or entry.arabic
            one.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {entry.arabic}, {times}")
            rows = ", ".join(str(n) for n in dict.fromkeys(row + 1 for row, _ in entry.mentions))
            one.setToolTip(f"{name} · {entry.arabic}\n" + self.tr("Paragraphs %s") % rows)
            self.list.addItem(one)
            if entry.arabic == chosen:
                self.list.setCurrentItem(one)

    def _visit(self, item: QListWidgetItem) -> None:
        """Goes to the entry's next mention, from the last round to the first."""
        self._clicked_now = True
        QTimer.singleShot(0, self, self._click_over)
        entry: Entry = item.data(_ENTRY)
        number = self._next.get(entry.arabic, 0) % len(entry.mentions)
        self._next[entry.arabic] = number + 1
        self.visit.emit(entry, number)

    def _activated(self, item: QListWidgetItem) -> None:
        if not self._clicked_now:  # some styles activate what is clicked
            self._visit(item)

    def _click_over(self) -> None:
        self._clicked_now = False

    def _menu(self, point: QPoint) -> None:
        item = self.list.itemAt(point) or self.list.currentItem()
        if item:
            self.menu_wanted.emit(item.data(_ENTRY), self.list.viewport().mapToGlobal(point))


_Index = QModelIndex | QPersistentModelIndex


class _EntryDelegate(QStyledItemDelegate):
    """An entry on two lines: a dot, the English name and the number; under it the Arabic."""

    def __init__(self, look: Theme) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, 47)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        look = self.look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(0, 1, 0, -1)
        state = option.state
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(look.selection)
            painter.drawRoundedRect(rect, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.button)
            painter.drawRoundedRect(rect, 6, 6)
        painter.setBrush(QColor(look.entities[entry.type]))
        painter.drawEllipse(rect.left() + 9, rect.top() + 10, 8, 8)
        font = QFont(option.font)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        count = str(len(entry.mentions))
        left, right = rect.left() + 26, rect.right() - 8
        room = right - left - metrics.horizontalAdvance(count) - 8
        painter.setPen(look.ink)
        base = rect.top() + 4 + metrics.ascent()
        name = metrics.elidedText(entry.name or "—", Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, base, name)
        painter.setPen(look.muted)
        painter.drawText(right - metrics.horizontalAdvance(count), base, count)
        arabic = QFont(fonts.family("arabic"))
        arabic.setPixelSize(14)
        painter.setFont(arabic)
        metrics = QFontMetrics(arabic)
        text = metrics.elidedText(entry.arabic, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(left, rect.bottom() - 7, text)
        painter.restore()
