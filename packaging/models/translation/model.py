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

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None, causal: bool) -> Tensor:
        """Attends from `x` to `memory` where `mask` (broadcast to heads) is true."""
        mixed = F.scaled_dot_product_attention(
            self.split(self.query(x)), self.split(self.key(memory)), self.split(self.value(memory)),
            attn_mask=mask, is_causal=causal,
        )  # fmt: skip
        return self.out(mixed.transpose(1, 2).flatten(2))

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
        self, x: Tensor, mask: Tensor | None, memory: Tensor | None, memory_mask: Tensor | None,
        dropout: float, want_links: bool = False,
    ) -> tuple[Tensor, Tensor | None]:  # fmt: skip
        """The layer's output and, if wanted, the log attention of its first cross head."""
        normed = self.self_norm(x)
        attended = self.self_attention(normed, normed, mask, causal=mask is None)
        x = x + F.dropout(attended, dropout, self.training)
        links = None
        if self.cross_attention is not None and self.cross_norm is not None:
            assert memory is not None
            assert memory_mask is not None
            normed = self.cross_norm(x)
            if want_links:
                links = self.cross_attention.first_head(normed, memory, memory_mask)
            attended = self.cross_attention(normed, memory, memory_mask, causal=False)
            x = x + F.dropout(attended, dropout, self.training)
        hidden = F.dropout(F.relu(self.inner(self.inner_norm(x))), dropout, self.training)
        return x + F.dropout(self.outer(hidden), dropout, self.training), links


class Transformer(nn.Module):  # type: ignore[misc]
    """Encoder and decoder over one embedding table, tied to the output projection."""

    positions: Tensor

    def __init__(self, settings: dict[str, Any], vocabulary: int) -> None:
        super().__init__()
        width, heads, inner = settings["width"], settings["heads"], settings["inner"]
        self.width = width
        self.dropout = 0.1
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
        """Scaled embeddings with positions."""
        x = self.embedding(ids) * self.width**0.5 + self.positions[: ids.shape[1]]
        return F.dropout(x, self.dropout, self.training)

    def forward(self, source: Tensor, target: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """Logits at the real target positions and the guided head's log attention.

        source (batch, S) and target (batch, T) are piece ids, padded with -1; `real`
        (batch, T) tells the positions wanted. Logits are (real.sum(), vocabulary).
        """
        mask = (source >= 0)[:, None, None, :]
        x = self.embed(source.clamp(min=0))
        for layer in self.encoder:
            x, _ = layer(x, mask, None, None, self.dropout)
        memory = self.encoder_norm(x)
        x = self.embed(target.clamp(min=0))
        links = None
        for i, layer in enumerate(self.decoder):
            last = i == len(self.decoder) - 1
            x, links = layer(x, None, memory, mask, self.dropout, want_links=last)
        assert links is not None
        return F.linear(self.decoder_norm(x[real]), self.embedding.weight), links
