"""Step 1: from the corpus to vocabulary, aligned piece arrays and initial embeddings.

    python packaging/models/translation/prepare.py [--config FILE] [--vocabulary FILE]

`--vocabulary` keeps a SentencePiece model: a must where training goes on from a checkpoint.
Writes into the configuration's work folder: `sentencepiece.model`, `data.npz`,
`embeddings.npy` and `prepared.json` (how many pairs of each source were kept).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from align import align, tokens
from corpus import Pair, noised, read_corpus
from embeddings import embeddings
from pieces import Encoder, Links, piece_links, piece_tokens, relinked
from vocabulary import train_vocabulary

from reader.translation.tokenizer import spaced

HERE = Path(__file__).parent
Config = dict[str, Any]


def read_config(path: Path) -> Config:
    """The configuration as nested dictionaries, laid over the file that its `base` names."""
    config = tomllib.loads(path.read_text(encoding="utf-8"))
    if "base" in config:
        return overlaid(read_config(path.parent / config.pop("base")), config)
    return config


def overlaid(below: Config, above: Config) -> Config:
    """`below` with what `above` says otherwise; tables are joined, all else is replaced."""
    joined = dict(below)
    for name, value in above.items():
        both = isinstance(value, dict) and isinstance(below.get(name), dict)
        joined[name] = overlaid(below[name], value) if both else value
    return joined


def rare_characters(pairs: list[Pair], minimum: int) -> set[str]:
    """Characters too rare on either side for a piece of their own."""
    counts = Counter(c for p in pairs for c in p.arabic + p.english)
    return {c for c, n in counts.items() if n < minimum}


def vocabulary_lines(
    pairs: list[Pair], weights: dict[str, float], rng: random.Random
) -> tuple[list[str], list[str]]:
    """The Arabic and the English sides of the pairs, repeated as training will see them."""
    arabic, english = [], []
    for pair in pairs:
        weight = weights.get(pair.source, 0.0)
        for _ in range(int(weight) + (rng.random() < weight % 1)):
            arabic.append(spaced(pair.arabic)[0])
            english.append(spaced(pair.english)[0])
    return arabic, english


def flat(rows: list[Any], shape: tuple[int, ...] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Rows of unequal length as one array and its offsets."""
    offsets = np.cumsum([0] + [len(r) for r in rows])
    joined = [x for r in rows for x in r]
    return np.array(joined, dtype=np.int16).reshape((-1, *shape)), offsets


def prepare(config: Config, vocabulary: Path | None = None) -> None:
    """Runs the whole step; with `vocabulary`, keeps that SentencePiece model."""
    work = Path(config["work"])
    work.mkdir(parents=True, exist_ok=True)
    settings = config["data"]
    rng = random.Random(config["seed"])
    written = [HERE / name for name in settings["written"]]
    count = settings["dictionary"], settings["names"], settings["renamed"]
    pairs = read_corpus(Path(config["shared"]), written, *count, rng)
    rare = rare_characters(pairs, config["vocabulary"]["coverage_minimum"])
    pairs = [p for p in pairs if not rare.intersection(p.arabic + p.english)]
    print(len(pairs), "pairs; aligning", flush=True)
    aligned = align([(p.arabic, p.english) for p in pairs])
    kept = []
    for pair, (links, score) in zip(pairs, aligned, strict=True):
        # Words that seldom translate each other: not a translation. The news is written for
        # this; lists of words say what the sentences do not.
        trusted = pair.source.startswith(("news", "ntrex", "dictionary", "names"))
        if trusted or len(pair.english.split()) < 6 or score >= settings["lexical_floor"]:
            kept.append((pair, links))
    print(len(kept), "after the alignment filter; vocabulary", flush=True)
    if vocabulary:
        shutil.copy(vocabulary, work / "sentencepiece.model")
    else:
        sides = vocabulary_lines([p for p, _ in kept], settings["weights"], rng)
        asked = config["vocabulary"]
        train_vocabulary(*sides, asked["size"], asked["whole_words"], work)
    encoder = Encoder(work / "sentencepiece.model")
    sentencepiece.set_random_generator_seed(config["seed"])
    write_arrays(kept, encoder, config, work, rng)


def write_arrays(
    kept: list[tuple[Pair, Links]], encoder: Encoder, config: Config, work: Path,
    rng: random.Random,
) -> None:  # fmt: skip
    """Encodes every pair, plain and in its variants, and writes arrays and embeddings."""
    settings = config["data"]
    names = sorted(settings["weights"])
    variants = settings["variants"] + 1
    sources: list[list[list[int]]] = [[] for _ in range(variants)]
    link_rows: list[list[list[tuple[int, int]]]] = [[] for _ in range(variants)]
    targets: list[list[list[int]]] = [[] for _ in range(variants)]
    origin, line, lexical = [], [], []
    for pair, links in kept:
        if pair.source not in settings["weights"]:
            continue
        plain_target, plain_target_spans = encoder.encode(pair.english)
        plain, plain_spans = encoder.encode(pair.arabic)
        longer = max(len(plain_target), len(plain))
        if not 0 < longer <= settings["longest"] or 0 in plain_target:
            continue
        words, english_words = tokens(pair.arabic), tokens(pair.english)
        for v in range(variants):
            ids, ids_spans, these, text = plain, plain_spans, links, pair.arabic
            target, target_spans = plain_target, plain_target_spans
            if v:
                if rng.random() < 0.5:
                    resampled = encoder.encode(pair.english, settings["target_alpha"])
                    if len(resampled[0]) <= settings["longest"]:
                        target, target_spans = resampled
                if rng.random() < 0.5:
                    text = noised(pair.arabic, rng) or text
                ids, ids_spans = encoder.encode(text, settings["alpha"])
            now = tokens(text)
            if text != pair.arabic:
                these = relinked(links, [pair.arabic[s:e] for s, e in words],
                                 [text[s:e] for s, e in now])  # fmt: skip
            sources[v].append(ids)
            target_tokens = piece_tokens(english_words, target_spans)
            link_rows[v].append(piece_links(these, piece_tokens(now, ids_spans), target_tokens))
            targets[v].append(target)
        origin.append(names.index(pair.source))
        line.append(pair.line)
        lexical.append((plain, plain_target, link_rows[0][-1],
                        min(settings["weights"][pair.source], 1.0)))  # fmt: skip
    arrays: dict[str, Any] = {"origin": np.array(origin), "line": np.array(line)}
    for v in range(variants):
        arrays[f"source{v}"], arrays[f"source{v}_at"] = flat(sources[v])
        arrays[f"target{v}"], arrays[f"target{v}_at"] = flat(targets[v])
        arrays[f"links{v}"], arrays[f"links{v}_at"] = flat(link_rows[v], (2,))
    np.savez(work / "data.npz", **arrays)
    counts = Counter(names[i] for i in origin)
    (work / "prepared.json").write_text(json.dumps({"sources": names, "pairs": counts}, indent=1))
    print("pieces:", len(arrays["source0"]), "Arabic,", len(arrays["target0"]), "English;",
          sum(counts.values()), "pairs; embeddings", flush=True)  # fmt: skip
    size = encoder.processor.get_piece_size()
    np.save(work / "embeddings.npy", embeddings(lexical, size, config["model"]["width"]))


def main() -> None:
    """Reads the command line and prepares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--vocabulary", type=Path, help="SentencePiece model to keep")
    arguments = parser.parse_args()
    prepare(read_config(arguments.config), arguments.vocabulary)


if __name__ == "__main__":
    main()
