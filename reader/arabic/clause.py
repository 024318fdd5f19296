"""A paragraph as a line of tokens, and the reporting words among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.arabic import cues
from reader.arabic.normalise import QUOTATION_MARKS, key, keys
from reader.arabic.segment import words
from reader.article import Entity

ABOUT = key("عن")
#: "Conveyed": they report only what they convey from somebody.
CONVEYS = keys("نقل نقلت ينقل تنقل نقلوا ينقلون نقلا ناقلا ناقلة")
# Papers that write no ta marbuta give themselves away: a word with an article has no "his".
_TA_WITHOUT_DOTS = re.compile(r"\bال(?!له\b|وجه\b|مياه\b|فقه\b|اتجاه\b)\w+ه\b")
# "Called for (to, b-) «…»", "wrote to her «…»".
_JOINING = keys("ب إلى على له لها لهم لنا لي")
_WAS = keys("كان بات بدا يبدو يكن")
_NO_VERB_AFTER = keys("على في عن بلا دون أي كل عدم")
# "What he said (it)", "called (him)": the verb alone tells enough.
_WITH_OBJECT = {
    verb + him: verb for verb in cues.TAKE_PRONOUNS for him in ("ه", "ها", "هم", "هما", "نا", "ني")
}
# Names and nouns that only their spelling tells from a particle: Ali, imam, "van".
_BY_SPELLING = {key("علي"): "علي", key("إمام"): "إمام", "فان": "فان"}


@dataclass(frozen=True)
class Token:
    """A word or mark: its span, its key, and its key without a leading و or ف."""

    start: int
    end: int
    key: str
    bare: str
    is_mark: bool = False
    person: bool = False
    ending: str = ""  # the last letter as it is written

    @property
    def is_word(self) -> bool:
        return bool(self.key) and self.key[0].isalnum()


def tokens(text: str, entities: Sequence[Entity]) -> list[Token]:
    """The paragraph's tokens; words inside a name are not taken for cues."""
    found = []
    plain_ta = "ة" not in text and len(set(_TA_WITHOUT_DOTS.findall(text))) >= 2
    for start, end in words(text):
        form = key(text[start:end])
        bare = form
        name = next((e for e in entities if start < e.arabic[1] and e.arabic[0] < end), None)
        spelled = form in _BY_SPELLING and _BY_SPELLING[form] in text[start:end]
        # A recogniser errs too: a plain "he said" stays one.
        says = form.lstrip("وف") in cues.VERBS - cues.WEAK
        if spelled or (name is not None and not says):
            bare = f"name:{form}"
        elif form and form[0] in "وف" and len(form) > 2:
            known = cues.VERBS | cues.SOURCES
            bare = form if form in known and form[1:] not in known else form[1:]
        bare = _WITH_OBJECT.get(bare, bare)
        person = name is not None and name.type == "PER"
        mark = text[start] in QUOTATION_MARKS
        ending = "ة" if plain_ta and text[end - 1] == "ه" else text[end - 1]
        found.append(Token(start, end, form, bare, mark, person, ending))
    return found


def is_verb(token: Token) -> bool:
    return token.bare in cues.VERBS


def is_cue(token: Token) -> bool:
    return is_verb(token) or token.bare in cues.PARTICIPLES or token.bare in cues.NOUNS


def is_telling(token: Token) -> bool:
    """Whether a word is a participle in the accusative: "adding", "pointing to"."""
    return token.bare in cues.PARTICIPLES and token.key[-1:] == "ا"


def is_joint(token: Token) -> bool:
    return token.bare in cues.JOINTS or token.key == ":"


def cue_before(line: Sequence[Token], begin: int, end: int) -> int | None:
    """The index of the last cue in `line[begin:end]`.

    A weak one counts only if joined, and a word that is oftener something else ("after") only
    where there is no other.
    """
    joined = end > begin and line[end - 1].key in _JOINING
    ambiguous = None
    for i in range(end - 1, begin - 1, -1):
        if is_joint(line[i]):
            joined = True
        elif i > begin and line[i - 1].key in _NO_VERB_AFTER and is_verb(line[i]):
            continue  # "(in) particular" is spelled like "addressed"
        elif i > begin and line[i - 1].bare in _WAS and line[i].bare in cues.PARTICIPLES:
            continue  # "it was remarkable that"
        elif is_cue(line[i]) and (joined or line[i].bare not in cues.WEAK):
            # "conveyed" reports only what it conveys from somebody.
            if line[i].bare in CONVEYS and not any(t.bare == ABOUT for t in line[i:end]):
                continue
            if line[i].bare in cues.AMBIGUOUS and line[i].bare not in CONVEYS:
                ambiguous = i if ambiguous is None else ambiguous
                continue
            return i
    return ambiguous
