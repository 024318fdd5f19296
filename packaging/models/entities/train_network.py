"""Step 3: trains the small neural tagger.

    python packaging/models/entities/train_network.py [SHARED] [--warm 3] [--epochs 12]

First (`--warm` passes) on news-like parallel text without labels: at each Arabic word, is the
English word that eflomal aligns to it capitalised within its sentence, and which cluster do the
next and the previous word belong to. Then (`--epochs`) on the labelled sentences, ANERcorp and
AQMAR twice a pass, the news also with other names in it; in the news, where MISC is not
labelled, every word without a label may be MISC. Writes resources/models/entities-ar/network.npz.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import eflomal
import torch
from corpus import labels, split, swapped
from net import HIDDEN, Batch, Encoded, Net, batched, collated, encoded, export
from prepare import _ENGLISH, OUT, ROOT, pairs
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from reader.arabic.features import Lexicon, Word, tokens
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.network import LABELS

#: Parallel texts about software, whose capitals are no names.
SOFTWARE = (
    "react",
    "vue",
    "comprehensive_rust",
    "mediawiki",
    "debian",
    "ml_cheat",
    "tella",
    "github",
)
LONGEST = 90


def aligned(corpus: Path) -> tuple[list[str], list[list[str]]]:
    """Arabic sentences and their English words."""
    arabic, english = [], []
    for a, e in pairs(corpus, without=SOFTWARE):
        line = _ENGLISH.findall(e)
        if 2 < len(line) < LONGEST:
            arabic.append(a)
            english.append(line)
    return arabic, english


def capitals(arabic: Sequence[Sequence[Word]], english: Sequence[list[str]]) -> list[list[int]]:
    """For each Arabic word 1 where its counterpart is capitalised within a sentence, 0 where it
    is not, -1 where it has none."""
    with tempfile.TemporaryDirectory() as folder:
        links = Path(folder) / "links"
        eflomal.Aligner(model=3).align(
            [" ".join(w.bare.replace(" ", "_") or "_" for w in s) + "\n" for s in arabic],
            [" ".join(w.lower() for w in s) + "\n" for s in english],
            links_filename_fwd=str(links),
            quiet=True,
        )
        found = []
        lines = links.read_text().splitlines()
        for source, target, line in zip(arabic, english, lines, strict=True):
            told = [-1] * len(source)
            for link in line.split():
                a, e = map(int, link.split("-"))
                begins = e == 0 or target[e - 1] in '.!?:"“'
                if a < len(told) and target[e][0].isalpha() and not begins:
                    told[a] = max(told[a], int(target[e][0].isupper()))
            found.append(told)
    return found


def fit(
    net: Net,
    sentences: Sequence[Encoded],
    loss: Callable[[Batch, list[int]], Tensor],
    passes: int,
    tokens: int,
) -> None:
    """Trains with a rate that falls to nothing over the passes."""
    order = random.Random(1)
    lengths = [len(s) for s in sentences]
    steps = passes * sum(1 for _ in batched(lengths, tokens, random.Random(1)))
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.01, fused=True)
    done = 0
    for number in range(passes):
        total = 0.0
        for group in batched(lengths, tokens, order):
            for settings in optimiser.param_groups:
                settings["lr"] = 2e-3 * max(0.01, 1 - done / steps)
            net.train()
            value = loss(collated([sentences[i] for i in group]), group)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimiser.step()
            total += value.item()
            done += 1
        print(f"pass {number + 1}: loss {total * passes / steps:.3f}", flush=True)


def warm(net: Net, sentences: Sequence[Encoded], told: Sequence[list[int]], passes: int) -> None:
    """The training without labels."""
    none = net.clusters.num_embeddings - 1

    def loss(batch: Batch, group: list[int]) -> Tensor:
        lower, upper = net(batch, hide=0.1)
        wanted = torch.full_like(batch.clusters, -1)
        for row, i in enumerate(group):
            wanted[row, : len(told[i])] = torch.tensor(told[i])
        known = wanted >= 0
        capital = binary_cross_entropy_with_logits(
            net.capital(upper)[..., 0][known], wanted[known].float()
        )
        usual = batch.inside & (batch.clusters != none)
        after, before = usual[:, 1:], usual[:, :-1]
        forward = cross_entropy(
            net.next(lower[:, :-1, :HIDDEN][after]), batch.clusters[:, 1:][after]
        )
        backward = cross_entropy(
            net.previous(lower[:, 1:, HIDDEN:][before]), batch.clusters[:, :-1][before]
        )
        return 2 * capital + 0.5 * (forward + backward)

    fit(net, sentences, loss, passes, 2000)


def main() -> None:
    """Trains and writes the network."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--warm", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=12)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    lexicon, gazetteer = Lexicon.load(OUT / "lexicon.json.gz"), Gazetteer.load()
    none = 1 + max(int(c) for c in lexicon.clusters.values())

    def words(text: str) -> list[Word]:
        return tokens(text, lexicon, gazetteer)

    train, _ = split(arguments.shared / "corpus")
    arabic, english = aligned(arguments.shared / "corpus")
    pairs = [(w, e) for w, e in zip(map(words, arabic), english, strict=True) if 2 < len(w) < 90]
    told = capitals([w for w, _ in pairs], [e for _, e in pairs])
    texts = [encoded(w, lexicon, gazetteer, none) for w, _ in pairs]

    net = Net(none + 1, len(texts[0].traits[0]), dropout=0.2)
    warm(net, texts, told, arguments.warm)
    net.dropout.p = 0.4

    sentences = [s for s in train if 0 < len(words(s.text)) < 140]
    sentences += [s for s in sentences if s.source != "news"]
    news = [s for s in train if s.source == "news"]
    sentences += swapped(news, 0.7, random.Random(2)) + swapped(news, 0.7, random.Random(3))
    lines = [encoded(words(s.text), lexicon, gazetteer, none) for s in sentences]
    wanted = [labels(s) for s in sentences]

    def loss(batch: Batch, group: list[int]) -> Tensor:
        allowed = torch.zeros(*batch.clusters.shape, len(LABELS), dtype=torch.bool)
        for row, i in enumerate(group):
            for column, label in enumerate(wanted[i]):
                allowed[row, column, LABELS.index(label)] = True
                if label == "O" and sentences[i].source == "news":
                    allowed[row, column, [LABELS.index("B-MISC"), LABELS.index("I-MISC")]] = True
        scores = net.labels(net(batch, hide=0.15)[1])
        paths = net.total(scores, batch.inside) - net.total(scores, batch.inside, allowed)
        return paths.sum() / len(group)

    fit(net, lines, loss, arguments.epochs, 1500)
    export(net, OUT / "network.npz")


if __name__ == "__main__":
    main()
