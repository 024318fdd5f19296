"""Who says a quotation: the subject of the cue before it, after it, or in its sentence.

Works on one paragraph. A cue is a reporting word with its place; the speaker's span runs from
the first to the last word of the noun phrase that names them, without proclitics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.arabic import cues
from reader.arabic.normalise import QUOTATION_MARKS, key
from reader.arabic.segment import words
from reader.article import Entity, Span

#: No speaker's name is longer, in tokens.
_LONGEST_NAME = 14

_ABOUT = key("عن")
_FROM = key("من")
_FAN = key("فإن")
_RELATIVES = cues.keys("الذي التي الذين اللذان اللتان والذي والتي والذين")
_HELPERS = cues.keys("قد وقد كان كانت وكان وكانت كانوا")
_IN = key("في")
_CONVEYS = frozenset(
    map(key, ["نقل", "نقلت", "ينقل", "تنقل", "نقلوا", "ينقلون", "نقلا", "ناقلا", "ناقلة"])
)
_PRONOUN_NOUNS = cues.NOUNS - cues.keys("القول قول حد تعبير بالقول")


@dataclass(frozen=True)
class Token:
    """A word or mark: its span, its key, and its key without a leading و or ف."""

    start: int
    end: int
    key: str
    bare: str
    is_mark: bool = False
    person: bool = False

    @property
    def is_word(self) -> bool:
        return bool(self.key) and self.key[0].isalnum()


def tokens(text: str, entities: Sequence[Entity]) -> list[Token]:
    """The paragraph's tokens; words inside a name are never taken for cues."""
    found = []
    for start, end in words(text):
        form = key(text[start:end])
        bare = form
        name = next((e for e in entities if start < e.arabic[1] and e.arabic[0] < end), None)
        if name is not None:
            bare = f"name:{form}"
        elif form == _FAN and "إ" not in text[start:end]:
            bare = f"name:{form}"  # "van"
        elif form and form[0] in "وف" and len(form) > 2:
            known = cues.VERBS | cues.SOURCES
            bare = form if form in known and form[1:] not in known else form[1:]
        person = name is not None and name.type == "PER"
        found.append(Token(start, end, form, bare, text[start] in QUOTATION_MARKS, person))
    return found


def is_verb(token: Token) -> bool:
    return token.bare in cues.VERBS


def is_cue(token: Token) -> bool:
    return is_verb(token) or token.bare in cues.PARTICIPLES or token.bare in cues.NOUNS


def is_joint(token: Token) -> bool:
    return token.bare in cues.JOINTS or token.key == ":"


def cue_before(line: Sequence[Token], begin: int, end: int) -> int | None:
    """The index of the last cue in `line[begin:end]`.

    A weak one counts only if joined, and a word that is oftener something else ("after") only
    where there is no other.
    """
    joined = False
    ambiguous = None
    for i in range(end - 1, begin - 1, -1):
        if is_joint(line[i]):
            joined = True
        elif is_cue(line[i]) and (joined or line[i].bare not in cues.WEAK):
            # "conveyed" reports only what it conveys from somebody.
            if line[i].bare in _CONVEYS and not any(t.bare == _ABOUT for t in line[i:end]):
                continue
            if line[i].bare in cues.AMBIGUOUS and line[i].bare not in _CONVEYS:
                ambiguous = i if ambiguous is None else ambiguous
                continue
            return i
    return ambiguous


def speaker_before(line: Sequence[Token], begin: int, cue: int, end: int) -> Span | None:
    """The subject of the cue at `line[cue]`, in the clause `line[begin:end]`.

    In order: the source that somebody is said to convey ("quoting X as saying"), the noun
    phrase after the verb, for a participle the subject of the clause's verb, and the noun
    phrase before the verb.
    """
    conveyed = _conveyed(line, begin, end)
    if conveyed:
        return conveyed
    if line[cue].bare in cues.NOUNS:
        if line[cue].bare not in _PRONOUN_NOUNS:
            return _phrase(line, cue + 1, end)
        earlier = cue_before(line, begin, cue)
        return speaker_before(line, begin, earlier, end) if earlier is not None else None
    if line[cue].bare in cues.PARTICIPLES and not is_verb(line[cue]):
        verbs = [i for i in range(begin, cue) if is_verb(line[i])]
        for verb in reversed(verbs):
            found = _phrase(line, verb + 1, cue) or _phrase_before(line, begin, verb)
            if found:
                return found
        return _phrase_before(line, begin, cue) if not verbs else None
    return (
        _phrase(line, cue + 1, end)
        or _antecedent(line, begin, cue)
        or _phrase_before(line, begin, cue)
    )


def _antecedent(line: Sequence[Token], begin: int, verb: int) -> Span | None:
    """Whom a relative clause speaks of: "the minister, who said"."""
    i = verb - 1
    while i > begin and line[i].key in _HELPERS:
        i -= 1
    if i <= begin or line[i].key not in _RELATIVES:
        return None
    while i > begin and line[i - 1].key in ("،", ","):
        i -= 1
    return _phrase_before(line, begin, i)


