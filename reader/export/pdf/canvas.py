"""Pages of a PDF as they are drawn: text, rules, washes, annotations, links, tags.

Lengths are in points; x from the page's left, y from its top, downwards. What is drawn for the
eye only is marked an artifact; all else stands under an element of the structure tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from reader.export.pdf.fontfile import EmbeddedFont, is_mark
from reader.export.pdf.lines import Line, Word
from reader.export.pdf.shaping import FontKey
from reader.export.pdf.structure import Annotated, Drawn, Element
from reader.palette import Underline


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


class Codes(NamedTuple):
    """Codes of one font and size, as the content of a TJ array, from `left` to `right` points."""

    font: str
    size: float
    row: str
    left: float
    right: float


class Fonts:
    """The document's fonts, one for each face that occurs."""

    def __init__(self) -> None:
        self._fonts: dict[FontKey, EmbeddedFont] = {}
        self._encoded: dict[Word, list[Codes]] = {}

    def encoded(self, word: Word) -> list[Codes]:
        """What draws a word, from left to right."""
        found = self._encoded.get(word)
        if found is None:
            found = self._encoded[word] = self._encode(word)
        return found

    def _font(self, key: FontKey) -> EmbeddedFont:
        if key not in self._fonts:
            self._fonts[key] = EmbeddedFont(key, f"F{len(self._fonts) + 1}")
        return self._fonts[key]

    def _encode(self, word: Word) -> list[Codes]:
        found: list[Codes] = []
        rows: list[str] = []
        begin = at = 0.0
        left_is_letter = False
        font: FontKey | None = None
        now = ("", 0.0)
        for key, parts, x, width, size, _, _, text, rtl in word.clusters:
            if key is not font or size != now[1]:
                if rows:
                    found.append(Codes(*now, "".join(rows), begin, at))
                font = key
                embedded = self._font(key)
                now, rows, begin = (embedded.resource, size), [], x
            elif gap := round((at - x) * 1000 / size):
                rows.append(str(gap))
            if rtl and is_mark(text[-1]) and not left_is_letter:
                rows.append(embedded.edge())
            left_is_letter = rtl and text[0].isalpha()
            codes, advance = embedded.encode(parts, text, rtl, width * 1000 / size)
            rows.append(codes)
            at = x + advance * size / 1000
        if rows:
            found.append(Codes(*now, "".join(rows), begin, at))
        return found

    def resources(self, pdf: Pdf) -> Object:
        """Embeds them all; call it when everything is drawn."""
        fonts = {f"/{f.resource}": f.embed(pdf) for f in self._fonts.values()}
        return pdf.make_indirect(Dictionary(fonts))


