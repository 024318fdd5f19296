"""What the entity model sees of each word: its form, its pieces, its neighbours, the lists.

The same features serve training (`packaging/models/entities`) and reading.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reader.arabic.gazetteer import Gazetteer
from reader.arabic.normalise import key, keys
from reader.arabic.segment import words
from reader.article import Span

#: One-letter words that are written with the word that follows.
PROCLITICS = "وفبلكس"
_LONGEST_NAME = 5

_TITLES = keys(
    """
    الرئيس رئيس وزير الوزير وزيرة السيد السيدة الشيخ الملك الأمير اللواء العميد العقيد الفريق
    المشير الجنرال الدكتور د الدكتورة النائب السفير المدرب اللاعب الكاتب الفنان الفنانة المخرج
    المتحدث الناطق المدير القائد الزعيم البابا الإمام القاضي المحامي الأستاذ المهندس الباحث
    المبعوث المستشار الأمين زعيم قائد مدير مستشار أمين نائب سفير مبعوث متحدث المستشارة مدرب لاعب
    كاتب فنان الناشط الصحفي الصحافي العداء الرحالة البطل حارس مهاجم
    """
)
_PLACES = keys(
    """
    مدينة محافظة ولاية قرية بلدة منطقة إقليم جزيرة مطار ميناء نهر جبل بحر شارع حي ميدان ساحة
    قضاء ناحية ضاحية مخيم معبر وادي خليج مضيق دولة جمهورية مملكة عاصمة العاصمة شمال جنوب شرق غرب
    شمالي جنوبي شرقي غربي وسط ريف قاعدة بحيرة صحراء حقل
    """
)
_ORGANISATIONS = keys(
    """
    شركة حزب وزارة منظمة مؤسسة هيئة جامعة بنك مصرف نادي فريق حركة جماعة تنظيم وكالة صحيفة قناة
    موقع مجلة جريدة مجلس لجنة اتحاد رابطة نقابة محكمة جيش قوات كتائب حكومة برلمان مركز معهد
    جمعية إذاعة تلفزيون مجموعة جبهة تيار تحالف ائتلاف بورصة مستشفى مدرسة كلية متحف صندوق المجلس
    المحكمة الهيئة الاتحاد البنك الوزارة المنظمة المنتخب منتخب ميليشيا سرايا
    """
)


@dataclass(frozen=True)
class Word:
    """A token: its span, its key, its key without proclitics, and how many they are."""

    span: Span
    key: str
    bare: str
    cut: int


@dataclass(frozen=True)
class Lexicon:
    """What was learned of words from text without labels.

    `clusters`: key → the number of the group of words used alike. `capitals`: bare key → how
    often its English counterpart is capitalised within a sentence, 0 to 9.
    """

    clusters: Mapping[str, str]
    capitals: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        data = json.loads(gzip.decompress(path.read_bytes()))
        return cls(data["clusters"], data["capitals"], frozenset(data["clusters"]))


def tokens(text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Word]:
    """The words of a text, each with its proclitics found out by what is known of the rest."""
    found = []
    for start, end in words(text):
        form = key(text[start:end])
        bare, cut = _bare(form, lexicon, gazetteer)
        found.append(Word((start, end), form, bare, cut))
    return found


def _bare(form: str, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[str, int]:
    """The form without proclitics, and how many letters were cut.

    للجزائر gets its article's alef back, للبنان has none.
    """

    def known(word: str) -> bool:
        return word in gazetteer.parts or bool(gazetteer.place(word)) or word in lexicon.capitals

    def place_alone(word: str) -> bool:  # بغداد, not بارد; فالنسيا, not فالدولة
        return bool(gazetteer.place(word)) and word in lexicon.known

    cut = 0
    rest = form
    has_article = rest[1:3] in ("ال", "لل") and not (place_alone(rest) and rest[:1] != "و")
    joined = rest[:1] == "و" and place_alone(rest[1:]) and not place_alone(rest)
    if len(rest) > 3 and rest[0] in "وف" and (has_article or joined or not known(rest)):
        # ف is joined to names far more rarely than names begin with it.
        seen = rest[1:] in lexicon.capitals and rest not in lexicon.known
        if has_article or joined or (seen if rest[0] == "ف" else known(rest[1:])):
            rest, cut = rest[1:], cut + 1
    if len(rest) > 3 and rest[0] in "بلك":  # س is joined to verbs only
        if rest[:2] == "لل" and len(rest) > 4:
            name, article = rest[1:], "ا" + rest[1:]
            own = name in lexicon.known and article not in lexicon.known  # للبنان
            return name if own else article, cut + 1
        with_article = rest[1:3] == "ال" and not place_alone(rest)
        if with_article or (known(rest[1:]) and not known(rest)):
            rest, cut = rest[1:], cut + 1
    return rest, cut


def features(line: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer) -> list[list[str]]:
    """The features of each token of a sentence."""
    lists = in_lists(line, gazetteer)
    own = [_own(w.key, w.bare) for w in line]
    clusters = [lexicon.clusters.get(w.bare) or lexicon.clusters.get(w.key, "?") for w in line]
    capitals = [lexicon.capitals.get(w.bare, "?") for w in line]
    triggers = [trigger(w.bare) for w in line]
    out = []
    last = len(line) - 1
    for i, word in enumerate(line):
        found = [*own[i], f"c={clusters[i]}", f"k={capitals[i]}", f"l={lists[i]}"]
        found.append(f"cl={capitals[i]}{lists[i]}")
        if i:
            found.append(f"tl={triggers[i - 1]}{lists[i]}{capitals[i]}")
        for d in (-2, -1, 1, 2):
            j = i + d
            if 0 <= j <= last:
                found.append(f"{d}w={line[j].bare}")
                found.append(f"{d}c={clusters[j]}")
                if d in (-1, 1):
                    found += [f"{d}l={lists[j]}", f"{d}k={capitals[j]}", f"{d}t={triggers[j]}"]
                    found.append(f"{d}kk={capitals[i]}{capitals[j]}")
                    found.append(f"{d}s={own[j][2]}")
                elif d == -2:
                    found.append(f"-2t={triggers[j]}")
            else:
                found.append(f"{d}edge")
        if i:
            found.append(f"b={line[i - 1].bare}|{word.bare}")
        out.append(found)
    return out


@lru_cache(maxsize=50_000)
def _own(form: str, bare: str) -> tuple[str, ...]:
    """What the word's letters say."""
    stem = bare.removeprefix("ال") if len(bare) > 4 else bare
    return (
        f"w={form}",
        f"r={bare}",
        f"s={shape(form, bare)}",
        f"m={stem}",
        *(f"p={stem[:n]}" for n in (1, 2, 3) if len(stem) > n),
        *(f"f={stem[-n:]}" for n in (1, 2, 3) if len(stem) > n),
        f"x={form[:1] if form != bare else ''}",
    )


