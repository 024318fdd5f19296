"""A stretch of text on both sides, and which English words stand for which Arabic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.article import Link, Span


@dataclass(frozen=True, slots=True)
class Sides:
    """One sentence, or several, on both sides.

    `arabic` and `english` are the whole paragraph's texts, in which all spans count; `links`
    and `words` (of the English) are those of the sentences meant, in order.
    """

    arabic: str
    english: str
    links: Sequence[Link]
    words: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Projected:
    """A stretch of English.

    `coverage`: how much of the Arabic span's link weight falls on it, 0 to 1; `purity`: how
    much of its words' own link weight falls on the Arabic span, 0 to 1.
    """

    span: Span
    coverage: float
    purity: float


def stretch(arabic: Span, links: Sequence[Link], english_words: Sequence[Span]) -> Projected | None:
    """The one stretch of English words that best stands for an Arabic span, or None.

    Each English word counts for the stretch with the weight of its links into the span and
    against it with that of its links out of the span; the stretch with the largest sum wins.
    Words without links count nothing and never stand at its edge.
    """
    inside, outside = weights(arabic, links)
    best: tuple[float, int, int] = (0.0, 0, -1)
    total, first = 0.0, 0
    for i, word in enumerate(english_words):
        if total <= 0:
            total, first = 0.0, i
        total += inside.get(word, 0.0) - outside.get(word, 0.0)
        if total > best[0] + 1e-9:
            best = (total, first, i)
    _, first, last = best
    chosen = list(english_words[first : last + 1])
    while chosen and chosen[0] not in inside:
        del chosen[0]
    return _projected(chosen, inside, outside) if chosen else None


def _projected(
    chosen: Sequence[Span], inside: dict[Span, float], outside: dict[Span, float]
) -> Projected:
    held = sum(inside.get(w, 0.0) for w in chosen)
    away = sum(outside.get(w, 0.0) for w in chosen)
    return Projected(
        (chosen[0][0], chosen[-1][1]), held / (sum(inside.values()) or 1.0), held / (held + away)
    )


def weights(arabic: Span, links: Sequence[Link]) -> tuple[dict[Span, float], dict[Span, float]]:
    """For each English word the sum of its link weights into the Arabic span and out of it."""
    inside: dict[Span, float] = {}
    outside: dict[Span, float] = {}
    for link in links:
        part = inside if meet(link.arabic, arabic) else outside
        part[link.english] = part.get(link.english, 0.0) + link.weight
    return inside, outside


def meet(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]
