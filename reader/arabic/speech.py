"""Speech told from names, titles and scare quotes: what stands between two marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.arabic import clause, cues, speaker_words
from reader.arabic.clause import Token
from reader.arabic.normalise import key, keys

#: Words in marks with no cue at all are speech from this length on.
_LONG_ENOUGH_ALONE = 7
#: With a cue somewhere before them in the sentence, from this one on; joined to it by "that".
_LONG_ENOUGH_WITH_CUE = 5
_LONG_ENOUGH_JOINED = 4
#: A sentence that is wholly in marks, or begins so and goes on with "said so-and-so".
_LONG_ENOUGH_FIRST = 3
_LONGEST_NAME = 6
_LONGEST_TITLE = 14

_SAYS = keys("قال قالت يقول تقول قائلا قائلة قالوا يقولون")
_DEMANDS = keys("دعا دعت يدعو تدعو طالب طالبت يطالب تطالب حث حثت ناشد ناشدت اتهم اتهمت يتهم تتهم")
_PUBLISHES = keys("ينشر نشر ذكر يذكر كشف يكشف عن إعلان")
_CALLS = keys("عد عدت يعد تعد اعتبر اعتبرت")
_PREPOSITIONS = keys("من في وجود")
_TRANSITIVE = _SAYS | keys("أضاف أضافت أردف أردفت هتف هتفت صرخ صرخت كتب كتبت")
_READS = keys("جاء جاءت ورد وردت نص نصت")
_WHERE = keys("في فيه فيها على")
_WRITES = keys("كتب كتبت يكتب تكتب ذكر ذكرت رد ردت روى روت")
_BUTS = keys("لكنه لكنها لكنهم ولكنه ولكنها")
_COMMAS = ("،", ",", "-", "–", "—")


@dataclass(frozen=True)
class Case:
    """Marks and what is around them, in indices of the paragraph's tokens (`line`).

    The clause before them is `line[begin:stop]`, the rest of their sentence `line[after:rest]`.
    """

    line: Sequence[Token]
    begin: int
    stop: int
    after: int
    rest: int
    inside: Sequence[Token]
    size: int  # words in the marks
    cue: int | None  # the last cue before them
    closed: bool
    first: bool  # their sentence begins with them
    goes_on: bool  # their sentence holds a quotation already
    in_list: bool  # a title came just before
    fills_name: bool  # recognised names fill them

    @property
    def last(self) -> Token | None:
        return self.line[self.stop - 1] if self.stop > self.begin else None

    @property
    def colon(self) -> bool:
        return self.last is not None and self.last.key == ":"


def is_speech(case: Case, follows: bool) -> bool:
    """Whether words in marks are speech; `follows`: "said so-and-so" comes after them."""
    size, last = case.size, case.last
    if case.fills_name and size <= _LONGEST_NAME and not (case.colon and case.cue is not None):
        return False
    if not case.closed and case.cue is None and not case.first and not case.colon:
        return False
    if case.colon:
        titled = case.cue is None and not is_document(case)
        if titled and (_is_title(case) or _is_listed(case)):
            return size >= _LONG_ENOUGH_WITH_CUE and case.inside[0].key in cues.SPEECH_STARTS
        return case.cue is not None or size >= 3
    if _joint_follows(case) and size <= _LONGEST_NAME:
        return False  # "... قالت «الأخبار» إن": the name of who speaks
    if _is_object(case):
        return True
    if case.goes_on and _continues(case) and not (size <= 3 and _is_title(case)):
        return size >= 2
    if case.in_list or _is_title(case):
        return False
    negated = bool(case.inside) and case.inside[0].key in cues.SPEECH_STARTS
    if follows and size >= (2 if negated else _LONG_ENOUGH_FIRST):
        return True
    if case.first:
        whole = not any(t.is_word for t in case.line[case.after : case.rest])
        if (size >= _LONG_ENOUGH_FIRST and whole) or told_after(case):
            return True
    if last is None:
        return size >= _LONG_ENOUGH_ALONE
    if case.cue is None:
        if size < _LONGEST_TITLE and _stems(case.inside[0]) & cues.TITLE_NOUNS:
            return False  # the name of an office or a body
        calls = case.line[case.begin].bare in _CALLS and _indefinite(case) and _ends_here(case)
        if size >= 3 and calls:
            return True
        before = case.line[case.begin : case.stop]
        told = any(
            clause.is_joint(t) or {t.bare, t.bare.removesuffix("ها"), t.bare[:-1]} & cues.ATTITUDES
            for t in before
        )
        if any(t.bare in cues.SOURCES for t in before) and (told or last.key in _COMMAS):
            return size >= _LONG_ENOUGH_JOINED
        return size >= (_LONG_ENOUGH_WITH_CUE if told else _LONG_ENOUGH_ALONE)
    calling = case.line[case.cue].bare in _CALLS and not _says(case)
    if calling and size >= 2 and _indefinite(case) and _ends_here(case):
        return True
    if case.stop - 1 == case.cue:
        if size <= _LONGEST_NAME and _subject_of_joint(case):
            return False  # "«Anwar Sadiq» the manager noted that"
        if last.bare in _SAYS:
            return True
        clear = _ends_here(case) or (size == 3 and last.bare in cues.PARTICIPLES)
        if size <= 3 and not (_indefinite(case) and clear):
            return False
        return size >= (2 if last.bare not in cues.WEAK else 6)
    if last.bare in cues.JOINTS:
        return size >= (2 if _ends_here(case) or negated else 4)
    if _is_predicate(case) or _is_demand(case):
        return size >= 2
    joined = _says(case)
    if joined and size >= 2 and case.inside[0].key in cues.SPEECH_STARTS:
        return True
    return size >= (_LONG_ENOUGH_JOINED if joined else _LONG_ENOUGH_WITH_CUE)


def is_document(case: Case) -> bool:
    """Whether words of a text are announced: "the agreement says:"."""
    before = case.line[case.begin : case.stop]
    return any(a.bare in _READS and b.key in _WHERE for a, b in pairwise(before))


def announces(before: Sequence[Token]) -> bool:
    """Whether a cue and what follows it, up to a colon, announce speech, not a list."""
    cue = before[0].bare
    if cue in cues.WEAK and cue not in _WRITES:
        return False
    return not any(t.bare in cues.JOINTS for t in before)


def told_after(case: Case) -> bool:
    """Whether a comma, or the mark of a question or cry, parts them from a clause after them."""
    following = case.line[case.after : case.rest]
    if not case.first or case.size < 2 or not any(t.is_word for t in following):
        return False
    split = any(a.key in _COMMAS and b.is_mark for a, b in pairwise(following[1:]))
    if case.size < (2 if split else 4):
        return False
    ended = bool(case.inside) and case.inside[-1].key in ("؟", "!", "،", ",")
    word = next(t for t in following if t.is_word)
    names = word.key[:2] == "ال" or word.bare in cues.TITLE_NOUNS - cues.VERBS
    return (following[0].key in _COMMAS or ended) and not names


def _is_title(case: Case) -> bool:
    """Whether a word like "film" or "entitled" stands before the marks, or a letter does."""
    before = [t for t in case.line[case.begin : case.stop] if t.is_word][-3:]
    if not before or (case.stop - 1 == case.cue and before[-1].bare not in cues.TITLE_NOUNS):
        return False
    last = before[-1]
    if last.bare in cues.COPULAS and len(before) > 1 and _stems(before[-2]) & cues.TITLE_NOUNS:
        return True  # "its slogan is «…»"
    if last.key in ("ل", "ب", "ك"):
        return case.size <= 4 and not _is_demand(case)
    if last.key.startswith("اسم") and len(before) > 1 and before[-2].bare in _PUBLISHES:
        return False  # "asked that his name be not published"
    if last.bare in cues.JOINTS:
        return False
    if last.key in cues.LISTING - cues.COPULAS:  # "books, among them «…»"
        return case.size <= _LONGEST_TITLE and case.inside[0].key not in cues.SPEECH_STARTS
    says = _says(case)
    if _stems(last) & cues.TITLE_NOUNS:
        # "the painting «was not stolen»": what is told of the thing, not its name
        article = last.key[:2] in ("ال", "لل") and last.key not in cues.NAMING
        told = says and article and _indefinite(case)
        return case.size <= _LONGEST_TITLE and not told
    if case.colon:
        return False
    near = {f for t in before[:-1] for f in (t.bare, t.bare[1:], t.bare[2:])}
    near_cue = any(clause.is_cue(t) or clause.is_joint(t) for t in before)
    told = says and _indefinite(case) and _ends_here(case)
    return bool(near & cues.TITLE_NOUNS) and not near_cue and not told and case.size <= 4


def _says(case: Case) -> bool:
    """Whether a cue stands before the marks with what joins it to what is said."""
    return case.cue is not None and any(clause.is_joint(t) for t in case.line[case.cue : case.stop])


def _is_object(case: Case) -> bool:
    """Whether a verb of saying still wants what is said: «said the president today "…"»."""
    if case.cue is None or case.line[case.cue].bare not in _TRANSITIVE or case.size < 3:
        return False
    if _says(case) or not _ends_here(case) or case.stop - 1 == case.cue:
        return False
    return not any(clause.is_joint(t) for t in case.line[case.after : case.rest])


def _stems(token: Token) -> set[str]:
    """A word's forms without proclitics and article."""
    if token.ending == "ه" and {token.key, token.bare} & cues.TITLES_IN_TA:
        return set()
    forms = {token.key, token.bare}
    forms |= {f[1:] for f in forms if f[:1] in "بلك"}
    forms |= {f[2:] for f in (token.key,) if f.startswith("لل")}
    return forms | {f[2:] for f in forms if f.startswith("ال")}


