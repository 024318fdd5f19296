"""The mentions of one person, place or organisation gathered into one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.arabic.normalise import alef_swallowed, key, keys
from reader.article import Entity, EntityType, ReadParagraph

#: Words before a name that say what somebody is, not who.
_TITLES = frozenset(
    map(
        key,
        [
            "السيد",
            "السيدة",
            "الرئيس",
            "الوزير",
            "رئيس",
            "وزير",
            "اللواء",
            "المتقاعد",
            "العقيد",
            "العميد",
            "الفريق",
            "المشير",
            "الجنرال",
            "الدكتور",
            "الدكتورة",
            "الشيخ",
            "الملك",
            "الأمير",
            "الأميرة",
            "المستشار",
            "المستشارة",
            "السفير",
            "النائب",
            "القائد",
            "المدرب",
            "اللاعب",
            "الكاتب",
            "الحاج",
            "المهندس",
            "المحامي",
            "البابا",
            "الإمام",
            "سيدي",
            "السلطان",
        ],
    )
)
#: Words of names whose first letter ل is no article's.
_BEGIN_WITH_LAM = keys("لجنة لجان لواء لقاء لقاح")


@dataclass(frozen=True)
class Entry:
    """One thing that is named: its English name ("" if unknown), its fullest Arabic form, and
    its mentions as (paragraph index, index among that paragraph's entities), in order."""

    type: EntityType
    name: str
    arabic: str
    mentions: tuple[tuple[int, int], ...]


@dataclass
class _Form:
    """All mentions that are written alike."""

    type: EntityType
    tokens: tuple[str, ...]
    arabic: Counter[str]
    names: Counter[str]
    mentions: list[tuple[int, int]]


def entries(paragraphs: Sequence[ReadParagraph]) -> list[Entry]:
    """The entries of an article, those mentioned most first, then in order of appearance.

    A person's part of a name belongs to the one full name that holds it; where two do, it
    stays apart. Forms with the same English name are one.
    """
    forms = _forms(paragraphs)
    groups: list[list[_Form]] = []
    for form in sorted(forms, key=lambda f: (-len(f.tokens), f.mentions[0])):
        hosts = [g for g in groups if any(_same(form, other) for other in g)]
        if len(hosts) == 1:
            hosts[0].append(form)
        else:
            groups.append([form])
    found = [_entry(group) for group in groups]
    return sorted(found, key=lambda e: (-len(e.mentions), e.mentions[0]))


def _forms(paragraphs: Iterable[ReadParagraph]) -> list[_Form]:
    forms: dict[tuple[EntityType, tuple[str, ...]], _Form] = {}
    for read in paragraphs:
        for i, entity in enumerate(read.entities):
            text = _written_alone(read.paragraph.arabic, entity)
            tokens = _tokens(text, entity.type)
            form = forms.setdefault(
                (entity.type, tokens), _Form(entity.type, tokens, Counter(), Counter(), [])
            )
            form.arabic[text] += 1
            if entity.name:
                form.names[entity.name] += 1
            form.mentions.append((read.paragraph.index, i))
    return list(forms.values())


def _written_alone(arabic: str, entity: Entity) -> str:
    """The name as written without a proclitic: behind ل its article has lost its alef
    (للجيش: الجيش); names that begin with ل themselves have none (للبنان, للجنة)."""
    name = arabic[slice(*entity.arabic)]
    if not alef_swallowed(arabic, entity.arabic):
        return name
    called = entity.type in ("LOC", "PER") and entity.name.startswith("L")
    own = called or key(name.split()[0]) in _BEGIN_WITH_LAM
    return name if own else f"ا{name}"


def _tokens(text: str, kind: EntityType) -> tuple[str, ...]:
    words = key(text).split()
    if kind == "PER":
        bare = [w for w in words if w not in _TITLES]
        words = bare or words
    return tuple(w.removeprefix("ال") if len(w) > 4 else w for w in words)


def _same(form: _Form, other: _Form) -> bool:
    if form.type != other.type:
        return False
    if form.tokens == other.tokens:
        return True
    names, others = {n.lower() for n in form.names}, {n.lower() for n in other.names}
    if names and names & others:
        return True
    if form.type != "PER" or len(form.tokens) >= len(other.tokens):
        return False
    # A first name alone says little; a last name, or several parts in order, say who.
    size = len(form.tokens)
    windows = range(1 if size == 1 else 0, len(other.tokens) - size + 1)
    return any(other.tokens[i : i + size] == form.tokens for i in windows)


def _entry(group: Sequence[_Form]) -> Entry:
    names: Counter[str] = Counter()
    for form in group:
        # The fuller form's name says more: "Khalifa Haftar" rather than "Haftar".
        for name, count in form.names.items():
            names[name] += count + 100 * len(form.tokens)
    # Of forms as full, the one written most: not لجزائر, which is الجزائر after a ل.
    written = Counter[str]()
    for form in group:
        if len(form.tokens) == len(group[0].tokens):
            written += form.arabic
    arabic = written.most_common(1)[0][0]
    mentions = sorted(m for form in group for m in form.mentions)
    name = names.most_common(1)[0][0] if names else ""
    return Entry(group[0].type, name, arabic, tuple(mentions))
