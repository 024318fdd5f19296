"""The translation memory holds the article's sentence pairs, valid by TMX 1.4b."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reader.article import ReadArticle
from reader.errors import Cancelled
from reader.export import export
from reader.export.options import ExportOptions
from reader.export.tmx import write

#: The declarations of the TMX 1.4b specification for the elements that are written.
DTD = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #REQUIRED>
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED segtype (block|paragraph|sentence|phrase) #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
"""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(read: ReadArticle, folder: Path) -> etree._Element:
    export(read, folder / "a.tmx")
    root = etree.parse(folder / "a.tmx").getroot()
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(root), dtd.error_log
    return root


def pairs(root: etree._Element) -> dict[str, tuple[str, str]]:
    """The pairs as a translator's tool reads them: by language, not by place."""
    found = {}
    for unit in root.iter("tu"):
        said = {v.get(LANG): v.findtext("seg") for v in unit.iter("tuv")}
        found[unit.get("tuid")] = (said["ar"], said["en"])
    return found


def test_each_translated_sentence_is_a_pair(read_article: ReadArticle, tmp_path: Path) -> None:
    root = written(read_article, tmp_path)
    assert root.find("header").get("srclang") == "ar"
    found = pairs(root)
    assert list(found) == ["1.1", "1.2", "2.1", "2.2", "4.1", "4.2"], "the third has no English"
    for id, (arabic, english) in found.items():
        p, s = (int(x) - 1 for x in id.split("."))
        read = read_article.paragraphs[p]
        sentence = read.sentences[s]
        assert arabic == read.paragraph.arabic[slice(*sentence.arabic)]
        assert sentence.english
        assert english == read.english[slice(*sentence.english)]


def test_a_doubtful_pair_says_why(read_article: ReadArticle, tmp_path: Path) -> None:
    root = written(read_article, tmp_path)
    doubted = [u for u in root.iter("tu") if u.find("note") is not None]
    assert [u.get("tuid") for u in doubted] == ["2.2"]
    assert doubted[0].findtext("note") == "Unsure: The English is much shorter than the Arabic."
    assert doubted[0].find("prop").get("type") == "x-doubt"


def test_a_corrected_paragraph_without_sentences_is_one_pair(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    fourth = read_article.paragraphs[3]
    fourth = replace(
        fourth, english="Quite another text.", sentences=tuple(fourth.sentences), corrected=True
    )
    found = pairs(
        written(replace(read_article, paragraphs=(*read_article.paragraphs[:3], fourth)), tmp_path)
    )
    assert found["4"] == (fourth.paragraph.arabic, "Quite another text.")


def test_a_nasty_article_is_still_valid(nasty_article: ReadArticle, tmp_path: Path) -> None:
    found = pairs(written(nasty_article, tmp_path))
    assert len(found) == len(nasty_article.paragraphs)
    assert found["9.1"][0].startswith("<script>alert(\"x\")</script> & 'y' ]]>")


def test_cancelling_stops_it(read_article: ReadArticle, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write(read_article, tmp_path / "a", ExportOptions(), lambda _: None, lambda: True)
