"""Text into paragraphs, sentences and words, by rule: no model, any input, exact spans.

All spans are in code points of the text that was given. Paragraphs, sentences and words each
come in order, never overlap, and together cover everything that is not white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.arabic.cues import AMBIGUOUS, JOINTS, VERBS
from reader.arabic.marks import pairs
from reader.arabic.normalise import QUOTATION_MARKS, key
from reader.article import Paragraph, Span

#: A paragraph with more words than this is cut into reading paragraphs of about `READING_WORDS`.
LONG_PARAGRAPH = 120
READING_WORDS = 52

_LETTER = (
    "\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
)
_MARK = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
)
_WORD = re.compile(
    rf"\d+(?:[.,٫٬/:]\d+)+"  # 3.5  1,000  12:30  11/9
    rf"|[{_LETTER}{_MARK}]*[{_LETTER}][{_LETTER}{_MARK}]*"
    rf"|\d+(?![^\W\d_{_LETTER}])[{_MARK}]*"
    rf"|[^\W_{_LETTER}](?:[^\W_{_LETTER}]|[{_MARK}\u0300-\u036f])*(?:['’.&-](?=[A-Za-z])[^\W_{_LETTER}]+)*"
    r"|\S"
)

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_CLOSING = QUOTATION_MARKS + "'’)]}"
# What ends a sentence, with the marks and brackets that close after it; a mark that can only
# close may stand after a space.
_END = re.compile(rf"[.!?؟…۔]+[{re.escape(_CLOSING)}]*(?:[ \t]+[”»›](?![^\s.,،؛:!?؟…)\]]))?")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[A-Za-z][\w-]+)+\b")

#: Words after which a full stop ends no sentence (each without its stop).
_ABBREVIATIONS = {
    "أ", "د", "م", "ص", "ج", "ت", "ق", "ه", "هـ", "س", "ش", "ب", "ط", "ر", "ع", "ف", "ل", "ن",
    "أد", "صب", "تـ", "كغ", "كم", "سم", "مم", "مج", "الخ",
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "vs", "inc", "ltd", "co", "gen", "col", "lt", "jr",
}  # fmt: skip


#: Latin letters spelled out: between two of them a full stop ends nothing ("بي. بي. سي").
_LETTER_NAMES = {
    "إيه", "بي", "سي", "دي", "إي", "إف", "جي", "إتش", "آي", "جيه", "كي", "إل", "إم", "كيو", "آر",
    "إس", "تي", "يو", "دبليو",
}  # fmt: skip


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The reading paragraphs of an article: its lines, long ones cut at sentence ends.

    Lines that were wrapped by hand are one paragraph. A cut never falls inside a quotation.
    `text[p.start:p.end] == p.arabic`, without white space at either end.
    """
    spans: list[Span] = []
    for block in _blocks(text):
        for start, end in _lines(text, block):
            spans.extend(_reading_spans(text, start, end))
    return tuple(Paragraph(i, s, e, text[s:e]) for i, (s, e) in enumerate(spans))


def sentences(text: str) -> list[Span]:
    """The sentences of a paragraph, without the white space between them.

    A sentence ends at . ! ? ؟ … and at the end of a line; quotation marks and brackets that
    close after the mark belong to it. No sentence ends inside a number, an address or an
    abbreviation, or after an initial.
    """
    links = [m.span() for m in _LINK.finditer(text)]
    cuts = [0]
    if not _is_wrapped(text):
        cuts += [m.start() for m in _LINE_BREAK.finditer(text)]
    for match in _END.finditer(text):
        if _ends_sentence(text, match) and not _inside(match.start(), match.end(), links):
            cuts.append(match.end())
    cuts.append(len(text))
    cuts.sort()
    spans = (_strip(text, a, b) for a, b in pairwise(cuts))
    return _join_wordless(text, [s for s in spans if s[0] < s[1]])


def words(text: str) -> list[Span]:
    """The words and the single punctuation marks of a text.

    A number keeps its separators, an Arabic word its diacritics and tatweel, a Latin word its
    hyphens and apostrophes.
    """
    return [m.span() for m in _WORD.finditer(text)]


def count_words(text: str) -> int:
    """How many words a person would count."""
    return len(text.split())


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blocks(text: str) -> Iterator[Span]:
    """The stretches between blank lines."""
    start = 0
    for blank in re.finditer(
        rf"(?:{_LINE_BREAK.pattern})[^\S\n\r]*(?:{_LINE_BREAK.pattern})", text
    ):
        if blank.start() >= start:
            yield start, blank.start()
            start = blank.end()
    yield start, len(text)


def _lines(text: str, block: Span) -> Iterator[Span]:
    """The paragraphs of a block: its lines, or the whole block if it was wrapped by hand."""
    start, end = block
    piece = text[start:end]
    cuts = [] if _is_wrapped(piece) else [m.span() for m in _LINE_BREAK.finditer(piece)]
    at = 0
    for a, b in [*cuts, (len(piece), len(piece))]:
        span = _strip(text, start + at, start + a)
        if span[0] < span[1]:
            yield span
        at = b


