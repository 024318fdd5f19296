"""Text set in lines, a word at a time: a word is shaped once, however often it occurs.

That is possible where a text is of one direction. Where directions mix (Latin names in Arabic),
or a word is longer than a line, Qt sets the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from reader.article import Span
from reader.export.pdf.faces import Face
from reader.export.pdf.shaping import Cluster, shaped, visually

#: Texts whose words stand one after the other in one direction, whatever their neighbours.
_ONE_WAY = {
    True: re.compile(
        "[\u060c-\u061a\u061d-\u06dc\u06de-\u06ff\u0750-\u077f0-9"
        " .,;:!?()\\[\\]\"'«»“”‘’‹›…–—/%&*-]+"
    ),
    False: re.compile("[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e€]+"),
}
#: A mark on no letter, which would join what is put beside it.
_LOOSE_MARK = re.compile("(?:^| )[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_TOKEN = re.compile("[^ ]* +|[^ ]+")

#: An invisible Arabic letter: beside it a word's numbers are set as they are after Arabic.
_ALM = "\u061c"

#: How many words are remembered, of all documents.
_REMEMBERED = 40_000


@dataclass(eq=False, slots=True)
class Word:
    """A word, or a whole line, with the spaces after it: its clusters from left to right, x and
    code points counted from its own beginning; its width with and without those spaces."""

    clusters: tuple[Cluster, ...]
    length: int
    width: float
    ink: float
    _ending: Word | None = None

    def ending(self) -> Word:
        """A right-to-left word as it stands at a line's end: as long, but not as wide.

        A left-to-right one keeps its space, beyond the line, for programs that join lines.
        """
        if self.width == self.ink:
            return self
        if self._ending is None:
            kept = [c for c in self.clusters if not c.text.isspace()]
            left = min((c.x for c in kept), default=0.0)
            moved = tuple(c._replace(x=c.x - left) for c in kept)
            self._ending = Word(moved, self.length, self.ink, self.ink)
        return self._ending


@dataclass(frozen=True)
class Line:
    """A line of a text: its words from left to right as (word, x, first code point), its
    code points, its height."""

    words: tuple[tuple[Word, float, int], ...]
    start: int
    end: int
    height: float
    baseline: float

    @property
    def clusters(self) -> list[Cluster]:
        """All clusters, from left to right, placed on the line."""
        return [c for word in self.words for c in _placed(*word)]

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max((x + word.ink for word, x, _ in self.words), default=0.0)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return min((x for _, x, _ in self.words), default=0.0)

    def boxes(self, span: Span) -> list[tuple[float, float]]:
        """The stretches (left, right) on this line that show a span, from left to right."""
        found: list[tuple[float, float]] = []
        for word in self.words:
            if word[2] >= span[1] or span[0] >= word[2] + word[0].length:
                continue
            for cluster in _placed(*word):
                trailing = cluster.end == self.end and cluster.text.isspace()
                if cluster.start < span[1] and span[0] < cluster.end and not trailing:
                    left, right = cluster.x, cluster.x + cluster.width
                    if found and left - found[-1][1] < 0.5:
                        found[-1] = (found[-1][0], max(right, found[-1][1]))
                    else:
                        found.append((left, right))
        return found


def lines(text: str, face: Face, width: float) -> list[Line]:
    """The text broken into lines no wider than `width` points.

    Right-to-left lines are set flush right. Latin words in Arabic, Arabic words in English and
    emoji are set in their own faces. Line breaks within the text break lines.
    """
    if not text:
        return []
    if _ONE_WAY[face.rtl].fullmatch(text) and not _LOOSE_MARK.search(text):
        words = _words(_TOKEN.findall(text), face)
        if all(word.ink <= width for word in words):
            return _filled(words, face, width)
    found = []
    for clusters, start, end in shaped(text, face, width):
        right = max((c.x + c.width for c in clusters), default=0.0)
        left = min((c.x for c in clusters), default=0.0)
        whole = tuple(
            c._replace(x=c.x - left, start=c.start - start, end=c.end - start) for c in clusters
        )
        word = Word(whole, end - start, right - left, right - left)
        found.append(_line([(word, left, start)], start, end, face))
    return found


def _filled(words: Sequence[Word], face: Face, width: float) -> list[Line]:
    """Lines of as many words as have room."""
    found: list[Line] = []
    row: list[tuple[Word, float, int]] = []
    start = at = 0
    used = 0.0
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        last = following is None or used + word.width + following.ink > width
        if last and face.rtl:
            word = word.ending()
        row.append((word, width - used - word.width if face.rtl else used, at))
        used += word.width
        at += word.length
        if last:
            found.append(_line(row, start, at, face))
            row, start, used = [], at, 0.0
    return found


def _line(row: list[tuple[Word, float, int]], start: int, end: int, face: Face) -> Line:
    height = face.size * face.leading
    words = tuple(reversed(row)) if face.rtl else tuple(row)
    return Line(words, start, end, height, height * (0.70 if face.rtl else 0.72))


def _placed(word: Word, x: float, start: int) -> Iterator[Cluster]:
    for c in word.clusters:
        yield c._replace(x=c.x + x, start=c.start + start, end=c.end + start)


_known: dict[tuple[str, Face], Word] = {}


def _words(tokens: Sequence[str], face: Face) -> list[Word]:
    """The words of a text, those not met before shaped together, a line each."""
    if len(_known) > _REMEMBERED:
        _known.clear()
    found = {token: _known.get((token, face)) for token in tokens}
    new = [token for token, word in found.items() if word is None]
    if new:
        _known.update(zip(((token, face) for token in new), _shaped(new, face), strict=True))
        found = {token: _known[token, face] for token in tokens}
    return [word for token in tokens if (word := found[token])]


def _shaped(tokens: Sequence[str], face: Face) -> Iterator[Word]:
    """The words of these tokens, all set on one line."""
    between = _ALM if face.rtl else ""
    text = between + "".join(f"{t if t[-1] == ' ' else t + ' '}{between}" for t in tokens)
    clusters = sorted(shaped(text, face)[0].clusters, key=itemgetter(5))
    at, first = len(between), 0
    for token in tokens:
        end = at + len(token)
        while first < len(clusters) and clusters[first].start < at:
            first += 1
        last = first
        while last < len(clusters) and clusters[last].start < end:
            last += 1
        own = clusters[first:last]
        own.sort(key=visually)
        left = own[0].x if own else 0.0
        width = own[-1].x + own[-1].width - left if own else 0.0
        space = sum(c.width for c in own if c.text.isspace())
        placed = tuple(
            [
                Cluster(f, p, x - left, w, s, b - at, e - at, t, r)
                for f, p, x, w, s, b, e, t, r in own
            ]
        )
        yield Word(placed, len(token), width, width - space)
        at, first = end + (token[-1] != " ") + len(between), last
