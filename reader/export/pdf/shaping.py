"""Text into placed glyphs, by Qt's own shaper, line breaker and bidi algorithm.

A `Cluster` is what one or more glyphs show of one or more characters and cannot be parted: it
becomes one code in the PDF, so that its text can be searched and copied exactly. Lengths are
in points, y runs downwards from the line's top, indices are code points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFontDatabase,
    QGlyphRun,
    QPainterPath,
    QRawFont,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from reader import fonts
from reader.article import Span
from reader.export.pdf.faces import SCALE, Face, Utf16, base_font, formats

#: What is drawn in place of a character of these categories.
_DRAWN = {"Cc": " ", "Cs": " ", "Cn": " "}
_BREAKS = "\n\r\x85\u2028\u2029"

#: Pixels that no line reaches.
_ENDLESS = 1e6


class Part(NamedTuple):
    """A glyph of a cluster, in font units from the cluster's origin, y upwards."""

    glyph: int
    x: int
    y: int


class Cluster(NamedTuple):
    """Glyphs drawn together: where on the line (`x`, points), how wide, and for which text."""

    font: FontKey
    parts: tuple[Part, ...]
    x: float
    width: float
    size: float
    start: int
    end: int
    text: str
    rtl: bool


def visually(cluster: Cluster) -> tuple[float, int]:
    """A key that sorts from left to right; what has no width stands after what it follows."""
    return round(cluster.x, 3), -cluster.start if cluster.rtl else cluster.start


class Shaped(NamedTuple):
    """A line as Qt set it: its clusters from left to right, its code points."""

    clusters: tuple[Cluster, ...]
    start: int
    end: int


class FontKey:
    """A font file's tables, through Qt; one object for each family and style."""

    def __init__(self, raw: QRawFont) -> None:
        self.name = f"{raw.familyName()} {raw.styleName()}".strip()
        self.units = raw.unitsPerEm()
        self._raw = raw

    def table(self, tag: str) -> bytes:
        """One of the font's tables, b"" if it has none of that tag."""
        return bytes(self._raw.fontTable(tag).data())

    def outline(self, glyph: int) -> tuple[QPainterPath, float]:
        """A glyph's outline, y downwards, and how many font units its unit is."""
        return self._raw.pathForGlyph(glyph), self.units / self._raw.pixelSize()


def load_fonts() -> None:
    """Makes the shipped typefaces known to Qt. Needs a QGuiApplication; repeating is harmless."""
    known = QFontDatabase.families()
    if any(fonts.family(use) not in known for use in get_args(fonts.Use)):
        for path in fonts.files():
            QFontDatabase.addApplicationFont(str(path))


def shaped(text: str, face: Face, width: float | None = None) -> list[Shaped]:
    """The text broken by Qt into lines no wider than `width` points, or only where it says so.

    Lines begin at x = 0; right-to-left ones end at `width`, where there is one. Line breaks
    within the text break lines.
    """
    units = Utf16(text)
    layout = QTextLayout(_drawable(text), base_font(face))
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if face.rtl else Qt.LayoutDirection.LeftToRight
    )
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(
        QTextOption.WrapMode.ManualWrap
        if width is None
        else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    )
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(formats(text, face, units))
    # The space at which Qt broke a line has no glyph; left of a word it would get its letter's.
    ending = _BREAKS if width is None or not face.rtl else _BREAKS + " "
    found: list[Shaped] = []
    layout.beginLayout()
    while True:
        qt_line = layout.createLine()
        if not qt_line.isValid():
            break
        qt_line.setLineWidth(_ENDLESS if width is None else width * SCALE)
        shift = 0.0
        if face.rtl and width is not None:
            shift = width - qt_line.naturalTextWidth() / SCALE
        start = qt_line.textStart()
        end = start + qt_line.textLength()
        span = (units.code_point(start), units.code_point(end))
        shown = span[0], span[0] + len(text[slice(*span)].rstrip(ending))
        found.append(Shaped(tuple(_clusters(qt_line, text, units, shown, shift)), *span))
    layout.endLayout()
    return found


def _drawable(text: str) -> str:
    """The text with characters that would break the layout made spaces, one for one."""
    return "".join(
        "\u2028" if c in _BREAKS else _DRAWN.get(unicodedata.category(c), c) for c in text
    )


class _Group(NamedTuple):
    """Glyphs that show the same characters, from Qt's unit of the text on; in pixels."""

    unit: int
    font: FontKey
    pixels: float
    rtl: bool
    parts: tuple[Part, ...]
    left: float
    width: float


def _clusters(
    qt_line: QTextLine, text: str, units: Utf16, span: Span, shift: float
) -> list[Cluster]:
    """The glyphs of a line's code points, those of one character or ligature together."""
    groups: list[_Group] = []
    baseline = qt_line.y() + qt_line.ascent()
    for run in qt_line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        groups += _groups(run, baseline)
    starts = [units.code_point(g.unit) for g in groups]
    ends = dict(pairwise(sorted({*starts, span[1]})))
    found = []
    for start, (_, font, pixels, rtl, parts, left, width) in zip(starts, groups, strict=True):
        if start < span[1]:
            end = ends[start]
            x, wide = shift + left / SCALE, width / SCALE
            shown = text[start:end]
            found.append(Cluster(font, parts, x, wide, pixels / SCALE, start, end, shown, rtl))
    found.sort(key=visually)
    return found


def _groups(run: QGlyphRun, baseline: float) -> Iterator[_Group]:
    raw = run.rawFont()
    font, pixels, rtl = _font_key(raw), raw.pixelSize(), run.isRightToLeft()
    per = font.units / pixels
    glyphs, places, indexes = run.glyphIndexes(), run.positions(), run.stringIndexes()
    advances = raw.advancesForGlyphIndexes(glyphs)
    count, i = len(glyphs), 0
    while i < count:
        unit, j = indexes[i], i + 1
        while j < count and indexes[j] == unit:
            j += 1
        if j == i + 1:
            left, width = places[i].x(), advances[i].x()
            part = Part(glyphs[i], 0, round((baseline - places[i].y()) * per))
            yield _Group(unit, font, pixels, rtl, (part,), left, width)
        else:
            # A mark stands where its letter is; the letter says how wide the cluster is.
            wide = [k for k in range(i, j) if advances[k].x()] or range(i, j)
            left = min(places[k].x() for k in wide)
            right = max(places[k].x() + advances[k].x() for k in wide)
            parts = tuple(
                Part(
                    glyphs[k],
                    round((places[k].x() - left) * per),
                    round((baseline - places[k].y()) * per),
                )
                for k in range(i, j)
            )
            yield _Group(unit, font, pixels, rtl, parts, left, right - left)
        i = j


_font_keys: dict[str, FontKey] = {}


def _font_key(raw: QRawFont) -> FontKey:
    key = FontKey(raw)
    return _font_keys.setdefault(key.name, key)