def _is_wrapped(text: str) -> bool:
    """Whether lines end for want of room: three or more, alike in length, few at a stop."""
    lines = [line.strip() for line in _LINE_BREAK.split(text)]
    lines = [line for line in lines if line]
    if len(lines) < 3:
        return False
    lengths = [len(line) for line in lines[:-1]]
    stops = sum(line[-1] in ".!?؟:…" + _CLOSING for line in lines[:-1])
    return (
        max(lengths) <= 110
        and min(lengths) >= 0.6 * max(lengths)
        and min(lengths) >= 40
        and stops <= 0.4 * len(lengths)
    )


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    if match[0][-1] in QUOTATION_MARKS:  # "When?" asked the child.
        following = re.match(rf"\s+([{_LETTER}{_MARK}]+)", text[match.end() :][:40])
        if following and key(following[1]) in VERBS - AMBIGUOUS:
            return False
    mark = text[match.start()]
    if after and not after.isspace():
        # Glued: a new sentence only where a whole Arabic word stands on either side.
        if mark not in ".!?؟" or not re.match(rf"[{_LETTER}\"“«]", after):
            return False
        before = re.search(rf"[{_LETTER}{_MARK}]+$", text[: match.start()][-20:])
        return bool(before and len(before[0]) >= 3 and match.end() - match.start() == 1)
    if mark != "." or match[0].startswith(".."):
        return True
    word = re.search(rf"[\w{_MARK}.]*$", text[: match.start()][-20:])
    last = word[0] if word else ""
    bare = re.sub(rf"[{_MARK}.]", "", last).lower()
    if not bare or not after:
        return True
    if len(match[0]) > 1:  # something closes after the stop
        return True
    if bare.isdigit():  # "1." at a line's beginning counts; it ends nothing
        line = text[: match.start()].rpartition("\n")[2].strip()
        return line != bare
    following = re.match(rf"\s*([{_LETTER}]+)", text[match.end() :][:20])
    if bare in _LETTER_NAMES and following and following[1] in _LETTER_NAMES:
        return False
    is_initial = len(bare) == 1 and bare.isalpha()
    return not (is_initial or bare in _ABBREVIATIONS or ("." in last and len(bare) <= 4))


def _inside(start: int, end: int, spans: list[Span]) -> bool:
    return any(a < start and end < b for a, b in spans)


def _join_wordless(text: str, spans: list[Span]) -> list[Span]:
    """Joins a sentence without any letter or digit to the one before it (else after it)."""
    joined: list[Span] = []
    for start, end in spans:
        wordless = not re.search(r"\w", text[start:end])
        if joined and (wordless or not re.search(r"\w", text[slice(*joined[-1])])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _reading_spans(text: str, start: int, end: int) -> list[Span]:
    """A paragraph whole, or cut at sentence ends into pieces that read well."""
    piece = text[start:end]
    if count_words(piece) <= LONG_PARAGRAPH:
        return [(start, end)]
    units = _unbreakable(piece)
    continues = [_continues_speech(piece[a:b]) for a, b in units]
    cuts = _best_cuts([count_words(piece[a:b]) for a, b in units], continues)
    return [(start + units[a][0], start + units[b - 1][1]) for a, b in pairwise(cuts)]


def _unbreakable(text: str) -> list[Span]:
    """Sentences, those of one quotation joined into one."""
    quoted = _quoted(text)
    units: list[Span] = []
    for start, end in sentences(text):
        if units and any(a < start < b for a, b in quoted):
            units[-1] = (units[-1][0], end)
        else:
            units.append((start, end))
    return units


def _continues_speech(text: str) -> bool:
    """Whether a sentence begins "And he added: …": who says it stands in the one before."""
    first, second = ([text[a:b] for a, b in words(text[:60])] + ["", ""])[:2]
    is_cue = key(first).lstrip("وف") in VERBS - AMBIGUOUS
    return is_cue and (second == ":" or second in QUOTATION_MARKS or key(second) in JOINTS)


#: What a cut costs that parts a speaker from what they go on to say.
_PARTING = 600

#: A quotation longer than this many characters is taken for a mark that was never closed.
_LONGEST_QUOTATION = 1500


def _quoted(text: str) -> list[Span]:
    """Where quotation marks enclose something, marks included."""
    return [
        (p.opening, p.closing + 1)
        for p in pairs(text)
        if p.opening is not None
        and p.closing is not None
        and p.closing - p.opening <= _LONGEST_QUOTATION
    ]


def _best_cuts(counts: list[int], continues: list[bool]) -> list[int]:
    """Where to cut units of so many words: the cuts whose pieces are nearest `READING_WORDS`.

    A cut before a unit that continues the one before it is a bad one. Returns the cuts as
    indices of units, 0 and `len(counts)` included.
    """
    best = [0.0] + [float("inf")] * len(counts)
    back = [0] * (len(counts) + 1)
    for end in range(1, len(counts) + 1):
        size = 0
        for begin in range(end - 1, -1, -1):
            size += counts[begin]
            if size > 4 * READING_WORDS and begin < end - 1:
                break
            cost = best[begin] + (size - READING_WORDS) ** 2 + _PARTING * continues[begin]
            if cost < best[end]:
                best[end], back[end] = cost, begin
    cuts = [len(counts)]
    while cuts[-1]:
        cuts.append(back[cuts[-1]])
    return cuts[::-1]
