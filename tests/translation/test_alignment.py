"""Attention between pieces becomes links between words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Link
from reader.translation import alignment

# وزارة الدفاع | the Defence Min|istry  (pieces: وزارة, ال, دفاع)
ARABIC_PIECES = [(0, 5), (5, 8), (8, 12)]
ARABIC_WORDS = [(0, 5), (6, 12)]
ENGLISH_PIECES = [(0, 3), (3, 11), (11, 15), (15, 20)]
ENGLISH_WORDS = [(0, 3), (4, 11), (12, 20)]
ATTENTION = [[0.1, 0.1, 0.1], [0.05, 0.3, 0.6], [0.8, 0.05, 0.05], [0.6, 0.0, 0.0]]


def test_pieces_are_gathered_into_words_on_both_sides() -> None:
    matrix = alignment.word_matrix(
        ATTENTION, ARABIC_PIECES, ENGLISH_PIECES, ARABIC_WORDS, ENGLISH_WORDS
    )
    assert matrix.shape == (3, 2)
    assert matrix[1] == pytest.approx([0.05 / 0.95, 0.9 / 0.95])
    assert matrix[2] == pytest.approx([(0.8 / 0.9 + 1) / 2, (0.1 / 0.9) / 2])


def test_only_the_best_links_are_kept() -> None:
    links = alignment.links(ATTENTION, ARABIC_PIECES, ENGLISH_PIECES, ARABIC_WORDS, ENGLISH_WORDS)
    assert [(k.arabic, k.english) for k in links if k.english != (0, 3)] == [
        ((6, 12), (4, 11)),
        ((0, 5), (12, 20)),
    ]
    assert all(0 < k.weight <= 1 for k in links)


def test_a_word_nobody_looks_at_most_gets_its_best() -> None:
    links = alignment.links(
        [[0.7, 0.25], [0.9, 0.05]], [(0, 1), (2, 3)], [(0, 1), (2, 3)], [(0, 1), (2, 3)],
        [(0, 1), (2, 3)],
    )  # fmt: skip
    assert Link((2, 3), (0, 1), 0.263) in links


def test_a_row_that_looks_at_nothing_is_not_blown_up() -> None:
    matrix = alignment.word_matrix([[0.02, 0.01]], [(0, 1), (2, 3)], [(0, 1)], [(0, 1)], [(0, 1)])
    assert matrix.max() < 0.05


def test_nothing_to_link() -> None:
    assert alignment.links([], [], [], [(0, 1)], [(0, 1)]) == []
    assert alignment.links([[1.0]], [(0, 1)], [(0, 1)], [], [(0, 1)]) == []


@given(rows=st.integers(1, 6), columns=st.integers(1, 6), seed=st.integers(0, 99))
def test_links_join_given_words_once(rows: int, columns: int, seed: int) -> None:
    attention = np.random.default_rng(seed).dirichlet(np.ones(columns), rows).tolist()
    arabic = [(3 * i, 3 * i + 2) for i in range(columns)]
    english = [(4 * i, 4 * i + 3) for i in range(rows)]
    links = alignment.links(attention, arabic, english, arabic, english)
    assert len({(k.arabic, k.english) for k in links}) == len(links)
    assert {k.arabic for k in links} <= set(arabic)
    assert {k.english for k in links} == set(english)
