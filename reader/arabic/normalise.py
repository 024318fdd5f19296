"""Cleaning Arabic text: one set of rules for training and for reading.

Two levels, for two uses:

- `clean` prepares text for the translator: it removes what carries no meaning
  (diacritics, tatweel, invisible characters), makes digits, quotation marks and
  spaces uniform, and parts what was glued at a quotation mark. Letters keep
  their hamzas: folding those is left to the translation model's own tokenizer.
- `key` makes a form for looking words up (gazetteer, glossary, features): `clean`
  and then hamza seats, alef maqsura and ta marbuta made one. Never display a key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: Every character that is used as a double or angle quotation mark, in any direction.
QUOTATION_MARKS = '"“”„‟«»‹›〝〞＂'

# Harakat, Quranic signs, superscript alef; tatweel; bidi controls, joiners, BOM, soft hyphen.
_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)

_REPLACED = {
    **{ord(c): str(i) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{ord(c): str(i) for i, c in enumerate("۰۱۲۳۴۵۶۷۸۹")},
    **{ord(c): '"' for c in QUOTATION_MARKS},
    ord("٪"): "%",
    ord("٫"): ".",
    ord("٬"): ",",
    ord("ٱ"): "ا",
    ord("﴿"): "(",  # ornate brackets around verses; in Arabic the "right" one opens
    ord("﴾"): ")",
    # Persian and Urdu keyboards' letters that stand for the Arabic ones.
    ord("ی"): "ي",
    ord("ې"): "ي",
    ord("ک"): "ك",
    ord("ھ"): "ه",
    ord("ہ"): "ه",
    ord("ۀ"): "ه",
    ord("’"): "'",
    ord("‘"): "'",
    ord("`"): "'",
    ord("–"): "-",
    ord("—"): "-",
    ord("―"): "-",
    ord("−"): "-",
}

_FOLDED = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ى"): "ي", ord("ة"): "ه",
           ord("ؤ"): "و", ord("ئ"): "ي"}  # fmt: skip


class Cleaned(NamedTuple):
    """Cleaned text and where each of its characters came from.

    `origin[i]` is the code point index in the uncleaned text of `text[i]`;
    `origin[len(text)]` is the uncleaned text's length.
    """

    text: str
    origin: tuple[int, ...]


def clean(text: str) -> str:
    """The text as the translator wants it; see the module's description."""
    return clean_with_origin(text).text


def clean_with_origin(text: str) -> Cleaned:
    """Like `clean`, with the origin of every character.

    The origins never decrease, so a span of the cleaned text maps onto one span of
    the original.
    """
    chars: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for new in _clean_char(char):
            chars.append(new)
            origin.append(index)
    _compose_hamza(chars, origin)
    out, where = _part_glued_marks(chars, origin)
    while out and out[-1] == " ":
        out.pop()
        where.pop()
    return Cleaned("".join(out), (*where, len(text)))


def key(text: str) -> str:
    """A form for looking up: cleaned, hamza seats and endings folded, lower case."""
    return " ".join(clean(text).translate(_FOLDED).replace('"', "").lower().split())


def keys(words: str) -> frozenset[str]:
    """The keys of words parted by spaces."""
    return frozenset(map(key, words.split()))


def alef_swallowed(text: str, name: tuple[int, int]) -> bool:
    """Whether the name at a span may lack its article's alef, behind ل: الجزائر in للجزائر.

    A name that begins with ل itself looks the same: لبنان in للبنان.
    """
    return text.startswith("ل", name[0]) and text[: name[0]].endswith("ل")


@lru_cache(maxsize=4096)
def _clean_char(char: str) -> str:
    """What one character becomes: itself, nothing, or what it stands for."""
    if char in "\u0653\u0654\u0655":  # combining madda and hamza: composed afterwards
        return char
    if _DROPPED.match(char):
        return ""
    if char.isspace():
        return " "
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufeff":  # presentation forms
        plain = unicodedata.normalize("NFKC", char)
        if plain != char:  # a few symbols among them stand for nothing but themselves
            return "".join(_clean_char(c) for c in plain)
    if unicodedata.category(char) in ("Cc", "Co", "Cn"):
        return " "
    return _REPLACED.get(ord(char), char)


def _compose_hamza(chars: list[str], origin: list[int]) -> None:
    """Joins a combining hamza or madda to the letter before it, or drops it."""
    for i in range(len(chars) - 1, -1, -1):
        if chars[i] in "\u0653\u0654\u0655":
            if i:
                composed = unicodedata.normalize("NFC", chars[i - 1] + chars[i])
                if len(composed) == 1:
                    chars[i - 1] = composed
            del chars[i], origin[i]


def _part_glued_marks(chars: list[str], origin: list[int]) -> tuple[list[str], list[int]]:
    """Collapses spaces and sets a space on the outer side of a glued quotation mark.

    A mark with a space on one side only tells by that side whether it opens or closes;
    one glued on both sides (``إن"الشهور``) opens if no mark is open, else it closes.
    A mark standing free (``قال " نعم "``) is drawn to the words it encloses.
    """
    out: list[str] = []
    where: list[int] = []
    is_open = False

    def put(char: str, index: int) -> None:
        if char == " " and (not out or out[-1] == " "):
            return
        out.append(char)
        where.append(index)

    skip_space = False
    for i, char in enumerate(chars):
        if char == " " and skip_space:
            continue
        skip_space = False
        if char != '"':
            put(char, origin[i])
            continue
        before = bool(out) and out[-1] not in " ([{"
        after = i + 1 < len(chars) and chars[i + 1] not in " .,،؛;:!?؟)]}…"
        if before and not after:
            opens = False
        elif after and not before:
            opens = True
        else:
            opens = not is_open
        if opens:
            if before:
                put(" ", origin[i])
            put(char, origin[i])
            skip_space = True
        else:
            while out and out[-1] == " ":
                out.pop()
                where.pop()
            put(char, origin[i])
            if after:
                put(" ", origin[i])
        is_open = opens
    return out, where
