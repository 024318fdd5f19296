"""Numbers must come through a translation unchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.article import Link, Span
from reader.translation.edits import Edit
from reader.translation.sides import meet

# "1,500.5" is one number; "11/9" and "3:30" are two each.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = {
    word: str(value)
    for value, names in enumerate(
        ("zero", "one first once", "two second twice", "three third", "four fourth",
         "five fifth", "six sixth", "seven seventh", "eight eighth", "nine ninth",
         "ten tenth", "eleven eleventh", "twelve twelfth", "thirteen", "fourteen", "fifteen",
         "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
    )
    for word in names.split()
}  # fmt: skip


def numbers(text: str) -> list[tuple[Span, str]]:
    """The numbers written in digits, each with its value's digits: "1,500" gives 1500."""
    return [(m.span(), _value(m[0])) for m in _NUMBER.finditer(text)]


def lost(arabic: str, english: str) -> list[str]:
    """The numbers of the (cleaned) Arabic that the English does not have, as written there."""
    have = {value for _, value in numbers(english)}
    have.update(_WORDS[w] for w in re.findall(r"[a-z]+", english.lower()) if w in _WORDS)
    return [arabic[slice(*span)] for span, value in numbers(arabic) if value not in have]


def mending(arabic: str, english: str, links: Sequence[Link]) -> list[Edit]:
    """The edits that put lost numbers where the English has wrong ones linked to them.

    A wrong number is one that the Arabic does not have; it gives way to a lost one only
    where a link ties the two, or where there is just one of each.
    """
    theirs = {value for _, value in numbers(arabic)}
    missing = set(lost(arabic, english))
    gone = [(span, arabic[slice(*span)]) for span, _ in numbers(arabic)]
    gone = [(span, written) for span, written in gone if written in missing]
    wrong = [span for span, value in numbers(english) if value not in theirs]
    edits = []
    for span, written in gone:
        linked = [w for w in wrong if any(_ties(link, span, w) for link in links)]
        if not linked and len(gone) == len(wrong) == 1:
            linked = wrong
        if linked:
            edits.append(Edit(*linked[0], written))
            wrong.remove(linked[0])
    return edits


def _ties(link: Link, arabic: Span, english: Span) -> bool:
    return meet(link.arabic, arabic) and meet(link.english, english)


def _value(written: str) -> str:
    digits = re.sub(r"[.,]", "", written)
    return digits.lstrip("0") or "0"
