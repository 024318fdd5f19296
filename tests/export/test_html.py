"""The web page: self-contained, both directions right, every mark in place, nothing runs."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from reader.article import ReadArticle
from reader.errors import Cancelled
from reader.export import export
from reader.export.html import write
from reader.export.options import ExportOptions
from reader.export.segments import clean


def written(
    read: ReadArticle, folder: Path, options: ExportOptions | None = None
) -> html.HtmlElement:
    export(read, folder / "a.html", options)
    return html.document_fromstring((folder / "a.html").read_text("utf-8"))


def of_class(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def test_each_paragraph_stands_in_both_languages_letter_for_letter(
    read_article: ReadArticle, nasty_article: ReadArticle, tmp_path: Path
) -> None:
    for read in (read_article, nasty_article):
        rows = of_class(written(read, tmp_path), "row")
        assert len(rows) == len(read.paragraphs)
        for row, paragraph in zip(rows, read.paragraphs, strict=True):
            (arabic,) = row.xpath("./div/p[@lang='ar']")
            (english,) = row.xpath("./div/p[@lang='en']")
            assert arabic.get("dir") == "rtl"
            assert arabic.text_content() == clean(paragraph.paragraph.arabic)
            expected = clean(paragraph.english) if paragraph.translated else "Not translated."
            assert english.text_content() == expected


def test_names_are_marked_in_both_languages_and_say_what_they_are(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    row = written(read_article, tmp_path).get_element_by_id("p1")
    for language, text in (("ar", "خليفة حفتر"), ("en", "Khalifa Haftar")):
        (mark,) = row.xpath(f".//p[@lang='{language}']/span[.='{text}']")
        assert mark.get("class") == "PER"
        assert mark.get("title") == "Person: Khalifa Haftar"
    (inside,) = row.xpath(".//p[@lang='en']/span[.='Haftar']")
    assert inside.get("class").split() == ["quotation", "PER"]


def test_a_quotation_names_its_speaker_once_outside_the_text(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    row = written(read_article, tmp_path).get_element_by_id("p1")
    assert row.xpath(".//p[@lang='en']//@data-speaker") == ["a source in the Algerian army"]
    assert row.xpath(".//p[@lang='ar']//@data-speaker") == ["مصدر في الجيش الجزائري"]


def test_every_link_leads_somewhere_and_no_id_stands_twice(
    read_article: ReadArticle, nasty_article: ReadArticle, tmp_path: Path
) -> None:
    for read in (read_article, nasty_article):
        page = written(read, tmp_path)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        targets = page.xpath("//a/@href")
        assert targets
        assert all(t[0] == "#" and t[1:] in ids for t in targets)


def test_the_index_gathers_mentions_and_the_list_the_quotations(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    page = written(read_article, tmp_path)
    rows = [" ".join(r.text_content().split()) for r in page.xpath("//footer//tr")]
    (haftar,) = [r for r in rows if r.startswith("Khalifa Haftar")]
    assert haftar.endswith("1, 2, 3, 4")
    assert [h.text for h in page.xpath("//footer/h3")] == [
        "People",
        "Places",
        "Organisations",
        "Other names",
    ]
    said = [f.text_content() for f in page.xpath("//figure")]
    assert len(said) == 4
    assert "a source in the Algerian army" in said[0]
    assert "Not found in the translation." in said[2]
    assert "Speaker not named" in said[3]


def test_doubts_notes_and_corrections_are_said(read_article: ReadArticle, tmp_path: Path) -> None:
    page = written(read_article, tmp_path)
    remarks = {
        s.get("id"): [p.text_content() for p in s.xpath("./aside/p")]
        for s in page.xpath("//section")
    }
    assert remarks["p1"][0].endswith("Who is this source?")
    assert remarks["p2"] == ["Unsure: The English is much shorter than the Arabic."]
    assert remarks["p3"] == []
    assert remarks["p4"][-1] == "The English of this paragraph was corrected by the reader."
    (doubted,) = page.xpath("//main//span[@class='doubt' and contains(., 'strong man')]")
    assert doubted.get("title").startswith("Unsure: ")


def test_nothing_runs_and_nothing_is_fetched(nasty_article: ReadArticle, tmp_path: Path) -> None:
    page = written(nasty_article, tmp_path)
    assert not page.xpath("//script|//img|//link|//iframe|//object|//form|//@style|//@src")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    (sheet,) = page.xpath("//style/text()")
    assert not re.search(r"url\(|@import|https?:", sheet)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_only_a_web_address_becomes_a_link(read_article: ReadArticle, tmp_path: Path) -> None:
    def links(source: str) -> list[str]:
        article = replace(read_article.article, source=source)
        page = written(replace(read_article, article=article), tmp_path)
        return page.xpath("//header//a/@href")

    assert links("https://example.org/a?b=1&c") == ["https://example.org/a?b=1&c"]
    assert links("javascript:alert(1)") == []
    assert links("/home/somebody/haftar.txt") == []
    assert "somebody" not in (tmp_path / "a.html").read_text("utf-8")


def test_what_is_not_wanted_is_not_there(read_article: ReadArticle, tmp_path: Path) -> None:
    bare = ExportOptions(entities=False, quotations=False, index=False, notes=False)
    page = written(read_article, tmp_path, bare)
    assert not page.xpath("//main//span[not(@class = 'doubt')]|//footer/*")
    assert "Who is this source?" not in page.text_content()


def test_cancelling_stops_it(read_article: ReadArticle, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write(read_article, tmp_path / "a", ExportOptions(), lambda _: None, lambda: True)
