"""Names that a translation lost are brought back.

A model that has seen a name too seldom drops it or makes another of it. Where the English of
such a name is known, the sentence is translated again with the English in its place, which most
models copy. Where that fails too a stand-in takes the place, a name of the same kind that every
model knows (Cairo for Sirte), and the stand-in in the English gives way to the name. What is
translated is the reader's sentence all the same: only names are changed, and changed back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.arabic.normalise import clean
from reader.article import Entity, EntityType, Link, Span
from reader.translation import english as rules
from reader.translation.doubt import LONGER, REPEATS, SHORTER, UNTRANSLATED, doubt
from reader.translation.edits import Edit, apply
from reader.translation.marks import tightening
from reader.translation.names import (
    Known,
    is_right,
    spelling_edits,
    with_leftovers,
    without_article,
)
from reader.translation.projection import name_spans
from reader.translation.quoting import is_mark
from reader.translation.sides import Sides
from reader.translation.translator import Translation

#: A sentence is tried again so often, with other stand-ins each time; in clauses of at most
#: so many words.
ROUNDS = (50, 50, 50, 50, 50, 50, 16, 16)

#: Names that the recogniser was less sure of are not worth changing a sentence for.
MIN_SCORE = 0.4

#: Arabic names that models render surely, and their English forms. The model that ships has
#: these right in nine of ten sentences of ntrex-dev, whatever name stood there.
STAND_INS: dict[EntityType, tuple[tuple[str, str], ...]] = {
    "PER": (
        ("إبراهيم", "Ibrahim"),
        ("محمد", "Moham+[ae]d"),
        ("أحمد", "Ahmed|Ahmad"),
        ("خالد", "Khaled|Khalid"),
        ("عباس", "Abbas"),
        ("حسن", "Hass?an"),
        ("مبارك", "Mubarak"),
    ),
    "LOC": (
        ("باريس", "Paris"),
        ("القاهرة", "Cairo"),
        ("فرنسا", "France"),
        ("بغداد", "Baghdad"),
        ("سوريا", "Syria"),
        ("لندن", "London"),
        ("الصين", "China"),
    ),
    "ORG": (
        ("الاتحاد الأوروبي", "European Union|EU"),
        ("الأمم المتحدة", "United Nations|UN"),
        ("مجلس الأمن", "Security Council|UN Security Council"),
        ("برشلونة", "Barcelona"),
        ("حزب الله", "Hezbollah"),
    ),
}

Names = Sequence[tuple[Entity, Known]]
#: Translates sentences in clauses of at most so many words.
Translate = Callable[[Sequence[str], int], list[Translation]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """An Arabic sentence, its translation, and its names with spans in the sentence."""

    arabic: str
    translation: Translation
    names: Names


def with_names(sentences: Sequence[Sentence], translate: Translate) -> list[Translation]:
    """The translations with names in their known spelling, and lost ones brought back.

    `translate` is called at most once for each of `ROUNDS`, with all sentences that need it.
    """
    best = [replace(s, translation=_spelt(s)) for s in sentences]
    lost = [_lost(s) for s in best]
    # The turn whose stand-in came through, for each name brought back.
    worked: list[dict[Entity, int]] = [{} for _ in best]
    for turn, max_words in enumerate(ROUNDS):
        tasks = {
            i: task
            for i, sentence in enumerate(best)
            if not {e for e, _ in lost[i]} <= kept_names(sentence)
            and (task := _substituted(sentence.arabic, lost[i], turn, worked[i])) is not None
        }
        if not tasks:
            break
        translations = translate([task.text for task in tasks.values()], max_words)
        for (i, task), translation in zip(tasks.items(), translations, strict=True):
            candidate = _restored(best[i], task, translation)
            if candidate is not None and _is_better(candidate, best[i]):
                best[i] = candidate
                kept = kept_names(candidate)
                worked[i] = {e: worked[i].get(e, turn) for e, _ in lost[i] if e in kept}
    return [_marked(s) for s in best]


def _spelt(sentence: Sentence) -> Translation:
    """The translation with its names in their known spelling, where that is safe."""
    edits = spelling_edits(sentence.names, _sides(sentence))
    return _edited(sentence.translation, edits) if edits else sentence.translation


def _marked(sentence: Sentence) -> Translation:
    """The translation with the marks close around a name that stands in marks in the Arabic."""
    translation = sentence.translation
    for entity, known in sentence.names:
        start, end = entity.arabic
        around = sentence.arabic[start - 1 : start], sentence.arabic[end : end + 1]
        if all(map(is_mark, around)):
            sides = _sides(replace(sentence, translation=translation))
            for place in name_spans(entity, known.forms, sides)[:1]:
                translation = _edited(translation, tightening(translation.english, place))
    return translation


def _edited(translation: Translation, edits: Sequence[Edit]) -> Translation:
    new = apply(translation.english, edits)
    links = tuple(replace(k, english=new.span(k.english)) for k in translation.links)
    return replace(translation, english=new.text, links=links)


def _sides(sentence: Sentence) -> Sides:
    text = sentence.translation.english
    return Sides(sentence.arabic, text, sentence.translation.links, rules.words(text))


def longest_first(named: tuple[Entity, Known]) -> tuple[int, Span]:
    """The order in which names take their places: a full name before a part of it."""
    entity, known = named
    return (-len(known.forms[0].split()) if known.forms else 0, entity.arabic)


def kept_names(sentence: Sentence) -> set[Entity]:
    """The names whose known spelling stands in the English; each place counts once."""
    sides = _sides(sentence)
    taken: list[Span] = []
    kept = set()
    for entity, known in sorted(sentence.names, key=longest_first):
        places = name_spans(entity, known.forms, sides, taken) if known.forms else ()
        if any(is_right(sides.english[slice(*p)], known) for p in places):
            taken += places
            kept.add(entity)
    return kept


@dataclass(frozen=True, slots=True)
class _Task:
    """A sentence with stand-ins; `places` are theirs in `text`, in order."""

    text: str
    places: tuple[Span, ...]
    names: Names
    forms: tuple[str, ...]


def _lost(sentence: Sentence) -> list[tuple[Entity, Known]]:
    """The names of known spelling that the translation does not have."""
    kept = kept_names(sentence)
    return [
        (entity, known)
        for entity, known in sorted(sentence.names, key=lambda n: n[0].arabic)
        if known.forms and entity not in kept and entity.type in STAND_INS
        if entity.score >= MIN_SCORE
    ]


def _substituted(arabic: str, lost: Names, turn: int, worked: Mapping[Entity, int]) -> _Task | None:
    """The sentence with stand-ins for its lost names, or None where there are none to take."""
    edits: list[Edit] = []
    stood_for: list[tuple[Entity, Known]] = []
    forms: list[str] = []
    for entity, known in lost:
        stand_in = _stand_in(entity, known, arabic, worked.get(entity, turn), forms)
        if stand_in is not None:
            edits.append(Edit(*entity.arabic, stand_in[0]))
            forms.append(stand_in[1])
            stood_for.append((entity, known))
    if not edits:
        return None
    new = apply(arabic, edits)
    places = tuple(new.span(e.arabic) for e, _ in stood_for)
    return _Task(new.text, places, stood_for, tuple(forms))


def _stand_in(
    entity: Entity, known: Known, sentence: str, turn: int, used: Sequence[str]
) -> tuple[str, str] | None:
    """A stand-in and its form in English: first the name's own English, then a name of the
    entity's kind that neither the sentence nor another name uses."""
    if turn == 0:
        name = without_article(known.forms[0])
        glued = sentence[: entity.arabic[0]][-1:].isalpha()  # behind a prefix
        return f" {name}" if glued else name, re.escape(name)
    choices = STAND_INS[entity.type]
    for i in range(len(choices)):
        arabic, form = choices[(i + 2 * (turn - 1)) % len(choices)]
        if form not in used and arabic not in sentence:
            return arabic, form
    return None


