"""Text set in lines: every character is shown once, in a font that has it, in its place."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article, Paragraph, ReadArticle, ReadParagraph
from reader.export import export
from reader.export.options import ExportOptions
from reader.export.pdf.faces import Face
from reader.export.pdf.fontprogram import program
from reader.export.pdf.lines import Line, lines
from reader.export.pdf.shaping import FontKey, load_fonts, shaped
from tests.benchmarks.articles import ARTICLES, own_articles
from tests.export.text_recall import READERS, available, recall

ARABIC, ENGLISH = Face(12, 1.8, rtl=True), Face(10, 1.5)
TEXTS = st.text(alphabet="ابتنلمه ًَّ٣3aZé.,«»“”–()%$😀👩\u200d♀️\u200f۔گ中\n\t", max_size=40)


@pytest.fixture(autouse=True)
def typefaces(qapp: object) -> None:
    load_fonts()


def shown(found: list[Line]) -> list[tuple[int, int]]:
    return sorted({(c.start, c.end) for line in found for c in line.clusters})


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from([ARABIC, ENGLISH]))
def test_every_character_is_shown_once(text: str, face: Face) -> None:
    found = lines(text, face, 150)
    at = 0
    for start, end in shown(found):
        assert start >= at
        assert not text[at:start].strip("\n\t \u200d\u200f\ufe0f")
        at = end
    for line in found:
        for cluster in line.clusters:
            assert cluster.text == text[cluster.start : cluster.end]


def test_lines_are_no_wider_than_asked() -> None:
    text = "وقال المصدر العسكري إن علينا أن نواجه الحقائق " * 8
    for line in lines(text, ARABIC, 200):
        assert min(c.x for c in line.clusters if c.text.strip()) > -0.1
        assert max(c.x + c.width for c in line.clusters if c.text.strip()) < 200.1


def test_a_letter_with_marks_stays_one_glyph_and_one_place() -> None:
    clusters = lines("قَ", ARABIC, 100)[0].clusters
    assert [(c.text, len(c.parts) > 1) for c in clusters] == [("قَ", True)]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("قال – نعم", "Noto Naskh Arabic Regular"),
        ("hello", "Source Serif 4 Regular"),
        ("😀", "Noto Emoji Regular"),
        ("👩\u200d👩\u200d👧", "Noto Emoji Regular"),
    ],
)
def test_each_word_is_set_in_a_font_that_has_it(text: str, font: str) -> None:
    clusters = lines(text, ARABIC, 200)[0].clusters
    assert font in {c.font.name for c in clusters}
    assert all(part.glyph for c in clusters for part in c.parts)


def test_vocalised_text_stands_where_it_belongs(tmp_path: Path) -> None:
    """The same letter is wider at a word's end: its mark must not take that width along."""
    text = "مِنْ ٱنْتَهَتْ حَرْبٌ إِنَّ الرَّئِيسَ قَالَ"
    paragraph = ReadParagraph(Paragraph(0, 0, len(text), text), "English.")
    article = Article("", "", text, (paragraph.paragraph,))
    options = ExportOptions()
    path = tmp_path / "a.pdf"
    export(ReadArticle(article, (paragraph,)), path, options)
    set_here = lines(text, Face(options.font_size * 1.27, 1.78, rtl=True), 1000)[0]
    wanted = [c.width for c in reversed(set_here.clusters) if c.text.strip()]
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        textpage = page.get_textpage()
        right = page.get_width() - 18 * 72 / 25.4
        boxes = [textpage.get_charbox(i) for i in range(textpage.count_chars())]
        chars = textpage.get_text_range()
    letters = [b for b, c in zip(boxes, chars, strict=False) if "\u0621" <= c <= "\u064a"]
    assert abs(max(b[2] for b in letters) - right) < 1.5
    assert abs((max(b[2] for b in letters) - min(b[0] for b in letters)) - sum(wanted)) < 25


def test_a_font_without_truetype_outlines_is_drawn_anew() -> None:
    class Other(FontKey):
        def table(self, tag: str) -> bytes:
            return b"" if tag == "glyf" else super().table(tag)

    key = lines("Ab", ENGLISH, 100)[0].clusters[0].font
    glyph = lines("Ab", ENGLISH, 100)[0].clusters[0].parts[0].glyph
    font, names = program(Other(key._raw), [glyph, 0xFFF0])
    original, names_there = program(key, [glyph])
    drawn = font["glyf"][names[glyph]]
    source = original["glyf"][names_there[glyph]]
    for side in ("xMin", "xMax", "yMin", "yMax"):
        assert abs(getattr(drawn, side) - getattr(source, side)) <= 2
    assert font["glyf"][names[0xFFF0]].numberOfContours == 1


@pytest.mark.parametrize(
    "text",
    [
        "وقال المصدر العسكري: “علينا أن نواجه الحقائق”. (2010 - 2011) 90% و4.5 % ثم «نعم»!",
        'هل جاء في 11 يناير؟ نعم، بقيمة 4 مليارات؛ "لا" [قال] … 1,000/3 – 5',
        "حَرْبٌ وَٱنْتَهَتْ.",
    ],
)
@pytest.mark.parametrize("width", [60, 150, 2000])
def test_words_set_one_by_one_stand_where_qt_sets_them(text: str, width: float) -> None:
    ours = lines(text, ARABIC, width)
    qts = shaped(text, ARABIC, width)
    assert [(line.start, line.end) for line in ours] == [(q.start, q.end) for q in qts]
    for line, qt in zip(ours, qts, strict=True):
        places = {(c.start, c.text): c.x for c in line.clusters if c.text.strip()}
        for c in qt.clusters:
            if c.text.strip():
                assert abs(places[c.start, c.text] - c.x) < 0.6, c  # Qt kerns words too


@pytest.mark.parametrize("reader", ["pdftotext", "pdfium"])
@pytest.mark.parametrize("name", ARTICLES)
def test_our_own_articles_come_back_word_for_word(name: str, reader: str, tmp_path: Path) -> None:
    if not available(reader):
        pytest.skip(f"{reader} is not on this machine")
    article, path = own_articles()[name], tmp_path / "a.pdf"
    export(article, path)
    assert recall(article, READERS[reader](path)) == {"arabic": 1, "english": 1, "numbers": 1}