class Page:
    """One page while it is drawn."""

    def __init__(self, number: int, width: float, height: float, fonts: Fonts) -> None:
        self.number, self.width, self.height = number, width, height
        self._fonts = fonts
        self._content: list[str] = []
        self._marked = 0
        self.annotations: list[Dictionary] = []
        #: Links whose targets are set when all pages are known: (annotation, page number, y).
        self.links: list[tuple[Dictionary, int, float]] = []
        #: Text for the margins, drawn when all else is: (line, x, y, colour).
        self.later: list[tuple[Line, float, float, str]] = []

    @property
    def content(self) -> bytes:
        return "\n".join(self._content).encode("ascii")

    @property
    def marked(self) -> int:
        """How many marked content ids the page has."""
        return self._marked

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn within stands under the element."""
        language = f" /Lang ({element.language})" if element.language else ""
        self._content.append(f"/{element.tag} <</MCID {self._marked}{language}>> BDC")
        element.children.append(Drawn(self.number, self._marked))
        self._marked += 1
        yield
        self._content.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn within is for the eye only."""
        self._content.append("/Artifact BMC")
        yield
        self._content.append("EMC")

    def fill(self, box: Box, colour: str) -> None:
        x, y = _n(box.left), _n(self.height - box.bottom)
        w, h = _n(box.right - box.left), _n(box.bottom - box.top)
        self._content.append(f"{_rgb(colour)} rg {x} {y} {w} {h} re f")

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> None:
        self._content.append(
            f"q {_rgb(colour)} RG {_n(width)} w {_n(x1)} {_n(self.height - y1)} m "
            f"{_n(x2)} {_n(self.height - y2)} l S Q"
        )

    def underline(self, left: float, right: float, y: float, style: Underline, colour: str) -> None:
        """A line under words, in the style of a type of entity."""
        line = {
            "solid": "0 J [] 0 d",
            "dotted": "1 J [0 1.9] 0 d",
            "dashed": "0 J [3 1.6] 0 d",
            "wavy": "1 J [] 0 d",
        }[style]
        at = self.height - y
        if style == "wavy":
            path, x, up = f"{_n(left)} {_n(at)} m", left, True
            while x < right - 0.1:
                step = min(1.5, right - x)
                bend = _n(at + (1.1 if up else -1.1))
                middle = f"{_n(x + step / 2)} {bend}"
                path += f" {middle} {middle} {_n(x + step)} {_n(at)} c"
                x, up = x + step, not up
        else:
            path = f"{_n(left)} {_n(at)} m {_n(right)} {_n(at)} l"
        width = {"solid": 0.9, "dotted": 1.0, "dashed": 0.9, "wavy": 0.7}[style]
        self._content.append(f"q {_rgb(colour)} RG {width} w {line} {path} S Q")

    def text(self, line: Line, x: float, top: float, colour: str) -> None:
        """Draws a line of text whose upper edge is at `top`."""
        y = _n(self.height - top - line.baseline)
        out = [f"{_rgb(colour)} rg BT"]
        row: list[str] = []
        at = 0.0
        font: tuple[str, float] | None = None
        for word, word_x, _ in line.words:
            for codes in self._fonts.encoded(word):
                left = x + word_x + codes.left
                if font != (codes.font, codes.size):
                    if row:
                        out.append(f"[{''.join(row)}] TJ")
                    font, row = (codes.font, codes.size), []
                    out.append(f"/{codes.font} {_n(codes.size)} Tf 1 0 0 1 {_n(left)} {y} Tm")
                elif gap := round((at - left) * 1000 / codes.size):
                    row.append(str(gap))
                row.append(codes.row)
                at = left + codes.right - codes.left
        if row:
            out.append(f"[{''.join(row)}] TJ")
        self._content.append(" ".join([*out, "ET"]))

    def highlight(
        self, pdf: Pdf, boxes: list[Box], colour: str, contents: str, element: Element
    ) -> None:
        """A highlight annotation over boxes, which any viewer lists, with its own appearance."""
        left, right = min(b.left for b in boxes), max(b.right for b in boxes)
        top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
        rect = [left, self.height - bottom, right, self.height - top]
        quads: list[float] = []
        fills = [f"{_rgb(colour)} rg /Multiply gs"]
        for b in boxes:
            low, high = self.height - b.bottom, self.height - b.top
            quads += [b.left, high, b.right, high, b.left, low, b.right, low]
            fills.append(f"{_n(b.left)} {_n(low)} {_n(b.right - b.left)} {_n(high - low)} re f")
        appearance = pdf.make_stream(
            " ".join(fills).encode("ascii"),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(_rounded(rect)),
            Resources=Dictionary(ExtGState=Dictionary(Multiply=Dictionary(BM=Name.Multiply))),
        )
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            Rect=Array(_rounded(rect)),
            QuadPoints=Array(_rounded(quads)),
            C=Array([round(v, 4) for v in _channels(colour)]),
            Contents=String(contents),
            T=String("Mirat"),
            F=4,
            AP=Dictionary(N=appearance),
        )
        self._annotate(annotation, element.add("Annot"))

    def link(self, box: Box, number: int, y: float, element: Element) -> None:
        """A link to a place on a page, which need not be there yet."""
        rect = [box.left, self.height - box.bottom, box.right, self.height - box.top]
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(_rounded(rect)),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(f"Page {number + 1}"),
        )
        self.links.append((annotation, number, y))
        self._annotate(annotation, element.add("Link"))

    def _annotate(self, annotation: Dictionary, element: Element) -> None:
        element.children.append(Annotated(self.number, len(self.annotations)))
        self.annotations.append(annotation)


def _channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _rgb(colour: str) -> str:
    return " ".join(_n(c) for c in _channels(colour))


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _rounded(values: list[float]) -> list[float]:
    return [round(v, 2) for v in values]


def mixed(colour: str, paper: str, share: float) -> str:
    """A colour thinned with paper: `share` of the colour, 0 to 1."""
    pairs = zip(_channels(colour), _channels(paper), strict=True)
    return "#" + "".join(f"{round(255 * (a * share + b * (1 - share))):02x}" for a, b in pairs)
