"""How many names come through a translation: `python -m tests.benchmarks.bench_names`.

Tagged sentences (those of `tests/translation/gold`, which no model was trained on, or those of
`--file`) are translated; of their tagged persons, places and
organisations those count whose English the gazetteer knows. A name came through where its
known spelling (or its adjective, its initials …) stands in the English: in the model's own
output, after spellings were set right, and after lost names were brought back (the program).
The second column counts the tagged English name itself, letter for letter.
BLEU against the reference tells whether the rest of the sentence suffers.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import sacrebleu

from reader.arabic.gazetteer import Gazetteer
from reader.article import Entity
from reader.translation import keeping, names
from reader.translation.packages import default_package, load
from reader.translation.translator import Translation, Translator

from .bench_projection import HELD_OUT, read_pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--file", type=Path, default=HELD_OUT, help="tagged pairs")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--package", type=Path, help="folder of an unpacked package")
    args = parser.parse_args()
    package = load(args.package, "own") if args.package else default_package()
    translator, gazetteer = Translator(package), Gazetteer.load()
    pairs = read_pairs(args.file, args.pairs, args.seed)
    references = [english for _, (english, _) in pairs]
    gold = [[english[slice(*span)] for _, span in spans] for _, (english, spans) in pairs]

    start = time.perf_counter()
    plain: list[keeping.Sentence] = []
    for at in range(0, len(pairs), 8):
        batch = pairs[at : at + 8]
        translations = translator.translate([arabic for (arabic, _), _ in batch])
        for ((arabic, tagged), _), translation in zip(batch, translations, strict=True):
            entities = [Entity(type, span) for type, span in tagged]
            known = [(e, names.known_spellings(e, arabic, {}, gazetteer)) for e in entities]
            plain.append(keeping.Sentence(arabic, translation, known))
    translated = time.perf_counter()
    spelt = keeping.with_names(plain, lambda sentences, _: [_EMPTY for _ in sentences])
    kept: list[Translation] = []
    for at in range(0, len(plain), 8):
        kept += keeping.with_names(plain[at : at + 8], translator.translate)
    done = time.perf_counter()

    print(f"model {package.label}, {len(pairs)} pairs, seed {args.seed}\n")
    print(f"{'':18} {'known':>7} {'letter for letter':>18} {'BLEU':>6}")
    for label, translations in (
        ("model", [s.translation for s in plain]),
        ("spelling set right", spelt),
        ("lost brought back", kept),
    ):
        sentences = [
            keeping.Sentence(s.arabic, t, s.names) for s, t in zip(plain, translations, strict=True)
        ]
        known = sum(bool(k.forms) for s in sentences for _, k in s.names)
        there = sum(len(keeping.kept_names(s)) for s in sentences)
        exact = sum(n in t.english for t, g in zip(translations, gold, strict=True) for n in g)
        bleu = sacrebleu.corpus_bleu([t.english for t in translations], [references]).score
        print(f"{label:18} {there / known:7.1%} {exact / sum(map(len, gold)):18.1%} {bleu:6.2f}")
    more = (done - translated) / (translated - start)
    print(f"\n{known} of {sum(map(len, gold))} names have a known spelling; ", end="")
    print(f"bringing names back took {more:.0%} more time")


_EMPTY = Translation("", (), 0.0, "")

if __name__ == "__main__":
    main()