def shape(form: str, bare: str) -> str:
    """What a word looks like: a number, a mark, Latin, or Arabic of so many letters."""
    if form.isdigit():
        return "9"
    if not form[:1].isalnum():
        return "." if form else "q"
    if form.isascii():
        return "A"
    return f"a{min(len(bare), 8)}" + ("ال" if bare.startswith("ال") else "")


@lru_cache(maxsize=50_000)
def trigger(bare: str) -> str:
    """The kind of name that a word announces: "T" a person's, "P" a place's, "O" an
    organisation's, "-" none."""
    if bare in _TITLES:
        return "T"
    if bare in _PLACES:
        return "P"
    return "O" if bare in _ORGANISATIONS else "-"


def in_lists(line: Sequence[Word], gazetteer: Gazetteer) -> list[str]:
    """For each token, what list holds it: alone, or as part of a name of several words."""
    found = [""] * len(line)
    for i, word in enumerate(line):
        if word.bare in gazetteer.parts or word.bare.removeprefix("ال") in gazetteer.parts:
            found[i] += "t"
        if gazetteer.place(word.bare):
            found[i] += "l"
        if word.bare in gazetteer.organisations:
            found[i] += "o"
        for size in range(2, min(_LONGEST_NAME, len(line) - i) + 1):
            name = " ".join([word.bare, *(w.key for w in line[i + 1 : i + size])])
            kind = "L" if gazetteer.place(name) else "P" if name in gazetteer.persons else ""
            kind = "O" if name in gazetteer.organisations else kind
            if kind:
                for j in range(i, i + size):
                    found[j] += kind if j == i else kind + "+"
    return found
