"""Painting a row of the page: washes and tints, text, underlines, outlines, numbers, labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from reader.article import EntityType, Span
from reader.palette import UNDERLINES
from reader.ui.counterparts import SIDES, Lit, Side, quoted, spans_of
from reader.ui.page_geometry import Columns
from reader.ui.page_rows import Row
from reader.ui.page_style import PageStyle

_LABEL_LINES = 3  # of a speaker's name at most
_PENS = {"solid": None, "dotted": [1.0, 1.0], "dashed": [3.5, 1.6]}


@dataclass
class Marks:
    """What is marked in a row beside what was found in it: see `Page`."""

    lit: Lit = field(default_factory=Lit)
    quotation: int | None = None
    selection: tuple[Side, Span] | None = None
    hits: list[tuple[Side, Span]] = field(default_factory=list)
    hit: tuple[Side, Span] | None = None
    caret: tuple[Side, int] | None = None
    waiting: str = ""


def paint_row(
    painter: QPainter, row: Row, top: float, columns: Columns, style: PageStyle, marks: Marks
) -> None:
    """Paints a row whose top is at `top` of the painter."""
    for side in SIDES:
        block = row.blocks.get(side)
        x, width = columns.of(side)
        if not width:
            continue
        at = QPointF(x, top + style.padding)
        if block is None:
            _paint_waiting(painter, at, style, marks.waiting)
            continue
        painter.save()
        painter.translate(at)
        _paint_ground(painter, row, side, style, marks)
        painter.setPen(style.theme.ink)
        clip = QRectF(painter.clipBoundingRect())
        block.draw(painter, QPointF(0, 0), clip)
        _paint_lines(painter, row, side, style)
        _paint_lit(painter, row, side, style, marks)
        if marks.caret and marks.caret[0] == side:
            painter.fillRect(block.caret(marks.caret[1]), style.theme.accent)
        painter.restore()
    _paint_edges(painter, row, top, columns, style)


def _paint_ground(painter: QPainter, row: Row, side: Side, style: PageStyle, marks: Marks) -> None:
    """What lies under the text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if style.quotations:
        for number, quotation in enumerate(row.read.quotations):
            span = quoted(quotation, side)
            if span:
                color = style.theme.wash_lit if number == marks.quotation else style.theme.wash
                _fill(painter, row.rects(side, span), color, 3, 2)
    if style.entities:
        for entity in row.read.entities:
            if not entity.english and row.read.translated:
                continue  # lost in the English: only its line is drawn
            for span in spans_of(entity, side):
                _fill(painter, row.rects(side, span), style.theme.tint(entity.type), 3, 1)
    for where, span in marks.hits:
        if where == side:
            _fill(painter, row.rects(side, span), style.theme.hit, 2, 1)
    if marks.selection and marks.selection[0] == side:
        _fill(painter, row.blocks[side].rects(marks.selection[1]), style.theme.selection, 0, 0)


def _fill(
    painter: QPainter, rects: Iterable[QRectF], color: QColor, radius: float, grow: float
) -> None:
    painter.setBrush(color)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-grow, 0, grow, 0), radius, radius)


def _paint_lines(painter: QPainter, row: Row, side: Side, style: PageStyle) -> None:
    """Underlines: a style for each type of name, dots under what is doubtful."""
    size = style.face(side).font.pixelSize()
    if side == "english":
        for sentence in row.read.sentences:
            if sentence.doubt and sentence.english:
                for rect in row.rects(side, sentence.english):
                    y = rect.bottom() - 0.02 * size
                    underline(painter, rect, y, style.theme.muted, "dotted", 1.0)
    if not style.entities:
        return
    for entity in row.read.entities:
        lost = row.read.translated and not entity.english
        color = QColor(style.theme.entities[entity.type])
        if lost:
            color = style.theme.muted
        for span in spans_of(entity, side):
            rects = row.rects(side, span)
            for rect in rects:
                y = rect.bottom() - 1
                underline(painter, rect, y, color, UNDERLINES[entity.type], 1.0 if lost else 2.0)
            if lost and rects:
                _cross(painter, rects[-1], color)