def speaker_after(line: Sequence[Token], begin: int, end: int) -> tuple[bool, Span | None]:
    """Whether what follows a quotation says that it is one, and who is named there.

    `line[begin:end]` is the rest of the sentence behind the closing mark.
    """
    i = begin
    while i < end and line[i].key in ("،", ",", "-", "–", "—", ")"):
        i += 1
    if i >= end:
        return False, None
    token = line[i]
    if token.bare in (key("كما"), key("هكذا"), key("حسبما"), key("وفقما")) and i + 1 < end:
        i, token = i + 1, line[i + 1]
    if is_verb(token) and token.bare not in cues.WEAK:
        following = line[i + 1] if i + 1 < end else None
        if following is not None and is_joint(following):
            return False, None
        subject = _phrase(line, i + 1, end)
        # "… وقال فلان: …" speaks of what comes next, not of what was before.
        stop = next((t for t in line[i + 1 : end] if is_joint(t)), None)
        opens_next = token.key != token.bare and stop is not None
        return (False, None) if opens_next else (True, subject)
    if token.bare in cues.SOURCES:
        return True, _phrase(line, i + 1, end)
    if token.bare == key("على") and i + 2 < end and line[i + 1].bare == key("حد"):
        return True, _phrase(line, i + 3, end)
    if token.bare in cues.PARTICIPLES and token.bare not in cues.WEAK and token.key[-1:] in "اه":
        return True, None
    return False, None


def heading(line: Sequence[Token], begin: int, colon: int) -> Span | None:
    """The speaker of "Name: …": all that stands before the colon, where that is short."""
    before = line[begin:colon]
    if not 0 < len(before) <= 7 or not all(t.is_word for t in before):
        return None
    if any(t.bare in cues.NOT_IN_HEADING for t in before):
        return None
    return _phrase(line, begin, colon)


def subject(line: Sequence[Token], begin: int, end: int) -> Span | None:
    """Whom the sentence `line[begin:end]` tells of, for a "he said" after it.

    Its first person, if a recogniser found one, else the holder of a role who follows its verb.
    """
    for i in range(begin, end):
        if line[i].person:
            first = i
            while i + 1 < end and line[i + 1].person:
                i += 1
            while first > begin + 1 and line[first - 1].key in cues.ROLES:
                first -= 1
            return line[first].start, line[i].end
    if begin + 1 < end and line[begin + 1].key in cues.ROLES:
        return _phrase(line, begin + 1, min(end, begin + 5))
    return None


def _conveyed(line: Sequence[Token], begin: int, end: int) -> Span | None:
    for i in range(end - 1, begin, -1):
        if line[i].bare == _ABOUT and any(t.bare in _CONVEYS for t in line[max(begin, i - 8) : i]):
            return _phrase(line, i + 1, end)
    return None


def _phrase(line: Sequence[Token], begin: int, end: int) -> Span | None:
    """The noun phrase that begins at a token, up to where it is over for sure."""
    i = begin
    if i < end and line[i].is_mark:  # a speaker whose name stands in marks
        close = next((k for k in range(i + 1, min(end, i + 8)) if line[k].is_mark), None)
        return (line[i + 1].start, line[close - 1].end) if close and close > i + 1 else None
    role = False
    while i < end and i - begin < _LONGEST_NAME and not _over(line, i, begin, role):
        role = role or line[i].key in cues.ROLES or line[i].bare in cues.ROLES
        if line[i].is_mark:
            close = next((k for k in range(i + 1, min(end, i + 8)) if line[k].is_mark), None)
            if close is None:
                break
            i = close
        i += 1
    while i > begin and line[i - 1].key in (_FROM, _ABOUT, _IN):
        i -= 1
    if i == begin:
        return None
    start = line[begin].start
    first = line[begin]
    if line[begin - 1 : begin] and line[begin - 1].bare == key("وفقا") and first.key[:1] == "ل":
        start += 1
    return (start, line[i - 1].end) if start < line[i - 1].end else None


def _over(line: Sequence[Token], i: int, begin: int, role: bool) -> bool:
    token = line[i]
    if token.is_mark:
        return False
    if not token.is_word or is_joint(token):
        return True
    if token.bare.startswith("name:"):
        return False
    if token.key == _IN:
        following = line[i + 1].key if i + 1 < len(line) else ""
        return not role or following in cues.MEDIA or following[:1].isdigit()
    if i > begin and (is_verb(token) or token.bare in cues.NOUNS):
        return True
    participle = token.bare in cues.PARTICIPLES and token.key[-1:] == "ا" and i > begin
    return (
        participle
        or token.bare in cues.AFTER_SPEAKER
        or token.key in cues.AFTER_SPEAKER
        or token.key in ("ل", "ب")
        or token.bare in cues.SOURCES
    )


def _phrase_before(line: Sequence[Token], begin: int, verb: int) -> Span | None:
    """The noun phrase that ends at a verb ("the site revealed"), back to where it began."""
    i = verb
    while i > begin and verb - i < _LONGEST_NAME:
        token = line[i - 1]
        stops = not (token.is_word or token.is_mark) or is_joint(token) or is_verb(token)
        ends = token.bare in cues.AFTER_SPEAKER or token.bare in cues.SOURCES
        if stops or ends or token.bare in cues.PARTICIPLES:
            break
        i -= 1
    if i == verb:
        return None
    found = _phrase(line, i, verb)
    # Something else stands between the phrase and the verb: it is not its subject.
    return found if found and verb - i <= 10 and found[1] >= line[verb - 2].end else None
