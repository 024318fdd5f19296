"""The JSON contract: what is written is what it says, and comes back as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.article import (
    ENTITY_TYPES,
    Article,
    Engines,
    Entity,
    Link,
    Note,
    Paragraph,
    Quotation,
    ReadArticle,
    ReadParagraph,
    Sentence,
    Speaker,
)
from reader.article_json import (
    article_to_json,
    engines_from_json,
    paragraph_from_json,
    paragraph_to_json,
)

spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda p: (min(p), max(p)))
maybe_span = st.none() | spans
weights = st.integers(0, 10000).map(lambda n: n / 10000)
scores = st.integers(0, 1000).map(lambda n: n / 1000)
texts = st.text(max_size=20)

paragraphs = st.builds(
    ReadParagraph,
    paragraph=st.builds(Paragraph, st.just(3), st.integers(0, 99), st.integers(99, 999), texts),
    english=texts,
    sentences=st.lists(st.builds(Sentence, spans, maybe_span, texts), max_size=3).map(tuple),
    entities=st.lists(
        st.builds(
            Entity,
            st.sampled_from(ENTITY_TYPES),
            spans,
            st.lists(spans, max_size=2).map(tuple),
            texts,
            scores,
        ),
        max_size=3,
    ).map(tuple),
    quotations=st.lists(
        st.builds(
            Quotation,
            st.sampled_from(["direct", "unmarked"]),
            spans,
            maybe_span,
            st.none() | st.builds(Speaker, spans, texts),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    links=st.lists(st.builds(Link, spans, spans, weights), max_size=3).map(tuple),
    notes=st.lists(st.builds(Note, texts, maybe_span), max_size=2).map(tuple),
    corrected=st.booleans(),
)


@given(paragraphs)
def test_a_paragraph_comes_back_as_it_was(read: ReadParagraph) -> None:
    written = json.loads(json.dumps(paragraph_to_json(read)))
    assert paragraph_from_json(written, read.paragraph.index) == read


def test_an_article_follows_the_contract() -> None:
    article = Article("عنوان", "file.txt", "قال نعم", (Paragraph(0, 0, 7, "قال نعم"),))
    read = ReadParagraph(
        article.paragraphs[0],
        "He said yes",
        (Sentence((0, 7), (0, 11)),),
        (Entity("PER", (0, 3), ((0, 2),), "He"),),
        (Quotation("unmarked", (4, 7), (8, 11), None),),
        (Link((4, 7), (8, 11), 0.5),),
    )
    assert article_to_json(ReadArticle(article, (read,), Engines("t", "e"))) == {
        "format": "mirat-1",
        "title": "عنوان",
        "source": "file.txt",
        "engines": {"translation": "t", "entities": "e"},
        "paragraphs": [
            {
                "start": 0,
                "end": 7,
                "arabic": "قال نعم",
                "english": "He said yes",
                "sentences": [{"arabic": [0, 7], "english": [0, 11]}],
                "entities": [
                    {"type": "PER", "arabic": [0, 3], "english": [[0, 2]], "name": "He"},
                ],
                "quotations": [
                    {
                        "kind": "unmarked",
                        "arabic": [4, 7],
                        "english": [8, 11],
                        "speaker": None,
                        "repaired": False,
                    }
                ],
                "links": [[[4, 7], [8, 11], 0.5]],
            }
        ],
    }


def test_the_engines_come_back() -> None:
    assert engines_from_json({"translation": "a", "entities": "b"}) == Engines("a", "b")
