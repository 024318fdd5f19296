"""The fonts of a PDF: only the glyphs that are used, each with the text it stands for.

A PDF viewer learns what a drawn code means from the font's `/ToUnicode` table, one text for a
code. Arabic fonts draw one letter with several glyphs (a base and its dots), and one glyph for
several letters. So the codes here are of our own making, one for each (cluster of glyphs,
text, width) that occurs: a cluster of several glyphs becomes one composite glyph of the font.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, field

from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from reader.export.pdf.fontprogram import program
from reader.export.pdf.shaping import FontKey, Part

#: What a composite refers to, of the flags in the OpenType specification.
_XY_VALUES = 0x0002

#: How much of a letter's width stands for a mark on it, so that its place is between letters.
_MARK_SHARE = 0.06

#: Characters that a code can stand for: four outside the Basic Plane are what MuPDF takes.
_LONGEST = 4

_RLM = "\u200f"


@dataclass
class EmbeddedFont:
    """The codes of one font that a document uses, in order of first use (code 0 is unused)."""

    key: FontKey
    resource: str
    codes: dict[tuple[tuple[Part, ...], str, int], int] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    _encoded: dict[tuple[tuple[Part, ...], str], tuple[str, float]] = field(default_factory=dict)

    def encode(
        self, parts: tuple[Part, ...], text: str, rtl: bool, width: float
    ) -> tuple[str, float]:
        """The content of a TJ array that draws a cluster, and how far it advances.

        `width` is the cluster's, in 1/1000 of the size; so is the advance.
        A right-to-left ligature, or a letter with its marks, gets a code for each character,
        the glyph at the last (leftmost) one: readers of a PDF turn such text around code by code.
        """
        found = self._encoded.get((parts, text))
        if found is None:
            codes = self._new(parts, text, rtl, width)
            row = "".join(f"<{code:04X}>" for code in codes)
            found = self._encoded[parts, text] = (row, sum(self.widths[c] for c in codes))
        return found

    def edge(self) -> str:
        """The content of a TJ array that keeps a mark with its word, left of it; it draws nothing.

        Readers of a PDF take a mark for neutral, and move it away from a word's end.
        """
        return f"<{self._code((), _RLM, 0.0):04X}>"

    def _new(self, parts: tuple[Part, ...], text: str, rtl: bool, width: float) -> list[int]:
        if len(text) == 1 or not _turned(text, rtl):
            first = self._code(parts, text[:_LONGEST], width)
            rest = range(_LONGEST, len(text), _LONGEST)
            return [first, *(self._code((), text[i : i + _LONGEST], 0.0) for i in rest)]
        chars = text[::-1]
        marks = sum(map(is_mark, chars))
        letter = width * (1 - _MARK_SHARE * marks) / max(1, len(chars) - marks)
        return [
            self._code(
                parts if i == 0 else (), char, width * _MARK_SHARE if is_mark(char) else letter
            )
            for i, char in enumerate(chars)
        ]

    def _code(self, parts: tuple[Part, ...], text: str, width: float) -> int:
        wanted = (parts, text, round(width / 10))
        code = self.codes.get(wanted)
        if code is None:
            code = self.codes[wanted] = len(self.codes) + 1
            self.widths[code] = width
        return code

    def embed(self, pdf: Pdf) -> Object:
        """Writes the font into the document; returns its font dictionary."""
        program, glyph_of, ascent, descent, box = self._program()
        name = "MIRATX+" + self.key.name.replace(" ", "")
        descriptor = pdf.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name("/" + name),
                Flags=4,
                FontBBox=Array(box),
                ItalicAngle=0,
                Ascent=ascent,
                Descent=descent,
                CapHeight=ascent,
                StemV=80,
                FontFile2=pdf.make_stream(program, Length1=len(program)),
            )
        )
        codes = sorted(self.widths)
        gids = bytearray(2 * (len(codes) + 1))
        for code in codes:
            gids[2 * code : 2 * code + 2] = glyph_of[code].to_bytes(2, "big")
        descendant = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.CIDFontType2,
                BaseFont=Name("/" + name),
                CIDSystemInfo=Dictionary(
                    Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
                ),
                FontDescriptor=descriptor,
                DW=0,
                W=Array([1, Array([round(self.widths[c], 2) for c in codes])]),
                CIDToGIDMap=pdf.make_stream(bytes(gids)),
            )
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/" + name),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([descendant]),
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _to_unicode(self) -> bytes:
        rows = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text, _), code in self.codes.items()
        ]
        blocks = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
            for block in (rows[i : i + 100] for i in range(0, len(rows), 100))
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")

    def _program(self) -> tuple[bytes, dict[int, int], int, int, list[int]]:
        """The subset font file; the glyph of each code; ascent, descent, box in 1/1000."""
        used = sorted({p.glyph for parts, _, _ in self.codes for p in parts})
        font, name_of = program(self.key, used)
        glyf, hmtx = font["glyf"], font["hmtx"]
        order = list(font.getGlyphOrder())
        glyph_names: dict[int, str] = {}
        for (parts, _, _), code in self.codes.items():
            drawn = tuple(p for p in parts if p.glyph in name_of)
            if not drawn:
                glyph_names[code] = ".notdef" if parts else "mirat.empty"
            elif len(drawn) == 1 and not drawn[0].x and abs(drawn[0].y) <= 1:
                glyph_names[code] = name_of[drawn[0].glyph]
            else:
                glyph_names[code] = f"mirat.{code}"
                glyph = glyf.glyphs[f"mirat.{code}"] = _composite(drawn, name_of)
                glyph.recalcBounds(glyf)
                # A side bearing other than the outline's own would move the outline.
                wide = round(self.widths[code] * self.key.units / 1000)
                hmtx.metrics[f"mirat.{code}"] = (wide, glyph.xMin)
                order.append(f"mirat.{code}")
        glyf.glyphs["mirat.empty"] = Glyph()
        hmtx.metrics["mirat.empty"] = (0, 0)
        order.append("mirat.empty")
        font.setGlyphOrder(order)
        glyf.glyphOrder = order
        font["post"].formatType = 3.0
        font["maxp"].numGlyphs = len(order)
        out = io.BytesIO()
        font.save(out)
        index = {name: i for i, name in enumerate(order)}
        head, hhea = font["head"], font["hhea"]
        per = 1000 / self.key.units
        box = [round(v * per) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]
        gids = {code: index[name] for code, name in glyph_names.items()}
        return out.getvalue(), gids, round(hhea.ascent * per), round(hhea.descent * per), box


def _composite(parts: tuple[Part, ...], names: dict[int, str]) -> Glyph:
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for part in parts:
        component = GlyphComponent()
        component.glyphName = names[part.glyph]
        component.x, component.y = part.x, part.y
        component.flags = _XY_VALUES
        glyph.components.append(component)
    return glyph


def _turned(text: str, rtl: bool) -> bool:
    """Whether readers turn the text around: an emoji among Arabic they do not."""
    return rtl and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def is_mark(char: str) -> bool:
    """Whether a character stands on the one before it, or is not to be seen."""
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Cf"
