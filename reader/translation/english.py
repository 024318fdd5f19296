"""Rules for English text: its words, and the last touches to a translation."""

from __future__ import annotations

import re

from reader.article import Span
from reader.translation.edits import Edit

# Initials (U.S.), numbers (1,500.5), words; a hyphen parts words, a possessive is no word.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W_]+(?:['’](?!s\b|S\b)[^\W_]+)*"
)
_POSSESSIVE_S = re.compile(r"['’][sS]\b")
POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")


def words(text: str) -> list[Span]:
    """The words of an English text, without punctuation and without possessive endings.

    "Algeria's oil" has the words Algeria and oil; "US-backed" has two; "U.S." is one.
    """
    return [m.span() for m in _WORD.finditer(text) if not _POSSESSIVE_S.match(text, m.start() - 1)]


_SPACES = re.compile(r"\s{2,}|[\t\n\r\u00a0]")
_SPACE_BEFORE = re.compile(r"(?<=\S)\s+(?=[,;:!?%)\]}](?!\w)|\.(?=\s|$|\"))")
_SPACE_AFTER = re.compile(r"(?<=[(\[{])\s+")
_DOUBLED = re.compile(r"([,;:])(?:\s?\1)+|\.{4,}|(?<!\.)\.\.(?!\.)")
# A word said twice in a row, or a few words; of these both may be meant.
_STAMMER = re.compile(
    r"\b(?!(?:had|that|very|so|no|Boutros|Duran)\b)"
    r"([^\W\d_]+(?: [^\W\d_]+){0,3})(?: \1\b(?!-))+"
)
# "a Algerian", "an minister"; not "a European", "a one-day", "an hour", "an MP".
_LACKS_N = re.compile(r"\b[Aa](?= (?![Ee]u|[Oo]n(?:e|ce)\b)[AEIOaeio][a-z])")
_NEEDLESS_N = re.compile(
    r"\b[Aa]n(?= (?![Hh](?:our|onest|onou?r|eir))[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z][a-z])"
)
_ARABIC_MARKS = {"،": ",", "؛": ";", "؟": "?", "٪": "%", "۔": "."}
_ODD_MARK = re.compile("[،؛؟٪۔]|⁇|\ufffd")
_FIRST = re.compile(r"^[\"'(\[]*([a-zà-ÿ])")


def tidying(text: str) -> list[Edit]:
    """The edits that make spaces and marks of a translation those of English print, and take
    away a word said twice, and give the article the form for its word."""
    edits: list[Edit] = []
    for pattern, new in ((_SPACE_BEFORE, ""), (_SPACE_AFTER, ""), (_SPACES, " ")):
        for match in pattern.finditer(text):
            _add(edits, Edit(*match.span(), new))
    for match in _STAMMER.finditer(text):
        _add(edits, Edit(match.end(1), match.end(), ""))
    for match in _LACKS_N.finditer(text):
        _add(edits, Edit(*match.span(), match[0] + "n"))
    for match in _NEEDLESS_N.finditer(text):
        _add(edits, Edit(*match.span(), match[0][0]))
    for match in _DOUBLED.finditer(text):
        _add(edits, Edit(*match.span(), match[1] or ("..." if len(match[0]) > 3 else ".")))
    for match in _ODD_MARK.finditer(text):
        _add(edits, Edit(*match.span(), _ARABIC_MARKS.get(match[0], "")))
    return edits


def capital(text: str) -> list[Edit]:
    """The edit that begins a sentence with a capital, if it needs one."""
    match = _FIRST.match(text)
    if not match or _is_mixed(text, match.start(1)):
        return []
    return [Edit(match.start(1), match.end(1), match[1].upper())]


def _is_mixed(text: str, at: int) -> bool:
    """Whether the word there is written in small letters on purpose (iPhone, al-Sarraj is not)."""
    word = re.match(r"\w+", text[at:])
    return word is not None and any(c.isupper() for c in word[0])


def final_mark(text: str, arabic: str) -> list[Edit]:
    """The edit that ends a sentence as its Arabic ends: a full stop, question mark or colon."""
    bare_arabic = arabic.rstrip(" \"')]»”")
    wanted = {".": ".", "؟": "?", "?": "?", "!": "!", ":": ":", "…": "..."}.get(
        bare_arabic[-1:], ""
    )
    end = len(text.rstrip(" \"')]"))
    if not wanted or not end or text[end - 1] in ".?!:…":
        return []
    if text[end - 1] in ",;-":
        return [Edit(end - 1, end, wanted)]
    return [Edit(end, end, wanted)]


def _add(edits: list[Edit], edit: Edit) -> None:
    if all(edit.end <= e.start or edit.start >= e.end for e in edits):
        edits.append(edit)


def typographic(text: str) -> str:
    """The text with “ ” for straight double quotation marks; no character is moved.

    A mark opens where a space or bracket stands before it, closes where none does.
    """
    chars = list(text)
    for i, char in enumerate(chars):
        if char == '"':
            opens = i == 0 or chars[i - 1] in " ([{-—“" or chars[i - 1].isspace()
            at_end = i + 1 == len(chars) or chars[i + 1].isspace()
            chars[i] = "“" if opens and not (at_end and i) else "”"
    return "".join(chars)
