"""The lists of names: one usual English spelling, parts put together, keys never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.arabic.gazetteer import Gazetteer
from reader.article import EntityType
from reader.errors import ReaderError


@pytest.mark.parametrize(
    ("arabic", "kind", "english"),
    [
        ("الجزائر", "LOC", "Algeria"),
        ("موسكو", "LOC", "Moscow"),
        ("فزان", "LOC", "Fezzan"),
        ("خليفة حفتر", "PER", "Khalifa Haftar"),
        ("القذافي", "PER", "Gaddafi"),
        ("الأمم المتحدة", "ORG", "United Nations"),
        ("الامم المتحده", "ORG", "United Nations"),  # without hamza, and a hasty ending
        ("كوزنيتسوف", "PER", "Kuznetsov"),
    ],
)
def test_the_usual_spelling(arabic: str, kind: EntityType, english: str) -> None:
    assert Gazetteer.load().english(arabic, kind) == english


def test_parts_make_a_name() -> None:
    gazetteer = Gazetteer({}, {}, {}, {"خليفه": "Khalifa", "حفتر": "Haftar"})
    assert gazetteer.english("خليفة حفتر", "PER") == "Khalifa Haftar"
    assert gazetteer.english("خليفة مجهول", "PER") == ""


def test_a_place_is_found_with_and_without_its_article() -> None:
    gazetteer = Gazetteer({"رباط": "Rabat"}, {}, {}, {})
    assert gazetteer.english("الرباط", "LOC") == "Rabat"


def test_what_is_unknown_has_no_name() -> None:
    assert Gazetteer.load().english("قططططب", "LOC") == ""


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "names.tsv.gz").write_bytes(b"not gzip")
    with pytest.raises(ReaderError, match="install Mirat anew"):
        Gazetteer.load(tmp_path / "names.tsv.gz")
