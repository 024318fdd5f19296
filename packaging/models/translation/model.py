"""The translation model in PyTorch: a pre-norm transformer, as CTranslate2 runs it."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


def sinusoids(positions: int, width: int) -> Tensor:
    """Position encodings (positions x width), sines in the first half, cosines in the second."""
    rates = 10000 ** (-torch.arange(width // 2) / (width // 2 - 1))
    angles = torch.arange(positions)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)


#: Random keep-or-drop factors for each dropout rate and device. Drawing them anew for every
#: layer costs a sixth of a step on a CPU; a window at a random place of a long row does as well.
_FACTORS: dict[tuple[float, torch.device], Tensor] = {}


def dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout with factors cut from a long random row."""
    if not training or rate == 0:
        return x
    place = (rate, x.device)
    if place not in _FACTORS or len(_FACTORS[place]) < 2 * x.numel():
        kept = torch.rand(max(1 << 24, 2 * x.numel()), device=x.device) >= rate
        _FACTORS[place] = kept.to(torch.bfloat16) / (1 - rate)
    factors = _FACTORS[place]
    at = int(torch.randint(0, len(factors) - x.numel(), ()))
    return x * factors[at : at + x.numel()].view(x.shape).to(x.dtype)


class FusedLoss(torch.autograd.Function):  # type: ignore[misc]
    """Output projection and label-smoothed cross-entropy in one, a piece of the rows at a time.

    The gradient is made on the way forward, so the (rows, vocabulary) scores are never kept.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, wanted: Tensor, smoothing: float,
                low: torch.dtype) -> Tensor:  # fmt: skip
        """Mean loss of the wanted pieces (rows,) for the states (rows, width)."""
        rows, size = len(states), len(weight)
        states_low, weight_low = states.to(low), weight.to(low)
        to_states, to_weight = torch.empty_like(states), torch.zeros_like(weight)
        total = states.new_zeros((), dtype=torch.float32)
        for at in range(0, rows, 512):
            part, answers = states_low[at : at + 512], wanted[at : at + 512, None]
            scores = (part @ weight_low.t()).float()
            top = scores.amax(-1, keepdim=True)
            total -= smoothing * scores.mean(-1).sum()
            total -= (1 - smoothing) * scores.gather(1, answers).sum()
            partition = scores.sub_(top).exp_().sum(-1, keepdim=True)
            total += (top + partition.log()).sum()
            scores.div_(partition).sub_(smoothing / size)
            scores.scatter_add_(1, answers, scores.new_full((len(answers), 1), smoothing - 1))
            gradient = scores.to(low)
            to_states[at : at + 512] = gradient @ weight_low
            to_weight += gradient.t() @ part
        ctx.save_for_backward(to_states / rows, to_weight / rows)
        return total / rows

    @staticmethod
    def backward(ctx: Any, above: Tensor) -> tuple[Tensor, Tensor, None, None, None]:
        """Gradients of the states and of the projection."""
        to_states, to_weight = ctx.saved_tensors
        return to_states * above, to_weight * above, None, None, None


class Attention(nn.Module):  # type: ignore[misc]
    """Multi-head attention; heads share one projection each for queries, keys, values."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)

    def split(self, x: Tensor) -> Tensor:
        """(batch, length, width) as (batch, heads, length, width / heads)."""
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Attends from `x` to `memory` where `mask` (broadcast to heads) is true.

        Written out, as PyTorch's fused attention is nine times slower backwards on a CPU.
        """
        queries, keys, values = (
            self.split(t) for t in (self.query(x), self.key(memory), self.value(memory))
        )
        size = queries.shape[-1]
        scores = ((queries * size**-0.5) @ keys.transpose(-1, -2)).float()
        weights = scores.masked_fill(~mask, -1e9).softmax(-1).to(values.dtype)
        return self.out((weights @ values).transpose(1, 2).flatten(2))

    def first_head(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Log of the first head's attention, (batch, queries, keys)."""
        size = self.query.out_features // self.heads
        queries = F.linear(x, self.query.weight[:size], self.query.bias[:size])
        keys = F.linear(memory, self.key.weight[:size], self.key.bias[:size])
        scores = queries @ keys.transpose(1, 2) * size**-0.5
        return scores.masked_fill(~mask[:, 0], -1e9).log_softmax(-1)


