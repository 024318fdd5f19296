"""A package's own tokenizer, with the place of every piece in the text.

Argos packages cut text with SentencePiece, a few old ones with Moses and BPE. Both are
read here so that each piece knows its span of code points; and both are joined again
here, because Argos's own decoder turns "_" into a space and SentencePiece's writes "⁇".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from reader.article import Span

_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CONTROL = frozenset({"<s>", "</s>", "<pad>", "<unk>", "<blank>"})
#: A mark that opens: at the start, behind a space, another of its kind, a colon or an Arabic
#: prefix, and before a word.
_OPENING = re.compile(r"""(?:(?<![^\s:("'\[])|(?<=\b[وفبلك]))["'(\[](?=["'(\[]*\w)""")
_OPENED = re.compile(r"""(?:^|[\s("'\[])["'(\[]$""")


class Pieces(NamedTuple):
    """A text cut into pieces, or put together from them; `spans[i]` is piece i's place."""

    text: str
    pieces: list[str]
    spans: list[Span]


class Tokenizer(Protocol):
    """What the translator needs of a tokenizer."""

    def encode(self, text: str) -> Pieces:
        """Cuts a text."""

    def decode(self, pieces: Sequence[str]) -> Pieces:
        """Joins pieces to a text without outer spaces."""

    def arabic_pieces(self) -> list[str]:
        """The pieces with Arabic letters in them, which have no place in English."""


class SentencePieceTokenizer:
    """SentencePiece, for nearly all packages."""

    def __init__(self, model: Path, spaced_marks: bool = False) -> None:
        """`spaced_marks`: the model was trained with `spaced` text on both sides.

        Raises RuntimeError or OSError where the model cannot be loaded.
        """
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(model))
        self._spaced_marks = spaced_marks

    def encode(self, text: str) -> Pieces:
        given, inserted = spaced(text) if self._spaced_marks else (text, [])
        mapping = self._processor.encode(given, return_type="offset_mapping")
        spans = [unspaced((int(a), int(b)), inserted) for a, b in mapping["offsets"]]
        return Pieces(text, list(mapping["pieces"]), spans)

    def decode(self, pieces: Sequence[str]) -> Pieces:
        return join_sentencepieces(pieces, self._spaced_marks)

    def arabic_pieces(self) -> list[str]:
        count = self._processor.get_piece_size()
        pieces = (str(self._processor.id_to_piece(i)) for i in range(count))
        return [p for p in pieces if _ARABIC.search(p)]


def spaced(text: str) -> tuple[str, list[int]]:
    """The text with a space behind each opening mark, and where in it these spaces stand.

    SentencePiece has one piece for a word behind a space and others, rarer, for the same word
    behind a mark: the first word of a quotation would be one that the model hardly knows.
    """
    openings = [m.end() for m in _OPENING.finditer(text)]
    parts = [text[a:b] for a, b in zip([0, *openings], [*openings, len(text)], strict=True)]
    return " ".join(parts), [place + i for i, place in enumerate(openings)]


def unspaced(span: Span, inserted: Sequence[int]) -> Span:
    """A span of `spaced` text in the text itself."""
    start, end = span
    return start - bisect_left(inserted, start), end - bisect_left(inserted, end)


def join_sentencepieces(pieces: Sequence[str], spaced_marks: bool = False) -> Pieces:
    """The text of SentencePiece pieces; what is no text (control pieces) has an empty span.

    With `spaced_marks` no space stays behind an opening mark.
    """
    text = ""
    spans: list[Span] = []
    i = 0
    while i < len(pieces):
        run = i
        while run < len(pieces) and _BYTE.fullmatch(pieces[run]):
            run += 1
        if run > i:  # byte fallback: several pieces make one character
            content = bytes(int(p[3:5], 16) for p in pieces[i:run]).decode("utf-8", "ignore")
        else:
            content = "" if pieces[i] in _CONTROL else pieces[i].replace("▁", " ")
            if not text or (spaced_marks and _OPENED.search(text[-2:])):
                content = content.lstrip()
            run = i + 1
        spans.extend([(len(text), len(text) + len(content))] * (run - i))
        text += content
        i = run
    text = text.rstrip()
    return Pieces(text, list(pieces), [(min(a, len(text)), min(b, len(text))) for a, b in spans])


class MosesTokenizer:
    """Moses words and BPE, for old packages; the places are found by searching the text."""

    def __init__(self, argos_tokenizer: Any) -> None:
        """`argos_tokenizer`: an `argostranslate.tokenizer.BPETokenizer`."""
        self._argos = argos_tokenizer

    def encode(self, text: str) -> Pieces:
        pieces = [str(p) for p in self._argos.encode(text)]
        return Pieces(text, pieces, _find_in_order(text, pieces))

    def decode(self, pieces: Sequence[str]) -> Pieces:
        kept = [p for p in pieces if p not in _CONTROL]
        text = str(self._argos.decode(kept)).strip()
        spans = iter(_find_in_order(text, kept))
        return Pieces(
            text, list(pieces), [(0, 0) if p in _CONTROL else next(spans) for p in pieces]
        )

    def arabic_pieces(self) -> list[str]:
        return []  # these packages have a vocabulary for each side


def _find_in_order(text: str, pieces: Sequence[str]) -> list[Span]:
    """Each piece's place at or after the one before; an empty span where it is not found."""
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        bare = piece.removesuffix("@@")
        found = text.find(bare, at)
        if bare and 0 <= found <= at + 3:
            at = found + len(bare)
            spans.append((found, at))
        else:
            spans.append((at, at))
    return spans
