"""What the window's tests share: articles read by hand, a page, the window with its engine."""

from __future__ import annotations

from typing import Any

import pytest

from reader.article import (
    Article,
    Entity,
    Link,
    Paragraph,
    Quotation,
    ReadParagraph,
    Sentence,
    Span,
    Speaker,
)
from reader.ui import theme
from reader.ui.page import Page
from reader.ui.page_style import PageStyle

ARABIC = "وقال خليفة حفتر: “روسيا تدعم ليبيا”."
ENGLISH = "Khalifa Haftar said: “Russia supports Libya.”"


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return start, start + len(part)


def read_paragraph(index: int = 0, start: int = 0) -> ReadParagraph:
    """A short paragraph with two entities, a quotation and links, all spans taken by search."""
    a, e = ARABIC, ENGLISH
    return ReadParagraph(
        Paragraph(index, start, start + len(a), a),
        e,
        (Sentence((0, len(a)), (0, len(e))),),
        (
            Entity("PER", span(a, "خليفة حفتر"), (span(e, "Khalifa Haftar"),), "Khalifa Haftar"),
            Entity("LOC", span(a, "روسيا"), (span(e, "Russia"),), "Russia"),
            Entity("LOC", span(a, "ليبيا"), (), "Libya"),
        ),
        (
            Quotation(
                "direct",
                span(a, "روسيا تدعم ليبيا"),
                span(e, "Russia supports Libya."),
                Speaker(span(a, "خليفة حفتر"), "Khalifa Haftar"),
            ),
        ),
        (
            Link(span(a, "تدعم"), span(e, "supports"), 0.9),
            Link(span(a, "تدعم"), span(e, "said"), 0.1),
            Link(span(a, "وقال"), span(e, "said"), 0.8),
        ),
    )


def long_article(count: int) -> tuple[Article, list[ReadParagraph]]:
    text = "\n\n".join([ARABIC] * count)
    reads = [read_paragraph(i, i * (len(ARABIC) + 2)) for i in range(count)]
    article = Article("عنوان", "articles/x.txt", text, tuple(r.paragraph for r in reads))
    return article, reads


@pytest.fixture
def page(qtbot: Any) -> Page:
    """A page of five short paragraphs, shown, without motion."""
    theme.load_fonts()
    look = theme.theme("light")
    style = PageStyle(theme.english_face(1), theme.arabic_face(1), look, theme.label_font())
    page = Page(style)
    qtbot.addWidget(page)
    page.animated = False
    page.resize(1000, 600)
    page.show()
    page.set_paragraphs(long_article(5)[1])
    return page
