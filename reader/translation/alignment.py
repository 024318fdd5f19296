"""From attention between pieces to links between words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reader.article import Link, Span

#: A link is kept when its weight reaches both this and this share of the word's best one.
MIN_WEIGHT = 0.12
MIN_SHARE = 0.4
#: An Arabic word without a link gets its best English word when that reaches this.
MIN_COLUMN_WEIGHT = 0.1
#: Rows with less than this on the sentence's own pieces look at nothing: left as they are.
_MIN_MASS = 0.3

Matrix = np.ndarray[Any, np.dtype[np.float64]]


def links(
    attention: Sequence[Sequence[float]],
    arabic_pieces: Sequence[Span],
    english_pieces: Sequence[Span],
    arabic_words: Sequence[Span],
    english_words: Sequence[Span],
) -> list[Link]:
    """The best links between words, ordered by English, then by weight.

    `attention`: English pieces × Arabic pieces, as `return_attention` of CTranslate2 gives
    it (no column for the end mark, so that a row sums to a little less than 1; more columns
    than pieces are cut off). Spans are code points of the two texts.
    """
    if not (arabic_words and english_words and len(attention)):
        return []
    matrix = word_matrix(attention, arabic_pieces, english_pieces, arabic_words, english_words)
    best_of_row = matrix.max(axis=1)
    chosen = (matrix >= MIN_WEIGHT) & (matrix >= MIN_SHARE * best_of_row[:, None])
    for column in np.flatnonzero(~chosen.any(axis=0)):
        row = int(matrix[:, column].argmax())
        chosen[row, column] = matrix[row, column] >= MIN_COLUMN_WEIGHT
    found = []
    for row, english in enumerate(english_words):
        columns = sorted(map(int, np.flatnonzero(chosen[row])), key=lambda c: -matrix[row, c])
        found += [Link(arabic_words[c], english, _weight(matrix[row, c])) for c in columns]
    return found


def word_matrix(
    attention: Sequence[Sequence[float]],
    arabic_pieces: Sequence[Span],
    english_pieces: Sequence[Span],
    arabic_words: Sequence[Span],
    english_words: Sequence[Span],
) -> Matrix:
    """English words × Arabic words: mean over an English word's pieces of the attention
    that falls on an Arabic word's pieces, each row normalised first."""
    rows = np.asarray(attention, dtype=np.float64)[: len(english_pieces), : len(arabic_pieces)]
    mass = rows.sum(axis=1, keepdims=True)
    rows = rows / np.where(mass >= _MIN_MASS, mass, 1.0)
    to_arabic = _overlap(arabic_pieces[: rows.shape[1]], arabic_words)
    to_english = _overlap(english_pieces[: rows.shape[0]], english_words).T
    to_english = to_english / np.maximum(to_english.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(to_english @ rows @ to_arabic)


def _overlap(pieces: Sequence[Span], words: Sequence[Span]) -> Matrix:
    """Pieces × words: the share of a piece that lies in a word, of all that lies in words."""
    p, w = np.array(pieces).reshape(-1, 2), np.array(words).reshape(-1, 2)
    common = np.minimum(p[:, None, 1], w[None, :, 1]) - np.maximum(p[:, None, 0], w[None, :, 0])
    common = np.maximum(common, 0).astype(np.float64)
    return np.asarray(common / np.maximum(common.sum(axis=1, keepdims=True), 1e-9))


def _weight(value: float) -> float:
    return round(min(1.0, float(value)), 3)
