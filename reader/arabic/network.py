"""A small neural tagger that knows words it has never seen, by their pieces and company.

Two bidirectional LSTM layers over hashed pieces of words, clusters, borrowed capitals and lists,
and a CRF on top; trained in PyTorch by `packaging/models/entities/network_train.py`, run here in
numpy: no torch in the program. A sentence's result is a table (words × labels) of probabilities.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from reader.arabic.features import PROCLITICS, Lexicon, Word, in_lists, shape, trigger
from reader.arabic.gazetteer import Gazetteer

#: The labels, in the order of the tables' columns.
LABELS = ("O", *(f"{b}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for b in "BI"))
#: The number of rows that a word's pieces are hashed to.
BUCKETS = 24_000
#: Sentences run together: longer batches waste steps on padding.
BATCH = 32

#: The cost of two names of one type side by side: they are oftener one name.
NEXT_ALIKE = -1.0

Floats = NDArray[np.float32]
#: The weights that are not multiplied with from the right.
_TABLES = ("clusters", "moves")


def pieces(bare: str) -> tuple[int, ...]:
    """The rows of a word and its pieces of two to five letters, edges marked."""
    marked = f"<{bare}>"
    found = [marked]
    for size in range(2, min(6, len(marked))):
        found += [marked[i : i + size] for i in range(len(marked) - size + 1)]
    return tuple(zlib.crc32(piece.encode()) % BUCKETS for piece in found)


def traits(form: str, bare: str, cut: int, lists: str, capital: str) -> list[float]:
    """What is known of a word besides its letters: lists, shape, trigger, proclitic, capital."""
    looks = shape(form, bare)
    flags = (
        "t" in lists,
        "l" in lists,
        "o" in lists,
        "L" in lists.replace("L+", ""),
        "L+" in lists,
        "P" in lists.replace("P+", ""),
        "P+" in lists,
        "O" in lists.replace("O+", ""),
        "O+" in lists,
        *(looks == mark for mark in ("9", ".", "A", "q")),
        "ال" in looks,
        cut > 0,
        len(bare) <= 3,
        len(bare) > 6,
        *(trigger(bare) == mark for mark in "TPO"),
        *(cut > 0 and form[:1] == letter for letter in PROCLITICS),
        capital == "?",
    )
    return [*map(float, flags), 0.0 if capital == "?" else int(capital) / 9]


class Network:
    """The trained weights; `tables` runs them."""

    def __init__(self, path: Path, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Raises OSError, ValueError or KeyError where the file is no such network."""
        with np.load(path, allow_pickle=False) as data:
            weights = {name: data[name] for name in data.files}
        scale = weights.pop("pieces.scale").astype(np.float32)
        self._pieces = weights.pop("pieces").astype(np.float32) * scale
        self._w: dict[str, Floats] = {
            n: np.ascontiguousarray(w.T if w.ndim == 2 and n not in _TABLES else w, np.float32)
            for n, w in weights.items()
        }
        self._lexicon, self._gazetteer = lexicon, gazetteer
        self._seen = lru_cache(maxsize=20_000)(self._seen_alone)

    def tables(self, lines: Sequence[Sequence[Word]]) -> list[Floats]:
        """For each sentence the probability of each label (columns) at each word (rows)."""
        found: list[Floats] = [np.zeros((0, len(LABELS)), np.float32)] * len(lines)
        order = sorted((i for i, line in enumerate(lines) if line), key=lambda i: len(lines[i]))
        # The matrices are so small that several threads only wait for each other.
        with threadpool_limits(1, "blas"):
            for at in range(0, len(order), BATCH):
                batch = order[at : at + BATCH]
                inputs = [self._inputs(lines[i]) for i in batch]
                lengths = np.array([len(x) for x in inputs])
                tables = self._marginals(self._scores(inputs, lengths), lengths)
                for i, table, length in zip(batch, tables, lengths, strict=True):
                    found[i] = table[:length]
        return found

    def _inputs(self, line: Sequence[Word]) -> Floats:
        lists = in_lists(line, self._gazetteer)
        return np.stack(
            [self._seen(w.key, w.bare, w.cut, found) for w, found in zip(line, lists, strict=True)]
        )

    def _seen_alone(self, form: str, bare: str, cut: int, lists: str) -> Floats:
        """What the network sees of a word without its neighbours."""
        lexicon, clusters = self._lexicon, self._w["clusters"]
        cluster = lexicon.clusters.get(bare) or lexicon.clusters.get(form) or len(clusters) - 1
        known = traits(form, bare, cut, lists, lexicon.capitals.get(bare, "?"))
        letters = self._pieces[list(pieces(bare))].mean(0)
        return np.concatenate([letters, clusters[int(cluster)], np.array(known, np.float32)])

    def _scores(self, inputs: Sequence[Floats], lengths: NDArray[np.int64]) -> Floats:
        """The labels' scores (sentences × words × labels) of sentences of about one length."""
        x = np.zeros((len(inputs), lengths.max(), inputs[0].shape[1]), np.float32)
        for i, sentence in enumerate(inputs):
            x[i, : len(sentence)] = sentence
        steps = np.arange(x.shape[1])
        # Where each sentence's words stand when it is read from its end; padding stays in place.
        back = np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
        every = np.arange(len(inputs))[:, None]
        for layer in ("1", "2"):
            ahead = self._lstm(x, layer)
            behind = self._lstm(x[every, back], f"{layer}.back")[every, back]
            x = np.concatenate([ahead, behind], 2)
        return np.asarray(x @ self._w["out.weight"] + self._w["out.bias"], np.float32)

    def _lstm(self, x: Floats, name: str) -> Floats:
        """The states of one direction; gates in the order input, forget, cell, output."""
        recurrent = self._w[f"{name}.recurrent"]
        size = len(recurrent)
        given = x @ self._w[f"{name}.input"] + self._w[f"{name}.bias"]
        out = np.empty((*x.shape[:2], size), np.float32)
        state: Floats = np.zeros((len(x), size), np.float32)
        cell: Floats = np.zeros((len(x), size), np.float32)
        for step in range(x.shape[1]):
            gates = given[:, step] + state @ recurrent
            new = np.tanh(gates[:, 2 * size : 3 * size])
            gates = np.asarray(0.5 + 0.5 * np.tanh(0.5 * gates), np.float32)  # the sigmoid
            cell = gates[:, size : 2 * size] * cell + gates[:, :size] * new
            state = gates[:, 3 * size :] * np.tanh(cell)
            out[:, step] = state
        return out

    def _marginals(self, scores: Floats, lengths: NDArray[np.int64]) -> Floats:
        """The probabilities of the labels by the CRF's forward and backward pass."""
        moves, begin = self._w["moves"][:-1], self._w["moves"][-1]
        ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
        ahead[:, 0] = scores[:, 0] + begin
        last = scores.shape[1] - 1
        for i in range(1, last + 1):
            ahead[:, i] = scores[:, i] + _log_sum(ahead[:, i - 1, :, None] + moves)
        for i in range(last - 1, -1, -1):
            after = _log_sum(moves.T + (scores[:, i + 1] + behind[:, i + 1])[:, :, None])
            behind[:, i] = after * (i + 1 < lengths)[:, None]
        both = ahead + behind
        table = np.exp(both - both.max(2, keepdims=True))
        return np.asarray(table / table.sum(2, keepdims=True), np.float32)


def _log_sum(table: Floats) -> Floats:
    """log(sum(exp)) over the last but one axis."""
    top = table.max(-2)
    return np.asarray(top + np.log(np.exp(table - top[:, None]).sum(-2)), np.float32)


def best_labels(table: Floats) -> list[str]:
    """The likeliest labels of which no I- stands without its beginning."""
    scores = np.log(table + 1e-6)
    back = []
    best = scores[0] + _ALLOWED[0]
    for row in scores[1:]:
        paths = best[:, None] + _ALLOWED
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    at = int(best.argmax())
    labels = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        labels.append(at)
    return [LABELS[i] for i in reversed(labels)]


def _allowed() -> Floats:
    """What a step from one label (row) to another (column) costs."""
    table = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for j, label in enumerate(LABELS):
        for i, before in enumerate(LABELS):
            if label[0] == "I" and before[2:] != label[2:]:
                table[i, j] = -20
            elif label[0] == "B" and before[2:] == label[2:]:
                table[i, j] = NEXT_ALIKE
    return table


_ALLOWED = _allowed()
