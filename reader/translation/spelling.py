"""Whether two English spellings are forms of one name."""

from __future__ import annotations

import re
import unicodedata

#: Other English forms of a name, beyond initials and adjectives, which are found by rule.
ALIASES: dict[str, tuple[str, ...]] = {
    "United States": ("US", "U.S.", "USA", "America", "American", "Americans", "Washington"),
    "United Kingdom": ("UK", "U.K.", "Britain", "British", "Great Britain", "London"),
    "United Arab Emirates": ("UAE", "Emirates", "Emirati", "the Emirates"),
    "European Union": ("EU", "European"),
    "United Nations": ("UN", "U.N."),
    "Islamic State": ("ISIS", "ISIL", "IS", "Daesh", "ISIS group"),
    "Algeria": ("Algiers",),  # one word in Arabic
    "Tunisia": ("Tunis",),
    "Oman": ("Amman",),
    "Amman": ("Oman",),
    "Lebanon": ("Lebanese",),
    "Switzerland": ("Swiss",),
    "Netherlands": ("Holland", "Dutch"),
    "France": ("French",),
    "Spain": ("Spanish",),
    "Greece": ("Greek",),
    "Türkiye": ("Turkey", "Turkish"),
    "Turkey": ("Türkiye", "Turkish"),
    "Germany": ("German",),
    "China": ("Chinese",),
    "Poland": ("Polish",),
    "Denmark": ("Danish",),
    "Sweden": ("Swedish",),
    "Myanmar": ("Burma",),
    "Côte d’Ivoire": ("Ivory Coast", "Cote d'Ivoire"),
    "Palestinian Territories": ("Palestine", "Palestinian"),
    "Kyiv": ("Kiev",),
    "North Africa": ("northern Africa",),
}


# Macron, dot or line below; a cedilla on letters that have none in European languages.
_SCHOLARLY = re.compile("([^\\W\\d_])(?:[\u0304\u0323\u0331]|(?<=[HhTtDdZz])\u0327)+|[ʿʾ]")
#: What makes an adjective or a people of a country's name.
_DEMONYM = re.compile("(?:n|an|ian|i|ese|ish|ic)?s?")


def agrees(candidate: str, known: str) -> bool:
    """Whether an English form is one of a known name: a part of it or more than it, its
    initials, its adjective ("Algerian" of Algeria) or a customary other form."""
    have, want = _plain(candidate), _plain(known)
    if not have or not want:
        return False
    if "".join(have) == "".join(want) or set(have) <= set(want) or set(want) <= set(have):
        return True
    initials = "".join(w[0] for w in want if w not in ("of", "the", "and", "for"))
    if len(want) > 1 and "".join(have) == initials:
        return True
    if any(_plain(form) == have for form in ALIASES.get(known, ())):
        return True
    return len(have) == len(want) and all(_same_stem(h, w) for h, w in zip(have, want, strict=True))


def folded(name: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in parts if not unicodedata.combining(c))


def as_printed(name: str) -> str:
    """A name without the signs of scholarly transliteration, which the press leaves out:
    Khān Yūnis is Khan Yunis; São Paulo stays."""
    return unicodedata.normalize(
        "NFC", _SCHOLARLY.sub(lambda m: m[1] or "", unicodedata.normalize("NFD", name))
    )


def _plain(name: str) -> list[str]:
    bare = re.sub(r"['’]s\b|[.'’`‘ʿʾ]", "", folded(name))
    bare = re.sub(r"\b(north|south|east|west)ern\b", r"\1", bare)
    return [w for w in re.split(r"[\s\-]+", bare) if w not in ("the", "al", "el")]


def _same_stem(a: str, b: str) -> bool:
    """Whether one is the other or its adjective: Algeria, Algerian; Egypt, Egyptians."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    stems = {short, short.rstrip("aeoy")} if len(short) >= 4 else set()
    return any(long.startswith(s) and _DEMONYM.fullmatch(long[len(s) :]) for s in stems)
