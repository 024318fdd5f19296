"""Whether a person named among the words for a speaker is that speaker.

"The Turkish president Erdogan" is Erdogan, "a former colonel in Gaddafi's army" is not Gaddafi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.arabic.features import trigger
from reader.arabic.normalise import key, keys
from reader.article import Span

_WORD = re.compile(r"[^\W_]+")
#: What follows these is somebody else, also with a title before the name.
_GOVERNING = keys(
    """
    باسم في من عن لدى إلى على مع ضد عند نجل ابن ابنة بنت زوج زوجة أرملة شقيق شقيقة أخو أخت والد
    والدة حفيد عم ابنا أبناء عائلة أسرة محامي محامو محامية مكتب حكومة نظام قوات إدارة حملة أنصار
    حزب فريق مقر منزل قصر مساعد مساعدو مساعدي مقربون مقرب عهد
    """
)
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")
#: Possessive endings: "his son", "their leader".
_POSSESSED = ("ه", "ها", "هم", "نا")
#: Titles that stand before a name without an article.
_BARE_TITLES = keys("سيدي مولاي جنرال دكتور بروفيسور سير لورد كابتن أبو أم د م")


def is_head(text: str, speaker: Span, person: Span, names: Iterable[Span]) -> bool:
    """Whether the person at one span of the text is whom the speaker's span is about.

    A name at the start is; one behind other words is where it stands beside them: the word
    before it is definite (an article, a possessive, another of the `names`), and the name does
    not, with nothing but its titles, follow a preposition ("spokesman for President Putin").
    "The South African" has its article on its first word.
    """
    before = [m.span() for m in _WORD.finditer(text, speaker[0], person[0])]
    if before and before[-1][1] == person[0]:  # و, ل and the like, written with the name
        return False
    if not before:
        return True
    start, end = before[-1]
    last = key(text[start:end])
    in_name = any(a < end and start < b for a, b in names)
    possessed = len(last) > 3 and text[start:end].endswith(_POSSESSED)
    second = last.endswith("ي") and any(_ARTICLE.match(key(text[a:b])) for a, b in before[:-1])
    if not (in_name or _ARTICLE.match(last) or possessed or second or last in _BARE_TITLES):
        return False
    for start, end in reversed(before):
        word = key(text[start:end])
        if word in _GOVERNING or (word[:2] == "لل" and trigger("ال" + word[2:]) == "T"):
            return False
        if trigger(word) != "T":
            return True
    return True
