"""Step 4: from a checkpoint to an Argos package.

    python packaging/models/translation/export.py [--config FILE] [--checkpoint FILE] OUT

OUT is a folder for the unpacked package, or a file `….argosmodel`. Without `--checkpoint` the
work folder's `averaged.pt`, else the running average of the newest checkpoint.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.model_spec import index_spec
from package import places
from prepare import HERE, Config, read_config

Weights = Mapping[str, torch.Tensor]


def spec_of(settings: dict[str, Any], weights: Weights, pieces: list[str]) -> TransformerSpec:
    """The weights as CTranslate2's specification of a transformer.

    The attention it returns is that of the last decoder layer's first cross-attention
    head, the one that learnt word alignment (`alignment_layer` -1, `alignment_heads` 1).
    """
    spec = TransformerSpec.from_config(
        (settings["encoder_layers"], settings["decoder_layers"]), settings["heads"],
        pre_norm=True, alignment_layer=-1, alignment_heads=1,
    )  # fmt: skip

    def array(name: str) -> np.ndarray:
        # A copy: int8 conversion overwrites what it is given.
        return np.array(weights[name].detach().float().cpu().numpy(), copy=True)

    for place, ours in places(settings["encoder_layers"], settings["decoder_layers"]):
        parent, name = place.rsplit("/", 1)
        setattr(index_spec(spec, parent), name, np.concatenate([array(our) for our in ours]))
    spec.encoder.position_encodings.encodings = array("positions")
    spec.decoder.position_encodings.encodings = array("positions")
    spec.encoder.embeddings[0].weight = array("embedding.weight")
    spec.decoder.projection.weight = array("embedding.weight")
    spec.decoder.projection.bias = np.where([answers(p) for p in pieces], 0, -1e4).astype("f")
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    return spec


def answers(piece: str) -> bool:
    """Whether a piece may stand in the English: the unknown piece and Arabic letters may not."""
    return piece != "<unk>" and not any("\u0600" <= letter <= "\u06ff" for letter in piece)


def vocabulary(model: Path) -> list[str]:
    """The pieces in order of their ids."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


def write_model(config: Config, weights: Weights, folder: Path, quantization: str | None) -> None:
    """Writes the CTranslate2 model; `quantization` None keeps float32."""
    with_positions = dict(weights)
    from model import sinusoids

    settings = config["model"]
    with_positions["positions"] = sinusoids(settings["positions"], settings["width"])
    pieces = vocabulary(Path(config["work"]) / "sentencepiece.model")
    spec = spec_of(settings, with_positions, pieces)
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def chosen_weights(config: Config, checkpoint: Path | None) -> tuple[Weights, Path]:
    """The weights to export and the file they come from."""
    from train import newest

    work = Path(config["work"])
    if checkpoint is None:
        checkpoint = work / "averaged.pt"
        if not checkpoint.exists():
            checkpoint = newest(work / "checkpoints")
    if checkpoint is None:
        raise SystemExit(f"No checkpoint in {work}: run train.py first.")
    stored = torch.load(checkpoint, map_location="cpu", weights_only=True)
    return stored["average"], checkpoint


def write_package(config: Config, weights: Weights, folder: Path) -> None:
    """Writes the unpacked Argos package."""
    folder.mkdir(parents=True, exist_ok=True)
    write_model(config, weights, folder / "model", "int8")
    shutil.copy(Path(config["work"]) / "sentencepiece.model", folder / "sentencepiece.model")
    package = config["package"]
    metadata = {
        "package_version": package["version"], "argos_version": "1.11.0",
        "from_code": "ar", "from_name": "Arabic", "to_code": "en", "to_name": "English",
        "links": [], "mirat": {"decoding": config["decoding"], "spaced_marks": True},
    }  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n")
    readme = (HERE / "package-README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(readme, encoding="utf-8")


def zip_package(folder: Path, file: Path) -> None:
    """Packs the folder, under the package's name, as an .argosmodel."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                out.write(path, f"{file.stem}/{path.relative_to(folder)}")


def main() -> None:
    """Reads the command line and exports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    weights, source = chosen_weights(config, arguments.checkpoint)
    out: Path = arguments.out
    if out.suffix == ".argosmodel":
        with tempfile.TemporaryDirectory() as folder:
            write_package(config, weights, Path(folder))
            zip_package(Path(folder), out)
    else:
        write_package(config, weights, out)
    print(f"{source} -> {out}")


if __name__ == "__main__":
    main()
