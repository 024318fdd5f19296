"""Step 5: scores a package on the test sets, and tries ways of decoding.

    python packaging/models/translation/evaluate.py PACKAGE [--set dev|test] [--grid] [--show N]

BLEU and chrF2 by sacrebleu, with signatures, on NTREX as it lies in the corpus: once with
CTranslate2 alone as the package's metadata say, once as the program translates (sentence by
sentence, with its fallbacks). `--grid` compares settings of decoding instead: for dev only.
Speed beside Argos: `python -m tests.benchmarks.bench_translation`.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from pathlib import Path
from typing import Any

import ctranslate2
import sacrebleu
from corpus import normalise_english
from prepare import HERE, Config, read_config

from reader.arabic.normalise import clean
from reader.translation.packages import load
from reader.translation.tokenizer import SentencePieceTokenizer


def test_set(config: Config, name: str) -> tuple[list[str], list[str]]:
    """Arabic lines and their references."""
    path = Path(config["shared"]) / "corpus" / "test" / f"ntrex-{name}.ar-en.tsv"
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines()]
    return [r[0] for r in rows], [r[1] for r in rows]


class Plain:
    """The package by CTranslate2 alone, a line at a time as one sentence."""

    def __init__(self, model: Path, tokenizer: Path, threads: int, spaced_marks: bool) -> None:
        self.tokenizer = SentencePieceTokenizer(tokenizer, spaced_marks)
        self.translator = ctranslate2.Translator(str(model), intra_threads=threads)

    def translate(self, lines: list[str], decoding: dict[str, Any]) -> list[str]:
        """Translations of the lines."""
        results = self.translator.translate_batch(
            [self.tokenizer.encode(clean(line)).pieces for line in lines],
            max_batch_size=1024, batch_type="tokens", max_decoding_length=250, **decoding,
        )  # fmt: skip
        return [self.tokenizer.decode(r.hypotheses[0]).text for r in results]


def as_program(package: Path, lines: list[str], threads: int) -> list[str]:
    """Translations of the lines as the reader sees them, sentences joined by a space."""
    from reader.arabic.segment import sentences
    from reader.translation.translator import Translator

    translator = Translator(load(package, "shipped"), threads)
    return [
        " ".join(t.english for t in translator.translate([line[s:e] for s, e in sentences(line)]))
        for line in lines
    ]


def quick(config: Config, weights: Any, lines: int = 100) -> str:
    """Greedy BLEU and chrF of the weights on the first lines of dev, and an example."""
    from export import write_model

    arabic, english = (side[:lines] for side in test_set(config, "dev"))
    with tempfile.TemporaryDirectory() as folder:
        write_model(config, weights, Path(folder), "int8")
        plain = Plain(Path(folder), Path(config["work"]) / "sentencepiece.model", 1, True)
        output = plain.translate(arabic, {"beam_size": 1})
    bleu = sacrebleu.corpus_bleu(output, [english])
    chrf = sacrebleu.corpus_chrf(output, [english])
    ratio = bleu.sys_len / bleu.ref_len
    return f"BLEU {bleu.score:.2f} chrF2 {chrf.score:.2f} length {ratio:.2f} | {output[3]}"


def report(name: str, output: list[str], english: list[str]) -> None:
    """Prints the scores against the references, and against these with our own marks.

    The references have curly quotation marks and long dashes in places; the program writes
    straight ones. The first score is the one to quote.
    """
    for metric in (sacrebleu.BLEU(), sacrebleu.CHRF()):
        score = metric.corpus_score(output, [english])
        print(f"{name:8} {score}  {metric.get_signature()}")
    uniform = [normalise_english(line) for line in english]
    score = sacrebleu.corpus_bleu([normalise_english(line) for line in output], [uniform])
    print(f"{name:8} {score.score:.2f} BLEU where marks and dashes are made uniform")


def grid(plain: Plain, arabic: list[str], english: list[str]) -> None:
    """Prints dev scores of many settings of decoding."""
    for beam, length, repetition, ngram in itertools.product(
        (1, 4), (0.6, 1.0, 1.4), (1.0, 1.1, 1.2), (0, 3)
    ):
        if beam == 1 and length != 1.0:
            continue
        decoding = {"beam_size": beam, "length_penalty": length,
                    "repetition_penalty": repetition, "no_repeat_ngram_size": ngram}  # fmt: skip
        output = plain.translate(arabic, decoding)
        bleu = sacrebleu.corpus_bleu(output, [english])
        chrf = sacrebleu.corpus_chrf(output, [english])
        print(f"beam {beam} length {length} repetition {repetition} ngram {ngram}: "
              f"BLEU {bleu.score:.2f} chrF2 {chrf.score:.2f} "
              f"length {bleu.sys_len / bleu.ref_len:.2f}", flush=True)  # fmt: skip


def main() -> None:
    """Reads the command line and evaluates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--set", default="dev", choices=["dev", "test"])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--grid", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("package", type=Path)
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    package: Path = arguments.package
    arabic, english = test_set(config, arguments.set)
    spaced_marks = load(package, "shipped").spaced_marks
    plain = Plain(
        package / "model", package / "sentencepiece.model", arguments.threads, spaced_marks
    )
    if arguments.grid:
        grid(plain, arabic, english)
        return
    begin = time.perf_counter()
    output = plain.translate(arabic, config["decoding"])
    seconds = time.perf_counter() - begin
    report("plain", output, english)
    words = sum(len(line.split()) for line in arabic)
    print(f"{words / seconds:.0f} Arabic words a second, {arguments.threads} threads, in batches")
    output = as_program(package, arabic, arguments.threads)
    report("program", output, english)
    for a, e, o in list(zip(arabic, english, output, strict=True))[: arguments.show]:
        print(f"\n{a}\n  reference: {e}\n  ours:      {o}")


if __name__ == "__main__":
    main()
