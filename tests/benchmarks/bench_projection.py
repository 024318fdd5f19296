"""How exactly names are projected into the English: `python -m tests.benchmarks.bench_projection`.

Tagged pairs say which English words stand for which Arabic name: those of
`tests/translation/gold`, which no model was trained on (written for this by somebody who saw
neither the rules nor the models), or with `--file` others, such as the tagged news of ../shared,
which the model that ships has learnt. The English
reference is forced through the translation model, so that the model's own attention links the
two texts, and each tagged Arabic name is projected through these links: without any spelling
known from a gazetteer ("links"), and as in the program ("program").

Quotations: pairs with one quotation in marks on both sides; the Arabic one is projected into
the reference as it is ("with marks") and without its marks ("without": through links alone).
Exact is the same span but for white space; IoU the common share of characters of both.

A name is exact where its projection is a span tagged with its type and not taken before;
precision is exact of all projected, recall exact of all tagged.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.arabic.gazetteer import Gazetteer
from reader.article import Entity, EntityType, Span
from reader.translation import english, names
from reader.translation.packages import default_package, load
from reader.translation.projection import name_spans
from reader.translation.quoting import quotation_span
from reader.translation.sides import Sides, meet
from reader.translation.translator import Translator

HELD_OUT = Path(__file__).parents[1] / "translation" / "gold" / "held-out.ar-en.tsv"
_TAG = re.compile(r"<([PLO])>(.*?)</\1>")
_TYPES: dict[str, EntityType] = {"P": "PER", "L": "LOC", "O": "ORG"}

Tagged = tuple[str, list[tuple[EntityType, Span]]]


def untag(text: str) -> Tagged:
    """The text without its tags, and where each tagged name is in it."""
    plain, at = "", 0
    spans: list[tuple[EntityType, Span]] = []
    for match in _TAG.finditer(text):
        plain += text[at : match.start()]
        spans.append((_TYPES[match[1]], (len(plain), len(plain) + len(match[2]))))
        plain += match[2]
        at = match.end()
    return plain + text[at:], spans


def all_pairs(file: Path) -> list[tuple[Tagged, Tagged]]:
    """All tagged pairs of a file."""
    lines = (line.partition("\t") for line in file.read_text("utf-8").splitlines())
    return [(untag(arabic), untag(reference)) for arabic, _, reference in lines]


def read_pairs(file: Path, count: int, seed: int) -> list[tuple[Tagged, Tagged]]:
    """Pairs whose names have the same types on both sides."""
    same = [p for p in all_pairs(file) if p[0][1] and _types(p[0]) == _types(p[1])]
    return random.Random(seed).sample(same, min(count, len(same)))


def _types(tagged: Tagged) -> list[str]:
    return sorted(kind for kind, _ in tagged[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--file", type=Path, default=HELD_OUT, help="tagged pairs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", type=Path, help="folder of an unpacked package")
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    args = parser.parse_args()
    package = load(args.package, "own") if args.package else default_package()
    translator = Translator(package)
    pairs = read_pairs(args.file, args.pairs, args.seed)
    sides = []
    for start in range(0, len(pairs), 8):
        batch = pairs[start : start + 8]
        texts = [a for (a, _), _ in batch], [e for _, (e, _) in batch]
        for arabic, reference, links in zip(*texts, translator.align(*texts), strict=True):
            sides.append(Sides(arabic, reference, links, english.words(reference)))
    gazetteer = Gazetteer.load()
    print(f"model {package.label}, {len(pairs)} pairs, seed {args.seed}\n")
    print(f"{'':8} {'type':5} {'names':>6} {'exact':>7} {'overlap':>8} {'wrong':>6} {'lost':>6}"
          f" {'precision':>10} {'recall':>7}")  # fmt: skip
    report("links", pairs, sides, lambda _entity, _arabic: (), args.show)
    report(
        "program",
        pairs,
        sides,
        lambda entity, arabic: names.known_spellings(entity, arabic, {}, gazetteer).forms,
        args.show,
    )
    quoted = [p for p in all_pairs(args.file) if _ARABIC_QUOTED.search(p[0][0])][: args.pairs]
    if quoted:
        print(f"\n{'quotations':12} {'pairs':>5} {'exact':>7} {'IoU':>7}")
    for with_marks in (True, False):
        report_quotations(quoted, translator, with_marks)


_ARABIC_QUOTED = re.compile("[“«]([^“”«»]{12,})[”»]")
_ENGLISH_QUOTED = re.compile('["“]([^"“”]{12,})["”]')


def report_quotations(
    pairs: list[tuple[Tagged, Tagged]], translator: Translator, with_marks: bool
) -> None:
    """Prints one line of the table of quotations."""
    exact, overlap, count = 0, 0.0, 0
    for (arabic, _), (reference, _) in pairs:
        sources = list(_ARABIC_QUOTED.finditer(arabic))
        targets = list(_ENGLISH_QUOTED.finditer(reference))
        if len(sources) != 1 or len(targets) != 1:
            continue
        count += 1
        text, (start, end) = reference, targets[0].span(1)
        if not with_marks:
            text = text[: start - 1] + text[start:end] + text[end + 1 :]
            start, end = start - 1, end - 1
        links = translator.align([arabic], [text])[0]
        both = Sides(arabic, text, links, english.words(text))
        found = quotation_span(sources[0].span(1), both)
        if found:
            exact += text[slice(*found)].strip(" .,!?") == text[start:end].strip(" .,!?")
            common = max(0, min(end, found[1]) - max(start, found[0]))
            overlap += common / (max(end, found[1]) - min(start, found[0]))
    name = "with marks" if with_marks else "without"
    if count:
        print(f"{name:12} {count:5} {exact / count:7.1%} {overlap / count:7.1%}")


def report(
    label: str,
    pairs: list[tuple[Tagged, Tagged]],
    sides: list[Sides],
    known: Callable[[Entity, str], Sequence[str]],
    show: int,
) -> None:
    counts: dict[str, Counter[str]] = {t: Counter() for t in (*_TYPES.values(), "all")}
    for ((arabic, tagged), (reference, gold)), both in zip(pairs, sides, strict=True):
        entities = [Entity(t, span) for t, span in tagged]
        spellings = {e: known(e, arabic) for e in entities}
        taken: list[Span] = []
        for entity in sorted(entities, key=lambda e: (not spellings[e], e.arabic)):
            found = name_spans(entity, spellings[entity], both, taken)
            taken += found
            right = [span for t, span in gold if t == entity.type]
            if not found:
                kind = "lost"
            elif found[0] in right:
                kind = "exact"
            else:
                kind = "overlap" if any(meet(found[0], r) for r in right) else "wrong"
            for key in (entity.type, "all"):
                counts[key][kind] += 1
            if kind != "exact" and show > 0:
                show -= 1
                said = [reference[slice(*f)] for f in found]
                print(" ", kind, arabic[slice(*entity.arabic)], said,
                      "of", [reference[slice(*r)] for r in right])  # fmt: skip
    for key, c in counts.items():
        n = sum(c.values())
        if n:
            share = {k: c[k] / n for k in ("exact", "overlap", "wrong", "lost")}
            print(f"{label:8} {key:5} {n:6}", f"{share['exact']:7.1%} {share['overlap']:8.1%}",
                  f"{share['wrong']:6.1%} {share['lost']:6.1%}",
                  f"{c['exact'] / max(1, n - c['lost']):10.1%} {share['exact']:7.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
