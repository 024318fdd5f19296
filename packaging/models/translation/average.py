"""Step 3: one set of weights out of the last checkpoints.

    python packaging/models/translation/average.py [--config FILE] [--last N]

Averages the running averages of the last N checkpoints into the work folder's
`averaged.pt`.
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
    arguments = parser.parse_args()
    work = Path(read_config(arguments.config)["work"])
    files = sorted((work / "checkpoints").glob("step-*.pt"))[-arguments.last :]
    if not files:
        raise SystemExit(f"No checkpoint in {work}: run train.py first.")
    stored = [torch.load(f, map_location="cpu", weights_only=True) for f in files]
    place = {name: stored[-1][name] for name in ("step", "tokens")}
    save(work / "averaged.pt", {"average": mean([s["average"] for s in stored]), **place})
    print("averaged:", ", ".join(f.name for f in files))


if __name__ == "__main__":
    main()
