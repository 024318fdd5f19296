"""The glyphs that a document uses of a font, as a TrueType font of their own."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from PySide6.QtGui import QPainterPath

from reader.export.pdf.shaping import FontKey

#: What of a font file matters in a PDF.
_TABLES = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "prep", "fpgm", "cvt ", "post")
_DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "gasp", "name", "OS/2"]


def program(key: FontKey, glyphs: Sequence[int]) -> tuple[TTFont, dict[int, str]]:
    """A font of these glyphs, and the name of each in it.

    A font without TrueType outlines (of the system's, for a character that the shipped ones lack)
    is drawn anew from the outlines that Qt gives; of a picture, an empty box remains.
    """
    tables = {tag: key.table(tag) for tag in _TABLES}
    if not tables["glyf"]:
        return _redrawn(key, glyphs)
    font = TTFont(io.BytesIO(_sfnt({tag: data for tag, data in tables.items() if data})))
    count = len(font.getGlyphOrder())
    names = {glyph: font.getGlyphName(glyph) for glyph in glyphs if glyph < count}
    options = subset.Options()
    options.set(
        layout_features=[], hinting=False, notdef_outline=True, glyph_names=True, legacy_kern=False
    )
    options.drop_tables += _DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(glyphs=list(names.values()))
    subsetter.subset(font)
    return font, names


def _redrawn(key: FontKey, glyphs: Sequence[int]) -> tuple[TTFont, dict[int, str]]:
    names = {glyph: f"glyph{glyph}" for glyph in glyphs}
    drawn = {".notdef": Glyph()} | {names[g]: _outline(key, g) for g in glyphs}
    builder = FontBuilder(key.units, isTTF=True)
    builder.setupGlyphOrder(list(drawn))
    builder.setupGlyf(drawn)
    widths = {name: (key.units, getattr(glyph, "xMin", 0)) for name, glyph in drawn.items()}
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=key.units, descent=-key.units // 4)
    builder.setupPost(keepGlyphNames=True)
    return builder.font, names


def _outline(key: FontKey, glyph: int) -> Glyph:
    pen = TTGlyphPen(None)
    curves = Cu2QuPen(pen, max_err=key.units / 1000)
    path, scale = key.outline(glyph)
    if path.isEmpty():
        em = key.units / scale
        path.addRect(0.1 * em, -0.7 * em, 0.6 * em, 0.7 * em)
    kind = QPainterPath.ElementType
    points: list[tuple[float, float]] = []
    begun = False
    for i in range(path.elementCount()):
        element = path.elementAt(i)
        at = (element.x * scale, -element.y * scale)
        if element.type == kind.MoveToElement:
            if begun:
                curves.closePath()
            curves.moveTo(at)
            begun = True
        elif element.type == kind.LineToElement:
            curves.lineTo(at)
        else:
            points.append(at)
            if len(points) == 3:
                curves.curveTo(*points)
                points = []
    if begun:
        curves.closePath()
    return pen.glyph()


def _sfnt(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables."""
    header = struct.pack(">IHHHH", 0x00010000, len(tables), 0, 0, 0)
    offset = len(header) + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag.encode("ascii"), 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return header + directory + body
