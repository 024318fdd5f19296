"""Step 1: from the corpus to vocabulary, aligned piece arrays and initial embeddings.

    python packaging/models/translation/prepare.py [--config FILE]

Writes into the configuration's work folder: `sentencepiece.model`, `data.npz`,
`embeddings.npy` and `prepared.json` (how many pairs of each source were kept).
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
import scipy.sparse.linalg
import sentencepiece
from align import Links, align, tokens
from corpus import Pair, noised, read_corpus

HERE = Path(__file__).parent
Config = dict[str, Any]

#: Folding inside the tokenizer: hamza seats and alef maqsura one, harakat and tatweel nothing.
#: One to one or deletion, so that a piece's offsets hold for the text.
FOLDING = {**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ـ": "",
           **{chr(c): "" for c in (*range(0x64B, 0x660), 0x670)}}  # fmt: skip


def read_config(path: Path) -> Config:
    """The configuration as nested dictionaries."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def train_vocabulary(pairs: list[Pair], config: Config, work: Path) -> None:
    """Trains the joint SentencePiece model; its folding rules are inside the model file."""
    rules = work / "folding.tsv"
    rules.write_text(
        "".join(f"{ord(a):X}\t{' '.join(f'{ord(c):X}' for c in b)}\n" for a, b in FOLDING.items())
    )
    weights = config["data"]["weights"]
    rng = random.Random(config["seed"])
    text = work / "vocabulary.txt"
    with text.open("w", encoding="utf-8") as out:
        for pair in pairs:
            weight = weights.get(pair.source, 0)
            for _ in range(int(weight) + (rng.random() < weight % 1)):
                out.write(f"{pair.arabic}\n{pair.english}\n")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(work / "sentencepiece"), model_type="unigram",
        vocab_size=config["vocabulary"]["size"], character_coverage=1.0, split_digits=True,
        normalization_rule_tsv=str(rules), unk_id=0, bos_id=1, eos_id=2, pad_id=-1,
        num_threads=2, input_sentence_size=400000, shuffle_input_sentence=True,
        minloglevel=1, hard_vocab_limit=False,
    )  # fmt: skip


def rare_characters(pairs: list[Pair], minimum: int) -> set[str]:
    """Characters too rare on either side for a piece of their own."""
    counts = Counter(c for p in pairs for c in p.arabic + p.english)
    return {c for c, n in counts.items() if n < minimum}


def piece_tokens(spans: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> list[set[int]]:
    """For each piece the tokens it shares characters with; both as character spans."""
    found: list[set[int]] = []
    at = 0
    for start, end in pieces:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        here, inside = at, set()
        while here < len(spans) and spans[here][0] < end:
            inside.add(here)
            here += 1
        found.append(inside)
    return found


class Encoder:
    """SentencePiece with each piece's span in the given text."""

    def __init__(self, model: Path) -> None:
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def encode(self, text: str, alpha: float = 0.0) -> tuple[list[int], list[tuple[int, int]]]:
        """Piece ids and spans in code points; sampled with smoothing `alpha` if not 0."""
        sampling = {"enable_sampling": True, "alpha": alpha, "nbest_size": -1} if alpha else {}
        proto = self.processor.encode(text, return_type="proto", **sampling)
        at = [0]  # code point of each byte, as the offsets are counted in bytes
        for index, char in enumerate(text):
            at += [index] * (len(char.encode()) - 1) + [index + 1]
        return [p.id for p in proto.pieces], [(at[p.begin], at[p.end]) for p in proto.pieces]


def piece_links(
    links: Links, source: list[set[int]], target: list[set[int]]
) -> list[tuple[int, int]]:
    """Token links as (target piece, source piece) pairs."""
    wanted = set(links)
    of_source: dict[int, list[int]] = {}
    for i, inside in enumerate(source):
        for token in inside:
            of_source.setdefault(token, []).append(i)
    by_target: dict[int, list[int]] = {}
    for s, t in wanted:
        by_target.setdefault(t, []).extend(of_source.get(s, ()))
    found = {(j, i) for j, inside in enumerate(target) for t in inside for i in by_target.get(t, ())}
    return sorted(found)


def relinked(links: Links, old: list[str], new: list[str]) -> Links:
    """Links moved from one tokenisation of the source to a noised one."""
    moved: dict[int, int] = {}
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for i in range(block.size):
            moved[block.a + i] = block.b + i
    return [(moved[s], t) for s, t in links if s in moved]


def embeddings(
    pairs: list[tuple[list[int], list[int], list[tuple[int, int]], float]], size: int, width: int
) -> np.ndarray:
    """Joint embeddings (size x width) in which pieces that translate each other are near.

    Truncated eigenvectors of a positive PMI matrix of links (across the languages) and of
    neighbours within five pieces (within a language), rows of standard deviation width^-0.5.
    """
    rows: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    values: list[np.ndarray] = []
    for source, target, links, weight in pairs:
        if links:
            t, s = np.array(links).T
            rows.append(np.array(target)[t])
            columns.append(np.array(source)[s])
            values.append(np.full(len(t), weight))
    across = _ppmi(rows, columns, values, size)
    rows, columns, values = [], [], []
    for source, target, _, weight in pairs:
        for side in (np.array(source), np.array(target)):
            for distance in range(1, 6):
                rows.append(side[:-distance])
                columns.append(side[distance:])
                values.append(np.full(max(len(side) - distance, 0), weight / distance))
    within = _ppmi(rows, columns, values, size)
    joint = (2.0 * across + within).tocsr()
    eigenvalues, vectors = scipy.sparse.linalg.eigsh(joint, k=width, which="LA", tol=1e-2,
                                                     v0=np.ones(size))  # fmt: skip
    table = vectors * np.sqrt(np.maximum(eigenvalues, 0.0))
    # Unit rows, so that frequent pieces do not drown the rest, turned so that every
    # dimension carries a like share.
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-8
    turn, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(width, width)))
    table = table @ turn
    return (table / (table.std() + 1e-8) * width**-0.5).astype(np.float32)