def _restored(before: Sentence, task: _Task, translation: Translation) -> Sentence | None:
    """The sentence with the names back in the places of the stand-ins that came through."""
    edits: dict[Span, Edit] = {}  # a name that is its own stand-in may be there twice
    for (entity, known), form in zip(task.names, task.forms, strict=True):
        # A person's stand-in may have been given a family name, or been said twice.
        more = r"(?: [Aa]l-\w+)*" if entity.type == "PER" else ""
        for match in re.finditer(rf"\b(?:{form})(?: (?:{form}))*\b{more}", translation.english):
            name = without_article(known.forms[0])
            place = with_leftovers(match.span(), name, entity, translation.english)
            edits.setdefault(place, Edit(*place, name))
    if not edits:
        return None
    back = apply(
        task.text,
        [
            Edit(*place, before.arabic[slice(*entity.arabic)])
            for place, (entity, _) in zip(task.places, task.names, strict=True)
        ],
    )
    assert back.text == before.arabic
    try:
        new = _edited(translation, list(edits.values()))
    except ValueError:  # one stand-in's form within another's
        return None
    links = tuple(Link(back.span(k.arabic), k.english, k.weight) for k in new.links)
    new = replace(new, links=links)
    candidate = replace(before, translation=new)
    new = _spelt(candidate)
    reason = doubt(clean(before.arabic), new.english, new.score)
    return replace(before, translation=replace(new, doubt=reason))


def _is_better(candidate: Sentence, before: Sentence) -> bool:
    """Whether more names came through, and no new fault with them."""
    new, old = candidate.translation.doubt, before.translation.doubt
    if new in (REPEATS, LONGER, SHORTER, UNTRANSLATED) and new != old:
        return False
    return len(kept_names(candidate)) > len(kept_names(before))
