"""Where the proclitics of an Arabic word end: what keeps a stem one piece however it is joined.

Left to itself SentencePiece learns الحكومة as one piece and للحكومة as لل and حكومة, واشنطن as one
and لواشنطن as letters: a stem met in one form helps none of the others. The vocabulary is
therefore learnt from text in which proclitics and stems are held apart (see `vocabulary`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

RUN = re.compile("[\u0621-\u064a]+")
#: Article, prepositions and the future, behind a conjunction or none.
_PREFIXES = ("", "ال", "بال", "كال", "لل", "ب", "ك", "ل", "س")
_ALL = tuple(a + b for a in ("", "و", "ف") for b in _PREFIXES)
#: Short words that a conjunction is often written to.
_SHORT = frozenset(
    ("من", "في", "ان", "عن", "لا", "قد", "هو", "هي", "ما", "لم", "لن", "كل", "هم", "به", "له", "اي",
     "لو", "هل", "مع")
)  # fmt: skip
#: What a piece may begin a word with, whether or not the learning finds it worth a piece.
FREQUENT_PREFIXES = ("ال", "وال", "بال", "لل", "ف", "س", "ك", "كال", "ولل", "وبال", "فال", "وس",
                     "و", "ب", "ل", "ول", "وب")  # fmt: skip


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """Ways to cut a word in proclitics and stem by its letters alone."""
    for conjunction in ("", "و", "ف"):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for prefix in _PREFIXES:
            if not (conjunction or prefix) or not rest.startswith(prefix):
                continue
            stem = rest[len(prefix) :]
            if len(stem) < 3 and not (conjunction and not prefix and stem in _SHORT):
                continue
            if prefix == "س" and stem[0] not in "يتنا":  # the future, before a verb
                continue
            if prefix in ("ب", "ك") and stem.startswith("ال"):
                continue
            yield conjunction + prefix, stem


def cut(counts: Counter[str]) -> dict[str, tuple[str, str]]:
    """For each word its proclitics and its stem; `counts` says how often each word stands.

    A word is cut where what is left of it is well known without it: in other forms of its
    own, bare or with other proclitics. وزير stays whole, for nobody writes زير.
    """

    def known(stem: str, but: str) -> int:
        forms = (prefix + stem for prefix in _ALL)
        return sum(counts[form] for form in forms if not but or not form.endswith(but))

    found = {}
    for word in counts:
        own = known(word, "")
        best, most = ("", word), 1.0
        for prefix, stem in _cuts(word):
            evidence = known(stem, word)
            # A stem that is nearly always definite is one all the same.
            needed = own * (0.01 if prefix.endswith(("ال", "لل")) else 0.2)
            if evidence >= max(most, needed):
                best, most = (prefix, stem), float(evidence)
        found[word] = best
    return found


def held_apart(lines: Iterable[str], cuts: dict[str, tuple[str, str]], mark: str) -> Iterator[str]:
    """The lines with `mark` before every stem."""
    for line in lines:
        yield RUN.sub(lambda m: mark.join(cuts[m[0]]), line)


def initial_scores(
    counts: Counter[str], cuts: dict[str, tuple[str, str]], whole: int
) -> dict[str, float]:
    """Scores (log shares of all pieces) of what begins a word, with the space before it.

    These are proclitics, and the `whole` most frequent words without any.
    """
    prefixes: Counter[str] = Counter()
    for word, count in counts.items():
        prefixes[cuts[word][0]] += count
    bare = [word for word, _ in counts.most_common() if not cuts[word][0]]
    shares = {prefix: prefixes[prefix] for prefix in FREQUENT_PREFIXES}
    shares |= {word: counts[word] for word in bare[:whole]}
    pieces = 2.3 * counts.total()  # a word has about as many
    return {f"▁{text}": math.log(count / pieces) for text, count in shares.items() if count}
