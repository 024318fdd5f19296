"""From spans of the Arabic to spans of the English, through the links between words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.article import Link, Span

#: An entity's counterpart must hold at least this much of its link weight, and the words in
#: it this much of their own.
MIN_COVERAGE = 0.3
MIN_PURITY = 0.5

#: English words that are not part of a name at its edge.
_EDGE = re.compile(
    "the|an?|of|in|on|at|to|for|from|by|with|and|or|as|that|this|his|her|its|their|our|"
    "is|was|were|are|be|been|has|have|had|will|would|not|which|who|whom|whose|it|he|she|they|"
    "said|says|into|over|under|near|after|before|between|against|during|than|then"
)


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
    inside, outside = _weights(arabic, links)
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


def _weights(arabic: Span, links: Sequence[Link]) -> tuple[dict[Span, float], dict[Span, float]]:
    """For each English word the sum of its link weights into the Arabic span and out of it."""
    inside: dict[Span, float] = {}
    outside: dict[Span, float] = {}
    for link in links:
        part = inside if meet(link.arabic, arabic) else outside
        part[link.english] = part.get(link.english, 0.0) + link.weight
    return inside, outside


def name_spans(
    arabic: Span,
    known: Sequence[str],
    text: str,
    links: Sequence[Link],
    words: Sequence[Span],
    taken: Sequence[Span] = (),
) -> tuple[Span, ...]:
    """Where a name's counterparts stand in a sentence's English; () where it was lost.

    `known` are the name's English spellings, best first: one that stands in the text and is
    not `taken` by another name beats the links, the nearest to where the links point.
    `words` are the sentence's English words in `text`, `links` those of the sentence.
    """
    linked = stretch(arabic, links, words)
    for spelling in known:
        places = [
            p
            for p in occurrences(spelling, text, words[0][0], words[-1][1])
            if not any(meet(p, t) for t in taken)
        ] if words and spelling else []  # fmt: skip
        if places:
            goal = linked.span if linked else _expected(arabic, links, words)
            return (min(places, key=lambda p: abs(p[0] - goal[0])),)
    if linked is None or linked.coverage < MIN_COVERAGE or linked.purity < MIN_PURITY:
        return ()
    span = trimmed(linked.span, text, words)
    if span is None or any(meet(span, t) for t in taken):
        return ()
    return (span,)


def _expected(arabic: Span, links: Sequence[Link], words: Sequence[Span]) -> Span:
    """Where a span without links may be: beside the English of the Arabic before it."""
    before = [k for k in links if k.arabic[1] <= arabic[0]]
    if before:
        return max(before, key=lambda k: (k.arabic[0], k.weight)).english
    return words[0]


def occurrences(spelling: str, text: str, start: int, end: int) -> list[Span]:
    """The places of a name as whole words within `text[start:end]`, a leading article left
    out; letters' case must agree, but for the name's first."""
    bare = re.sub(r"^[Tt]he ", "", spelling.strip())
    if not bare:
        return []
    first = f"[{re.escape(bare[0].lower() + bare[0].upper())}]"
    rest = r"[\s-]+".join(re.escape(p) for p in re.split(r"[\s-]+", bare[1:]))
    pattern = re.compile(rf"(?<!\w){first}{rest}(?!\w)")
    return [m.span() for m in pattern.finditer(text, start, end)]


def trimmed(span: Span, text: str, words: Sequence[Span]) -> Span | None:
    """A projected name with clean edges: no article, preposition or possessive at them, and
    a capital or digit somewhere in it; None where nothing of a name is left."""
    inner = [w for w in words if w[0] >= span[0] and w[1] <= span[1]]
    while inner and _EDGE.fullmatch(text[slice(*inner[0])]):
        del inner[0]
    while inner and text[slice(*inner[0])] in ("The", "A", "An", "In", "At", "On") and inner[1:]:
        del inner[0]
    while inner and _EDGE.fullmatch(text[slice(*inner[-1])].lower()):
        del inner[-1]
    if not inner or not any(_is_name_like(w, text) for w in inner):
        return None
    return inner[0][0], inner[-1][1]


def _is_name_like(word: Span, text: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in text[slice(*word)])


def quotation_span(
    arabic: Span, arabic_text: str, text: str, links: Sequence[Link], words: Sequence[Span]
) -> Span | None:
    """Where a quotation stands in the English of its sentences, without its marks.

    The links say about where; the marks of the English, where they are, say exactly.
    `links` and `words` are those of the sentences the quotation is in.
    """
    linked = stretch(arabic, links, words)
    if linked is None:
        return None
    low, high = words[0][0], words[-1][1]
    start, end = linked.span
    reach = max(12, (end - start) // 3)
    if is_mark(arabic_text[arabic[0] - 1 : arabic[0]]):
        opening = [i + 1 for i in range(max(0, low - 2), high) if text[i] in '“"']
        start = _nearest(start, opening, reach)
    if is_mark(arabic_text[arabic[1] : arabic[1] + 1]):
        closing = [i for i in range(start + 1, min(len(text), high + 4)) if text[i] in '”"']
        end = _nearest(end, closing, reach)
    else:
        while end < len(text) and text[end] in ".?!" and arabic[1] >= len(arabic_text):
            end += 1
    return (start, end) if start < end else linked.span


def is_mark(char: str) -> bool:
    """Whether an Arabic text's character is a quotation mark."""
    return char != "" and char in "\"“”„‟«»‹›〝〞＂'‘’"


def _nearest(at: int, places: Sequence[int], reach: int) -> int:
    best = min(places, key=lambda p: abs(p - at), default=at)
    return best if abs(best - at) <= reach else at


def meet(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]
