"""The order of the steps: an article in, its read paragraphs out."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reader.arabic import segment
from reader.arabic.entities import load_recogniser
from reader.arabic.gazetteer import Gazetteer
from reader.article import Article, Entity, Link, ReadParagraph
from reader.article_json import paragraph_from_json, paragraph_to_json
from reader.corrections import EntityCorrection, by_key
from reader.errors import ReaderError
from reader.pipeline import Pipeline, glossary_by_key, load_pipeline, read_article
from reader.translation import english, packages
from reader.translation.packages import Package
from reader.translation.translator import Translation, Translator, word_spans

TEXT = "وصل حفتر إلى موسكو. وقال المصدر: “نحن لن ننتظر إلى الأبد”.\n\nلا أسماء هنا."


class Names:
    """A recogniser and gazetteer that know two names."""

    name = "two names"

    def entities(self, paragraphs: Sequence[str]) -> list[list[Entity]]:
        known = (("حفتر", "PER"), ("موسكو", "LOC"))
        return [
            [Entity(t, (p.index(n), p.index(n) + len(n))) for n, t in known if n in p]  # type: ignore[arg-type]
            for p in paragraphs
        ]

    def english(self, name: str, type: object = None) -> str:
        return {"حفتر": "Haftar", "موسكو": "Moscow"}.get(name, "")


PHRASES = {
    "وصل حفتر إلى موسكو.": "Arrived Hafter to Moscow.",
    "وقال المصدر: “نحن لن ننتظر إلى الأبد”.": 'Said source: "We never wait to eternity".',
    "لا أسماء هنا.": "No names here.",
    "وصل حفتر أمس.": "Arrived Haftar yesterday.",
    "حفتر في موسكو": "Haftar in Moscow.",
}


class Phrasebook:
    """A translator that knows a few sentences, word for word, in the Arabic's order."""

    name = "phrasebook 1.0"

    def translate(self, sentences: Sequence[str], max_words: int = 50) -> list[Translation]:
        texts = [PHRASES.get(s, "Unknown.") for s in sentences]
        links = self.align(sentences, texts)
        return [Translation(t, k, 0.9, "") for t, k in zip(texts, links, strict=True)]

    def align(self, arabic: Sequence[str], english_: Sequence[str]) -> list[tuple[Link, ...]]:
        return [
            tuple(Link(a, e, 0.9) for a, e in zip(word_spans(x), english.words(y), strict=False))
            for x, y in zip(arabic, english_, strict=True)
        ]


@pytest.fixture
def pipeline() -> Pipeline:
    return Pipeline(Phrasebook(), Names(), Names())


@pytest.fixture
def article() -> Article:
    return Article("حفتر في موسكو", "", TEXT, segment.paragraphs(TEXT))


def said(read: ReadParagraph) -> list[tuple[str, list[str], str]]:
    return [
        (
            read.paragraph.arabic[slice(*e.arabic)],
            [read.english[slice(*s)] for s in e.english],
            e.name,
        )
        for e in read.entities
    ]


def test_the_arabic_side_needs_no_translation(pipeline: Pipeline, article: Article) -> None:
    read = pipeline.arabic_side(article)
    assert [p.paragraph for p in read] == list(article.paragraphs)
    assert not any(p.translated for p in read)
    assert len(read[0].sentences) == 2
    assert [e.english for e in read[0].entities] == [(), ()]
    assert len(read[0].quotations) == 1


def test_a_paragraph_with_its_english_side(pipeline: Pipeline, article: Article) -> None:
    read = pipeline.translate(pipeline.arabic_side(article)[0])
    assert read.english == ("Arrived Haftar to Moscow. Said source: “We never wait to eternity”.")
    first, second = (read.english[slice(*(s.english or (0, 0)))] for s in read.sentences)
    assert (first, second) == (read.english[:25], read.english[26:])
    assert said(read) == [("حفتر", ["Haftar"], "Haftar"), ("موسكو", ["Moscow"], "Moscow")]
    quotation = read.quotations[0]
    assert quotation.english is not None
    assert read.english[slice(*quotation.english)] == "We never wait to eternity"
    for link in read.links:
        assert read.english[slice(*link.english)].isalnum()
        assert read.paragraph.arabic[slice(*link.arabic)].isalnum()
    assert (read.links[1].arabic, read.links[1].english) == ((4, 8), (8, 14))


