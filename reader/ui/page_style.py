"""How the page is set at the moment: faces, colours, what is shown; and the runs of colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from reader.arabic.normalise import QUOTATION_MARKS
from reader.article import ReadParagraph, Span
from reader.ui.counterparts import Side, quoted, text_of
from reader.ui.text_block import Face, Run
from reader.ui.theme import Theme

#: Seventy characters of usual English prose, for measuring the widest line.
_SEVENTY = "The site quoted a source in the army as saying that the country was on"


@dataclass(frozen=True)
class PageStyle:
    """The faces of both sides, the theme, and which marks are shown."""

    english: Face
    arabic: Face
    theme: Theme
    label: QFont
    entities: bool = True
    quotations: bool = True

    def face(self, side: Side) -> Face:
        return self.english if side == "english" else self.arabic

    @property
    def em(self) -> float:
        """The English type size in pixels."""
        return float(self.english.font.pixelSize())

    @property
    def padding(self) -> float:
        """Above and below a row's text."""
        return 0.55 * self.em

    def measure(self) -> float:
        """The widest a line of text may be."""
        return QFontMetricsF(self.english.font).horizontalAdvance(_SEVENTY)


def runs(read: ReadParagraph, side: Side, style: PageStyle) -> list[Run]:
    """The text's own colours: doubtful sentences grey, marks of quotations in the accent."""
    out = []
    if side == "english":
        for sentence in read.sentences:
            if sentence.doubt and sentence.english:
                out.append(Run(sentence.english, style.theme.muted))
    if style.quotations:
        for quotation in read.quotations:
            span = quoted(quotation, side)
            if span is not None:
                ink = style.theme.muted if quotation.repaired else style.theme.accent
                out += [Run(mark, ink) for mark in marks_around(text_of(read, side), span)]
    return out


def marks_around(text: str, span: Span) -> list[Span]:
    """The quotation marks right before and after a span, where there are any."""
    start, end = span
    out = []
    while start > 0 and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] in " .،,":
        end += 1
    for index in (start - 1, end):
        if 0 <= index < len(text) and text[index] in QUOTATION_MARKS:
            out.append((index, index + 1))
    return out