def _is_listed(case: Case) -> bool:
    """Whether what stands before the colon announces names: "novels, among them:"."""
    before = [t for t in case.line[case.begin : case.stop] if t.is_word][-5:]
    listed = any(t.bare in cues.LISTING for t in before)
    return listed or bool(before and _stems(before[-1]) & cues.TITLE_NOUNS)


def _is_predicate(case: Case) -> bool:
    """Whether they say of something before them what it is: «the mood is "encouraging"».

    That thing is definite and they are not, or a verb like "is" stands between.
    """
    last = case.last
    if last is None or case.cue is None or not (_ends_here(case) and _says(case)):
        return False
    if not _indefinite(case):
        return last.bare in cues.COPULAS and case.size >= _LONG_ENOUGH_FIRST
    definite = last.key[:2] == "ال" or last.key.endswith(("ه", "ها", "هم"))
    if definite or last.bare in cues.COPULAS or case.inside[0].key in cues.SPEECH_STARTS:
        return True
    preposition = last.bare in speaker_words.AFTER_SPEAKER or last.bare in _PREPOSITIONS
    return case.size >= 3 and not preposition and last.key not in speaker_words.ROLES


def _is_demand(case: Case) -> bool:
    """Whether they say what somebody calls for, or accuses of."""
    if case.cue is None or case.last is None or case.size < _LONG_ENOUGH_FIRST:
        return False
    to = case.last.key in ("ب", key("إلى"), key("على"))
    return to and case.line[case.cue].bare in _DEMANDS


