"""The Markdown reads well as it is, and every renderer shows the article's own text."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import ReadArticle
from reader.errors import Cancelled
from reader.export import export
from reader.export.markdown import escape, write
from reader.export.options import ExportOptions
from reader.export.segments import clean

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")


def written(read: ReadArticle, folder: Path, options: ExportOptions | None = None) -> str:
    export(read, folder / "a.md", options)
    return (folder / "a.md").read_text("utf-8")


def rendered(markdown: str) -> str:
    return markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render(markdown)


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(codec="utf-8"), st.sampled_from("*_`[]()<>&|~#+-=1.!\\\n\t ")
        )
    )
)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    expected = clean(text).strip()
    page = rendered(escape(text))
    assert html.unescape(page.removeprefix("<p>").removesuffix("</p>\n")) == expected
    assert expected == "" or page.startswith("<p>")


def test_each_paragraph_stands_in_both_languages_letter_for_letter(
    read_article: ReadArticle, nasty_article: ReadArticle, tmp_path: Path
) -> None:
    for read in (read_article, nasty_article):
        markdown = re.sub(r"\[\^\d+\](?!:)", "", written(read, tmp_path))
        page = rendered(markdown.split("## Quotations")[0])
        pieces = re.split(r"<h3>\d+</h3>\n", page)[1:]
        assert len(pieces) == len(read.paragraphs)
        for piece, paragraph in zip(pieces, read.paragraphs, strict=True):
            match = re.match(r'<div dir="rtl" lang="ar">\n(<p>.*</p>)\n</div>\n(<p>.*</p>)', piece)
            assert match, piece
            assert text_of(match[1]) == clean(paragraph.paragraph.arabic).strip()
            english = clean(paragraph.english).strip() or "Not translated."
            assert text_of(match[2]) == english


def test_names_are_bold_and_the_first_mention_of_each_has_a_footnote(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    markdown = written(read_article, tmp_path)
    assert "retired Major General **Khalifa Haftar**[^1] will" in markdown
    assert "behind **Haftar** to" in markdown
    assert "الدعم الروسي ل**حفتر** الأبواب" in markdown
    assert "<strong>حفتر</strong>" in rendered(markdown)
    body, index = markdown.split("## Index")
    references = re.findall(r"\[\^(\d+)\]", body)
    assert sorted(references, key=int) == re.findall(r"(?m)^\[\^(\d+)\]: ", index)
    assert "[^1]: Khalifa Haftar · " in index
    assert index.count("Person · 5× in ¶ 1, 2, 3, 4") == 1
    assert "شمال إفريقيا**[^8]" in body, "what has no English is noted in the Arabic"


def test_quotations_are_listed_with_their_speakers(
    read_article: ReadArticle, tmp_path: Path
) -> None:
    said = written(read_article, tmp_path).split("## Quotations")[1].split("## Index")[0]
    assert "**a source in the Algerian army**" in said
    assert "> “Algeria, one of the most important mediators" in said
    assert said.count("<div") == 4
    assert "Speaker not named, ¶ 3:" in said


def test_doubts_notes_and_corrections_are_said(read_article: ReadArticle, tmp_path: Path) -> None:
    markdown = written(read_article, tmp_path)
    assert "> Unsure: The English is much shorter than the Arabic." in markdown
    assert "— Who is this source?" in markdown
    assert "> The English of this paragraph was corrected by the reader." in markdown


def test_what_is_not_wanted_is_not_there(read_article: ReadArticle, tmp_path: Path) -> None:
    bare = ExportOptions(entities=False, quotations=False, index=False, notes=False)
    markdown = written(read_article, tmp_path, bare)
    assert "**" not in markdown
    assert "[^" not in markdown
    assert "## " not in markdown.replace("### ", "")
    assert "Who is this source?" not in markdown


def test_cancelling_stops_it(read_article: ReadArticle, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write(read_article, tmp_path / "a", ExportOptions(), lambda _: None, lambda: True)
