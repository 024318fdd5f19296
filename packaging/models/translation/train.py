"""Step 2: trains the model, from the last checkpoint if there is one.

    python packaging/models/translation/train.py [--config FILE] [--minutes M] [--from FILE]

`--from` begins with the weights of another checkpoint or of a package's folder, the optimiser
anew. Stops after the last phase, after `--minutes`, or on SIGTERM, always with a
checkpoint written. Runs on a GPU where there is one.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from model import FusedLoss, Transformer, load_grown
from package import weights_of
from prepare import HERE, Config, read_config
from torch import Tensor

START, END = 1, 2


class Data:
    """The prepared arrays, and batches drawn from them."""

    def __init__(self, config: Config, seed: int) -> None:
        work = Path(config["work"])
        self.settings = config["data"]
        self.tokens = config["training"]["batch_tokens"]
        stored = np.load(work / "data.npz")
        self.arrays = {name: stored[name] for name in stored.files}
        names = json.loads((work / "prepared.json").read_text())["sources"]
        self.names = names
        self.rng = np.random.default_rng(seed)
        self.lengths = np.maximum(
            np.diff(self.arrays["source0_at"]), np.diff(self.arrays["target0_at"])
        )

    def weights(self, phase: dict[str, Any]) -> np.ndarray:
        """How likely each pair is to be drawn in the phase."""
        table = {**self.settings["weights"], **phase.get("weights", {})}
        weights = np.array([table[name] for name in self.names])[self.arrays["origin"]]
        return np.asarray(weights / weights.sum())

    def one(self, index: int, variant: int) -> tuple[list[int], list[int], np.ndarray]:
        """Source ids, target ids and (target, source) links of one pair."""
        a, v = self.arrays, variant
        links = a[f"links{v}"][a[f"links{v}_at"][index] : a[f"links{v}_at"][index + 1]]
        return (
            a[f"source{v}"][a[f"source{v}_at"][index] : a[f"source{v}_at"][index + 1]].tolist(),
            a[f"target{v}"][a[f"target{v}_at"][index] : a[f"target{v}_at"][index + 1]].tolist(),
            links,
        )

    def example(self, index: int, joined: float) -> tuple[list[int], list[int], np.ndarray]:
        """A pair in one of its forms, perhaps with the one or two that follow it."""
        draw = self.rng.random
        count = 1 if draw() >= joined else 2 if draw() < 0.6 else 3
        longest = self.settings["longest"]
        source: list[int] = []
        target: list[int] = []
        links: list[np.ndarray] = []
        a = self.arrays
        for i in range(index, min(index + count, len(a["line"]))):
            follows = a["origin"][i] == a["origin"][index]
            if i > index and not (follows and 0 < a["line"][i] - a["line"][i - 1] <= 3):
                break
            plain = draw() < self.settings["plain_share"]
            variant = 0 if plain else int(self.rng.integers(1, self.settings["variants"] + 1))
            s, t, l = self.one(i, variant)
            if source and max(len(source) + len(s), len(target) + len(t)) > longest:
                break
            links.append(l.astype(np.int64) + np.array([len(target), len(source)]))
            source += s
            target += t
        return source, target, np.concatenate(links)

    def batches(
        self, phase: dict[str, Any], step: int, at_once: int
    ) -> Iterator[tuple[Tensor, ...]]:
        """Endless batches: drawn by weight, sorted by both sides within a pool, shuffled.

        `step` is the update that the first is for; an update takes `at_once` of them.
        """
        weights = self.weights(phase)
        while True:
            longest = self.settings["longest"]
            if step < phase.get("growing", 0):
                first = phase["longest_first"]
                longest = int(first + (longest - first) * step / phase["growing"])
            probable = np.where(self.lengths <= longest, weights, 0)
            drawn = self.rng.choice(len(weights), size=6000, p=probable / probable.sum())
            pool = [self.example(int(i), phase["joined"]) for i in drawn]
            pool = [e for e in pool if e[0] and e[1]]
            pool.sort(key=lambda e: (max(len(e[0]), len(e[1])) // 4, len(e[1])))
            groups: list[list[tuple[list[int], list[int], np.ndarray]]] = [[]]
            for e in pool:
                size = max(len(e[0]), len(e[1])) + 1
                if groups[-1] and (len(groups[-1]) + 1) * size > self.tokens // at_once:
                    groups.append([])
                groups[-1].append(e)
            self.rng.shuffle(groups)
            for group in groups:
                yield batch(group)
            step += len(groups) // at_once


def batch(group: list[tuple[list[int], list[int], np.ndarray]]) -> tuple[Tensor, ...]:
    """Examples as padded source, target in, target out (-1 is padding), and link mask."""
    rows = len(group)
    wide = max(len(s) for s, _, _ in group) + 1
    high = max(len(t) for _, t, _ in group) + 1
    source = np.full((rows, wide), -1)
    before = np.full((rows, high), -1)
    after = np.full((rows, high), -1)
    linked = np.zeros((rows, high, wide), dtype=bool)
    for i, (s, t, links) in enumerate(group):
        source[i, : len(s) + 1] = [*s, END]
        before[i, : len(t) + 1] = [START, *t]
        after[i, : len(t) + 1] = [*t, END]
        linked[i, links[:, 0], links[:, 1]] = True
        linked[i, len(t), len(s)] = True  # the end looks at the end
    return tuple(torch.from_numpy(x) for x in (source, before, after, linked))


def half_precision(device: str) -> bool:
    """Whether matrices are multiplied faster in bfloat16 (4 to 5 times with AVX512_BF16)."""
    return device == "cuda" or torch.cpu._is_avx512_bf16_supported()


def losses(
    model: Transformer, parts: tuple[Tensor, ...], smoothing: float, half: bool
) -> tuple[Tensor, Tensor]:
    """Training loss and guided alignment loss, each a mean."""
    source, before, after, linked = parts
    real = after >= 0
    with torch.autocast(source.device.type, torch.bfloat16, enabled=half):
        states, attention = model(source, before, real)
    low = torch.bfloat16 if half else torch.float32
    loss = FusedLoss.apply(states.float(), model.embedding.weight, after[real], smoothing, low)
    has = linked.any(-1)
    on = attention.float().masked_fill(~linked, -1e9).logsumexp(-1)[has]
    return loss, -on.mean() if len(on) else loss.new_zeros(())


def rate_at(phase: dict[str, Any], step: int) -> float:
    """Learning rate: linear warm-up, then linear to the phase's last rate."""
    warmup = phase.get("warmup", 0)
    if step < warmup:
        return float(phase["rate"] * (step + 1) / warmup)
    done = min(1.0, (step - warmup) / max(1, phase["steps"] - warmup))
    return float(phase["rate"] + (phase["last_rate"] - phase["rate"]) * done)


