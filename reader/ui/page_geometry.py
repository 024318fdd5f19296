"""Where things lie across the page, in pixels: pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from reader.ui.counterparts import Side


@dataclass(frozen=True)
class Columns:
    """The page from left to right: English number and labels, English text, gap, Arabic text,
    Arabic labels and number. `left` and `right` are the outer edges of a row's tint.

    A side that is not shown has no width. `middle` is where the gap can be dragged.
    """

    english: tuple[float, float]
    arabic: tuple[float, float]
    left: float
    right: float
    gutter: float
    middle: float
    labels: bool

    def of(self, side: Side) -> tuple[float, float]:
        """Left edge and width of a side's text."""
        return self.english if side == "english" else self.arabic

    def side_at(self, x: float) -> Side:
        if not self.english[1]:
            return "arabic"
        return "english" if x < self.middle else "arabic"


def columns(width: float, ratio: float, measure: float, em: float, english: bool) -> Columns:
    """The columns of a page `width` wide, parted at `ratio` of it.

    `measure` is the widest that text may be, `em` the English type size. Text keeps to the
    gap in the middle, like an open book's; what is left over is margin outside. The outer
    gutters hold paragraph numbers, and speakers' names as soon as there is room for them.
    """
    margin = 0.6 * em
    narrow, wide = 2.2 * em, 7.2 * em
    if not english:
        gutter, text = _parts(width - 2 * margin - narrow, measure, narrow, wide, em)
        left = (width - text - gutter - narrow) / 2
        x = left + narrow
        return Columns((x, 0), (x, text), left, x + text + gutter, gutter, -1, gutter == wide)
    middle = width * ratio
    gap = 1.6 * em  # on each side of the middle
    sides = [_parts(part - gap - margin, measure, narrow, wide, em) for part in
             (middle, width - middle)]  # fmt: skip
    gutter = min(g for g, _ in sides)
    texts = [min(part - gap - margin - gutter, measure) for part in (middle, width - middle)]
    texts = [max(text, 4 * em) for text in texts]
    left = middle - gap - texts[0]
    right = middle + gap
    return Columns(
        (left, texts[0]),
        (right, texts[1]),
        left - gutter,
        right + texts[1] + gutter,
        gutter,
        middle,
        gutter == wide,
    )


def _parts(
    room: float, measure: float, narrow: float, wide: float, em: float
) -> tuple[float, float]:
    """Gutter and text width of a side with `room` for both."""
    gutter = wide if room - wide >= min(measure, 24 * em) else narrow
    return gutter, max(min(room - gutter, measure), 4 * em)
