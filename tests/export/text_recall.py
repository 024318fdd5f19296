"""How much of an article's text a PDF gives back, as three programs and a library read it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2

from reader.article import ReadArticle

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\x00\x02]")
_WORD = {
    "arabic": re.compile("[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff]+"),
    "english": re.compile("[A-Za-z\u00c0-\u024f]+"),
    "numbers": re.compile("[0-9\u0660-\u0669]+"),
}


def pdftotext(path: Path) -> str:
    return _run("pdftotext", "-enc", "UTF-8", str(path), "-")


def pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        # U+0002 and a line break part a word that was hyphenated; none is.
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def mutool(path: Path) -> str:
    return _run("mutool", "draw", "-q", "-F", "txt", str(path))


def with_pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


READERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": pdftotext,
    "pdfium": pdfium,
    "MuPDF": mutool,
    "pypdf": with_pypdf,
}


def available(reader: str) -> bool:
    """Whether the program is on this machine; the libraries always are."""
    program = {"pdftotext": "pdftotext", "MuPDF": "mutool"}.get(reader)
    return program is None or shutil.which(program) is not None


def recall(read: ReadArticle, text: str) -> dict[str, float]:
    """The share of the article's words that stand in the text exactly, by kind of word.

    Marks on one letter may come in either order: Unicode holds both for the same text.
    """
    arabic = " ".join(p.paragraph.arabic for p in read.paragraphs)
    english = " ".join(p.english for p in read.paragraphs)
    wanted_from = {"arabic": arabic, "english": english, "numbers": f"{arabic} {english}"}
    text = _same(text)
    shares = {}
    for kind, pattern in _WORD.items():
        wanted = Counter(pattern.findall(_same(wanted_from[kind])))
        missing = wanted - Counter(pattern.findall(text))
        shares[kind] = 1 - missing.total() / max(1, wanted.total())
    return shares


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")