def build(config: Config, embeddings: bool = True) -> Transformer:
    """A fresh model for the prepared vocabulary."""
    table = np.load(Path(config["work"]) / "embeddings.npy")
    model = Transformer(config["model"], len(table))
    model.initialise(table if embeddings else None)
    return model


def first_weights(begin: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, or of a package's folder."""
    weights: dict[str, Tensor]
    if begin.is_dir():
        weights = weights_of(begin)
    else:
        weights = torch.load(begin, map_location="cpu", weights_only=True)["average"]
    return weights


def save(path: Path, content: dict[str, Any]) -> None:
    """Writes a checkpoint so that a crash leaves the old one."""
    beside = path.with_suffix(".part")
    torch.save(content, beside)
    beside.replace(path)


def newest(folder: Path) -> Path | None:
    """The checkpoint with the highest step."""
    found = sorted(folder.glob("step-*.pt"))
    return found[-1] if found else None


def replicas(model: Transformer, count: int) -> list[Transformer]:
    """The model, and others with the same weights in memory but gradients of their own.

    Each takes a batch in a thread of its own: on a CPU two threads that work on one batch
    wait for each other at every operation, and beside other work for very long.
    """
    found = [model]
    while len(found) < count:
        other = copy.deepcopy(model)
        for mine, shared in zip(other.parameters(), model.parameters(), strict=True):
            mine.data = shared.data
        found.append(other)
    return found


class Trainer:
    """Model, optimiser, running average and place in the phases."""

    def __init__(self, config: Config, begin: Path | None) -> None:
        self.config = config
        self.settings = config["training"]
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.half = half_precision(self.device)
        threads = 1 if self.device == "cuda" else self.settings["threads"]
        torch.set_num_threads(1)
        torch.manual_seed(config["seed"])
        self.work = Path(config["work"])
        self.folder = self.work / "checkpoints"
        self.folder.mkdir(exist_ok=True)
        self.model = build(config).to(self.device)
        self.optimiser = torch.optim.Adam(
            self.model.parameters(), lr=0.0, betas=(0.9, 0.999), eps=1e-9, fused=True
        )
        self.replicas = replicas(self.model, threads)
        self.pool = ThreadPoolExecutor(threads)
        self.step = self.phase = self.phase_step = self.tokens = 0
        last = newest(self.folder)
        if last:
            stored = torch.load(last, map_location=self.device, weights_only=True)
            self.model.load_state_dict(stored["model"])
            self.optimiser.load_state_dict(stored["optimiser"])
            for name in ("step", "phase", "phase_step", "tokens"):
                setattr(self, name, stored[name])
        elif begin:
            load_grown(self.model, first_weights(begin))
        self.average = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        if last:
            self.average.update(stored["average"])
        self.log_file = (self.work / "train.log").open("a")
        self.log(f"begin: {last or begin or 'fresh'}, step {self.step}, {self.device}")

    def log(self, text: str) -> None:
        """One line to the log and the screen."""
        line = f"{time.strftime('%H:%M:%S')} {text}"
        print(line, flush=True)
        print(line, file=self.log_file, flush=True)

    def checkpoint(self) -> None:
        """Writes a checkpoint and drops the oldest."""
        save(self.folder / f"step-{self.step:07d}.pt", {
            "model": self.model.state_dict(), "average": self.average,
            "optimiser": self.optimiser.state_dict(), "step": self.step, "phase": self.phase,
            "phase_step": self.phase_step, "tokens": self.tokens,
        })  # fmt: skip
        for old in sorted(self.folder.glob("step-*.pt"))[: -self.settings["keep"]]:
            old.unlink()

    def evaluate(self) -> None:
        """Exports the running average, translates 100 lines of dev greedily, logs BLEU."""
        from evaluate import quick

        try:
            self.log(f"dev: {quick(self.config, self.average)}")
        except Exception as error:  # a failed look must not end hours of training
            self.log(f"dev: failed, {error!r}")

    def run(self, minutes: float) -> None:
        """Trains until the phases or the minutes are over."""
        stop = time.monotonic() + minutes * 60
        stopping: list[int] = []
        signal.signal(signal.SIGTERM, lambda *_: stopping.append(1))
        saved = looked = time.monotonic()
        phases = self.settings["phase"]
        data = Data(self.config, self.config["seed"] + self.step)
        while self.phase < len(phases):
            phase = phases[self.phase]
            for model in self.replicas:
                model.dropout = phase["dropout"]
                model.word_dropout = phase.get("word_dropout", 0.0)
            totals, shown = np.zeros(4), time.monotonic()
            batches = data.batches(phase, self.phase_step, len(self.replicas))
            while self.phase_step < phase["steps"]:
                totals += [*self.update([next(batches) for _ in self.replicas], phase), 1]
                now = time.monotonic()
                if self.phase_step % 50 == 0:
                    loss, guided, seen, count = totals
                    self.log(
                        f"step {self.step} {phase['name']} loss {loss / count:.3f} "
                        f"guided {guided / count:.3f} {seen / (now - shown):.0f} tokens/s "
                        f"rate {rate_at(phase, self.phase_step):.2e}"
                    )
                    totals, shown = np.zeros(4), now
                if now - saved > self.settings["checkpoint_minutes"] * 60:
                    self.checkpoint()
                    saved = now
                if now - looked > self.settings["evaluate_minutes"] * 60:
                    self.evaluate()
                    looked = time.monotonic()
                if stopping or now > stop:
                    self.checkpoint()
                    return
            self.phase, self.phase_step = self.phase + 1, 0
        self.checkpoint()
        self.evaluate()

    def gradients(
        self, model: Transformer, parts: tuple[Tensor, ...], share: float
    ) -> tuple[float, float, int]:
        """A batch's loss, guided loss and English pieces; the gradients stay in the model."""
        parts = tuple(p.to(self.device) for p in parts)
        model.train()
        loss, guided = losses(model, parts, self.settings["label_smoothing"], self.half)
        ((loss + share * guided) / len(self.replicas)).backward()
        return float(loss.detach()), float(guided.detach()), int((parts[2] >= 0).sum())

    def update(
        self, batches: list[tuple[Tensor, ...]], phase: dict[str, Any]
    ) -> tuple[float, float, int]:
        """One step of the optimiser, a batch for each replica; returns mean loss, mean guided
        loss and English pieces."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(phase, self.phase_step)
        floor = self.settings["guided_floor"]
        share = max(floor, phase["guided"] * (1 - self.phase_step / max(1, phase["steps"])))
        told = [*self.pool.map(self.gradients, self.replicas, batches, [share] * len(batches))]
        for other in self.replicas[1:]:
            torch._foreach_add_(
                [p.grad for p in self.model.parameters()], [p.grad for p in other.parameters()]
            )
            other.zero_grad(set_to_none=True)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.phase_step += 1
        self.tokens += sum(tokens for _, _, tokens in told)
        decay = min(self.settings["average_decay"], (1 + self.step) / (10 + self.step))
        current = self.model.state_dict()
        torch._foreach_lerp_(
            list(self.average.values()), [current[k] for k in self.average], 1 - decay
        )
        loss, guided, tokens = np.array(told).T
        return loss.mean(), guided.mean(), tokens.sum()


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--from", dest="begin", type=Path)
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    random.seed(config["seed"])
    Trainer(config, arguments.begin).run(arguments.minutes)


if __name__ == "__main__":
    main()
