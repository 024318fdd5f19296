"""Step 3: entity F1 of the recogniser that ships, by type, on the sets kept for measuring.

    python packaging/models/entities/evaluate.py [SHARED] [--recogniser CHOICE]

Beside the dev parts of the corpora (see `corpus.split`) it reads `tests/translation/gold`: news of
all kinds by somebody who knew neither recogniser nor lists, never used to better them.
An entity counts where type and words are right; "exact" also asks for the exact span, without
proclitics, which only the news have.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from corpus import Labelled, split, tagged
from prepare import ROOT

from reader.arabic.entities import EntityRecogniser, load_recogniser
from reader.arabic.segment import words

#: Sentences read together, as if they were one article.
ARTICLE = 12


def scores(
    recogniser: EntityRecogniser, sentences: list[Labelled], *, exact: bool, types: tuple[str, ...]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by type and for all."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for at in range(0, len(sentences), ARTICLE):
        piece = sentences[at : at + ARTICLE]
        for sentence, entities in zip(
            piece, recogniser.entities([s.text for s in piece]), strict=True
        ):
            place = (lambda s: s) if exact else _words(sentence.text)
            gold = {(place(span), kind) for span, kind in sentence.names if kind in types}
            said = {(place(e.arabic), e.type) for e in entities if e.type in types}
            for tally, group in ((right, gold & said), (found, said), (wanted, gold)):
                for _, kind in group:
                    tally[kind] += 1
                    tally["all"] += 1
    table = {}
    for kind in (*types, "all"):
        p, r = right[kind] / max(1, found[kind]), right[kind] / max(1, wanted[kind])
        table[kind] = (p, r, 2 * p * r / max(1e-9, p + r))
    return table


def _words(text: str):  # type: ignore[no-untyped-def]
    spans = words(text)

    def place(span: tuple[int, int]) -> tuple[int, ...]:
        return tuple(i for i, (a, b) in enumerate(spans) if a < span[1] and span[0] < b)

    return place


def main() -> None:
    """Prints the table, and the speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--recogniser", default="mirat")
    arguments = parser.parse_args()
    recogniser = load_recogniser(arguments.recogniser)
    _, dev = split(arguments.shared / "corpus")
    gold = ROOT / "tests" / "translation" / "gold" / "held-out.ar-en.tsv"
    dev["news-held-out"] = [sentence for _, sentence in tagged(gold)]
    print(f"{'set':22} {'type':5} {'P':>6} {'R':>6} {'F1':>6}")
    for name, sentences in dev.items():
        types = ("PER", "LOC", "ORG") if name.startswith("news") else ("PER", "LOC", "ORG", "MISC")
        for exact in (False, True) if name.startswith("news") else (False,):
            label = f"{name}{' exact' if exact else ''}"
            for kind, (p, r, f) in scores(recogniser, sentences, exact=exact, types=types).items():
                print(f"{label:22} {kind:5} {p:6.3f} {r:6.3f} {f:6.3f}")
    texts = [s.text for s in dev["news-dev"]]
    count = sum(len(words(t)) for t in texts)
    begin = time.process_time()
    recogniser.entities(texts)
    print(f"{count / (time.process_time() - begin):.0f} tokens a second of processor time")


if __name__ == "__main__":
    main()
