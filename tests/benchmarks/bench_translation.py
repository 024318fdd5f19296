"""Words a second beside Argos: `python -m tests.benchmarks.bench_translation`.

The same package, the same sentences, one after the other in one run: Mirat's `Translator`
(four paragraphs a batch as the engine does, with attention and links) and
`argostranslate.translate`, which is given sentence by sentence, with its own sentence
splitter set aside: that one fetches a model from the network at first use. Both use as many
threads. Loading is timed apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from reader.arabic import segment
from reader.paths import resources
from reader.translation.packages import Package, default_package, load
from reader.translation.translator import Translator


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--package", type=Path, help="folder of an unpacked package")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    package = load(args.package, "own") if args.package else default_package()
    text = (resources() / "samples" / "haftar-arms.ar.txt").read_text("utf-8")
    paragraphs = [
        [p.arabic[slice(*s)] for s in segment.sentences(p.arabic)] for p in segment.paragraphs(text)
    ]
    words = sum(segment.count_words(s) for p in paragraphs for s in p)
    print(f"model {package.label}, {len(paragraphs)} paragraphs, {words} words, "
          f"{args.threads} threads\n")  # fmt: skip
    ours = mirat(package, paragraphs, args.threads)
    theirs = argos(package, paragraphs, args.threads)
    print(f"{'':8} {'load':>8} {'translate':>10} {'words/s':>8}")
    for name, (load_s, run_s) in (("mirat", ours), ("argos", theirs)):
        print(f"{name:8} {load_s:6.2f} s {run_s:8.2f} s {words / run_s:8.0f}")
    print(f"\nmirat translates {theirs[1] / ours[1]:.2f} times as fast as argostranslate.translate")


def mirat(package: Package, paragraphs: list[list[str]], threads: int) -> tuple[float, float]:
    """Seconds to load and to translate."""
    start = time.perf_counter()
    translator = Translator(package, threads)
    loaded = time.perf_counter()
    for first in range(0, len(paragraphs), 4):
        translator.translate([s for p in paragraphs[first : first + 4] for s in p])
    return loaded - start, time.perf_counter() - loaded


def argos(package: Package, paragraphs: list[list[str]], threads: int) -> tuple[float, float]:
    """Seconds to load (its imports included) and to translate."""
    start = time.perf_counter()
    from argostranslate import package as argos_package
    from argostranslate import settings, translate

    settings.intra_threads = threads
    settings.compute_type = "int8"
    found = argos_package.Package(package.path)
    languages = translate.Language("ar", "Arabic"), translate.Language("en", "English")
    translation = translate.PackageTranslation(*languages, found)
    translation.sentencizer = _AsItIs()
    translation.hypotheses("سلام", 1)
    loaded = time.perf_counter()
    for sentences in paragraphs:
        for sentence in sentences:
            translation.hypotheses(sentence, 1)
    return loaded - start, time.perf_counter() - loaded


class _AsItIs:
    """A sentence splitter that gets sentences."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


if __name__ == "__main__":
    sys.exit(main())
