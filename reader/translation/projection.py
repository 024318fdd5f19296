"""From spans of the Arabic to spans of the English, through the links between words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.article import Link, Span


@dataclass(frozen=True, slots=True)
class Projected:
    """A stretch of English and how much of the Arabic span's link weight falls on it, 0 to 1."""

    span: Span
    coverage: float


def stretch(arabic: Span, links: Sequence[Link], english_words: Sequence[Span]) -> Projected | None:
    """The one stretch of English words that best stands for an Arabic span, or None.

    Each English word counts for the stretch with the weight of its links into the span and
    against it with that of its links out of the span; the stretch with the largest sum wins.
    Words without links count nothing and never stand at its edge.
    """
    inside, outside = _weights(arabic, links)
    best: tuple[float, int, int] = (0.0, 0, -1)
    total, first = 0.0, 0
    for i, word in enumerate(english_words):
        value = inside.get(word, 0.0) - outside.get(word, 0.0)
        if total <= 0:
            total, first = 0.0, i
        total += value
        if total > best[0] + 1e-9:
            best = (total, first, i)
    _, first, last = best
    chosen = list(english_words[first : last + 1])
    while chosen and chosen[0] not in inside:
        del chosen[0]
    if not chosen:
        return None
    covered = sum(inside.get(w, 0.0) for w in chosen) / sum(inside.values())
    return Projected((chosen[0][0], chosen[-1][1]), covered)


def _weights(arabic: Span, links: Sequence[Link]) -> tuple[dict[Span, float], dict[Span, float]]:
    """For each English word the sum of its link weights into the Arabic span and out of it."""
    inside: dict[Span, float] = {}
    outside: dict[Span, float] = {}
    for link in links:
        part = inside if _meet(link.arabic, arabic) else outside
        part[link.english] = part.get(link.english, 0.0) + link.weight
    return inside, outside


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
