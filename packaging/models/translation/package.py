"""The trained weights, read back out of a package: training goes on from what ships.

The format is CTranslate2's own (`ctranslate2.specs.model_spec`, binary version 6). Int8 rows
come back as multiples of their scale, which is what the program computes with.
"""

from __future__ import annotations

import struct
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


def weights_of(package: Path) -> dict[str, torch.Tensor]:
    """The weights of a package that `export.py` made, named as in `model.Transformer`."""
    stored = variables(package / "model" / "model.bin")
    weights: dict[str, torch.Tensor] = {}

    def take(name: str, place: str, *ours: str) -> None:
        array = stored[place].astype(np.float32)
        if f"{place}_scale" in stored:
            array /= stored[f"{place}_scale"][:, None]
        for our, part in zip(ours, np.split(array, len(ours)), strict=True):
            weights[f"{our}.{name}"] = torch.from_numpy(part.copy())

    def linear(place: str, *ours: str) -> None:
        take("weight", f"{place}/weight", *ours)
        take("bias", f"{place}/bias", *ours)

    def norm(place: str, our: str) -> None:
        take("weight", f"{place}/layer_norm/gamma", our)
        take("bias", f"{place}/layer_norm/beta", our)

    take("weight", "decoder/embeddings/weight", "embedding")
    for side in ("encoder", "decoder"):
        norm(side, f"{side}_norm")
        layer = 0
        while f"{side}/layer_{layer}/ffn/linear_0/weight" in stored:
            place, our = f"{side}/layer_{layer}", f"{side}.{layer}"
            own, cross = f"{our}.self_attention", f"{our}.cross_attention"
            norm(f"{place}/self_attention", f"{our}.self_norm")
            linear(f"{place}/self_attention/linear_0", f"{own}.query", f"{own}.key", f"{own}.value")
            linear(f"{place}/self_attention/linear_1", f"{own}.out")
            if side == "decoder":
                norm(f"{place}/attention", f"{our}.cross_norm")
                linear(f"{place}/attention/linear_0", f"{cross}.query")
                linear(f"{place}/attention/linear_1", f"{cross}.key", f"{cross}.value")
                linear(f"{place}/attention/linear_2", f"{cross}.out")
            norm(f"{place}/ffn", f"{our}.inner_norm")
            linear(f"{place}/ffn/linear_0", f"{our}.inner")
            linear(f"{place}/ffn/linear_1", f"{our}.outer")
            layer += 1
    return weights
