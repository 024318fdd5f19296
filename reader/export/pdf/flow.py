"""Blocks of text flowing over pages: where each line stands, and what is marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pikepdf import Pdf

from reader.article import EntityType
from reader.export.options import ExportOptions
from reader.export.pdf.canvas import Box, Fonts, Page, mixed
from reader.export.pdf.faces import Face
from reader.export.pdf.lines import Line, lines
from reader.export.pdf.marked import Mark
from reader.export.pdf.structure import Element
from reader.palette import LIGHT, UNDERLINES

PAPER, INK = "#ffffff", LIGHT.text
NOTE = "#fff3a3"
MUTED, FAINT = mixed(INK, PAPER, 0.62), mixed(INK, PAPER, 0.18)

_SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
_MM = 72 / 25.4
#: A row shorter than this many points moves to the next page whole rather than break.
_KEEP_WHOLE = 90.0
#: A speaker's face in the margin is made smaller for a long word down to this share.
_SMALLEST = 0.75


@dataclass(frozen=True)
class Geometry:
    """The page and its columns: English left, Arabic right, a gap between them."""

    width: float
    height: float
    margin: float
    gap: float
    columns: bool

    @classmethod
    def of(cls, options: ExportOptions) -> Geometry:
        width, height = _SIZES[options.page]
        if options.orientation == "landscape":
            width, height = height, width
        return cls(
            width,
            height,
            options.margin * _MM,
            2.5 * options.font_size,
            options.layout == "columns",
        )

    @property
    def left(self) -> float:
        return self.margin

    @property
    def right(self) -> float:
        return self.width - self.margin

    @property
    def body(self) -> float:
        return self.right - self.left

    @property
    def column(self) -> float:
        return (self.body - self.gap) / 2 if self.columns else self.body

    @property
    def arabic_left(self) -> float:
        return self.right - self.column

    @property
    def top(self) -> float:
        return self.margin + 4

    @property
    def bottom(self) -> float:
        return self.height - self.margin - 4


@dataclass
class Block:
    """A text set in lines of one width, with its marks and its element of the structure."""

    lines: list[Line]
    x: float
    element: Element
    face: Face
    marks: Sequence[Mark] = ()
    colour: str = INK
    #: What stands in the margin beside the block: its number, and the speakers of its quotations.
    number: str = ""
    margin: float | None = None

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines)


def block(
    text: str,
    face: Face,
    x: float,
    width: float,
    element: Element,
    marks: Sequence[Mark] = (),
    colour: str = INK,
) -> Block:
    """The text broken into lines of that width, to be drawn at `x`."""
    return Block(lines(text, face, width), x, element, face, marks, colour)


@dataclass
class Flow:
    """The pages so far, and how far down the last one is filled."""

    pdf: Pdf
    geometry: Geometry
    fonts: Fonts = field(default_factory=Fonts)
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0
    #: Where a mark was first drawn: (paragraph, entity or quotation) → (page, y), by who draws.
    places: dict[tuple[str, int, int], tuple[int, float]] = field(default_factory=dict)
    #: How far down the margins are filled: (page, x) → y.
    _margin_used: dict[tuple[int, float], float] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def room(self) -> float:
        return self.geometry.bottom - self.y

    def new_page(self) -> None:
        self.pages.append(
            Page(len(self.pages), self.geometry.width, self.geometry.height, self.fonts)
        )
        self.y = self.geometry.top

    def need(self, height: float) -> None:
        """Begins a new page where less room than that is left."""
        if height > self.room and self.y > self.geometry.top:
            self.new_page()

    def row(
        self,
        blocks: list[Block],
        after: float,
        paragraph: int = -1,
        divider: float | None = None,
    ) -> None:
        """Draws blocks beside each other, on one baseline; they break over pages together.

        No block leaves a single line at the foot or the head of a page where that can be
        helped. `after` is the room below; `divider` the x of a hairline between the blocks.
        """
        _share_baseline(blocks)
        rest = [list(b.lines) for b in blocks]
        tallest = max((b.height for b in blocks), default=0.0)
        if tallest > self.room and tallest <= _KEEP_WHOLE:
            self.need(tallest)
        while any(rest):
            counts = [self._fitting(r) for r in rest]
            fits_whole = all(c == len(r) for c, r in zip(counts, rest, strict=True))
            if (
                not fits_whole
                and self.y > self.geometry.top
                and min(c for c, r in zip(counts, rest, strict=True) if r) < 2
            ):
                self.new_page()
                continue
            filled = 0.0
            for b, r, count in zip(blocks, rest, counts, strict=True):
                taken = max(count, 1) if r else 0
                filled = max(filled, self._draw(b, r[:taken], paragraph))
                del r[:taken]
            if divider is not None:
                with self.page.artifact():
                    self.page.rule(divider, self.y, divider, self.y + filled, FAINT, 0.4)
            self.y += filled
            if any(rest):
                self.new_page()
        self.y += after

    def _fitting(self, rest: Sequence[Line]) -> int:
        """How many of the lines go onto this page, no widow nor orphan among them."""
        height, count = 0.0, 0
        for line in rest:
            height += line.height
            if height > self.room + 0.1:
                break
            count += 1
        left = len(rest) - count
        return count - 1 if left == 1 and count > 2 else count

    def _draw(self, b: Block, taken: Sequence[Line], paragraph: int) -> float:
        top = self.y
        boxes: dict[int, list[Box]] = {}
        with self.page.tagged(b.element):
            for line in taken:
                self.page.text(line, b.x, top, b.colour)
                top += line.height
        with self.page.artifact():
            top = self.y
            for line in taken:
                for i, mark in enumerate(b.marks):
                    boxes.setdefault(i, []).extend(self._mark(b, line, mark, top))
                top += line.height
        top = self.y
        for line in taken:
            self._beside(b, line, top)
            top += line.height
        for i, mark in enumerate(b.marks):
            if boxes.get(i):
                self._annotate(b, mark, boxes[i], paragraph)
        return top - self.y

    def _beside(self, b: Block, line: Line, top: float) -> None:
        """Puts into the margin what stands beside a line, to be drawn after all text.

        So a reader that goes by the order of drawing keeps the paragraph in one piece.
        """
        if b.margin is None:
            return
        width = self.geometry.margin - 16
        labels = [(b.number, MUTED, False)] if b.number and line is b.lines[0] else []
        labels += [
            (m.speaker, LIGHT.entities["PER"], b.face.rtl)
            for m in b.marks
            if m.speaker and line.start <= m.span[0] < line.end
        ]
        # Above the baseline, so that no reader of the text takes it for part of the line.
        column = (self.page.number, b.margin)
        y = max(top + line.baseline - 9.5, self._margin_used.get(column, 0.0))
        for text, colour, rtl in labels:
            face = _narrowed(Face(8.2 if rtl else 6.6, 1.35, rtl), text, width)
            for piece in lines(text, face, width)[:4]:
                used = piece.right - piece.left
                # The English margin is set flush to the text, as the Arabic one is.
                at = b.margin if b.margin > b.x else b.margin + (0 if rtl else width - used)
                shift = used - width if rtl else 0.0
                self.page.later.append((piece, at + shift, y, colour))
                y += piece.height
        if labels:
            self._margin_used[column] = y + 2

    def _mark(self, b: Block, line: Line, mark: Mark, top: float) -> list[Box]:
        """Underlines a mark on a line; returns the boxes for its annotation."""
        size = b.face.size
        foot = top + line.baseline + size * (0.42 if b.face.rtl else 0.20)
        head = top + line.baseline - size * (0.82 if b.face.rtl else 0.76)
        if mark.kind == "aside":
            edge = self.geometry.right + 3
            return [Box(edge, top, edge + 2.5, top + line.height)]
        found = []
        for left, right in line.boxes(mark.span):
            if mark.kind in UNDERLINES:
                kind: EntityType = mark.kind
                colour = LIGHT.entities[kind]
                self.page.underline(b.x + left, b.x + right, foot, UNDERLINES[kind], colour)
            elif mark.kind == "doubt":
                self.page.underline(b.x + left, b.x + right, foot + 1.2, "dotted", MUTED)
            reach = 1.2 if mark.kind == "quotation" else 0.0
            found.append(Box(b.x + left, head - reach, b.x + right, foot + reach))
        return found

    def _annotate(self, b: Block, mark: Mark, boxes: list[Box], paragraph: int) -> None:
        self.page.highlight(self.pdf, boxes, _colour(mark), mark.contents, b.element)
        if paragraph >= 0 and b.face.rtl:
            if mark.entity is not None:
                place = ("entity", paragraph, mark.entity)
            else:
                place = (mark.kind, paragraph, mark.span[0])
            self.places.setdefault(place, (self.page.number, boxes[0].top))


def _share_baseline(blocks: Sequence[Block]) -> None:
    """Lowers the first lines onto the lowest of their baselines."""
    firsts = [b.lines[0] for b in blocks if b.lines]
    lowest = max((line.baseline for line in firsts), default=0.0)
    for b in blocks:
        if b.lines:
            line = b.lines[0]
            down = lowest - line.baseline
            b.lines[0] = replace(line, height=line.height + down, baseline=lowest)


def _colour(mark: Mark) -> str:
    if mark.kind in UNDERLINES:
        kind: EntityType = mark.kind
        return mixed(LIGHT.entities[kind], PAPER, 0.13)
    return {"quotation": LIGHT.quotation, "note": NOTE, "aside": NOTE, "doubt": "#f2f1ef"}[
        mark.kind
    ]


def _narrowed(face: Face, text: str, width: float) -> Face:
    """The face, or as much of a smaller one as the text's longest word needs to stay whole."""
    pieces = (piece for word in text.split() for piece in lines(word, face, 1e4))
    longest = max((piece.right - piece.left for piece in pieces), default=0.0)
    if longest <= width:
        return face
    return replace(face, size=face.size * max(width / longest - 0.005, _SMALLEST))
