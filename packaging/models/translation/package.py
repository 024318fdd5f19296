"""Where our weights stand in a package, and back out of it: training goes on from what ships.

The format is CTranslate2's own (`ctranslate2.specs.model_spec`, binary version 6). Int8 rows
come back as multiples of their scale, which is what the program computes with.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

VERSION = 6
TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def variables(path: Path) -> dict[str, np.ndarray]:
    """All arrays of a CTranslate2 `model.bin` by name.

    Raises ValueError where the file has another version.
    """
    content = path.read_bytes()
    at = 0

    def number(kind: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from("<" + kind, content, at)
        at += struct.calcsize(kind)
        return int(value)

    def string() -> str:
        nonlocal at
        length = number("H")
        at += length
        return content[at - length : at - 1].decode()

    if number("I") != VERSION:
        raise ValueError(f"{path}: not binary version {VERSION} of CTranslate2")
    string()  # the specification's name
    number("I")  # and its revision
    found = {}
    for _ in range(number("I")):
        name = string()
        shape = [number("I") for _ in range(number("B"))]
        kind = TYPES[number("B")]
        size = number("I")
        found[name] = np.frombuffer(content[at : at + size], kind).reshape(shape)
        at += size
    return found


def places(encoder_layers: int, decoder_layers: int) -> Iterator[tuple[str, list[str]]]:
    """Every variable of CTranslate2's model but the encoder's embeddings (the same as the
    decoder's), the positions and the projection, with the parameters of `model.Transformer` that
    stand in it, one below the other.
    """

    def linear(place: str, *ours: str) -> Iterator[tuple[str, list[str]]]:
        for name in ("weight", "bias"):
            yield f"{place}/{name}", [f"{our}.{name}" for our in ours]

    def norm(place: str, our: str) -> Iterator[tuple[str, list[str]]]:
        yield f"{place}/layer_norm/gamma", [f"{our}.weight"]
        yield f"{place}/layer_norm/beta", [f"{our}.bias"]

    yield "decoder/embeddings/weight", ["embedding.weight"]
    for side, layers in (("encoder", encoder_layers), ("decoder", decoder_layers)):
        yield from norm(side, f"{side}_norm")
        for i in range(layers):
            place, our = f"{side}/layer_{i}", f"{side}.{i}"
            own, cross = f"{our}.self_attention", f"{our}.cross_attention"
            yield from norm(f"{place}/self_attention", f"{our}.self_norm")
            yield from linear(
                f"{place}/self_attention/linear_0", f"{own}.query", f"{own}.key", f"{own}.value"
            )
            yield from linear(f"{place}/self_attention/linear_1", f"{own}.out")
            if side == "decoder":
                yield from norm(f"{place}/attention", f"{our}.cross_norm")
                yield from linear(f"{place}/attention/linear_0", f"{cross}.query")
                yield from linear(f"{place}/attention/linear_1", f"{cross}.key", f"{cross}.value")
                yield from linear(f"{place}/attention/linear_2", f"{cross}.out")
            yield from norm(f"{place}/ffn", f"{our}.inner_norm")
            yield from linear(f"{place}/ffn/linear_0", f"{our}.inner")
            yield from linear(f"{place}/ffn/linear_1", f"{our}.outer")


def weights_of(package: Path) -> dict[str, torch.Tensor]:
    """The weights of a package that `export.py` made, named as in `model.Transformer`."""
    stored = variables(package / "model" / "model.bin")
    inner = re.compile(r"(encoder|decoder)/layer_\d+/ffn/linear_0/weight")
    layers = Counter(found[1] for found in map(inner.fullmatch, stored) if found)
    weights: dict[str, torch.Tensor] = {}
    for place, ours in places(layers["encoder"], layers["decoder"]):
        array = stored[place].astype(np.float32)
        if f"{place}_scale" in stored:
            array /= stored[f"{place}_scale"][:, None]
        for our, part in zip(ours, np.split(array, len(ours)), strict=True):
            weights[our] = torch.from_numpy(part.copy())
    return weights
