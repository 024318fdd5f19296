"""The neural tagger: what it sees of a word, what it makes of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic.features import Lexicon, Word, tokens
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.network import LABELS, Network, best_labels, pieces
from reader.paths import resources

FOLDER = resources() / "models" / "entities-ar"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(FOLDER / "lexicon.json.gz")


@pytest.fixture(scope="module")
def network(lexicon: Lexicon) -> Network:
    return Network(FOLDER / "network.npz", lexicon, Gazetteer.load())


def lines(lexicon: Lexicon, *texts: str) -> list[list[Word]]:
    return [tokens(text, lexicon, Gazetteer.load()) for text in texts]


def said(network: Network, line: Sequence[Word]) -> list[str]:
    (table,) = network.tables([line])
    return best_labels(table)


def test_words_that_look_alike_share_pieces() -> None:
    one, other, far = map(set, map(pieces, ("كوزنيتسوف", "كوزنتسوف", "الطماطم")))
    assert len(one & other) > 5 * len(one & far)


def test_a_row_of_probabilities_for_each_word(network: Network, lexicon: Lexicon) -> None:
    (line,) = lines(lexicon, "وصل الوزير سامر الخطيب إلى بغداد.")
    (table,) = network.tables([line])
    assert table.shape == (len(line), len(LABELS))
    assert table.sum(1) == pytest.approx(np.ones(len(line)), abs=1e-4)


def test_names_it_has_never_seen(network: Network, lexicon: Lexicon) -> None:
    """Made up, in no list: what stands around them and how they are spelled must do."""
    (line,) = lines(lexicon, "قال الرئيس فلاديسكو برونتوفيتش إن بلاده سترسل وفدا")
    assert not any(w.bare in Gazetteer.load().parts for w in line[2:4])
    assert said(network, line)[2:4] == ["B-PER", "I-PER"]


def test_a_sentence_alone_and_among_others_is_read_alike(
    network: Network, lexicon: Lexicon
) -> None:
    """Padding, and the direction that begins at the end, must not leak between sentences."""
    several = lines(lexicon, "زار ماكرون بيروت", "قال", "", "أعلنت الأمم المتحدة في جنيف أن ليبيا")
    together = network.tables(several)
    for line, table in zip(several, together, strict=True):
        (alone,) = network.tables([line])
        assert table == pytest.approx(alone, abs=1e-4)


@given(st.lists(st.lists(st.floats(0, 1), min_size=9, max_size=9), min_size=1, max_size=6))
def test_no_label_goes_on_with_what_did_not_begin(rows: list[list[float]]) -> None:
    labels = ["O", *best_labels(np.array(rows, np.float32))]
    for before, label in pairwise(labels):
        if label.startswith("I-"):
            assert before[2:] == label[2:]