def _indefinite(case: Case) -> bool:
    return bool(case.inside) and case.inside[0].key[:2] != "ال"


def _continues(case: Case) -> bool:
    """Whether speech goes on: after a mere "and that", or after "said so-and-so," in between."""
    between = case.line[case.begin : case.stop]
    words = [t for t in between if t.is_word]
    if words and len(words) <= 6 and words[0].bare in cues.JOINTS | _BUTS:
        return True
    return len(between) >= 2 and between[0].key in _COMMAS and between[-1].key in _COMMAS


def _joint_follows(case: Case) -> bool:
    following = case.line[case.after : case.rest][:2]
    if following and following[0].key != following[0].bare:
        return False  # "… and that", "… and he added that"
    if following and following[0].bare in cues.JOINTS:
        return True
    return len(following) == 2 and clause.is_verb(following[0]) and following[1].bare in cues.JOINTS


def _subject_of_joint(case: Case) -> bool:
    """Whether the clause goes on behind the marks, without a pause, to what is said."""
    for i in range(case.after, case.rest):
        token = case.line[i]
        if clause.is_joint(token):
            return i > case.after
        if not token.is_word or clause.is_verb(token):
            return False
    return False


def _ends_here(case: Case) -> bool:
    """Whether the sentence, or a part of it, ends behind the closing mark."""
    following = case.line[case.after : case.rest]
    return not following or not following[0].is_word or following[0].key[:1] == "و"
