"""The order of the steps: an article in, its read paragraphs out, one by one.

The only place that knows it: entities and quotations of the Arabic side for a whole article
at once; then, a paragraph at a time, translation, names set right, and projection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from reader.arabic import segment
from reader.arabic.entities import EntityRecogniser, load_recogniser
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.normalise import key
from reader.arabic.quotations import quotations
from reader.article import (
    Article,
    Engines,
    Entity,
    Link,
    Paragraph,
    ReadArticle,
    ReadParagraph,
    Sentence,
)
from reader.corrections import Corrections, correct
from reader.errors import ReaderError
from reader.translation import keeping, names
from reader.translation.english_side import (
    AllKnown,
    moved,
    of_translations,
    projected,
    put_together,
)
from reader.translation.packages import default_package, installed
from reader.translation.parting import Parted, parted, together
from reader.translation.translator import Translation, Translator

#: As many words of the English make a title of an article that has none.
_TITLE_WORDS = 12


class TranslatesSentences(Protocol):
    """What the pipeline needs of a translator; `Translator` is one."""

    name: str

    def translate(self, sentences: Sequence[str], max_words: int = 50) -> list[Translation]:
        """One translation for each sentence; in clauses of at most so many words."""

    def align(self, arabic: Sequence[str], english_: Sequence[str]) -> list[tuple[Link, ...]]:
        """The links between sentences and English that is given."""


class Pipeline:
    """The loaded engines. Use it from one thread.

    `glossary` (by `normalise.key`: an Arabic name's English) and `corrections` may be
    replaced at any time; they hold for what is read afterwards.
    """

    def __init__(
        self,
        translator: TranslatesSentences,
        recogniser: EntityRecogniser,
        gazetteer: names.NameLookup,
    ) -> None:
        self._translator = translator
        self._recogniser = recogniser
        self._gazetteer = gazetteer
        self.glossary: Mapping[str, str] = {}
        self.corrections: Corrections = {}

    @property
    def engines(self) -> Engines:
        """What stands in exports as having read the article."""
        return Engines(self._translator.name, self._recogniser.name)

    def arabic_side(self, article: Article) -> list[ReadParagraph]:
        """All paragraphs with their sentences, entities and quotations, without English."""
        texts = [p.arabic for p in article.paragraphs]
        found = self._recogniser.entities(texts)
        read = []
        for paragraph, raw in zip(article.paragraphs, found, strict=True):
            text = paragraph.arabic
            entities = correct(text, raw, self.corrections)
            read.append(
                ReadParagraph(
                    paragraph,
                    sentences=tuple(Sentence(s) for s in segment.sentences(text)),
                    entities=entities,
                    quotations=tuple(quotations(text, entities)),
                )
            )
        return read

    def translate(self, read: ReadParagraph) -> ReadParagraph:
        """A paragraph with its English side. Raises ReaderError where the model fails."""
        return self.translate_together([read])[0]

    def translate_together(self, reads: Sequence[ReadParagraph]) -> list[ReadParagraph]:
        """Several paragraphs as one batch: four take half the time of four alone.

        Raises ReaderError where the model fails on any of them.
        """
        known = [self._known(r) for r in reads]
        sentences = [s for r, k in zip(reads, known, strict=True) for s in _sentences(r, k)]
        try:
            translations = self._translator.translate([s.text for s in sentences])
            kept = keeping.with_names(
                [
                    keeping.Sentence(s.text, translation, s.names)
                    for s, translation in zip(sentences, translations, strict=True)
                ],
                self._translator.translate,
            )
        except (RuntimeError, ValueError, MemoryError) as error:
            raise ReaderError(f"A paragraph could not be translated: {error}") from error
        each = (together(t, s.inserted) for t, s in zip(kept, sentences, strict=True))
        return [
            projected(read, of_translations(read, list(islice(each, len(read.sentences)))), names_)
            for read, names_ in zip(reads, known, strict=True)
        ]

    def align(self, read: ReadParagraph, english: str) -> ReadParagraph:
        """The paragraph with English that the reader wrote, all that is in it tied to it."""
        arabic = read.paragraph.arabic
        spans, places = [s.arabic for s in read.sentences], segment.sentences(english)
        if len(spans) != len(places) and spans:
            spans, places = [(spans[0][0], spans[-1][1])], [(0, len(english))]
        aligned = self._translator.align(
            [arabic[slice(*s)] for s in spans], [english[slice(*p)] for p in places]
        )
        sentences, links = [], []
        for span, place, found in zip(spans, places, aligned, strict=True):
            sentences.append(Sentence(span, place))
            links += [moved(link, span[0], place[0]) for link in found]
        side = put_together(arabic, english, sentences, links)
        return replace(projected(read, side, self._known(read)), corrected=True)

    def _known(self, read: ReadParagraph) -> dict[Entity, names.Known]:
        return {
            e: names.known_spellings(e, read.paragraph.arabic, self.glossary, self._gazetteer)
            for e in read.entities
        }

    def title(self, title: str, opening: str = "") -> str:
        """An article's title in English, "" where there is none.

        A title that is the first words of the text ("…" at its end) is half a sentence, which
        nobody can translate: it becomes the first words of the English of the text's `opening`.
        """
        if not title.strip():
            return ""
        sentences = segment.sentences(opening)
        begins = " ".join(opening.split()).startswith(title.removesuffix("…"))
        cut = bool(sentences) and title.endswith("…") and begins
        if cut:
            start, end = sentences[0]
            title = opening[start:end]
        whole = Article("", "", title, (Paragraph(0, 0, len(title), title),))
        english = self.translate(self.arabic_side(whole)[0]).english
        words = english.split()
        if cut and len(words) > _TITLE_WORDS:
            return " ".join(words[:_TITLE_WORDS]) + "…"
        return english.rstrip(".")


def _sentences(read: ReadParagraph, known: AllKnown) -> list[Parted]:
    """A paragraph's sentences as they are translated, each with the names that lie in it."""
    out: list[Parted] = []
    for sentence in read.sentences:
        start, end = sentence.arabic
        named = [
            (replace(e, arabic=(e.arabic[0] - start, e.arabic[1] - start)), known[e])
            for e in read.entities
            if start <= e.arabic[0] and e.arabic[1] <= end
        ]
        out.append(parted(read.paragraph.arabic[start:end], named))
    return out


def load_pipeline(
    settings: Mapping[str, Any], warn: Callable[[str], None] | None = None
) -> Pipeline:
    """The engines that the settings name.

    What they name and cannot be loaded is replaced by what can, and `warn` told why. Raises
    ReaderError where nothing can be loaded.
    """
    troubles: list[ReaderError] = []
    choice = settings.get("recogniser", "mirat")
    try:
        recogniser = load_recogniser(choice)
    except ReaderError as error:
        if choice == "mirat":
            raise
        troubles.append(error)
        recogniser = load_recogniser("mirat")
    chosen = default_package(settings.get("package", ""))
    translator: Translator | None = None
    for package in (chosen, *(p for p in installed() if p.path != chosen.path)):
        try:
            translator = Translator(package, settings.get("threads", 0))
            break
        except ReaderError as error:
            troubles.append(error)
    if translator is None:
        raise troubles[-1]
    for trouble in troubles:
        if warn:
            warn(str(trouble))
    return Pipeline(translator, recogniser, Gazetteer.load())


def glossary_by_key(entries: Mapping[str, str]) -> dict[str, str]:
    """A glossary (Arabic name → English) as the pipeline wants it."""
    return {key(arabic): english for arabic, english in entries.items() if english}


def read_article(
    article: Article,
    pipeline: Pipeline,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ReadArticle:
    """Reads a whole article, for use without a window.

    `progress` is told the share done, 0 to 1. A paragraph that cannot be translated stays
    without English. Where `cancelled` answers true, what is read by then is returned.
    """
    read = pipeline.arabic_side(article)
    for i, paragraph in enumerate(read):
        if cancelled and cancelled():
            break
        try:
            read[i] = pipeline.translate(paragraph)
        except ReaderError as error:
            doubt = str(error)
            read[i] = replace(
                paragraph, sentences=tuple(replace(s, doubt=doubt) for s in paragraph.sentences)
            )
        if progress:
            progress((i + 1) / len(read))
    opening = article.paragraphs[0].arabic if article.paragraphs else ""
    english_title = pipeline.title(article.title, opening)
    return ReadArticle(article, tuple(read), pipeline.engines, english_title)
