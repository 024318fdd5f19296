"""The few elements of WordprocessingML that the export writes itself.

python-docx knows neither right-to-left runs nor bookmarks, and its tables grow slow with their
rows. Element names and their order follow ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from reader.export.segments import clean

# Latin words within Arabic, with what stands between them: they are left-to-right runs.
_WORD = r"[A-Za-z\u00c0-\u024f](?:[\w.&'’+@/-]*[\w+])?"
_LATIN = re.compile(rf"{_WORD}(?: +{_WORD})*", re.ASCII)
_TWIPS = 1440 / 25.4


def make(tag: str, **attributes: str) -> Any:
    """An element such as `w:p`, its attributes in the `w` namespace."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def paragraph(into: Any, style: str) -> Any:
    """A new paragraph at the end of a document or a cell, in the style of that name."""
    if hasattr(into, "add_paragraph"):
        return into.add_paragraph(style=style)._p
    p = make("w:p")
    properties = make("w:pPr")
    properties.append(make("w:pStyle", val=style_id(style)))
    p.append(properties)
    into.append(p)
    return p


def style_id(name: str) -> str:
    """The identifier that python-docx gives a style of that name."""
    return name.replace(" ", "")


def english(into: Any, text: str, style: str = "") -> list[Any]:
    """Adds a left-to-right run; returns the runs that were added."""
    text = clean(text)
    return [_run(into, text, style, rtl=False)] if text else []


def arabic(into: Any, text: str, style: str = "") -> list[Any]:
    """Adds right-to-left runs, left-to-right ones for the Latin words among them."""
    text = clean(text)
    runs = []
    at = 0
    for match in _LATIN.finditer(text):
        if match.start() > at:
            runs.append(_run(into, text[at : match.start()], style, rtl=True))
        runs.append(_run(into, match[0], style, rtl=False))
        at = match.end()
    if at < len(text):
        runs.append(_run(into, text[at:], style, rtl=True))
    return runs


def _run(into: Any, text: str, style: str, rtl: bool) -> Any:
    run = make("w:r")
    properties = make("w:rPr")
    if style:
        properties.append(make("w:rStyle", val=style_id(style)))
    if rtl:
        properties.append(make("w:rtl"))
        properties.append(make("w:lang", bidi="ar-SA"))
    if len(properties):
        run.append(properties)
    run.append(_text("w:t", text))
    into.append(run)
    return run


def _text(tag: str, text: str) -> Any:
    element = make(tag)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def anchor(into: Any, number: int) -> None:
    """A paragraph's number, to which `link` leads."""
    into.append(make("w:bookmarkStart", id=str(number), name=f"p{number}"))
    english(into, str(number))
    into.append(make("w:bookmarkEnd", id=str(number)))


def link(into: Any, number: int, text: str) -> None:
    """Text that leads to the paragraph of that number."""
    element = make("w:hyperlink", anchor=f"p{number}", history="1")
    english(element, text, "Link")
    into.append(element)


def field(into: Any, code: str) -> None:
    """A field that Word keeps up to date, such as PAGE."""
    element = make("w:fldSimple", instr=code)
    english(element, "1")
    into.append(element)


def table(document: Any, widths: Sequence[float]) -> Any:
    """A table at the end of the document, its columns in millimetres."""
    made = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(round(width * _TWIPS)))
    document.add_paragraph(style="Facts")  # Word wants a paragraph between two tables.
    return made._tbl


def cell() -> Any:
    """A cell that stands in no row yet."""
    return make("w:tc")


def row(into: Any, cells: Sequence[Any], header: bool = False, may_break: bool = False) -> None:
    """Adds a row of cells to a table; a header is repeated on each page."""
    line = make("w:tr")
    properties = make("w:trPr")
    if not may_break:
        properties.append(make("w:cantSplit"))
    if header:
        properties.append(make("w:tblHeader"))
    line.append(properties)
    for item, column in zip(cells, into.tblGrid.gridCol_lst, strict=True):
        size = make("w:tcPr")
        size.append(make("w:tcW", w=column.get(qn("w:w")), type="dxa"))
        item.insert(0, size)
        line.append(item)
    into.append(line)