class Layer(nn.Module):  # type: ignore[misc]
    """One encoder or decoder layer; `cross` adds attention to the encoder's output."""

    def __init__(self, width: int, heads: int, inner: int, cross: bool) -> None:
        super().__init__()
        self.self_norm = nn.LayerNorm(width)
        self.self_attention = Attention(width, heads)
        self.cross_norm = nn.LayerNorm(width) if cross else None
        self.cross_attention = Attention(width, heads) if cross else None
        self.inner_norm = nn.LayerNorm(width)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)

    def forward(
        self, x: Tensor, mask: Tensor, memory: Tensor | None, memory_mask: Tensor | None,
        rate: float, want_links: bool = False,
    ) -> tuple[Tensor, Tensor | None]:  # fmt: skip
        """The layer's output and, if wanted, the log attention of its first cross head."""
        normed = self.self_norm(x)
        x = x + dropout(self.self_attention(normed, normed, mask), rate, self.training)
        links = None
        if self.cross_attention is not None and self.cross_norm is not None:
            assert memory is not None
            assert memory_mask is not None
            normed = self.cross_norm(x)
            if want_links:
                links = self.cross_attention.first_head(normed, memory, memory_mask)
            attended = self.cross_attention(normed, memory, memory_mask)
            x = x + dropout(attended, rate, self.training)
        hidden = dropout(F.relu(self.inner(self.inner_norm(x))), rate, self.training)
        return x + dropout(self.outer(hidden), rate, self.training), links


class Transformer(nn.Module):  # type: ignore[misc]
    """Encoder and decoder over one embedding table, tied to the output projection."""

    positions: Tensor

    def __init__(self, settings: dict[str, Any], vocabulary: int) -> None:
        super().__init__()
        width, heads, inner = settings["width"], settings["heads"], settings["inner"]
        self.width = width
        self.dropout = 0.1
        self.word_dropout = 0.0
        self.embedding = nn.Embedding(vocabulary, width)
        self.register_buffer("positions", sinusoids(settings["positions"], width), False)
        self.encoder = nn.ModuleList(
            Layer(width, heads, inner, False) for _ in range(settings["encoder_layers"])
        )
        self.decoder = nn.ModuleList(
            Layer(width, heads, inner, True) for _ in range(settings["decoder_layers"])
        )
        self.encoder_norm = nn.LayerNorm(width)
        self.decoder_norm = nn.LayerNorm(width)

    def initialise(self, embeddings: np.ndarray | None) -> None:
        """First weights: Xavier, the given embeddings, and glossing in the last layer.

        The last cross-attention's value and output projections start near the identity:
        with embeddings shared between the languages and a head that learns word
        alignment, the model begins by glossing the word it attends to.
        """
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1 and name != "embedding.weight":
                nn.init.xavier_uniform_(parameter)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        nn.init.normal_(self.embedding.weight, std=self.width**-0.5)
        if embeddings is None:
            return
        rows, width = embeddings.shape
        with torch.no_grad():
            self.embedding.weight[:rows, :width] = torch.from_numpy(embeddings)
            for layer in list(self.decoder)[-1:]:
                for linear in (layer.cross_attention.value, layer.cross_attention.out):
                    linear.weight.mul_(0.5).add_(torch.eye(self.width))

    def embed(self, ids: Tensor) -> Tensor:
        """Scaled embeddings with positions; in training some pieces are left blank."""
        x = self.embedding(ids) * self.width**0.5
        if self.training and self.word_dropout:
            x = x * (torch.rand(*ids.shape, 1, device=ids.device) >= self.word_dropout)
        x = x + self.positions[: ids.shape[1]]
        return dropout(x, self.dropout, self.training)

    def forward(self, source: Tensor, target: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """States at the real target positions and the guided head's log attention.

        source (batch, S) and target (batch, T) are piece ids, padded with -1; `real`
        (batch, T) tells the positions wanted. States are (real.sum(), width): `logits` and
        `FusedLoss` take them on.
        """
        mask = (source >= 0)[:, None, None, :]
        x = self.embed(source.clamp(min=0))
        for layer in self.encoder:
            x, _ = layer(x, mask, None, None, self.dropout)
        memory = self.encoder_norm(x)
        x = self.embed(target.clamp(min=0))
        length = target.shape[1]
        before = torch.ones(length, length, dtype=torch.bool, device=target.device).tril()
        links = None
        for i, layer in enumerate(self.decoder):
            last = i == len(self.decoder) - 1
            x, links = layer(x, before, memory, mask, self.dropout, want_links=last)
        assert links is not None
        return self.decoder_norm(x[real]), links

    def logits(self, states: Tensor) -> Tensor:
        """Scores of every piece, (positions, vocabulary)."""
        return F.linear(states, self.embedding.weight)


def load_grown(model: Transformer, weights: dict[str, Tensor]) -> None:
    """Takes over a smaller model's weights; what that one lacked begins by changing nothing.

    New decoder layers come before the last one, whose attention aligns the words; a wider
    feed-forward keeps its old units first.
    """
    last = max(int(name.split(".")[1]) for name in weights if name.startswith("decoder."))
    moved = f"decoder.{last}.", f"decoder.{len(model.decoder) - 1}."
    old = {name.replace(*moved): weight for name, weight in weights.items()}
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if ".out." in name or ".outer." in name:
                parameter.zero_()
            if name in old:
                parameter[tuple(slice(size) for size in old[name].shape)] = old[name]
