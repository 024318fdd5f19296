"""The data model as JSON and back.

The shape of a paragraph is the contract of the JSON export (format "mirat-1"): other
programs read it. The same shape goes between the engine and the window and into the
library, so what is exported is what was read. Keys beyond the contract (`score`, `doubt`,
`notes`, `corrected`) stand only where they say something.
"""

from __future__ import annotations

from typing import Any

from reader.article import (
    Engines,
    Entity,
    Link,
    Note,
    Paragraph,
    Quotation,
    ReadArticle,
    ReadParagraph,
    Sentence,
    Span,
    Speaker,
)

FORMAT = "mirat-1"

Json = dict[str, Any]


def article_to_json(read: ReadArticle) -> Json:
    """The whole contract, ready for `json.dump`."""
    article = read.article
    out: Json = {
        "format": FORMAT,
        "title": article.title,
        "source": article.source,
        "engines": {"translation": read.engines.translation, "entities": read.engines.entities},
        "paragraphs": [paragraph_to_json(p) for p in read.paragraphs],
    }
    if article.date:
        out["date"] = article.date
    if read.english_title:
        out["english_title"] = read.english_title
    return out


def paragraph_to_json(read: ReadParagraph) -> Json:
    """One paragraph of the contract."""
    out: Json = {
        "start": read.paragraph.start,
        "end": read.paragraph.end,
        "arabic": read.paragraph.arabic,
        "english": read.english,
        "sentences": [_sentence_to_json(s) for s in read.sentences],
        "entities": [_entity_to_json(e) for e in read.entities],
        "quotations": [_quotation_to_json(q) for q in read.quotations],
        "links": [[[*k.arabic], [*k.english], round(k.weight, 4)] for k in read.links],
    }
    if read.notes:
        out["notes"] = [{"text": n.text, "arabic": _opt(n.arabic)} for n in read.notes]
    if read.corrected:
        out["corrected"] = True
    return out


def paragraph_from_json(data: Json, index: int) -> ReadParagraph:
    """The paragraph that `paragraph_to_json` wrote; `index` is its place in the article.

    Raises KeyError, TypeError or ValueError where the data is not of that shape.
    """
    return ReadParagraph(
        paragraph=Paragraph(index, data["start"], data["end"], data["arabic"]),
        english=data["english"],
        sentences=tuple(
            Sentence(_span(s["arabic"]), _opt_span(s["english"]), s.get("doubt", ""))
            for s in data["sentences"]
        ),
        entities=tuple(
            Entity(
                e["type"],
                _span(e["arabic"]),
                tuple(_span(x) for x in e["english"]),
                e["name"],
                e.get("score", 1.0),
            )
            for e in data["entities"]
        ),
        quotations=tuple(
            Quotation(
                q["kind"],
                _span(q["arabic"]),
                _opt_span(q["english"]),
                Speaker(_span(q["speaker"]["arabic"]), q["speaker"]["name"])
                if q["speaker"]
                else None,
                q["repaired"],
            )
            for q in data["quotations"]
        ),
        links=tuple(Link(_span(a), _span(e), w) for a, e, w in data["links"]),
        notes=tuple(Note(n["text"], _opt_span(n["arabic"])) for n in data.get("notes", ())),
        corrected=data.get("corrected", False),
    )


def engines_from_json(data: Json) -> Engines:
    """The engines' names as `article_to_json` wrote them."""
    return Engines(data["translation"], data["entities"])


def _sentence_to_json(sentence: Sentence) -> Json:
    out: Json = {"arabic": [*sentence.arabic], "english": _opt(sentence.english)}
    if sentence.doubt:
        out["doubt"] = sentence.doubt
    return out


def _entity_to_json(entity: Entity) -> Json:
    out: Json = {
        "type": entity.type,
        "arabic": [*entity.arabic],
        "english": [[*s] for s in entity.english],
        "name": entity.name,
    }
    if entity.score < 1:
        out["score"] = round(entity.score, 3)
    return out


def _quotation_to_json(quotation: Quotation) -> Json:
    speaker = quotation.speaker
    return {
        "kind": quotation.kind,
        "arabic": [*quotation.arabic],
        "english": _opt(quotation.english),
        "speaker": {"arabic": [*speaker.arabic], "name": speaker.name} if speaker else None,
        "repaired": quotation.repaired,
    }


def _opt(span: Span | None) -> list[int] | None:
    return None if span is None else [*span]


def _span(value: list[int]) -> Span:
    start, end = value
    return start, end


def _opt_span(value: list[int] | None) -> Span | None:
    return None if value is None else _span(value)
