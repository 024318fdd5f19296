"""Lists of names: which words may be a name, and how a name is written in English.

Keys are `normalise.key` forms; they are for looking up and never shown.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reader.arabic.normalise import alef_swallowed, key
from reader.article import EntityType, Span
from reader.errors import ReaderError
from reader.paths import resources

_FATHERS = ("عبد", "ابو", "ابي", "بن", "ابن", "بو", "ال", "ام", "بنت", "ولد", "ذو")


class Gazetteer:
    """Names by kind: `places`, `organisations` and `persons` are whole names, `parts` are given
    names and surnames."""

    def __init__(
        self,
        places: Mapping[str, str],
        organisations: Mapping[str, str],
        persons: Mapping[str, str],
        parts: Mapping[str, str],
    ) -> None:
        self.places, self.organisations = places, organisations
        self.persons, self.parts = persons, parts

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """The gazetteer that ships. Raises ReaderError where it cannot be read."""
        return _load(path or resources() / "gazetteer" / "names.tsv.gz")

    def english(self, name: str, type: EntityType | None = None) -> str:
        """The usual English spelling of an Arabic name, "" if unknown.

        A person's name that is not in the lists is put together from its parts, if all are.
        """
        form = key(name)
        if type in (None, "LOC"):
            place = self.place(form)
            if place or type == "LOC":
                return place
        if type in (None, "PER"):
            return self.persons.get(form) or self._from_parts(form)
        return self.organisations.get(form) or self.place(form) if type == "ORG" else ""

    def written_alone(self, text: str, span: Span) -> str:
        """The name at a place in a text as it is written without a proclitic.

        Of للجزائر ("to Algeria") the span leaves out the first ل; the article behind it has
        lost its alef and gets it back. In للبنان ("to Lebanon") there is none.
        """
        name = text[slice(*span)]
        return f"ا{name}" if alef_swallowed(text, span) and not self.place(key(name)) else name

    def place(self, form: str) -> str:
        """The English of a place's key, with or without its article."""
        places = self.places
        return (
            places.get(form) or places.get(form.removeprefix("ال")) or places.get("ال" + form, "")
        )

    def _from_parts(self, form: str) -> str:
        words = form.split()
        spelled = [self.parts.get(w) or self._without_article(w) for w in words]
        if not words or not all(spelled):
            return ""
        if all(w in _FATHERS for w in words):
            return ""
        return " ".join(s for s in spelled if s)

    def _without_article(self, word: str) -> str:
        bare = self.parts.get(word[2:], "") if word.startswith("ال") and len(word) > 4 else ""
        return f"al-{bare}" if bare else ""


@cache
def _load(path: Path) -> Gazetteer:
    kinds: dict[str, dict[str, str]] = {"L": {}, "O": {}, "P": {}, "T": {}}
    try:
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            form, kind, english = line.split("\t")
            kinds[kind][form] = english
    except (OSError, ValueError, EOFError, KeyError) as error:
        raise ReaderError(
            f"The list of names {path} cannot be read; please install Mirat anew."
        ) from error
    return Gazetteer(kinds["L"], kinds["O"], kinds["P"], kinds["T"])
