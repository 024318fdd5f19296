"""The Word document: Arabic as Word wants it, marks as styles, notes as comments."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from reader.article import ReadArticle
from reader.errors import Cancelled
from reader.export import export
from reader.export.docx import write
from reader.export.options import ExportOptions
from reader.export.segments import clean


def written(read: ReadArticle, folder: Path, options: ExportOptions | None = None) -> Any:
    export(read, folder / "a.docx", options)
    return docx.Document(str(folder / "a.docx"))


def runs_of(cell: Any, style: str) -> list[str]:
    return [r.text for p in cell.paragraphs for r in p.runs if r.style.name == style]


def test_a_row_is_a_paragraph_english_left_and_arabic_right(
    read_article: ReadArticle, nasty_article: ReadArticle, tmp_path: Path
) -> None:
    for read in (read_article, nasty_article):
        rows = written(read, tmp_path).tables[0].rows
        assert [c.text for c in rows[0].cells] == ["English", "¶", "العربية"]
        assert len(rows) == len(read.paragraphs) + 1
        for row, paragraph in zip(list(rows)[1:], read.paragraphs, strict=True):
            left, _, right = (c.paragraphs[0] for c in row.cells)
            assert right.text == clean(paragraph.paragraph.arabic)
            assert left.text == (clean(paragraph.english) or "Not translated.")


def test_arabic_is_right_to_left_in_paragraph_and_run(
    read_article: ReadArticle, nasty_article: ReadArticle, tmp_path: Path
) -> None:
    document = written(read_article, tmp_path)
    style = document.styles["Arabic"]
    assert style.element.pPr.find(qn("w:bidi")) is not None
    assert style.element.rPr.rFonts.get(qn("w:cs")) == "Noto Naskh Arabic"
    for read in (read_article, nasty_article):
        for row in list(written(read, tmp_path).tables[0].rows)[1:]:
            text = row.cells[2].paragraphs[0]
            assert text.style.name == "Arabic"
            for run in text.runs:
                if re.search("[\u0620-\u064a]", run.text):
                    assert run._r.rPr.find(qn("w:rtl")) is not None
                    assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
            assert not row.cells[0]._tc.findall(".//" + qn("w:rtl"))


def test_latin_words_in_arabic_are_left_to_right_runs(
    nasty_article: ReadArticle, tmp_path: Path
) -> None:
    row = written(nasty_article, tmp_path, ExportOptions(entities=False, quotations=False))
    text = row.tables[0].rows[4].cells[2].paragraphs[0]
    latin = [r.text for r in text.runs if r.text and r._r.find(".//" + qn("w:rtl")) is None]
    assert latin == ["Apple Inc", "iPhone", "Pro", "A17 Pro", "Cupertino", "California"]


def test_names_and_quotations_are_styles(read_article: ReadArticle, tmp_path: Path) -> None:
    document = written(read_article, tmp_path)
    left, _, right = document.tables[0].rows[1].cells
    assert runs_of(left, "Person") == ["Khalifa Haftar", "Haftar"]
    assert runs_of(right, "Person") == ["خليفة حفتر", "حفتر"]
    assert runs_of(left, "Organisation") == ["Middle East Eye", "Algerian army"]
    assert runs_of(left, "Quotation")[0].startswith(", one of the most important")
    assert left.paragraphs[1].text == "❝ a source in the Algerian army"
    underlines = [
        document.styles[name].element.rPr.find(qn("w:u")).get(qn("w:val"))
        for name in ("Person", "Place", "Organisation", "Name")
    ]
    assert underlines == ["single", "dotted", "dash", "wave"]


def test_notes_and_doubts_are_comments_on_their_words(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    document = written(read_article, tmp_path)
    comments = {c.text: c for c in document.comments}
    assert set(comments) == {
        "Who is this source?",
        "Unsure: The English is much shorter than the Arabic.",
        "The carrier was on its way home from Syria. Check the date.",
    }
    note = comments["Who is this source?"]
    assert note.author == "Reader"
    covered = re.search(
        rf'commentRangeStart w:id="{note.comment_id}"/>(.*?)<w:commentRangeEnd w:id="'
        rf'{note.comment_id}"',
        document.element.xml,
        re.DOTALL,
    )
    assert covered
    assert "".join(re.findall("<w:t[^>]*>([^<]*)", covered[1])) == "مصدر في الجيش الجزائري"
    assert runs_of(document.tables[0].rows[2].cells[0], "Unsure")


def test_every_link_leads_to_a_paragraph(read_article: ReadArticle, tmp_path: Path) -> None:
    body = written(read_article, tmp_path).element
    names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    assert names == ["p1", "p2", "p3", "p4"]
    links = [h.get(qn("w:anchor")) for h in body.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= set(names)


def test_rows_stay_together_unless_long_and_the_header_is_repeated(
    nasty_article: ReadArticle, tmp_path: Path
) -> None:
    rows = [r._tr.trPr for r in written(nasty_article, tmp_path).tables[0].rows]
    assert rows[0].find(qn("w:tblHeader")) is not None
    assert rows[1].find(qn("w:cantSplit")) is None
    assert rows[2].find(qn("w:cantSplit")) is not None


def test_pages_are_numbered_and_the_document_says_what_it_is(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    document = written(read_article, tmp_path, ExportOptions(page="Letter", margin=20))
    footer = document.sections[0].footer._element
    codes = [f.get(qn("w:instr")) for f in footer.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert document.sections[0].page_width.mm == pytest.approx(215.9, abs=0.1)
    core = document.core_properties
    assert core.title == "Russia arms Haftar through Algeria · روسيا تسلح حفتر عبر الجزائر"
    assert core.language == "en"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Index", "Quotations"]


def test_interlinear_puts_the_arabic_above_its_english(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    document = written(read_article, tmp_path, ExportOptions(layout="interlinear"))
    cells = document.tables[0].rows[1].cells
    assert len(cells) == 2
    texts = [p.text for p in cells[1].paragraphs[:3]]
    first = read_article.paragraphs[0]
    assert texts == [first.paragraph.arabic, "❝ مصدر في الجيش الجزائري", first.english]


def test_what_is_not_wanted_is_not_there(read_article: ReadArticle, tmp_path: Path) -> None:
    bare = ExportOptions(entities=False, quotations=False, index=False, notes=False)
    document = written(read_article, tmp_path, bare)
    assert len(document.tables) == 1
    assert not runs_of(document.tables[0].rows[1].cells[0], "Person")
    assert [c.text[:6] for c in document.comments] == ["Unsure"]


def test_every_part_of_a_nasty_document_is_well_formed(
    nasty_article: ReadArticle, tmp_path: Path
) -> None:
    export(nasty_article, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_cancelling_stops_it(read_article: ReadArticle, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write(read_article, tmp_path / "a", ExportOptions(), lambda _: None, lambda: True)
