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
    Quotation,
    ReadArticle,
    ReadParagraph,
    Sentence,
    Span,
)
from reader.corrections import Corrections, correct
from reader.errors import ReaderError
from reader.translation import english as rules
from reader.translation import names, projection
from reader.translation.doubt import lost_names
from reader.translation.edits import apply
from reader.translation.packages import default_package, installed
from reader.translation.sides import Sides, meet
from reader.translation.translator import Translation, Translator


class TranslatesSentences(Protocol):
    """What the pipeline needs of a translator; `Translator` is one."""

    name: str

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence."""

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
        gazetteer: names.Spellings,
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
        for paragraph, entities in zip(article.paragraphs, found, strict=True):
            text = paragraph.arabic
            entities = correct(text, entities, self.corrections)
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
        sources = [r.paragraph.arabic[slice(*s.arabic)] for r in reads for s in r.sentences]
        try:
            translations = iter(self._translator.translate(sources))
        except (RuntimeError, ValueError, MemoryError) as error:
            raise ReaderError(f"A paragraph could not be translated: {error}") from error
        done = []
        for read in reads:
            side = _assembled(read.sentences, list(islice(translations, len(read.sentences))))
            known = self._known(read)
            side = _names_set_right(side, read.entities, known, read.paragraph.arabic)
            done.append(_projected(read, side, known))
        return done

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
            links += [_moved(link, span[0], place[0]) for link in found]
        known = self._known(read)
        return replace(_projected(read, _Side(english, sentences, links), known), corrected=True)

    def _known(self, read: ReadParagraph) -> dict[Entity, list[str]]:
        return {
            e: names.known_spellings(e, read.paragraph.arabic, self.glossary, self._gazetteer)
            for e in read.entities
        }

    def title(self, title: str) -> str:
        """An article's title in English."""
        spans = segment.sentences(title)
        english = [t.english for t in self._translator.translate([title[slice(*s)] for s in spans])]
        return rules.typographic(" ".join(e for e in english if e)).rstrip(".")


class _Side:
    """A paragraph's English side while it is made."""

    def __init__(self, english: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> None:
        self.english, self.sentences, self.links = english, tuple(sentences), tuple(links)
        self.words = rules.words(english)

    def around(self, span: Span, arabic: str) -> Sides:
        """Both sides of the sentences that a span of the Arabic touches."""
        links: list[Link] = []
        words: list[Span] = []
        for sentence in self.sentences:
            if meet(sentence.arabic, span):
                start, end = sentence.english or (0, 0)
                links += [k for k in self.links if meet(k.arabic, sentence.arabic)]
                words += [w for w in self.words if start <= w[0] and w[1] <= end]
        return Sides(arabic, self.english, links, words)


def _assembled(sentences: Sequence[Sentence], translations: Sequence[Translation]) -> _Side:
    """The paragraph's English: sentences joined by spaces, their links moved to it."""
    text = ""
    placed: list[Sentence] = []
    links: list[Link] = []
    for sentence, translation in zip(sentences, translations, strict=True):
        if text and translation.english:
            text += " "
        at, start = len(text), sentence.arabic[0]
        text += translation.english
        placed.append(Sentence(sentence.arabic, (at, len(text)), translation.doubt))
        links += [_moved(link, start, at) for link in translation.links]
    return _Side(rules.typographic(text), placed, links)


def _moved(link: Link, arabic: int, english: int) -> Link:
    (a, b), (c, d) = link.arabic, link.english
    return Link((a + arabic, b + arabic), (c + english, d + english), link.weight)


def _projected(
    read: ReadParagraph, side: _Side, known: Mapping[Entity, Sequence[str]]
) -> ReadParagraph:
    """The paragraph with this English side, its entities and quotations projected into it."""
    arabic = read.paragraph.arabic
    entities = _projected_entities(side, read.entities, known, arabic)
    return replace(
        read,
        english=side.english,
        sentences=_doubted(side.sentences, entities, arabic),
        entities=entities,
        quotations=_projected_quotations(side, read.quotations, entities, arabic),
        links=side.links,
        corrected=False,
    )


def _names_set_right(
    side: _Side, entities: Sequence[Entity], known: Mapping[Entity, Sequence[str]], arabic: str
) -> _Side:
    edits = []
    for sentence in side.sentences:
        inside = [(e, known[e]) for e in entities if meet(e.arabic, sentence.arabic)]
        if inside:
            edits += names.spelling_edits(inside, side.around(sentence.arabic, arabic))
    if not edits:
        return side
    new = apply(side.english, edits)
    return _Side(
        new.text,
        [replace(s, english=new.span(s.english) if s.english else None) for s in side.sentences],
        [replace(k, english=new.span(k.english)) for k in side.links],
    )


def _projected_entities(
    side: _Side, entities: Sequence[Entity], known: Mapping[Entity, Sequence[str]], arabic: str
) -> tuple[Entity, ...]:
    projected: dict[Entity, Entity] = {}
    for sentence in side.sentences:
        sides = side.around(sentence.arabic, arabic)
        taken: list[Span] = []
        inside = [e for e in entities if meet(e.arabic, sentence.arabic)]
        for entity in sorted(inside, key=lambda e: (not known[e], e.arabic)):
            spans = projection.name_spans(entity, known[entity], sides, taken)
            taken += spans
            name = known[entity][0] if known[entity] else _said(side.english, spans)
            projected[entity] = replace(entity, english=spans, name=name)
    return tuple(projected.get(e, e) for e in entities)


def _said(english: str, spans: Sequence[Span]) -> str:
    return english[slice(*spans[0])] if spans else ""


def _projected_quotations(
    side: _Side, found: Sequence[Quotation], entities: Sequence[Entity], arabic: str
) -> tuple[Quotation, ...]:
    out = []
    for quotation in found:
        sides = side.around(quotation.arabic, arabic)
        english = projection.quotation_span(quotation.arabic, sides)
        speaker = quotation.speaker
        if speaker is not None:
            speaker = replace(
                speaker,
                name=_speaker_name(speaker.arabic, side.around(speaker.arabic, arabic), entities),
            )
        out.append(replace(quotation, english=english, speaker=speaker))
    return tuple(out)


def _speaker_name(speaker: Span, sides: Sides, entities: Sequence[Entity]) -> str:
    """The name of a person within the speaker's span, or of another entity, or the English
    words that stand for the span ("the military source")."""
    inside = [e for e in entities if meet(e.arabic, speaker) and e.name]
    covering = [e for e in inside if e.type == "PER" or e.arabic == speaker]
    if covering:
        return covering[0].name
    return projection.phrase(speaker, sides) or (inside[0].name if inside else "")


def _doubted(
    sentences: Sequence[Sentence], entities: Sequence[Entity], arabic: str
) -> tuple[Sentence, ...]:
    """Sentences with the doubt that a lost name raises, where no graver one is there."""
    out = []
    for sentence in sentences:
        inside = [e for e in entities if meet(e.arabic, sentence.arabic)]
        out.append(replace(sentence, doubt=sentence.doubt or lost_names(arabic, inside)))
    return tuple(out)


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
    return ReadArticle(article, tuple(read), pipeline.engines, pipeline.title(article.title))
