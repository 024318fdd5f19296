"""Step 3: one set of weights out of the last checkpoints, and the checkpoint to keep in git.

    python packaging/models/translation/average.py [--config FILE] [--last N] [--half FILE]

Averages the running averages of the last N checkpoints into the work folder's
`averaged.pt`. `--half` also writes the newest running average in half precision, without
the optimiser: what a later training begins with (`train.py --from`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from prepare import HERE, read_config
from train import save

Weights = dict[str, torch.Tensor]


def mean(several: list[Weights]) -> Weights:
    """The mean of each weight over several checkpoints, in float32."""
    return {
        name: torch.stack([weights[name].float() for weights in several]).mean(0)
        for name in several[0]
    }


def main() -> None:
    """Reads the command line and averages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--last", type=int, default=1)
    parser.add_argument("--half", type=Path)
    arguments = parser.parse_args()
    work = Path(read_config(arguments.config)["work"])
    files = sorted((work / "checkpoints").glob("step-*.pt"))[-arguments.last :]
    if not files:
        raise SystemExit(f"No checkpoint in {work}: run train.py first.")
    stored = [torch.load(f, map_location="cpu", weights_only=True) for f in files]
    place = {name: stored[-1][name] for name in ("step", "tokens")}
    save(work / "averaged.pt", {"average": mean([s["average"] for s in stored]), **place})
    print("averaged:", ", ".join(f.name for f in files))
    if arguments.half:
        half = {name: weights.half() for name, weights in stored[-1]["average"].items()}
        save(arguments.half, {"average": half, **place})
        print(f"{arguments.half}: {arguments.half.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
