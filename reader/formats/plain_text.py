"""Plain text files, in the encodings that Arabic is found in."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from reader.arabic.segment import paragraphs
from reader.article import Article
from reader.errors import ReaderError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "windows-1256", "iso8859_6", "utf-16-le", "utf-16-be")

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
# The commonest short words: real Arabic holds some, a wrong decoding hardly any.
_COMMON = re.compile(
    r"(?<!\w)(?:و?(?:في|من|على|إلى|الى|أن|ان|إن|عن|التي|الذي|هذا|هذه|مع|كان|قال|لا|ما|بعد)|ال\w{2,})(?!\w)"
)
#: Code points that no text holds: control characters, and what undecodable bytes turn into.
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f\ufffd\ufdd0-\ufdef\ufffe\uffff]")

#: A first line with no more words is a title, if more follows.
_TITLE_WORDS = 25


def read(data: bytes, path: Path) -> Article:
    """The article in a text file's bytes; its text is the decoded file, unchanged.

    Raises ReaderError where the bytes are no text or hold no Arabic.
    """
    text = decode(data, path.name)
    return article(text, title="", source=str(path), name=path.name)


def article(text: str, title: str, source: str, name: str = "The text") -> Article:
    """An article from decoded text; `name` is what an error calls it."""
    if not text.strip():
        raise ReaderError(f"{name} is empty; there is nothing to read in it.")
    if not _ARABIC.search(text):
        raise ReaderError(f"{name} holds no Arabic; Mirat reads Arabic articles.")
    pieces = paragraphs(text)
    return Article(title or _title(text), source, text, pieces)


def decode(data: bytes, name: str) -> str:
    """The bytes as text, by the encoding in which most of it is Arabic that makes sense.

    A byte order mark decides. Raises ReaderError for what is no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if not data.strip():
        return ""
    candidates = [*_CANDIDATES, *(match.encoding for match in from_bytes(data[:100_000]))]
    best, best_score = "", 0.0
    for encoding in dict.fromkeys(candidates):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        score = _plausibility(text[:200_000])
        if score > best_score:
            best, best_score = text, score
    if not best:
        raise ReaderError(
            f"{name} is not a text file that Mirat can read; save it as UTF-8 text and open that."
        )
    return best


def _plausibility(text: str) -> float:
    """How much a decoding looks like text, and like Arabic: 0 for none, higher is likelier."""
    junk = len(_JUNK.findall(text))
    if not text or junk > 0.01 * len(text):
        return 0.0
    letters = sum(c.isalpha() for c in text) or 1
    arabic = len(_ARABIC.findall(text))
    words = len(text.split()) or 1
    common = len(_COMMON.findall(text))
    ascii_share = sum(c.isascii() for c in text) / len(text)
    # Text without any Arabic scores little, and most where it is plain ASCII.
    return 0.01 * ascii_share + arabic / letters * (0.1 + min(1.0, 4 * common / words))


def _title(text: str) -> str:
    """The first line where it is short and more follows, else the first words."""
    first, *rest = text.lstrip("\ufeff").strip().splitlines()
    words = first.split()
    if any(line.strip() for line in rest) and len(words) <= _TITLE_WORDS:
        return " ".join(words)
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
