"""The styles of the Word document: paragraphs of both languages, and each kind of mark."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from reader.article import ENTITY_TYPES
from reader.export.docx_xml import make
from reader.export.wording import TYPE_NAMES
from reader.palette import LIGHT, UNDERLINES

#: Georgia is on most machines; where Noto Naskh Arabic is not, Word takes its own Arabic serif.
_LATIN_FONT = "Georgia"
_ARABIC_FONT = "Noto Naskh Arabic"
_WORD_UNDERLINES = {"solid": "single", "dotted": "dotted", "dashed": "dash", "wavy": "wave"}
_MUTED = "66625C"


def add_styles(document: Any, size: float) -> None:
    """Adds all styles; `size` is the English text's, in points, the Arabic's is a quarter more."""
    styles = document.styles
    normal = styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    _font(normal, size, LIGHT.text)
    _language(styles.element)
    for name, font_size, before in (("Title", 20, 4), ("Heading 1", 14, 18), ("Heading 2", 11, 8)):
        style = styles[name]
        for child in style.element.findall(qn("w:pPr") + "/" + qn("w:pBdr")):
            child.getparent().remove(child)
        _font(style, font_size, LIGHT.accent if name == "Heading 2" else LIGHT.text)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    for name, factor, colour, after in (
        ("English", 1.0, LIGHT.text, 6),
        ("Facts", 0.85, f"#{_MUTED}", 5),
        ("Column Head", 0.85, f"#{_MUTED}", 4),
        ("Number", 0.85, LIGHT.accent, 0),
        ("Speaker", 0.85, LIGHT.accent, 5),
        ("Arabic", 1.0, LIGHT.text, 6),
        ("Arabic Cell", 1.0, LIGHT.text, 2),
        ("Arabic Title", 1.9, LIGHT.text, 2),
        ("Arabic Column Head", 0.85, f"#{_MUTED}", 4),
        ("Arabic Speaker", 0.85, LIGHT.accent, 5),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size * factor, colour)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.2
        if name.startswith("Arabic"):
            style.element.get_or_add_pPr().insert_element_before(
                make("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
            )
        if name == "Number":
            style.paragraph_format.alignment = 1
    _marks(styles)


def _marks(styles: Any) -> None:
    """The character styles; what marks a name is its underline, for grey print too."""
    for kind in ENTITY_TYPES:
        colour = LIGHT.entities[kind]
        properties = _character(styles, TYPE_NAMES[kind])
        properties.append(
            make("w:u", val=_WORD_UNDERLINES[UNDERLINES[kind]], color=colour.removeprefix("#"))
        )
        properties.append(_shade(_tint(colour)))
    _character(styles, "Quotation").append(_shade(LIGHT.quotation))
    _character(styles, "Unsure").append(make("w:u", val="dotted", color=_MUTED))
    quiet = _character(styles, "Quiet")
    quiet.append(make("w:i"))
    quiet.append(make("w:color", val=_MUTED))
    _character(styles, "Link").append(make("w:color", val=LIGHT.accent.removeprefix("#")))


def _character(styles: Any, name: str) -> Any:
    return styles.add_style(name, WD_STYLE_TYPE.CHARACTER).element.get_or_add_rPr()


def _shade(colour: str) -> Any:
    return make("w:shd", val="clear", color="auto", fill=colour.removeprefix("#"))


def _tint(colour: str, share: float = 0.12) -> str:
    """A colour thinned with white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02X}" for part in parts)


def _font(style: Any, size: float, colour: str) -> None:
    """Font, size and colour for both scripts."""
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _LATIN_FONT)
    fonts.set(qn("w:cs"), _ARABIC_FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    half_points = str(round(size * 1.25 * 2))
    properties.sz.addnext(make("w:szCs", val=half_points))


def _language(styles: Any) -> None:
    """English for Latin text, Arabic for complex scripts, in the whole document."""
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:bidi"), "ar-SA")
