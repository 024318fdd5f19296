"""The English side of a paragraph: put together from its sentences, names set right, and what
was found in the Arabic projected into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.arabic.apposition import is_head
from reader.article import Entity, Link, Quotation, ReadParagraph, Sentence, Span
from reader.translation import english as rules
from reader.translation import names, projection, quoting
from reader.translation.doubt import lost_names
from reader.translation.keeping import longest_first
from reader.translation.sides import Sides, meet
from reader.translation.sounds import likeness
from reader.translation.translator import Translation

#: The English spellings known of each entity.
AllKnown = Mapping[Entity, names.Known]


@dataclass(frozen=True, slots=True)
class EnglishSide:
    """A paragraph's Arabic and its English while that is made; all spans count in these two."""

    arabic: str
    english: str
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...]
    words: tuple[Span, ...]

    def around(self, span: Span) -> Sides:
        """Both sides of the sentences that a span of the Arabic touches."""
        links: list[Link] = []
        words: list[Span] = []
        for sentence in self.sentences:
            if meet(sentence.arabic, span):
                start, end = sentence.english or (0, 0)
                links += [k for k in self.links if meet(k.arabic, sentence.arabic)]
                words += [w for w in self.words if start <= w[0] and w[1] <= end]
        return Sides(self.arabic, self.english, links, words)


def put_together(
    arabic: str, english: str, sentences: Iterable[Sentence], links: Iterable[Link]
) -> EnglishSide:
    """An English side; each link is to a single word, and each pair is linked once."""
    words = rules.words(english)
    best: dict[tuple[Span, Span], float] = {}
    for link in links:
        for word in (w for w in words if meet(w, link.english)):
            best[link.arabic, word] = max(link.weight, best.get((link.arabic, word), 0.0))
    single = tuple(Link(a, e, weight) for (a, e), weight in best.items())
    return EnglishSide(arabic, english, tuple(sentences), single, tuple(words))


def of_translations(read: ReadParagraph, translations: Sequence[Translation]) -> EnglishSide:
    """The side made of a translation for each sentence, joined by spaces."""
    text = ""
    sentences: list[Sentence] = []
    links: list[Link] = []
    for sentence, translation in zip(read.sentences, translations, strict=True):
        text += " " if text and translation.english else ""
        start = len(text)
        text += translation.english
        sentences.append(Sentence(sentence.arabic, (start, len(text)), translation.doubt))
        links += [moved(link, sentence.arabic[0], start) for link in translation.links]
    return put_together(read.paragraph.arabic, rules.typographic(text), sentences, links)


def moved(link: Link, arabic: int, english: int) -> Link:
    """A sentence's link as one of the paragraph, where the sentences begin at these places."""
    (a, b), (c, d) = link.arabic, link.english
    return Link((a + arabic, b + arabic), (c + english, d + english), link.weight)


def projected(read: ReadParagraph, side: EnglishSide, known: AllKnown) -> ReadParagraph:
    """The paragraph with this English side, its entities and quotations projected into it."""
    entities = _entities(side, read.entities, known)
    return replace(
        read,
        english=side.english,
        sentences=_doubted(side, entities),
        entities=entities,
        quotations=tuple(_quotation(side, q, entities) for q in read.quotations),
        links=side.links,
        corrected=False,
    )


def _entities(side: EnglishSide, entities: Sequence[Entity], known: AllKnown) -> tuple[Entity, ...]:
    """Those with a known spelling choose their places first, the longest of them before all."""
    found: dict[Entity, Entity] = {}
    for sentence in side.sentences:
        sides = side.around(sentence.arabic)
        taken: list[Span] = []
        inside = [(e, known[e]) for e in entities if meet(e.arabic, sentence.arabic)]
        places = {}
        for entity, known_ in sorted(inside, key=longest_first):
            places[entity] = projection.name_spans(entity, known_.forms, sides, taken)
            taken += places[entity]
        for entity, known_ in sorted(inside, key=longest_first):
            spans = places[entity]
            if spans:  # the English may say a name more often than the Arabic
                more = projection.more_places(known_.forms, sides, taken)
                taken += more
                spans = tuple(sorted((*spans, *more)))
            name = known_.forms[0] if known_.forms else _said_name(entity, spans, side)
            found[entity] = replace(entity, english=spans, name=name)
    return tuple(found.get(e, e) for e in entities)


def _said_name(entity: Entity, spans: Sequence[Span], side: EnglishSide) -> str:
    """What the translation calls a name of unknown spelling; a person or place must sound so,
    or it may be another's name that the attention slipped to."""
    if not spans:
        return ""
    said, arabic = side.english[slice(*spans[0])], side.arabic[slice(*entity.arabic)]
    sounds = any(
        likeness(a, e) >= projection.MIN_LIKENESS for a in arabic.split() for e in said.split()
    )
    return said if sounds or entity.type in ("ORG", "MISC") else ""


def _quotation(side: EnglishSide, quotation: Quotation, entities: Sequence[Entity]) -> Quotation:
    english = quoting.quotation_span(quotation.arabic, side.around(quotation.arabic))
    speaker = quotation.speaker
    if speaker is not None:
        name = _speaker_name(speaker.arabic, side.around(speaker.arabic), entities)
        speaker = replace(speaker, name=name)
    return replace(quotation, english=english, speaker=speaker)


def _speaker_name(speaker: Span, sides: Sides, entities: Sequence[Entity]) -> str:
    """The name of the person whom the speaker's span is about, or of what fills it, or the
    English words that stand for the span ("the military source")."""
    touched = [e for e in entities if meet(e.arabic, speaker)]
    spans = [e.arabic for e in touched]
    inside = [e for e in touched if e.name]
    for entity in inside:
        if entity.arabic == speaker or (
            entity.type == "PER" and is_head(sides.arabic, speaker, entity.arabic, spans)
        ):
            return entity.name
    return quoting.phrase(speaker, sides) or (inside[0].name if inside else "")


def _doubted(side: EnglishSide, entities: Sequence[Entity]) -> tuple[Sentence, ...]:
    """Sentences with the doubt that a lost name raises, where no graver one is there."""
    out = []
    for sentence in side.sentences:
        inside = [e for e in entities if meet(e.arabic, sentence.arabic)]
        out.append(replace(sentence, doubt=sentence.doubt or lost_names(side.arabic, inside)))
    return tuple(out)