def _ppmi(
    rows: list[np.ndarray], columns: list[np.ndarray], values: list[np.ndarray], size: int
) -> scipy.sparse.csr_matrix:
    """A symmetric positive PMI matrix from weighted pairs."""
    r, c, v = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    counts = scipy.sparse.coo_matrix(
        (np.concatenate([v, v]), (np.concatenate([r, c]), np.concatenate([c, r]))),
        shape=(size, size),
    ).tocsr()  # fmt: skip
    counts.sum_duplicates()
    marginal = np.asarray(counts.sum(axis=1)).ravel()
    context = marginal**0.75
    context *= marginal.sum() / context.sum()
    coo = counts.tocoo()
    pmi = np.log(coo.data * marginal.sum() / (marginal[coo.row] * context[coo.col] + 1e-9))
    keep = (pmi > 0) & (coo.data >= 1)
    matrix = scipy.sparse.coo_matrix((pmi[keep], (coo.row[keep], coo.col[keep])), (size, size))
    return ((matrix + matrix.T) / 2).tocsr()


def flat(rows: list[Any], shape: tuple[int, ...] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Rows of unequal length as one array and its offsets."""
    offsets = np.cumsum([0] + [len(r) for r in rows])
    joined = [x for r in rows for x in r]
    return np.array(joined, dtype=np.int16).reshape((-1, *shape)), offsets


def prepare(config: Config) -> None:
    """Runs the whole step."""
    work = Path(config["work"])
    work.mkdir(parents=True, exist_ok=True)
    settings = config["data"]
    rng = random.Random(config["seed"])
    pairs = read_corpus(Path(config["shared"]), settings["dictionary"], settings["names"], rng)
    rare = rare_characters(pairs, config["vocabulary"]["coverage_minimum"])
    pairs = [p for p in pairs if not rare.intersection(p.arabic + p.english)]
    print(len(pairs), "pairs; aligning", flush=True)
    aligned = align([(p.arabic, p.english) for p in pairs])
    kept = []
    for pair, (links, agreed) in zip(pairs, aligned, strict=True):
        shorter = min(len(tokens(pair.arabic)), len(tokens(pair.english)))
        # Few links that both directions agree on: not a translation.
        floor = 0.15 if pair.source.startswith(("news", "ntrex")) else 0.3
        if shorter < 5 or agreed >= floor * shorter:
            kept.append((pair, links))
    print(len(kept), "after the alignment filter; vocabulary", flush=True)
    train_vocabulary([p for p, _ in kept], config, work)
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
    targets: list[list[int]] = []
    origin, line, lexical = [], [], []
    for pair, links in kept:
        if pair.source not in settings["weights"]:
            continue
        target, spans = encoder.encode(pair.english)
        plain, plain_spans = encoder.encode(pair.arabic)
        if not 0 < max(len(target), len(plain)) <= settings["longest"] or 0 in target:
            continue
        target_tokens = piece_tokens(tokens(pair.english), spans)
        words = tokens(pair.arabic)
        for v in range(variants):
            ids, ids_spans, these, text = plain, plain_spans, links, pair.arabic
            if v:
                if rng.random() < 0.5:
                    text = noised(pair.arabic, rng) or text
                ids, ids_spans = encoder.encode(text, settings["alpha"])
            now = tokens(text)
            if text != pair.arabic:
                these = relinked(links, [pair.arabic[s:e] for s, e in words],
                                 [text[s:e] for s, e in now])  # fmt: skip
            sources[v].append(ids)
            link_rows[v].append(piece_links(these, piece_tokens(now, ids_spans), target_tokens))
        targets.append(target)
        origin.append(names.index(pair.source))
        line.append(pair.line)
        lexical.append((plain, target, link_rows[0][-1],
                        min(settings["weights"][pair.source], 1.0)))  # fmt: skip
    arrays: dict[str, np.ndarray] = {"origin": np.array(origin), "line": np.array(line)}
    arrays["target"], arrays["target_at"] = flat(targets)
    for v in range(variants):
        arrays[f"source{v}"], arrays[f"source{v}_at"] = flat(sources[v])
        arrays[f"links{v}"], arrays[f"links{v}_at"] = flat(link_rows[v], (2,))
    np.savez(work / "data.npz", **arrays)
    counts = Counter(names[i] for i in origin)
    (work / "prepared.json").write_text(json.dumps({"sources": names, "pairs": counts}, indent=1))
    print("pieces:", len(arrays["source0"]), "Arabic,", len(arrays["target"]), "English;",
          sum(counts.values()), "pairs; embeddings", flush=True)  # fmt: skip
    size = encoder.processor.get_piece_size()
    np.save(work / "embeddings.npy", embeddings(lexical, size, config["model"]["width"]))


def main() -> None:
    """Reads the command line and prepares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    prepare(read_config(parser.parse_args().config))


if __name__ == "__main__":
    main()
