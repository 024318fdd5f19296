"""The neural tagger in PyTorch; `reader.arabic.network` runs the same in numpy.

A sentence goes in as the rows of its words' pieces, their clusters and traits. Two bidirectional
LSTM layers; heads for the labels (with a CRF's moves between them), for the capital of a word's
English counterpart, and, on the lower layer, for the cluster of the next and the previous word.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from reader.arabic.features import Lexicon, Word, in_lists
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.network import BUCKETS, LABELS, pieces, traits

PIECE, CLUSTER, HIDDEN = 80, 32, 112


@dataclass(frozen=True)
class Encoded:
    """A sentence as numbers: a row for each word."""

    pieces: list[tuple[int, ...]]
    clusters: list[int]
    traits: list[list[float]]

    def __len__(self) -> int:
        return len(self.clusters)


@dataclass(frozen=True)
class Batch:
    """Sentences of about one length, padded; `inside` is false at padding."""

    pieces: Tensor
    starts: Tensor
    clusters: Tensor
    traits: Tensor
    lengths: Tensor
    inside: Tensor


def encoded(line: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer, none: int) -> Encoded:
    """What the network sees of a sentence; `none` is the row for words without a cluster."""
    lists = in_lists(line, gazetteer)
    clusters = lexicon.clusters
    return Encoded(
        [pieces(w.bare) for w in line],
        [int(clusters.get(w.bare) or clusters.get(w.key) or none) for w in line],
        [
            traits(w.key, w.bare, w.cut, found, lexicon.capitals.get(w.bare, "?"))
            for w, found in zip(line, lists, strict=True)
        ],
    )


def batched(lengths: Sequence[int], tokens: int, order: random.Random) -> Iterator[list[int]]:
    """Indices of sentences of about one length, about so many tokens together, shuffled."""
    groups: list[list[int]] = [[]]
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i] + 4 * order.random()):
        if groups[-1] and (len(groups[-1]) + 1) * lengths[i] > tokens:
            groups.append([])
        groups[-1].append(i)
    order.shuffle(groups)
    yield from groups


def collated(sentences: Sequence[Encoded]) -> Batch:
    """Sentences as one batch."""
    longest = max(map(len, sentences))
    rows: list[int] = []
    starts: list[int] = []
    for sentence in sentences:
        for word in [*sentence.pieces, *[(0,)] * (longest - len(sentence))]:
            starts.append(len(rows))
            rows += word
    clusters = torch.zeros(len(sentences), longest, dtype=torch.long)
    known = torch.zeros(len(sentences), longest, len(sentences[0].traits[0]))
    for i, sentence in enumerate(sentences):
        clusters[i, : len(sentence)] = torch.tensor(sentence.clusters)
        known[i, : len(sentence)] = torch.tensor(sentence.traits)
    lengths = torch.tensor([len(s) for s in sentences])
    inside = torch.arange(longest)[None] < lengths[:, None]
    return Batch(torch.tensor(rows), torch.tensor(starts), clusters, known, lengths, inside)


class Net(nn.Module):  # type: ignore[misc]
    """The network; `clusters` counts the row for words without one."""

    def __init__(self, clusters: int, traits: int, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(BUCKETS, PIECE, mode="mean")
        self.clusters = nn.Embedding(clusters, CLUSTER)
        for table in (self.pieces, self.clusters):
            nn.init.normal_(table.weight, 0, 0.3)
        width = PIECE + CLUSTER + traits
        self.lower = nn.LSTM(width, HIDDEN, bidirectional=True, batch_first=True)
        self.upper = nn.LSTM(2 * HIDDEN, HIDDEN, bidirectional=True, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.labels = nn.Linear(2 * HIDDEN, len(LABELS))
        self.capital = nn.Linear(2 * HIDDEN, 1)
        self.next, self.previous = nn.Linear(HIDDEN, clusters), nn.Linear(HIDDEN, clusters)
        self.moves = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS)))

    def forward(self, batch: Batch, hide: float = 0.0) -> tuple[Tensor, Tensor]:
        """The states of both layers. In training, a share `hide` of the words' pieces, and of
        their clusters, is not shown: what is around must do."""
        shape = batch.clusters.shape
        letters = self.pieces(batch.pieces, batch.starts).view(*shape, PIECE)
        clusters = self.clusters(batch.clusters)
        if self.training and hide:
            letters = letters * (torch.rand(*shape, 1) > hide)
            clusters = clusters * (torch.rand(*shape, 1) > hide)
        x = self.dropout(torch.cat([letters, clusters, batch.traits], -1))
        lower = self._run(self.lower, x, batch)
        return lower, self.dropout(self._run(self.upper, self.dropout(lower), batch))

    @staticmethod
    def _run(layer: nn.LSTM, x: Tensor, batch: Batch) -> Tensor:
        packed = pack_padded_sequence(x, batch.lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=x.shape[1])
        return states

    def total(self, scores: Tensor, inside: Tensor, allowed: Tensor | None = None) -> Tensor:
        """log of the sum over all paths of labels, or over those that are allowed."""
        if allowed is not None:
            scores = scores.masked_fill(~allowed, -1e4)
        ahead = scores[:, 0] + self.moves[-1]
        for step in range(1, scores.shape[1]):
            after = torch.logsumexp(ahead[:, :, None] + self.moves[:-1], 1) + scores[:, step]
            ahead = torch.where(inside[:, step : step + 1], after, ahead)
        return torch.logsumexp(ahead, 1)


def export(net: Net, path: Path) -> None:
    """Writes the weights for `reader.arabic.network`: pieces in 8 bits, the rest in 16."""
    state: dict[str, Any] = {n: w.detach().numpy().copy() for n, w in net.state_dict().items()}
    table = state["pieces.weight"]
    scale = (np.abs(table).max(1, keepdims=True) / 127).clip(1e-6).astype(np.float16)
    out = {
        "pieces": np.round(table / scale.astype(np.float32)).clip(-127, 127).astype(np.int8),
        "pieces.scale": scale,
        "clusters": state["clusters.weight"].astype(np.float16),
        "out.weight": state["labels.weight"],
        "out.bias": state["labels.bias"],
        "moves": state["moves"],
    }
    for number, layer in (("1", "lower"), ("2", "upper")):
        for end, name in (("", number), ("_reverse", f"{number}.back")):
            out[f"{name}.input"] = state[f"{layer}.weight_ih_l0{end}"].astype(np.float16)
            out[f"{name}.recurrent"] = state[f"{layer}.weight_hh_l0{end}"].astype(np.float16)
            out[f"{name}.bias"] = (
                state[f"{layer}.bias_ih_l0{end}"] + state[f"{layer}.bias_hh_l0{end}"]
            )
    np.savez_compressed(path, **out)
