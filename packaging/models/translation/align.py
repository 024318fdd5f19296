"""Word alignments of the training pairs, by eflomal, made symmetric."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

from reader.arabic.normalise import key

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_PREFIX = re.compile("^(?:[وف])?(?:[بكل])?(?:ال|لل)?(?=...)")

Links = list[tuple[int, int]]


def tokens(text: str) -> list[tuple[int, int]]:
    """Spans of words, numbers and single marks."""
    return [m.span() for m in _TOKEN.finditer(text)]


def arabic_stem(word: str) -> str:
    """A word without proclitics and without what follows its fifth letter."""
    folded = key(word) or word
    return _PREFIX.sub("", folded)[:5]


def english_stem(word: str) -> str:
    """The first five letters, small."""
    return word.lower()[:5]


def align(pairs: list[tuple[str, str]]) -> list[tuple[Links, float]]:
    """For each (Arabic, English) pair the token links and a lexical score (see `scores`)."""
    import eflomal  # only the steps that align need it

    sources = [" ".join(arabic_stem(a[s:e]) for s, e in tokens(a)) + "\n" for a, _ in pairs]
    targets = [" ".join(english_stem(b[s:e]) for s, e in tokens(b)) + "\n" for _, b in pairs]
    with tempfile.TemporaryDirectory() as folder:
        forward, back = Path(folder) / "forward", Path(folder) / "back"
        eflomal.Aligner(n_samplers=1).align(
            sources, targets, links_filename_fwd=str(forward), links_filename_rev=str(back),
            quiet=True,
        )  # fmt: skip
        rows = zip(forward.read_text().splitlines(), back.read_text().splitlines(), strict=True)
        links = [symmetric(_links(f), _links(b)) for f, b in rows]
    return list(zip(links, scores(sources, targets, links), strict=True))


def scores(sources: list[str], targets: list[str], links: list[Links]) -> list[float]:
    """How well the pairs' words are known to translate each other, 0 to 1.

    The mean over the English words of the root of the best link's probability, in the better
    direction, counted over all the other pairs. A translation has 0.3 to 0.7.
    """
    rows = [(s.split(), t.split(), l) for s, t, l in zip(sources, targets, links, strict=True)]
    together = Counter((s[i], t[j]) for s, t, l in rows for i, j in l)
    arabic = Counter(s[i] for s, _, l in rows for i, _ in l)
    english = Counter(t[j] for _, t, l in rows for _, j in l)
    found = []
    for s, t, l in rows:
        best = {j: 0.0 for j, word in enumerate(t) if word.isalpha() and len(word) > 2}
        for i, j in l:
            if j in best:
                count = together[s[i], t[j]] - 1
                rarer = min(arabic[s[i]], english[t[j]]) + 2
                best[j] = max(best[j], (count / rarer) ** 0.5)
        found.append(sum(best.values()) / len(best) if best else 1.0)
    return found


def _links(row: str) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, _, b in (link.partition("-") for link in row.split())}


def symmetric(forward: set[tuple[int, int]], back: set[tuple[int, int]]) -> Links:
    """Grow-diag-final-and of the two directions."""
    both, either = forward & back, forward | back
    links = set(both)
    sources, targets = {s for s, _ in links}, {t for _, t in links}
    queue = sorted(links)
    while queue:
        s, t = queue.pop()
        for ds, dt in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)):
            new = (s + ds, t + dt)
            if (
                new in either
                and new not in links
                and (new[0] not in sources or new[1] not in targets)
            ):
                links.add(new)
                sources.add(new[0])
                targets.add(new[1])
                queue.append(new)
    for s, t in sorted(either - links):
        if s not in sources and t not in targets:
            links.add((s, t))
            sources.add(s)
            targets.add(t)
    return sorted(links)
