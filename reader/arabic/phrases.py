"""Noun phrases that name a speaker, found by the words that end them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.arabic import cues, speaker_words
from reader.arabic.clause import ABOUT, Token, is_joint, is_telling, is_verb
from reader.arabic.normalise import key, keys
from reader.article import Span

#: No speaker's name is longer, in tokens.
_LONGEST_NAME = 14

RELATIVES = keys("الذي التي الذين اللذان اللتان والذي والتي والذين")
HELPERS = keys("قد وقد كان كانت وكان وكانت كانوا")
_ACCORDING = key("وفقا")
#: Verbs after whose subject "of" begins what it is about: "doctors warned of".
_OF_VERBS = keys("حذر حذرت يحذر تحذر اشتكى اشتكت شكا شكت سخر سخرت تذمر تذمرت طلب طلبت")
_FROM = key("من")
_IN = key("في")
_TO = keys("إلى لدى")
_AT = key("لدى")
_ON = key("على")
#: "On" belongs to these: "a source informed on the talks", "supervisor of".
_WITH_ON = keys("مطلع مطلعة مطلعون مطلعين المطلع المطلعة مشرف مشرفة المشرف المشرفة القائم القائمون")
_FIRST_PERSON = keys("قلت قلنا أقول نقول")
_BAHRAIN = key("البحرين")
_ANNOUNCES = keys("أعلن أعلنت يعلن تعلن")
#: Verbal nouns by their shape: تنفيذ, استهداف.
_DEED = re.compile("ت..ي.|است..ا.")
_SPECIAL = keys("الخاص الخاصة الأممي الأممية الأمريكي الأميركي")


def phrase(line: Sequence[Token], begin: int, end: int) -> Span | None:
    """The noun phrase that begins at a token, up to where it is over for sure."""
    verb = line[begin - 1].bare if begin else ""
    while begin < end and line[begin].key in speaker_words.ADDRESSEES:
        begin += 1
    if begin + 1 < end and line[begin].key[:2] == "لل" and _is_role(line[begin + 1]):
        begin += 1  # "told the reporters the police chief"
    if verb in _FIRST_PERSON:
        return None
    if begin < end and begin and is_verb(line[begin - 1]) and _is_oblique(line[begin]):
        return None  # "called on the citizens": whom, not who
    given = begin > 0 and line[begin - 1].bare in cues.SOURCES  # "according to X"
    if begin < end and (
        (_is_addressee(line[begin]) and not given) or line[begin].bare in speaker_words.NOT_FIRST
    ):
        return None
    i = begin
    if i < end and line[i].is_mark:  # a speaker whose name stands in marks
        close = next((k for k in range(i + 1, min(end, i + 8)) if line[k].is_mark), None)
        return (line[i + 1].start, line[close - 1].end) if close and close > i + 1 else None
    role = False
    while i < end and i - begin < _LONGEST_NAME and not _over(line, i, begin, role):
        if i > begin and verb in speaker_words.WITH_OBJECTS and _is_object(line, i, begin):
            break
        if i > begin and verb in _ANNOUNCES and _DEED.fullmatch(line[i].key):
            break  # "the group announced the launching of"
        role = role or _is_role(line[i])
        if line[i].is_mark:
            close = next((k for k in range(i + 1, min(end, i + 8)) if line[k].is_mark), None)
            if close is None:
                break
            i = close
        i += 1
    while i > begin and line[i - 1].key in (_FROM, ABOUT, _IN):
        i -= 1
    if i == begin:
        return None
    start = line[begin].start
    if given and line[begin - 1].bare == _ACCORDING and line[begin].key[:1] == "ل":
        start += 1
    return (start, line[i - 1].end) if start < line[i - 1].end else None


def _over(line: Sequence[Token], i: int, begin: int, role: bool) -> bool:
    token = line[i]
    if token.is_mark:
        return False
    if not token.is_word or is_joint(token):
        return True
    if token.bare.startswith("name:"):
        return token.key[:1] == "ل" and token.key in speaker_words.AFTER_SPEAKER
    if token.key == _FROM and line[begin - 1].bare in _OF_VERBS and begin:
        return True
    if token.key in _TO and line[i - 1].key in speaker_words.ENVOYS | _SPECIAL and i > begin:
        return False
    if token.key == _AT and any(t.key in speaker_words.ENVOYS for t in line[begin:i]):
        return False  # "the former ambassador to Syria"
    if token.key == _ON and i > begin and line[i - 1].bare in _WITH_ON:
        return False
    if token.key == _IN:
        following = line[i + 1].key if i + 1 < len(line) else ""
        again = any(t.key == _IN for t in line[begin:i])
        return not role or again or following in speaker_words.MEDIA or following[:1].isdigit()
    if i > begin and (is_verb(token) or token.bare in cues.NOUNS):
        return True
    if i > begin and line[i - 1].person and not token.person:
        return True
    return (
        (is_telling(token) and i > begin)
        or token.bare in speaker_words.AFTER_SPEAKER
        or token.key in speaker_words.AFTER_SPEAKER
        or token.key in ("ل", "ب")
        or token.bare in cues.SOURCES
    )


def _is_object(line: Sequence[Token], i: int, begin: int) -> bool:
    """Whether a word behind a subject is the object: "the chief called | the ruling"."""
    token = line[i]
    if token.person or token.is_mark:
        return False
    before = line[begin:i]
    defined = any(_is_definite(t) for t in before)
    if line[begin - 1].bare in speaker_words.WITH_B and token.key[:1] == "ب":
        named = token.bare.startswith("name:") or len(token.key) < 4
        return token.key[:3] == "بال" or (defined and not named)
    article = token.key[:2] == "ال" and token.key not in _TO
    own = token.key.endswith(("ه", "ها", "هم")) and token.ending != "ة"
    if own and not article and (defined or len(before) == 1) and token.key[:1] != "و":
        return True  # "voiced his regret"
    # After a noun without an article it may belong to that, or be a family's name.
    return (
        article
        and _is_definite(before[-1])
        and not _is_adjective(token)
        and not token.bare.startswith("name:")
    )


def _is_definite(token: Token) -> bool:
    article = token.key[:2] in ("ال", "لل") and token.key not in _TO
    return article or token.bare.startswith("name:")


def _is_adjective(token: Token) -> bool:
    relative = token.key.endswith(("ي", "يه", "يون", "يين", "يان")) and len(token.key) > 5
    return relative or token.key in speaker_words.ADJECTIVES


def _is_role(token: Token) -> bool:
    return token.key in speaker_words.ROLES or token.bare in speaker_words.ROLES


def _is_oblique(token: Token) -> bool:
    """Whether a word is a plural that no subject is: "the citizens" as an object."""
    plural = token.key[:2] == "ال" and token.key.endswith("ين") and len(token.key) > 6
    return plural and token.key != _BAHRAIN and not token.bare.startswith("name:")


def _is_addressee(token: Token) -> bool:
    """Whether a word says to whom: "to his father", "to the reporters"."""
    form = token.key
    if (form[:2] == "لل" and len(form) > 4) or (
        form[:1] == "ل" and form[1:] in speaker_words.ROLES
    ):
        return True
    own = form.endswith(("ه", "ها", "هم")) and form[-2] != "ي" and token.ending != "ة"
    return form[:1] == "ل" and len(form) > 4 and own and not token.person


def phrase_before(line: Sequence[Token], begin: int, verb: int) -> Span | None:
    """The noun phrase that ends at a verb ("the site revealed"), back to where it began."""
    while verb > begin and line[verb - 1].key in HELPERS:
        verb -= 1
    i = verb
    while i > begin and verb - i < _LONGEST_NAME:
        token = line[i - 1]
        if not (token.is_word or token.is_mark) or is_joint(token):
            break
        if is_verb(token) and token.bare not in speaker_words.PREPOSITIONS:
            break
        if token.bare in speaker_words.AFTER_SPEAKER | cues.SOURCES | cues.PARTICIPLES:
            if token.bare in speaker_words.PREPOSITIONS:
                return None
            if token.key in RELATIVES:  # "the deputy who resigned … said"
                i -= 1
                while i > begin and line[i - 1].key in ("،", ","):
                    i -= 1
                return phrase_before(line, begin, i)
            break
        if token.bare == _IN and not any(
            t.key in speaker_words.ROLES for t in line[max(begin, i - 5) : i - 1]
        ):
            if not any(_is_role(t) for t in line[i:verb]):
                return None  # "in another post"
            break
        i -= 1
    own = i == begin or line[i - 1].bare != _IN  # else it begins with where that was
    starts = [
        *([i] if own else []),
        *(k for k in range(i + 1, verb) if line[k].key in speaker_words.ROLES),
    ]
    for start in starts:
        found = phrase(line, start, verb) if verb - start <= 10 else None
        # Else something else stands between the phrase and the verb: it is not its subject.
        if found and found[1] >= line[verb - 1].end:
            return found
    return None