def test_a_name_glued_to_the_next_word_is_translated_apart(pipeline: Pipeline) -> None:
    """And tied to its place in the Arabic as it was written."""
    text = "وصل حفترأمس."
    article = Article("", "", text, segment.paragraphs(text))
    read = pipeline.translate(pipeline.arabic_side(article)[0])
    assert read.english == "Arrived Haftar yesterday."
    assert said(read) == [("حفتر", ["Haftar"], "Haftar")]
    tied = {(text[slice(*k.arabic)], read.english[slice(*k.english)]) for k in read.links}
    assert tied == {("وصل", "Arrived"), ("حفتر", "Haftar"), ("أمس", "yesterday")}


def test_the_name_was_set_right_and_the_glossary_has_the_last_word(
    pipeline: Pipeline, article: Article
) -> None:
    pipeline.glossary = glossary_by_key({"حفتر": "Hifter", "لا": ""})
    read = pipeline.translate(pipeline.arabic_side(article)[0])
    assert read.english.startswith("Arrived Hifter to Moscow.")
    assert said(read)[0] == ("حفتر", ["Hifter"], "Hifter")


def test_corrections_hold_from_the_arabic_side_on(pipeline: Pipeline, article: Article) -> None:
    pipeline.corrections = by_key(
        [EntityCorrection("حفتر", "none"), EntityCorrection("موسكو", "ORG", "Kremlin")]
    )
    read = pipeline.arabic_side(article)[0]
    assert [(e.type, e.name) for e in read.entities] == [("ORG", "Kremlin")]


def test_a_name_said_more_often_in_english_has_all_its_places(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PHRASES, "وصل حفتر.", "Arrived Haftar, yes Haftar.")
    read = pipeline.arabic_side(Article("", "", "وصل حفتر.", segment.paragraphs("وصل حفتر.")))
    assert said(pipeline.translate(read[0])) == [("حفتر", ["Haftar", "Haftar"], "Haftar")]


def test_a_lost_name_is_a_doubt(pipeline: Pipeline) -> None:
    text = "حفتر وموسكو."
    read = pipeline.arabic_side(Article("", "", text, segment.paragraphs(text)))[0]
    read = pipeline.translate(read)
    assert [e.english for e in read.entities] == [(), ()]
    assert read.sentences[0].doubt == "A name is missing in the English: Haftar."


def test_english_by_hand_is_tied_to_the_arabic(pipeline: Pipeline, article: Article) -> None:
    read = pipeline.translate(pipeline.arabic_side(article)[0])
    mine = pipeline.align(read, "Then Haftar was in Moscow. The source: “We never wait long”.")
    assert mine.corrected
    assert said(mine) == said(read)
    assert len(mine.sentences) == 2
    assert mine.quotations[0].english is not None
    assert mine.english[slice(*mine.quotations[0].english)] == "We never wait long"
    one = pipeline.align(read, "Then Haftar was in Moscow")
    assert [s.english for s in one.sentences] == [(0, 25)]
    assert [s.arabic for s in one.sentences] == [(0, len(read.paragraph.arabic))]
    assert said(one) == said(read)


def test_a_title_keeps_its_names_and_has_no_full_stop(pipeline: Pipeline) -> None:
    pipeline.glossary = {"حفتر": "Hifter"}
    assert pipeline.title("حفتر في موسكو") == "Hifter in Moscow"
    pipeline.glossary = {}
    assert pipeline.title("حفتر في موسكو") == "Haftar in Moscow"
    assert pipeline.title("") == ""


