"""Text into lines of placed glyphs, by Qt's own shaper, line breaker and bidi algorithm.

A `Cluster` is what one or more glyphs show of one or more characters and cannot be parted: it
becomes one code in the PDF, so that its text can be searched and copied exactly. Lengths are
in points, y runs downwards from the line's top, indices are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QRawFont,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from reader import fonts
from reader.article import Span

#: Qt lays out at this many pixels a point, so that its rounding is far below what can be seen.
_SCALE = 16


@dataclass(frozen=True)
class Face:
    """A way to set text: size and line height in points; `rtl` sets Arabic."""

    size: float
    leading: float
    rtl: bool = False
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True)
class Part:
    """A glyph of a cluster, in font units from the cluster's origin, y upwards."""

    glyph: int
    x: int
    y: int


@dataclass(frozen=True)
class Cluster:
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


@dataclass(frozen=True)
class Line:
    """A line of a paragraph: its clusters from left to right, its code points, its height."""

    clusters: tuple[Cluster, ...]
    start: int
    end: int
    height: float
    baseline: float

    def boxes(self, span: Span) -> list[tuple[float, float]]:
        """The stretches (left, right) on this line that show a span, from left to right."""
        found: list[tuple[float, float]] = []
        for cluster in self.clusters:
            if cluster.start < span[1] and span[0] < cluster.end:
                left, right = cluster.x, cluster.x + cluster.width
                if found and left - found[-1][1] < 0.5:
                    found[-1] = (found[-1][0], max(right, found[-1][1]))
                else:
                    found.append((left, right))
        return found


class FontKey:
    """A font file's tables, through Qt; equal where the family and style are."""

    def __init__(self, raw: QRawFont) -> None:
        self.name = f"{raw.familyName()} {raw.styleName()}".strip()
        self.units = raw.unitsPerEm()
        self._raw = raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FontKey) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def table(self, tag: str) -> bytes:
        """One of the font's tables, b"" if it has none of that tag."""
        return bytes(self._raw.fontTable(tag).data())


def load_fonts() -> None:
    """Makes the shipped typefaces known to Qt. Needs a QGuiApplication; repeating is harmless."""
    known = QFontDatabase.families()
    if fonts.family("arabic") not in known or fonts.family("english") not in known:
        for path in fonts.files():
            QFontDatabase.addApplicationFont(str(path))


def lines(text: str, face: Face, width: float, latin: Sequence[Span] = ()) -> list[Line]:
    """The text broken into lines no wider than `width` points.

    Right-to-left lines are set flush right. `latin` are the spans of an Arabic text that are
    set in the English face. Line breaks within the text break lines.
    """
    if not text:
        return []
    units = _Utf16(text)
    layout = QTextLayout(_drawable(text), _font(face))
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if face.rtl else Qt.LayoutDirection.LeftToRight
    )
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats([_latin_format(face, units, span) for span in latin])
    found: list[Line] = []
    layout.beginLayout()
    while True:
        qt_line = layout.createLine()
        if not qt_line.isValid():
            break
        qt_line.setLineWidth(width * _SCALE)
        shift = width - qt_line.naturalTextWidth() / _SCALE if face.rtl else 0.0
        start = qt_line.textStart()
        end = start + qt_line.textLength()
        span = (units.code_point(start), units.code_point(end))
        clusters = _clusters(qt_line, text, units, span, shift)
        height = face.size * face.leading
        found.append(Line(tuple(clusters), *span, height, height * (0.70 if face.rtl else 0.72)))
    layout.endLayout()
    return found


@dataclass(frozen=True)
class _Group:
    """Glyphs that show the same characters: (glyph, x, y, advance) in pixels."""

    font: FontKey
    pixels: float
    rtl: bool
    unit: int
    glyphs: list[tuple[int, float, float, float]]


class _Utf16:
    """Places in a text: code points to Qt's UTF-16 units and back."""

    def __init__(self, text: str) -> None:
        self._astral = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        self._units = [i + k for k, i in enumerate(self._astral)]

    def unit(self, index: int) -> int:
        return index + bisect_left(self._astral, index)

    def code_point(self, unit: int) -> int:
        return unit - bisect_left(self._units, unit)


def _drawable(text: str) -> str:
    """The text with characters that would break the layout made spaces, one for one."""
    return "".join(" " if c in "\t\x0b\x0c\x00" or "\ud800" <= c <= "\udfff" else
                   "\u2028" if c in "\n\r\x85\u2029" else c for c in text)  # fmt: skip


@lru_cache(maxsize=64)
def _font(face: Face) -> QFont:
    main = fonts.family("arabic" if face.rtl else "english")
    other = fonts.family("english" if face.rtl else "arabic")
    font = QFont()
    font.setFamilies([main, other])
    font.setPixelSize(round(face.size * _SCALE))
    font.setWeight(QFont.Weight(face.weight))
    font.setItalic(face.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _latin_format(face: Face, units: _Utf16, span: Span) -> QTextLayout.FormatRange:
    font = QFont(_font(face))
    font.setFamilies([fonts.family("english"), fonts.family("arabic")])
    font.setPixelSize(round(face.size * _SCALE * 0.86))
    char_format = QTextCharFormat()
    char_format.setFont(font)
    found = QTextLayout.FormatRange()
    found.start = units.unit(span[0])
    found.length = units.unit(span[1]) - found.start
    found.format = char_format
    return found


def _clusters(
    qt_line: QTextLine, text: str, units: _Utf16, span: Span, shift: float
) -> list[Cluster]:
    """The line's glyphs, those of one character or ligature together."""
    groups: list[_Group] = []
    for run in qt_line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        raw = run.rawFont()
        font, glyphs = FontKey(raw), run.glyphIndexes()
        unit = -1
        for glyph, at, advance, index in zip(
            glyphs,
            run.positions(),
            raw.advancesForGlyphIndexes(glyphs),
            run.stringIndexes(),
            strict=True,
        ):
            if index != unit:
                unit = index
                groups.append(_Group(font, raw.pixelSize(), run.isRightToLeft(), unit, []))
            groups[-1].glyphs.append((glyph, at.x(), at.y(), advance.x()))
    starts = sorted({units.code_point(g.unit) for g in groups} | {span[1]})
    ends = dict(pairwise(starts))
    baseline = qt_line.y() + qt_line.ascent()
    found = []
    for group in groups:
        start = units.code_point(group.unit)
        end = ends.get(start, start + 1)
        # A mark stands where its letter is; the letter says how wide the cluster is.
        wide = [g for g in group.glyphs if g[3]] or group.glyphs
        left, right = min(g[1] for g in wide), max(g[1] + g[3] for g in wide)
        per = group.font.units / group.pixels
        parts = tuple(
            Part(g, round((x - left) * per), round((baseline - y) * per))
            for g, x, y, _ in group.glyphs
        )
        found.append(
            Cluster(
                group.font,
                parts,
                shift + left / _SCALE,
                (right - left) / _SCALE,
                group.pixels / _SCALE,
                start,
                end,
                text[start:end],
                group.rtl,
            )
        )
    return sorted(found, key=lambda c: c.x)
