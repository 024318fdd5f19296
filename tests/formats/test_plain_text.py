"""Plain text files: every encoding Arabic is found in, and one clear sentence for the rest."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.formats import MAX_BYTES, read, read_pasted
from reader.formats.plain_text import decode

TEXT = (
    "رئيس الوزراء يزور الجزائر\n\n"
    "قال رئيس الوزراء إن الاتفاق الذي وقع في الجزائر سيدخل حيز التنفيذ.\n"
    "وأضاف: «هذا يوم كبير»، مشيرا إلى 25 مشروعا من بينها مشروع (Medgaz)."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"]
)
def test_every_encoding_comes_back_as_it_was(tmp_path: Path, encoding: str) -> None:
    text = TEXT if encoding != "iso8859_6" else TEXT.replace("«", '"').replace("»", '"')
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    article = read(path)
    assert article.text == text
    assert article.title == "رئيس الوزراء يزور الجزائر"
    assert article.source == str(path)
    assert len(article.paragraphs) == 3


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("سطر أول\r\nسطر ثان\rسطر ثالث".encode())
    article = read(path)
    assert article.text == "سطر أول\r\nسطر ثان\rسطر ثالث"
    assert [p.arabic for p in article.paragraphs] == ["سطر أول", "سطر ثان", "سطر ثالث"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n"])
def test_a_short_first_line_is_the_title(line_end: str) -> None:
    text = f"رئيس الوزراء يزور الجزائر{line_end}قال رئيس الوزراء إن الاتفاق وقع."
    assert read_pasted(text).title == "رئيس الوزراء يزور الجزائر"
    assert read_pasted(text).paragraphs[0].arabic == "رئيس الوزراء يزور الجزائر"


def test_text_in_one_line_is_named_by_its_first_words() -> None:
    text = "قال رئيس الوزراء إن الاتفاق الذي وقع في الجزائر سيدخل حيز التنفيذ."
    assert read_pasted(text).title == "قال رئيس الوزراء إن الاتفاق الذي وقع في…"
    assert read_pasted(text, "عنوان").title == "عنوان"


def test_a_mostly_latin_text_with_some_arabic_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The Arabic for peace is سلام, as in many names and greetings.", "utf-8")
    assert "سلام" in read(path).text


def test_the_sample(sample: Path) -> None:
    article = read(sample)
    assert article.text == sample.read_text("utf-8")
    assert len(article.paragraphs) >= 12


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"An English text, and nothing else.", "holds no Arabic"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not a text file"),
        (os.urandom(5000), "not a text file"),
        (b"\x00" * 5000, "not a text file"),
        ("نص".encode() + b" " * MAX_BYTES, "larger than 20 MB"),
    ],
)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(ReaderError, match=sentence):
        read(path)


def test_what_is_no_file_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReaderError, match="is not there"):
        read(tmp_path / "missing.txt")
    (tmp_path / "dangling").symlink_to(tmp_path / "missing")
    with pytest.raises(ReaderError, match="is not there"):
        read(tmp_path / "dangling")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReaderError, match="not a file"):
        read(tmp_path / "pipe")


def test_pasted_text() -> None:
    article = read_pasted("نص ملصق")
    assert (article.title, article.source, article.text) == ("نص ملصق", "", "نص ملصق")
    with pytest.raises(ReaderError, match="holds no Arabic"):
        read_pasted("nothing")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    with contextlib.suppress(ReaderError):
        assert isinstance(decode(data, "x"), str)