def test_a_title_cut_from_the_text_is_cut_from_the_english_of_its_sentence(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pipeline.title("وصل حفتر…", "وصل حفتر أمس. لا أسماء هنا.") == "Arrived Haftar yesterday"
    assert pipeline.title("لا أسماء…") == "Unknown"  # no text to go by
    assert pipeline.title("حفتر في…", "لا أسماء هنا.") == "Unknown"  # its own mark, not ours
    assert pipeline.title("…", "") == "Unknown"  # no sentence to go by
    words = [f"word{i}" for i in range(20)]
    monkeypatch.setitem(PHRASES, "لا أسماء هنا.", " ".join(words) + ".")
    assert pipeline.title("لا أسماء…", "لا أسماء هنا.") == " ".join(words[:12]) + "…"


def test_a_whole_article(pipeline: Pipeline, article: Article) -> None:
    told: list[float] = []
    read = read_article(article, pipeline, told.append)
    assert told == [0.5, 1.0]
    assert [p.english for p in read.paragraphs][1] == "No names here."
    assert read.english_title == "Haftar in Moscow"
    assert (read.engines.translation, read.engines.entities) == ("phrasebook 1.0", "two names")


def test_cancelled_it_returns_what_is_read(pipeline: Pipeline, article: Article) -> None:
    told: list[float] = []
    read = read_article(article, pipeline, told.append, lambda: bool(told))
    assert [p.translated for p in read.paragraphs] == [True, False]


def test_a_paragraph_that_fails_does_not_stop_the_rest(
    pipeline: Pipeline, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate = Phrasebook.translate

    def failing(
        self: Phrasebook, sentences: Sequence[str], max_words: int = 50
    ) -> list[Translation]:
        if "حفتر" in sentences[0] and len(sentences) > 1:
            raise RuntimeError("out of positions")
        return translate(self, sentences)

    monkeypatch.setattr(Phrasebook, "translate", failing)
    with pytest.raises(ReaderError, match="out of positions"):
        pipeline.translate(pipeline.arabic_side(article)[0])
    read = read_article(article, pipeline)
    assert [p.translated for p in read.paragraphs] == [False, True]
    assert "out of positions" in read.paragraphs[0].sentences[0].doubt


def test_engines_that_cannot_be_loaded_are_replaced(
    package: Package, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "resources", lambda: data_folder)
    (data_folder / "models").mkdir(parents=True)
    (data_folder / "models" / "translate-ar_en-good").symlink_to(package.path)
    broken = packages.own_folder() / "translate-ar_en-broken"
    shutil.copytree(package.path, broken)
    (broken / "model" / "model.bin").write_bytes(b"no model")
    told: list[str] = []
    found = load_pipeline({"recogniser": "camel:/not/there"}, told.append)
    assert found.engines.translation.startswith("good")
    assert len(told) == 2
    assert "broken" in told[1]
    assert load_pipeline({}).engines == found.engines
    (data_folder / "models" / "translate-ar_en-good").unlink()
    with pytest.raises(ReaderError, match="broken"):
        load_pipeline({})
    packages.remove(packages.installed()[0])
    with pytest.raises(ReaderError, match="install one"):
        load_pipeline({})


def test_the_sample_with_the_real_engines(real_pipeline: Pipeline, sample_article: Article) -> None:
    read = read_article(sample_article, real_pipeline)
    assert len(read.paragraphs) >= 12
    for paragraph in read.paragraphs:
        assert paragraph.translated
        arabic, text = paragraph.paragraph.arabic, paragraph.english
        spans = [s for e in paragraph.entities for s in e.english]
        spans += [q.english for q in paragraph.quotations if q.english]
        spans += [s.english for s in paragraph.sentences if s.english]
        spans += [k.english for k in paragraph.links]
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
        for link in paragraph.links:
            assert arabic[slice(*link.arabic)].strip()
        again = paragraph_from_json(paragraph_to_json(paragraph), paragraph.paragraph.index)
        rounded = [replace(k, weight=round(k.weight, 4)) for k in paragraph.links]
        assert list(again.links) == rounded
    types = {e.type for p in read.paragraphs for e in p.entities}
    assert {"PER", "LOC"} <= types
    assert sum(len(p.quotations) for p in read.paragraphs) >= 8


@pytest.fixture(scope="session")
def real_pipeline(translator: Translator) -> Pipeline:
    return Pipeline(translator, load_recogniser(), Gazetteer.load())


@pytest.fixture(scope="session")
def sample_article(sample: Path) -> Article:
    text = sample.read_text("utf-8")
    return Article("", "", text, segment.paragraphs(text))
