"""Quotation marks of a translation are kept in balance with those of its Arabic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.article import Link, Span
from reader.translation import english as rules
from reader.translation.edits import Edit
from reader.translation.sides import stretch

#: Marks are set where the links carry at least this share of the quotation there.
MIN_COVERAGE = 0.6

#: Marks around a name have taken in at most so many words too many on a side.
MAX_TAKEN_IN = 3

_ALL_MARKS = re.compile("[“”„‟«»]|''|``")


def straightening(text: str) -> list[Edit]:
    """The edits that make every double quotation mark of an English text straight."""
    return [Edit(*m.span(), '"') for m in _ALL_MARKS.finditer(text)]


def straight(text: str) -> str:
    """The text with straight double quotation marks; no character is moved."""
    return text.translate(dict.fromkeys(map(ord, "“”„‟«»"), '"'))


def directions(text: str) -> list[tuple[int, bool]]:
    """The place of each `"` and whether it opens: where a space or bracket stands before it.

    Reads cleaned Arabic and English alike.
    """
    return [
        (i, (i == 0 or text[i - 1] in " ([{-") and not text[i + 1 : i + 2].isspace())
        for i, char in enumerate(text)
        if char == '"'
    ]


def balancing(arabic: str, text: str, links: Sequence[Link]) -> list[Edit]:
    """The edits that give an English text the quotation marks of its cleaned Arabic.

    Marks too many are removed, those farthest from where the links say a mark belongs first.
    A missing mark is set where the links say, if they are sure or its partner is there.
    """
    wanted, have = directions(arabic), directions(text)
    if [opens for _, opens in wanted] == [opens for _, opens in have]:
        return []
    words = rules.words(text)
    places = [_place(arabic, text, wanted, i, links, words) for i in range(len(wanted))]
    matched: set[int] = set()
    edits: list[Edit] = []
    for opens in (True, False):
        slots = [i for i, (_, o) in enumerate(wanted) if o == opens]
        marks = [at for at, o in have if o == opens]
        for slot, mark in _match([places[i][0] for i in slots], marks):
            matched.add(slots[slot])
            marks[mark] = -1
        edits += [_removal(text, at) for at in marks if at >= 0]
    partner = _partners(wanted)
    for i, (place, sure) in enumerate(places):
        if i in matched:
            continue
        if sure or partner.get(i) in matched:
            edits.append(_insertion(text, place, wanted[i][1]))
            matched.add(i)
    kept: list[Edit] = []
    for edit in edits:
        if all(edit.end < e.start or edit.start > e.end for e in kept):
            kept.append(edit)
    return kept


def tightening(text: str, name: Span) -> list[Edit]:
    """The edits that put the marks around a name where only a few words more stand in them:
    "Middle East Eye revealed" that → "Middle East Eye" revealed that.

    For a name that stands alone in marks in the Arabic.
    """
    marks = directions(text)
    start = name[0]
    possessive = rules.POSSESSIVE.match(text, name[1])
    end = possessive.end() if possessive else name[1]
    before = [mark for mark in marks if mark[0] < start][-1:]
    after = [mark for mark in marks if mark[0] >= end][:1]
    if [opens for _, opens in before + after] != [True, False]:
        return []
    (opening, _), (closing, _) = before + after
    more = text[opening + 1 : start].split(), text[end:closing].split()
    if max(map(len, more)) > MAX_TAKEN_IN:
        return []
    edits = [Edit(opening, opening + 1, ""), Edit(start, start, '"')] if more[0] else []
    return edits + ([Edit(end, end, '"'), Edit(closing, closing + 1, "")] if more[1] else [])


def _place(
    arabic: str,
    text: str,
    wanted: Sequence[tuple[int, bool]],
    i: int,
    links: Sequence[Link],
    words: Sequence[Span],
) -> tuple[int, bool]:
    """Where in the English the i-th Arabic mark belongs, and whether the links are sure of it."""
    at, opens = wanted[i]
    if opens:
        end = wanted[i + 1][0] if i + 1 < len(wanted) else len(arabic)
        inside = (at + 1, end)
    else:
        inside = (wanted[i - 1][0] + 1 if i else 0, at)
    found = stretch(inside, links, words)
    if found is None:
        return (0 if opens else len(text.rstrip(" ."))), False
    place = found.span[0] if opens else found.span[1]
    return place, found.coverage >= MIN_COVERAGE


def _match(places: Sequence[int], marks: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of a wanted place and a mark that is there, nearest first."""
    if len(places) == len(marks):
        return [(i, i) for i in range(len(places))]
    pairs = sorted((abs(p - m), i, j) for i, p in enumerate(places) for j, m in enumerate(marks))
    chosen: list[tuple[int, int]] = []
    for _, i, j in pairs:
        if all(i != a and j != b for a, b in chosen):
            chosen.append((i, j))
    return chosen


def _partners(wanted: Sequence[tuple[int, bool]]) -> dict[int, int]:
    """The opening mark of each closing one and the other way round, by position in `wanted`."""
    partners: dict[int, int] = {}
    open_marks: list[int] = []
    for i, (_, opens) in enumerate(wanted):
        if opens:
            open_marks.append(i)
        elif open_marks:
            partners[i] = open_marks.pop()
            partners[partners[i]] = i
    return partners


def _removal(text: str, at: int) -> Edit:
    if text[at - 1 : at] == " " and text[at + 1 : at + 2] == " ":
        return Edit(at, at + 2, "")
    return Edit(at, at + 1, "")


def _insertion(text: str, place: int, opens: bool) -> Edit:
    if not opens:
        possessive = rules.POSSESSIVE.match(text, place)
        place = possessive.end() if possessive else place
    return Edit(place, place, '"')
