"""English that the reader changed, tied to the Arabic as far as it is as it was before.

For the moment until the engine has aligned it anew, and for when there is no engine.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from reader.article import ReadParagraph, Span


def with_english(read: ReadParagraph, english: str) -> ReadParagraph:
    """The paragraph with other English; spans over changed words are let go."""
    opcodes = SequenceMatcher(None, read.english, english, autojunk=False).get_matching_blocks()

    def moved(span: Span) -> Span | None:
        for a, b, size in opcodes:
            if a <= span[0] and span[1] <= a + size:
                return span[0] - a + b, span[1] - a + b
        return None

    def stretched(span: Span | None) -> Span | None:
        """A long span keeps its ends where both are still there."""
        if span is None or span[0] >= span[1]:
            return None
        first, last = moved((span[0], span[0] + 1)), moved((span[1] - 1, span[1]))
        return (first[0], last[1]) if first and last and first[0] < last[1] else None

    links = [(link, moved(link.english)) for link in read.links]
    return replace(
        read,
        english=english,
        sentences=tuple(replace(s, english=stretched(s.english), doubt="") for s in read.sentences),
        entities=tuple(
            replace(e, english=tuple(m for s in e.english if (m := moved(s)) is not None))
            for e in read.entities
        ),
        quotations=tuple(replace(q, english=stretched(q.english)) for q in read.quotations),
        links=tuple(replace(link, english=m) for link, m in links if m is not None),
        corrected=True,
    )