def underline(
    painter: QPainter, rect: QRectF, y: float, color: QColor, kind: str, width: float
) -> None:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "wavy":
        path = QPainterPath(QPointF(rect.left(), y))
        x, up = rect.left(), True
        while x < rect.right():
            path.quadTo(QPointF(x + 1.5, y + (-2 if up else 2)), QPointF(x + 3, y))
            x, up = x + 3, not up
        pen.setWidthF(width * 0.8)
        painter.setPen(pen)
        painter.drawPath(path)
        return
    dashes = _PENS[kind]
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _cross(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """The small sign of a name that the English lost, at the name's end."""
    r = 3.0
    center = QPointF(rect.left() - 1, rect.top() + 4)
    painter.setPen(QPen(color, 1.2))
    painter.drawLine(center + QPointF(-r, -r), center + QPointF(r, r))
    painter.drawLine(center + QPointF(-r, r), center + QPointF(r, -r))


def _paint_lit(painter: QPainter, row: Row, side: Side, style: PageStyle, marks: Marks) -> None:
    """The rounded outlines of counterparts, and of the hit that the reader stands on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.theme.accent, 1.5))
    for span in marks.lit.on(side):
        for rect in row.rects(side, span):
            painter.drawRoundedRect(rect.adjusted(-3, -0.5, 3, 0.5), 4, 4)
    if marks.hit and marks.hit[0] == side:
        painter.setPen(QPen(style.theme.ink, 1.5))
        for rect in row.rects(side, marks.hit[1]):
            painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 0), 3, 3)


def _paint_waiting(painter: QPainter, at: QPointF, style: PageStyle, words: str) -> None:
    face = style.english
    font = face.font
    metrics = QFontMetricsF(font)
    pitch = font.pixelSize() * face.line
    painter.setFont(font)
    painter.setPen(style.theme.muted)
    base = at.y() + (pitch - metrics.height()) / 2 + metrics.ascent()
    painter.drawText(QPointF(at.x(), base), words)


def _paint_edges(
    painter: QPainter, row: Row, top: float, columns: Columns, style: PageStyle
) -> None:
    """The paragraph's number in both outer gutters, and who speaks, where there is room."""
    number = str(row.read.paragraph.index + 1)
    metrics = QFontMetricsF(style.label)
    em = style.em
    painter.setFont(style.label)
    for side in SIDES:
        if not columns.of(side)[1]:
            continue
        face = style.face(side)
        pitch = face.font.pixelSize() * face.line
        base = top + style.padding + pitch / 2 + metrics.capHeight() / 2
        painter.setPen(style.theme.muted)
        if side == "english":
            right = columns.left + 1.7 * em
            painter.drawText(QPointF(right - metrics.horizontalAdvance(number), base), number)
        else:
            painter.drawText(QPointF(columns.right - 1.7 * em, base), number)
        if columns.labels and style.quotations:
            _paint_speakers(painter, row, side, top, columns, style)
        if row.read.notes and side == "arabic":
            _paint_note(painter, columns.right - 1.7 * em, base + 0.55 * metrics.height(), style)
        if row.read.corrected and side == "english":
            _paint_corrected(painter, base + metrics.height(), columns, style, metrics)


def _paint_note(painter: QPainter, left: float, top: float, style: PageStyle) -> None:
    """A sheet with three lines: the reader has noted something on the paragraph."""
    size = 0.75 * style.em
    painter.setBrush(style.theme.hit)
    painter.setPen(QPen(style.theme.muted, 1))
    painter.drawRect(QRectF(left, top, size, size))
    for line in (0.3, 0.5, 0.7):
        y = top + line * size
        painter.drawLine(QPointF(left + 0.2 * size, y), QPointF(left + 0.8 * size, y))


def _paint_corrected(
    painter: QPainter, base: float, columns: Columns, style: PageStyle, metrics: QFontMetricsF
) -> None:
    painter.setPen(style.theme.accent)
    sign = "✎"
    right = columns.left + 1.7 * style.em
    painter.drawText(QPointF(right - metrics.horizontalAdvance(sign), base), sign)


def _paint_speakers(
    painter: QPainter, row: Row, side: Side, top: float, columns: Columns, style: PageStyle
) -> None:
    """Small labels at the column's edge, beside the line where each quotation begins."""
    metrics = QFontMetricsF(style.label)
    room = columns.gutter - 2.6 * style.em
    x, width = columns.of(side)
    left = x - 0.7 * style.em - room if side == "english" else x + width + 0.7 * style.em
    edge = Qt.AlignmentFlag.AlignRight if side == "english" else Qt.AlignmentFlag.AlignLeft
    flags = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
    flags |= Qt.TextFlag.TextWordWrap
    free = -1e9  # below the label before
    for quotation in row.read.quotations:
        span = quoted(quotation, side)
        if span is None or quotation.speaker is None:
            continue
        name = speaker_name(row, side, quotation.speaker.name, quotation.speaker.arabic)
        rects = row.rects(side, (span[0], min(span[0] + 1, span[1])))
        if not name or not rects:
            continue
        middle = top + style.padding + rects[0].center().y()
        at = max(middle - metrics.height() / 2, free)
        place = QRectF(left, at, room, _LABEL_LINES * metrics.lineSpacing() + 1)
        painter.setPen(style.theme.accent)
        painter.drawText(place, int(flags), name)
        free = at + painter.boundingRect(place, int(flags), name).height() + 2


def speaker_name(row: Row, side: Side, english: str, arabic: Span) -> str:
    """Who speaks, in the side's language."""
    return english if side == "english" else row.read.paragraph.arabic[slice(*arabic)]


def type_name(kind: EntityType) -> str:
    """What a type of entity is called."""
    return {
        "PER": QCoreApplication.translate("types", "Person"),
        "LOC": QCoreApplication.translate("types", "Place"),
        "ORG": QCoreApplication.translate("types", "Organisation"),
        "MISC": QCoreApplication.translate("types", "Other name"),
    }[kind]
