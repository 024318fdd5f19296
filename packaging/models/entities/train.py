"""Step 2: trains the CRF that finds names.

    python packaging/models/entities/train.py [SHARED] [--iterations N]

MISC is not tagged in the news: a first model, of the other two sources alone, fills in where it
is sure, and the second is trained on all. Writes resources/models/entities-ar/model.crfsuite.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite
from corpus import Labelled, labels, split
from prepare import OUT, ROOT

from reader.arabic.features import Lexicon, features, tokens
from reader.arabic.gazetteer import Gazetteer

#: How sure the first model must be of a MISC in the news.
SURE = 0.7


def trained(
    rows: Iterable[tuple[list[list[str]], list[str]]], path: Path, iterations: int
) -> pycrfsuite.Tagger:
    """A CRF of these feature rows and labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {"c1": 0.06, "c2": 0.01, "max_iterations": iterations, "feature.minfreq": 2,
         "feature.possible_transitions": False}
    )  # fmt: skip
    for xs, ys in rows:
        trainer.append(xs, ys)
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def filled(xs: list[list[str]], ys: list[str], first: pycrfsuite.Tagger) -> list[str]:
    """The labels with MISC where the first model is sure and nothing is labelled."""
    first.set(xs)
    said = first.tag()
    return [
        s if y == "O" and s.endswith("MISC") and first.marginal(s, i) > SURE else y
        for i, (s, y) in enumerate(zip(said, ys, strict=True))
    ]


def main() -> None:
    """Trains both models."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--iterations", type=int, default=90)
    arguments = parser.parse_args()
    lexicon, gazetteer = Lexicon.load(OUT / "lexicon.json.gz"), Gazetteer.load()

    def row(sentence: Labelled) -> tuple[list[list[str]], list[str]]:
        return features(tokens(sentence.text, lexicon, gazetteer), lexicon, gazetteer), labels(
            sentence
        )

    train, _ = split(arguments.shared / "corpus")
    tagged = [s for s in train if s.source != "news"]
    news = [s for s in train if s.source == "news"]
    first = trained(map(row, tagged), OUT / "first.crfsuite", 50)
    print(f"first model: {len(tagged)} sentences")
    rows = [row(s) for s in tagged]
    for sentence in news:
        xs, ys = row(sentence)
        rows.append((xs, filled(xs, ys, first)))
    trained(rows, OUT / "model.crfsuite", arguments.iterations)
    (OUT / "first.crfsuite").unlink()
    size = (OUT / "model.crfsuite").stat().st_size / 1e6
    print(f"model: {len(rows)} sentences, {size:.1f} MB")


if __name__ == "__main__":
    main()
