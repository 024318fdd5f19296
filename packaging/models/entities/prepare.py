"""Step 1: what words are like, learned from text without labels: clusters and capitals.

    python packaging/models/entities/prepare.py [SHARED]

Clusters: words used alike, by k-means over vectors (PPMI of neighbours, reduced by SVD) of all
Arabic text in ../shared/corpus but the test sets. Capitals: how often a word's English
counterpart, found by eflomal in the parallel texts, is capitalised within a sentence. Writes
resources/models/entities-ar/lexicon.json.gz.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import eflomal
import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from reader.arabic.normalise import key
from reader.arabic.segment import words

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "resources" / "models" / "entities-ar"
CLUSTERS = 600
MIN_COUNT = 4
_TAG = re.compile(r"</?[PLO]>")
_ENGLISH = re.compile(r"\w+|[^\w\s]")


def held_out(line: int) -> bool:
    """Whether a line of news-tagged is kept for measuring: the last 200 of every 2,000."""
    return line // 200 % 10 == 9


def squeezed(text: str) -> str:
    """A text without its spaces, which the copies of ANERcorp set differently."""
    return "".join(text.split())


def in_dev(number: int) -> bool:
    """Whether a sentence of ANERcorp is kept for measuring: every tenth block of 100."""
    return number // 100 % 10 == 9


def anercorp_dev(corpus: Path) -> set[str]:
    """ANERcorp's sentences that are kept for measuring, squeezed."""
    blocks = (corpus / "ner" / "anercorp-train.tsv").read_text("utf-8").split("\n\n")
    return {squeezed(_sentence(block)) for i, block in enumerate(blocks) if in_dev(i)}


def _sentence(block: str) -> str:
    """The sentence of a block of `token<TAB>label` rows."""
    return " ".join(row.split("\t")[0] for row in block.strip().split("\n"))


def pairs(corpus: Path, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """All sentence pairs of the training folders, tags stripped, without some files and
    without the sentences for measuring."""
    found = []
    kept = anercorp_dev(corpus)
    for folder in ("news", "parallel"):
        for path in sorted((corpus / folder).glob("*.tsv")):
            if path.name.startswith(without):
                continue
            for i, line in enumerate(path.read_text("utf-8").splitlines()):
                if path.name.startswith("news-tagged") and held_out(i):
                    continue
                arabic, _, english = _TAG.sub("", line).partition("\t")
                if squeezed(arabic) not in kept:
                    found.append((arabic, english))
    return found


def arabic_words(text: str) -> list[str]:
    """The keys of a text's words; marks have none and are left out."""
    return [f for f in (key(text[a:b]) for a, b in words(text)) if f]


def bare(form: str, counts: Counter[str]) -> str:
    """A form without proclitics, where what is left is a commoner word."""
    rest = form
    if len(rest) > 3 and rest[0] in "وف" and counts[rest[1:]] > counts[rest] / 2:
        rest = rest[1:]
    if rest.startswith("لل") and len(rest) > 4:
        return "ا" + rest[1:]
    if len(rest) > 3 and rest[0] in "بلكس" and counts[rest[1:]] > counts[rest]:
        rest = rest[1:]
    return rest


def clusters(sentences: list[list[str]]) -> dict[str, str]:
    """Key → number of its cluster, for words that occur often enough to say something."""
    counts = Counter(w for s in sentences for w in s)
    vocabulary = [w for w, n in counts.most_common() if n >= MIN_COUNT and w[0].isalpha()]
    index = {w: i for i, w in enumerate(vocabulary)}
    contexts = {w: i for i, w in enumerate(w for w, _ in counts.most_common(3000))}
    cells: Counter[tuple[int, int]] = Counter()
    for sentence in sentences:
        for i, word in enumerate(sentence):
            row = index.get(word)
            if row is None:
                continue
            for d in (-2, -1, 1, 2):
                if 0 <= i + d < len(sentence):
                    column = contexts.get(sentence[i + d])
                    if column is not None:
                        cells[row, 4 * column + (d + 2 if d < 0 else d + 1)] += 1
    rows, columns = zip(*cells, strict=True)
    values = np.array(list(cells.values()), dtype=np.float64)
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(vocabulary), 4 * len(contexts)))
    total = table.sum()
    row_sums = np.asarray(table.sum(1)).ravel()
    column_sums = np.asarray(table.sum(0)).ravel() ** 0.75
    column_sums *= total / column_sums.sum()
    entries = table.tocoo()
    pmi = np.log(entries.data * total / (row_sums[entries.row] * column_sums[entries.col]))
    positive = sparse.csr_matrix((np.maximum(pmi, 0), (entries.row, entries.col)), table.shape)
    left, weights, _ = svds(positive, k=100, random_state=1)
    vectors = left * np.sqrt(weights)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    labels = MiniBatchKMeans(CLUSTERS, random_state=1, n_init=3, batch_size=4096).fit_predict(
        vectors
    )
    return {w: str(labels[i]) for w, i in index.items()}


def capitals(arabic: list[list[str]], english: list[str]) -> dict[str, str]:
    """Bare key → how often its counterpart is capitalised inside a sentence, 0 to 9."""
    counts = Counter(w for s in arabic for w in s)
    sources = [[bare(w, counts) for w in s] for s in arabic]
    targets = [_ENGLISH.findall(e) for e in english]
    keep = [i for i in range(len(sources)) if 0 < len(sources[i]) < 90 and 0 < len(targets[i]) < 90]
    with tempfile.TemporaryDirectory() as folder:
        links = Path(folder) / "links"
        eflomal.Aligner(model=3).align(
            [" ".join(sources[i])[:2000] + "\n" for i in keep],
            [" ".join(t.lower() for t in targets[i]) + "\n" for i in keep],
            links_filename_fwd=str(links),
            quiet=True,
        )
        seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for i, line in zip(keep, links.read_text().splitlines(), strict=True):
            for link in line.split():
                a, e = map(int, link.split("-"))
                word = targets[i][e]
                begins = e == 0 or targets[i][e - 1] in '.!?:"“'
                if a < len(sources[i]) and word[0].isalpha() and not begins:
                    tally = seen[sources[i][a]]
                    tally[0] += word[0].isupper()
                    tally[1] += 1
    return {
        word: str(min(9, round(10 * (upper + 0.2) / (n + 1))))
        for word, (upper, n) in seen.items()
        if n >= 2
    }


def main() -> None:
    """Writes the lexicon and says how large it is."""
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared") / "corpus"
    texts = pairs(corpus)
    arabic = [arabic_words(a) for a, _ in texts]
    labelled: list[list[str]] = []
    kept = anercorp_dev(corpus)
    for name in ("anercorp-train", "aqmar"):
        for block in (corpus / "ner" / f"{name}.tsv").read_text("utf-8").split("\n\n"):
            if squeezed(_sentence(block)) not in kept:
                labelled.append(arabic_words(_sentence(block)))
    lexicon = {
        "capitals": capitals(arabic, [e for _, e in texts]),
        "clusters": clusters(arabic + labelled),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    data = json.dumps(lexicon, ensure_ascii=False, sort_keys=True).encode("utf-8")
    (OUT / "lexicon.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    print({name: len(table) for name, table in lexicon.items()})


if __name__ == "__main__":
    main()
