"""Who says a quotation: the subject of the cue before it, after it, or in its sentence.

Works on one paragraph. A cue is a reporting word with its place; the speaker's span runs from
the first to the last word of the noun phrase that names them, without proclitics.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.arabic import cues, speaker_words
from reader.arabic.clause import ABOUT, CONVEYS, Token, is_joint, is_verb
from reader.arabic.normalise import key, keys
from reader.arabic.phrases import HELPERS, RELATIVES, phrase, phrase_before
from reader.article import Span

_WOMEN = keys("أم أخت بنت")
_AS_FOR = key("أما")
_TO = key("إلى")
_ASCRIBES = keys("نسب نسبت ينسب تنسب")
_LEAD_INS = keys("كما هكذا حسبما وفقما هذا هذه ذلك ما كان كانت بهذه بهذا العبارة الكلمات الجملة")
_WHAT = keys("ما لما كما حسبما بما مما")
_NEGATIONS = keys("لم لا لن قد لقد ما كان كانت")
_MEASURES = keys("حد قول لسان")
_STATEMENTS = keys("بيان تقرير رسالة كلمة خطاب تغريدة منشور البيان")
_ISSUED = keys("صادر الصادر صادرة الصادرة صدر")
_PARTICLES = keys(
    "قد في ثم لكن كما حيث إذا لو هو هي هذا هذه ذلك تلك هناك هنا عندما حين حينما بينما أما إن أن"
)
_PRONOUN_NOUNS = cues.NOUNS - keys("قول حد تعبير لسان تأكيد إعلان تصريح تحذير نفي تأكيدات تحذيرات")


def speaker_before(line: Sequence[Token], begin: int, cue: int, end: int) -> Span | None:
    """The subject of the cue at `line[cue]`, in the clause `line[begin:end]`.

    In order: the source that somebody is said to convey ("quoting X as saying"), the noun
    phrase after the verb, whom a relative clause speaks of, the noun phrase before the verb,
    and the subject of what the clause tells before ("X denounced it and said").
    """
    conveyed = _conveyed(line, begin, end)
    if conveyed:
        return conveyed
    token = line[cue]
    if token.bare in cues.NOUNS and token.bare not in _PRONOUN_NOUNS:
        return phrase(line, cue + 1, end)
    if is_verb(token):
        found = _topic(line, begin, cue) or (
            phrase(line, cue + 1, end)
            or _antecedent(line, begin, cue)
            or (phrase_before(line, begin, cue) if not _is_joined(token) else None)
        )
        if found:
            return found
    for i in reversed(range(begin, cue)):
        if is_verb(line[i]) and line[i].bare not in cues.WEAK:
            found = phrase(line, i + 1, cue) or phrase_before(line, begin, i)
            if found:
                return found
    commas = [i for i in range(begin, cue) if line[i].key in ("،", ",")]
    told_of = subject(line, begin, cue, token)
    if told_of is None and _is_joined(token) and commas:
        told_of = subject(line, commas[-1] + 1, cue, token)  # "in the camp, X sits and says"
    if told_of:
        return told_of
    weak = [i for i in range(begin, cue) if is_verb(line[i]) and line[i].bare in cues.WEAK]
    for i in reversed(weak):
        found = phrase(line, i + 1, cue) or phrase_before(line, begin, i)
        if found:
            return found
    return None if weak or is_verb(token) else phrase_before(line, begin, cue)


def issuer(line: Sequence[Token], begin: int, end: int) -> Span | None:
    """Whose words "a statement of X" or "according to X" introduces, without a verb of theirs."""
    for i in range(begin, end - 1):
        if line[i].bare in cues.SOURCES:
            return phrase(line, i + 1, end)
        following = line[i + 1]
        if line[i].key in _STATEMENTS and following.key[:1] == "ل" and len(following.key) > 3:
            found = phrase(line, i + 1, end)
            return (found[0] + 1, found[1]) if found else None
        if line[i].key in _ISSUED and following.bare == ABOUT and i + 2 < end:
            return phrase(line, i + 2, end)
    return None


def _is_joined(verb: Token) -> bool:
    """Whether a verb begins with "and": nobody before it is its subject as a noun would be."""
    return verb.key[:1] == "و" and verb.key != verb.bare


def _topic(line: Sequence[Token], begin: int, verb: int) -> Span | None:
    """Whom a sentence like "as for X, (f-)he said" is about."""
    if line[verb].key[:1] != "ف" or line[verb].key == line[verb].bare:
        return None
    for i in reversed(range(begin, verb - 1)):
        if line[i].bare == _AS_FOR:
            return phrase(line, i + 1, verb)
    return None


def _antecedent(line: Sequence[Token], begin: int, verb: int) -> Span | None:
    """Whom a relative clause speaks of: "the minister, who said"."""
    i = verb - 1
    while i > begin and line[i].key in HELPERS:
        i -= 1
    if i <= begin or line[i].key not in RELATIVES:
        return None
    while i > begin and line[i - 1].key in ("،", ","):
        i -= 1
    return phrase_before(line, begin, i)


def speaker_after(line: Sequence[Token], begin: int, end: int) -> tuple[bool, Span | None]:
    """Whether what follows a quotation says that it is one, and who is named there.

    `line[begin:end]` is the rest of the sentence behind the closing mark.
    """
    i = begin
    while i < end and line[i].key in ("،", ",", "-", "–", "—", ")", ".", "؟", "!"):
        i += 1
    while i < end and line[i].bare in _LEAD_INS:  # "as", "that is what", "was"
        i += 1
    if i >= end:
        return False, None
    token = line[i]
    what = i > begin and line[i - 1].key in _WHAT
    if is_verb(token) or (what and _with_object(token)):
        stop = next((t for t in line[i + 1 : end] if is_joint(t)), None)
        if i + 1 < end and line[i + 1] is stop:
            return False, None
        # "… وقال فلان: …" speaks of what comes next, not of what was before.
        if token.key != token.bare and stop is not None:
            return False, None
        by = phrase(line, i + 1, end)
        weak = token.bare in cues.WEAK and not what
        return (not weak or by is not None) and token.bare not in cues.AMBIGUOUS, by
    if token.bare in cues.SOURCES:
        if i + 2 < end and line[i + 1].key in _WHAT:
            known = is_verb(line[i + 2]) or _with_object(line[i + 2])
            return True, phrase(line, i + 3, end) if known else None
        return True, phrase(line, i + 1, end)
    if token.bare == key("على") and i + 2 < end and line[i + 1].bare in _MEASURES:
        return True, phrase(line, i + (3 if line[i + 1].bare == key("حد") else 2), end)
    if token.bare in cues.PARTICIPLES and token.bare not in cues.WEAK:
        return True, None
    return False, None


def teller(line: Sequence[Token], begin: int, end: int) -> Span | None:
    """Who told what a sentence began with, by whatever verb: "…", recalled the professor."""
    i = begin
    while i < end and (not line[i].is_word or line[i].bare in HELPERS | _LEAD_INS):
        i += 1
    if i + 1 >= end or line[i].key in speaker_words.AFTER_SPEAKER or line[i].key[:1] == "و":
        return None
    by = phrase(line, i + 1, end)
    known = i + 1 < end and (line[i + 1].key in speaker_words.ROLES or line[i + 1].key[:2] == "ال")
    return by if known or line[i + 1].person else None


def _with_object(token: Token) -> bool:
    """A verb with its object: "(what) he said"."""
    return token.bare[-1:] == "ه" and token.bare[:-1] in cues.VERBS


def heading(line: Sequence[Token], begin: int, colon: int) -> Span | None:
    """The speaker of "Name: …": all that stands before the colon, where that is short."""
    before = line[begin:colon]
    if not 0 < len(before) <= 7 or not all(t.is_word for t in before):
        return None
    told = before[0].bare in speaker_words.DEEDS
    if told or any(t.bare in speaker_words.NOT_IN_HEADING for t in before):
        return None
    return phrase(line, begin, colon)


def subject(line: Sequence[Token], begin: int, end: int, cue: Token | None = None) -> Span | None:
    """Whom the clause `line[begin:end]` tells of, for a cue in or after it that names nobody.

    Its first person, if a recogniser found one, else the noun that follows its first word, if
    that is a verb by the look of it; the noun must be of the gender of the
    cue, if one is given.
    """
    for i in range(begin, end):
        if line[i].person:
            first = i
            while i + 1 < end and line[i + 1].person:
                i += 1
            while first > begin + 1 and line[first - 1].key in speaker_words.ROLES:
                first -= 1
            return line[first].start, line[i].end
    while begin < end and line[begin].bare in _NEGATIONS:
        begin += 1
    if begin + 1 >= end or line[begin].key[:2] == "ال":
        return None
    deed = line[begin].bare in speaker_words.DEEDS
    if line[begin].bare in speaker_words.PREPOSITIONS | _PARTICLES and not deed:
        return None
    if line[begin].bare[:1] in ("ب", "ل") and len(line[begin].bare) > 5:
        return None  # "in her speech"
    noun = line[begin + 1]
    if not deed and noun.key not in speaker_words.ROLES and noun.key[:2] != "ال":
        return None
    if (
        cue is not None
        and is_verb(cue)
        and _is_feminine(cue) != (noun.key[-1:] == "ه" or noun.key in _WOMEN)
    ):
        return None
    last = begin + 2
    while last < min(end, begin + 10) and not (
        line[last].key[-1:] == "ا" and line[last].key[-2:] != "يا" and len(line[last].key) < 7
    ):  # an object, as most words that end so
        last += 1
    return phrase(line, begin + 1, last)


def _is_feminine(verb: Token) -> bool:
    return (verb.bare[:1] == "ت" and verb.bare[-1:] != "ع") or verb.bare[-1:] == "ت"


def _conveyed(line: Sequence[Token], begin: int, end: int) -> Span | None:
    """X in "the site quoted X as saying" and "the site ascribed to X the words"."""
    for i in range(end - 1, begin, -1):
        if line[i].bare == ABOUT and any(t.bare in CONVEYS for t in line[max(begin, i - 8) : i]):
            return phrase(line, i + 1, end)
        if line[i].bare == _TO and any(t.bare in _ASCRIBES for t in line[max(begin, i - 8) : i]):
            return phrase(line, i + 1, end)
    return None
