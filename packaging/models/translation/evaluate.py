"""Step 5: scores a package on the test sets, and its speed.

    python packaging/models/translation/evaluate.py PACKAGE [--set dev|test] [--speed]

BLEU and chrF2 by sacrebleu, with signatures, on NTREX as it lies in the corpus. `--speed`
also times `argostranslate.translate` with the same package in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import ctranslate2
import sacrebleu
import sentencepiece
from prepare import HERE, Config, read_config

from reader.arabic.normalise import clean


def test_set(config: Config, name: str) -> tuple[list[str], list[str]]:
    """Arabic lines and their references."""
    path = Path(config["shared"]) / "corpus" / "test" / f"ntrex-{name}.ar-en.tsv"
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines()]
    return [r[0] for r in rows], [r[1] for r in rows]


def translate(
    folder: Path, tokenizer: Path, lines: list[str], decoding: dict[str, Any], threads: int
) -> list[str]:
    """Translates lines by CTranslate2 alone."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    translator = ctranslate2.Translator(str(folder), intra_threads=threads)
    pieces = processor.encode([clean(line) for line in lines], out_type=str)
    results = translator.translate_batch(
        pieces, max_batch_size=1024, batch_type="tokens", **decoding
    )
    return [processor.decode(r.hypotheses[0]) for r in results]


def quick(config: Config, weights: Any, lines: int = 100) -> str:
    """Greedy BLEU and chrF of the weights on the first lines of dev, and an example."""
    from export import write_model

    arabic, english = (side[:lines] for side in test_set(config, "dev"))
    greedy = {"beam_size": 1, "max_decoding_length": 120, "no_repeat_ngram_size": 0}
    with tempfile.TemporaryDirectory() as folder:
        write_model(config, weights, Path(folder), "int8")
        tokenizer = Path(config["work"]) / "sentencepiece.model"
        output = translate(Path(folder), tokenizer, arabic, greedy, 1)
    bleu = sacrebleu.corpus_bleu(output, [english])
    chrf = sacrebleu.corpus_chrf(output, [english])
    return f"BLEU {bleu.score:.2f} chrF2 {chrf.score:.2f} ratio {bleu.sys_len / bleu.ref_len:.2f} | {output[3]}"


def main() -> None:
    """Reads the command line and evaluates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--set", default="dev", choices=["dev", "test"])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("package", type=Path)
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    arabic, english = test_set(config, arguments.set)
    begin = time.perf_counter()
    output = translate(
        arguments.package / "model", arguments.package / "sentencepiece.model", arabic,
        config["decoding"], arguments.threads,
    )  # fmt: skip
    seconds = time.perf_counter() - begin
    for metric in (sacrebleu.BLEU(), sacrebleu.CHRF()):
        print(metric.corpus_score(output, [english]), metric.get_signature())
    words = sum(len(line.split()) for line in arabic)
    print(f"{words / seconds:.0f} Arabic words a second on {arguments.threads} threads")


if __name__ == "__main__":
    main()
