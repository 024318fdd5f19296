"""The annotated PDF: whole, searchable, annotated, linked, tagged; nothing lost when it fails."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from reader.article import ReadArticle
from reader.errors import Cancelled, ReaderError
from reader.export import export
from reader.export.options import ExportOptions
from tests.export.text_recall import READERS, available, recall


@pytest.fixture
def pdf(read_article: ReadArticle, tmp_path: Path, qapp: object) -> Path:
    path = tmp_path / "article.pdf"
    export(read_article, path)
    return path


@pytest.mark.parametrize("reader", ["pdftotext", "pdfium", "pypdf"])
def test_its_words_are_found(read_article: ReadArticle, pdf: Path, reader: str) -> None:
    if not available(reader):
        pytest.skip(f"{reader} is not on this machine")
    shares = recall(read_article, READERS[reader](pdf))
    assert shares["arabic"] >= 0.95
    assert shares["english"] >= 0.98
    assert shares["numbers"] >= 0.95


def test_a_nasty_article_is_found_too(
    nasty_article: ReadArticle, tmp_path: Path, qapp: object
) -> None:
    path = tmp_path / "nasty.pdf"
    export(nasty_article, path)
    assert recall(nasty_article, READERS["pdfium"](path))["arabic"] >= 0.95


@pytest.mark.parametrize("layout", ["columns", "interlinear"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("nasty", [False, True])
def test_it_is_a_sound_file(
    read_article: ReadArticle,
    nasty_article: ReadArticle,
    tmp_path: Path,
    qapp: object,
    layout: Literal["columns", "interlinear"],
    orientation: Literal["portrait", "landscape"],
    nasty: bool,
) -> None:
    path = tmp_path / "a.pdf"
    options = ExportOptions(layout=layout, orientation=orientation, page="Letter")
    export(nasty_article if nasty else read_article, path, options)
    with pikepdf.open(path) as document:
        assert document.check_pdf_syntax() == []
        assert document.pdf_version == "1.7"
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_names_and_quotations_are_annotations(read_article: ReadArticle, pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        highlights = [
            str(a.Contents)
            for page in document.pages
            for a in page.obj.get("/Annots", [])
            if a.Subtype == "/Highlight"
        ]
    entities = [e for p in read_article.paragraphs for e in p.entities]
    for entity in entities:
        assert any(entity.name in contents for contents in highlights), entity
    quotations = [q for p in read_article.paragraphs for q in p.quotations]
    assert sum(c.startswith(("Quotation", "Speech")) for c in highlights) >= len(quotations)
    for note in (n for p in read_article.paragraphs for n in p.notes):
        assert note.text in highlights


def test_it_says_what_it_is(read_article: ReadArticle, pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert document.Root.Lang == "en"
        assert document.Root.MarkInfo.Marked
        assert document.Root.PageLabels.Nums[0] == 0
        assert read_article.article.title in str(document.open_metadata()["dc:title"])
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles[1:3] == ["Index", "Quotations"]


def test_a_screen_reader_hears_arabic_as_arabic(read_article: ReadArticle, pdf: Path) -> None:
    """The structure tree gives the paragraphs in order, each with its language."""
    heard: list[tuple[str, str]] = []

    def walk(node: pikepdf.Object) -> None:
        if "/ActualText" in node and str(node.get("/S")) == "/P":
            heard.append((str(node.Lang), str(node.ActualText)))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    with pikepdf.open(pdf) as document:
        walk(document.Root.StructTreeRoot.K[0])
    texts = [("ar", p.paragraph.arabic) for p in read_article.paragraphs]
    assert heard[: len(texts)] == texts


def test_everything_marked_or_annotated_has_its_element(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert list(owners) == sorted(owners)
        assert document.Root.StructTreeRoot.ParentTreeNextKey == len(owners)
        for i, page in enumerate(document.pages):
            assert page.StructParents == i
            assert len(owners[i]) == page.Contents.read_bytes().count(b"/MCID")
            for annotation in page.obj.get("/Annots", []):
                owner = owners[int(annotation.StructParent)]
                assert ("/Link" if annotation.Subtype == "/Link" else "/Annot") == owner.S
                assert owner.K[0].Obj.objgen == annotation.objgen


def test_fonts_are_embedded_in_part(pdf: Path) -> None:
    assert pdf.stat().st_size < 400_000
    with pikepdf.open(pdf) as document:
        fonts = document.pages[0].Resources.Font
        for _, font in fonts.items():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_the_index_links_to_pages(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        links = [
            a
            for page in document.pages
            for a in page.obj.get("/Annots", [])
            if a.Subtype == "/Link"
        ]
        assert links
        pages = [page.obj.objgen for page in document.pages]
        assert all(link.Dest[0].objgen in pages for link in links)


def test_a_title_too_long_for_the_top_of_the_later_pages_says_so(
    read_article: ReadArticle, tmp_path: Path, qapp: object
) -> None:
    path = tmp_path / "long.pdf"
    title = " ".join(f"word{i}" for i in range(30))
    export(replace(read_article, english_title=title), path)
    text = READERS["pdfium"](path)
    cut = [i for i in range(30) if f"word{i}…" in text]
    assert len(cut) == 1
    assert "word29…" not in text


def test_a_long_word_of_a_speaker_stays_whole_in_the_margin(
    read_article: ReadArticle, tmp_path: Path, qapp: object
) -> None:
    path = tmp_path / "speaker.pdf"
    read = read_article.paragraphs
    at = next(i for i, p in enumerate(read) if any(q.speaker and q.english for q in p.quotations))
    told = tuple(
        replace(q, speaker=replace(q.speaker, name="an intelligence source")) if q.speaker else q
        for q in read[at].quotations
    )
    paragraphs = (*read[:at], replace(read[at], quotations=told), *read[at + 1 :])
    export(replace(read_article, paragraphs=paragraphs), path)
    lines = [line.strip() for line in READERS["pdfium"](path).splitlines()]
    assert "intelligence" in lines
    assert not any(line.endswith("intelligenc") for line in lines)


def test_what_is_left_out_is_left_out(
    read_article: ReadArticle, tmp_path: Path, qapp: object
) -> None:
    path = tmp_path / "plain.pdf"
    plain = ExportOptions(entities=False, quotations=False, index=False, notes=False)
    doubtless = replace(
        read_article, paragraphs=tuple(replace(p, corrected=True) for p in read_article.paragraphs)
    )
    export(doubtless, path, plain)
    with pikepdf.open(path) as document:
        assert all("/Annots" not in page.obj for page in document.pages)


def test_cancelling_leaves_the_old_file(
    read_article: ReadArticle, tmp_path: Path, qapp: object
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    seen: list[float] = []
    with pytest.raises(Cancelled):
        export(read_article, path, progress=seen.append, cancelled=lambda: len(seen) > 1)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.pdf"]


def test_a_folder_that_is_not_there_is_said(read_article: ReadArticle, qapp: object) -> None:
    with pytest.raises(ReaderError, match="does not exist"):
        export(read_article, Path("/nowhere/at/all.pdf"))


def test_an_unknown_format_is_said(read_article: ReadArticle, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"no \.xyz files"):
        export(read_article, tmp_path / "a.xyz")


def test_it_is_written_in_another_thread(
    read_article: ReadArticle, tmp_path: Path, qtbot: QtBot
) -> None:
    """The window does: laying out must not need the window's thread."""
    from threading import Thread

    thread = Thread(target=export, args=(read_article, tmp_path / "a.pdf"))
    thread.start()
    thread.join(60)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")
