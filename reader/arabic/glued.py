"""Names that were written without the space between them (الجزائروموسكو, الأممالمتحدة)."""

from __future__ import annotations

from collections.abc import Sequence

from reader.arabic.features import Lexicon, Word
from reader.arabic.gazetteer import Gazetteer

_SHORTEST = 3


def parted(line: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer) -> list[Word]:
    """The line with every glued word in its parts.

    A word is parted where it is unknown as it stands, and its parts are two places, two
    persons' names or one name of two words.
    """
    out: list[Word] = []
    for word in line:
        out += _parts(word, lexicon, gazetteer) or [word]
    return out


def _parts(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Word] | None:
    form = word.key
    length = word.span[1] - word.span[0]
    if len(form) < 2 * _SHORTEST + 1 or len(form) != length or not form.isalpha():
        return None
    if form in lexicon.known or _is_name(form, gazetteer) or _is_name(word.bare, gazetteer):
        return None
    for cut in range(_SHORTEST, len(form) - _SHORTEST + 1):
        first, second = form[:cut], form[cut:]
        begin = _begin(first, gazetteer)
        whole = f"{first[begin:]} {second}"
        whole_name = whole in gazetteer.organisations or bool(gazetteer.place(whole))
        joined = second[0] == "و" and bool(gazetteer.place(second[1:])) and len(second) > _SHORTEST
        both = bool(gazetteer.place(first[begin:])) and (
            joined or (second.startswith("ال") and bool(gazetteer.place(second)))
        )
        if whole_name or both:
            at = word.span[0] + cut
            return [
                Word((word.span[0], at), first, first[begin:], begin),
                Word((at, word.span[1]), second, second[int(joined) :], int(joined)),
            ]
    return None


def _begin(first: str, gazetteer: Gazetteer) -> int:
    """1 where the first part begins with a proclitic that is not a letter of the name."""
    return int(first[0] in "وفبلك" and not gazetteer.place(first) and first[1:3] == "ال")


def _is_name(form: str, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.place(form)) or form in gazetteer.parts or form in gazetteer.organisations
