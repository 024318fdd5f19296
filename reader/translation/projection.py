"""From spans of the Arabic to spans of the English, through the links between words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.article import Entity, Link, Span
from reader.translation.sides import Projected, Sides, meet, stretch, weights
from reader.translation.sounds import likeness
from reader.translation.spelling import agrees

#: An entity's counterpart must hold at least this much of its link weight, and the words in
#: it this much of their own.
MIN_COVERAGE = 0.3
MIN_PURITY = 0.5
#: From these on a counterpart needs no capital letter.
SURE_COVERAGE = 0.75
SURE_PURITY = 0.75
#: A neighbour may be taken in whose links elsewhere weigh at most this much more.
MAX_AWAY = 0.5

#: A link between words that sound alike weighs this, from this likeness on.
SOUND_WEIGHT = 0.8
MIN_LIKENESS = 0.7
SURE_LIKENESS = 0.8
#: A name of known spelling must sound at least so much like it.
ALIKE = 0.6

_SPACED = re.compile(r"[^\s-]+")
_BREAK = re.compile(r"[,;:!?\"“”()]|(?<![A-Z])\.\s")
_TITLE = re.compile(
    "President|Prime|Minister|King|Queen|Prince|Princess|Sheikh|Emir|Sultan|General|Marshal|Field|"
    "Major|Colonel|Brigadier|Lieutenant|Sergeant|Private|Captain|Admiral|Judge|Coach|Doctor|Dr|Mr|Mrs|Ms|Professor|"
    "Hajj|Hajja|Imam|Pope|Patriarch|Bishop|Ambassador|Governor|Senator|Secretary|Vice|Deputy"
)
#: Words that no name goes across; an organisation's may hold a few of them.
_PARTS = re.compile("in|with|to|at|from|by|on|for|as|after|before|since|that|who|which")
_PARTS_ORG = re.compile("as|after|before|since|that|who|which|said")
#: Words in small letters that names of places and organisations begin or end with.
GENERIC = re.compile(
    "army|airport|parliament|port|bank|agency|field|base|ministry|authority|crossing|service|"
    "government|party|movement|group|company|club|team|newspaper|magazine|channel|council|"
    "court|university|police|forces|guard|navy|union|federation|league|commission|committee|"
    "office|fund|network|website|front|brigades?|battalion|camp|prison|district|province|"
    "governorate|region|area|city|town|village|neighbou?rhood|street|square|river|sea|lake|"
    "mountains?|valley|strait|gulf|island|peninsula|desert|border|bridge|dam|refinery|market|"
    "oasis|team|festival|church|mosque|embassy|museum|stadium|centre|center|school|hospital|institute|foundation|"
    "organi[sz]ation|corporation|association|society|nations|states|house|cross|crescent|bureau|"
    "board|front|staff|accord|"
    "central|national|northern|southern|eastern|western|north|south|east|west|state"
)
#: The Arabic article before a name, as it is written in English.
_ARTICLE = re.compile("[AaEe][ln]|[Aa](?:sh?|d|r|z|t)")
#: English words that are not part of a name at its edge.
EDGE = re.compile(
    "the|an?|of|in|on|at|to|for|from|by|with|and|or|as|that|this|his|her|its|their|our|"
    "is|was|were|are|be|been|has|have|had|will|would|not|which|who|whom|whose|it|he|she|they|"
    "said|says|saying|told|tells|added|noted|stated|stressed|explained|announced|warned|"
    "into|over|under|near|after|before|between|against|during|than|then|there|we|you|"
    "i|they|them|him|but|however|while|when|where|if|not|no|so|also|these|those|all|some|many|"
    "most|more|one|two|three|now|still|only|because|since|although|despite|according"
)


def name_spans(
    name: Entity, known: Sequence[str], sides: Sides, taken: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Where a name's counterparts stand in a sentence's English; () where it was lost.

    `known` are the name's English spellings, best first: one that stands in the text and is
    not `taken` by another name beats the links, the nearest to where the links point.
    """
    if not sides.words:
        return ()
    linked = stretch(name.arabic, _heard(name, sides), sides.words)
    low, high = sides.words[0][0], sides.words[-1][1]
    for spelling in known:
        places = [
            place
            for place in occurrences(spelling, sides.english, low, high)
            if not any(meet(place, t) for t in taken)
        ]
        if places:
            goal = linked.span if linked else _expected(name.arabic, sides)
            place = min(places, key=lambda p: abs(p[0] - goal[0]))
            return (_whole(place, linked, name, sides, taken),)
    if linked is None or linked.coverage < MIN_COVERAGE or linked.purity < MIN_PURITY:
        return ()
    sure = linked.coverage >= SURE_COVERAGE and linked.purity >= SURE_PURITY
    sure = sure and (name.type == "ORG" or not known)
    span = trimmed(linked.span, name, sides, sure)
    span = _extended(span, name, sides) if span else None
    if span is None or any(meet(span, t) for t in taken) or _is_another(span, name, known, sides):
        return ()
    return (span,)


def _whole(
    place: Span, linked: Projected | None, name: Entity, sides: Sides, taken: Sequence[Span]
) -> Span:
    """A known spelling's place with the word or two that the English adds to it (Kurdistan
    *region*) and that the links tie to the name."""
    text = sides.english
    wider = trimmed(linked.span, name, sides) if linked else None
    if wider is not None and wider[0] <= place[0] and place[1] <= wider[1]:
        added = (text[wider[0] : place[0]] + text[place[1] : wider[1]]).split()
        fits = all(GENERIC.fullmatch(w) or w[:1].isupper() or w == "of" for w in added)
        if len(added) <= 2 and fits and not any(meet(wider, t) for t in taken):
            place = wider
    return _with_article(place, sides)


def _with_article(span: Span, sides: Sides) -> Span:
    """A name with its own article: *The* Hague, where no sentence begins with it."""
    text, start = sides.english, span[0]
    own = text[max(0, start - 4) : start] == "The " and text[start - 5 : start - 4] == " "
    begins = text[start - 6 : start - 5] in (".", "?", "!", ":", "")
    return (start - 4 if own and not begins else start, span[1])


def more_places(known: Sequence[str], sides: Sides, taken: Sequence[Span]) -> list[Span]:
    """Further places of a name's spellings in a sentence that no name has taken."""
    found: list[Span] = []
    if sides.words:
        low, high = sides.words[0][0], sides.words[-1][1]
        for spelling in known:
            for place in occurrences(spelling, sides.english, low, high):
                if not any(meet(place, t) for t in (*taken, *found)):
                    found.append(place)
    return found


def _is_another(span: Span, name: Entity, known: Sequence[str], sides: Sides) -> bool:
    """Whether the links point to what is surely not the name: a person or place whose spelling
    is known and who is called something that neither agrees with it nor sounds like it; a
    person called by one word that has its capital only from beginning the sentence."""
    said = sides.english[slice(*span)]
    if name.type not in ("PER", "LOC") or any(agrees(said, form) for form in known):
        return False
    forms = (*known, sides.arabic[slice(*name.arabic)])
    alike = max(likeness(said, form) for form in forms) >= ALIKE
    begins = span in sides.words and _begins(span, sides) and name.type == "PER"
    return not alike and (bool(known) or begins)


def _heard(name: Entity, sides: Sides) -> list[Link]:
    """The sentence's links, and links from a name's words to capitalised English words that
    sound like them. A word that sounds just so, and like no other Arabic word of the sentence,
    keeps no links away from the name: the ear is surer than the attention."""
    start, end = name.arabic
    own = [(start + m.start(), start + m.end()) for m in _SPACED.finditer(sides.arabic[start:end])]
    others = {k.arabic for k in sides.links if not meet(k.arabic, name.arabic)}
    heard: list[Link] = []
    sure: set[Span] = set()
    for word in sides.words:
        text = sides.english[slice(*word)]
        if not text[0].isupper():
            continue
        for span in own:
            alike = likeness(sides.arabic[slice(*span)], text)
            if alike >= MIN_LIKENESS:
                heard.append(Link(span, word, SOUND_WEIGHT * alike))
            if alike >= SURE_LIKENESS and all(
                likeness(sides.arabic[slice(*other)], text) < alike for other in others
            ):
                sure.add(word)
    kept = (k for k in sides.links if k.english not in sure or meet(k.arabic, name.arabic))
    return [*kept, *heard]


def _expected(arabic: Span, sides: Sides) -> Span:
    """Where a span without links may be: beside the English of the Arabic before it."""
    before = [k for k in sides.links if k.arabic[1] <= arabic[0]]
    if before:
        return max(before, key=lambda k: (k.arabic[0], k.weight)).english
    return sides.words[0]


def occurrences(spelling: str, text: str, start: int, end: int) -> list[Span]:
    """The places of a name as whole words within `text[start:end]`, a leading article left
    out; letters' case must agree, but for the name's first."""
    bare = re.sub(r"^[Tt]he ", "", spelling.strip())
    if not bare:
        return []
    first = f"[{re.escape(bare[0].lower() + bare[0].upper())}]"
    rest = r"[\s-]+".join(re.escape(p) for p in re.split(r"[\s-]+", bare[1:]))
    pattern = re.compile(rf"(?<!\w){first}{rest}(?!\w)")
    return [m.span() for m in pattern.finditer(text, start, end)]


def trimmed(span: Span, name: Entity, sides: Sides, sure: bool = False) -> Span | None:
    """A projected name with clean edges, None where nothing of a name is left.

    At its edges stand no article, preposition or possessive, and a word in small letters
    only where the links need it and it is a word that names end in (the Sharara *field*),
    never for a person. Somewhere in it stands a capital or a digit, unless `sure`: places
    and organisations may be written small (the national oil company).
    """
    text = sides.english
    inner = _unbroken([w for w in sides.words if w[0] >= span[0] and w[1] <= span[1]], name, sides)
    named = any(_is_capital(text, w) for w in inner)

    has_digit = any(c.isdigit() for c in sides.arabic[slice(*name.arabic)])

    def droppable(word: Span) -> bool:
        said = text[slice(*word)]
        if said.isdigit() and not has_digit:
            return True
        if _is_capital(text, word):
            return _begins(word, sides) and EDGE.fullmatch(said.lower()) is not None
        if text[word[0] - 1 : word[0]] == "-":  # Park Soo-jin
            return False
        needed = _is_needed(word, name.arabic, inner, sides.links)
        generic = not named or GENERIC.fullmatch(said) is not None
        return name.type == "PER" or EDGE.fullmatch(said) is not None or not (needed and generic)

    wanted = len(_SPACED.findall(sides.arabic[slice(*name.arabic)]))
    titles = [i for i, w in enumerate(inner[:-1]) if _TITLE.fullmatch(text[slice(*w)])]
    if name.type == "PER" and titles and len(inner) > wanted:
        del inner[: titles[-1] + 1]
    while inner and droppable(inner[0]):
        del inner[0]
    while inner and droppable(inner[-1]):
        del inner[-1]
    said_small = any(GENERIC.fullmatch(text[slice(*w)]) for w in inner)
    if not inner or not (named or (sure and said_small and name.type in ("LOC", "ORG"))):
        return None
    return inner[0][0], inner[-1][1]


def _begins(word: Span, sides: Sides) -> bool:
    """Whether a word begins a sentence or a quotation, where any word has a capital."""
    return (
        word == sides.words[0]
        or sides.english[word[0] - 1] in '“"('
        or (sides.english[word[0] - 2 : word[0]] in (". ", "? ", "! ", ": "))
    )


def _unbroken(words: Sequence[Span], name: Entity, sides: Sides) -> list[Span]:
    """Of words with marks between them, those on that side that stands for the name most."""
    groups: list[list[Span]] = [[]]
    arabic = sides.arabic[slice(*name.arabic)]
    parts = _PARTS_ORG if name.type == "ORG" else _PARTS
    one_thing = " و" not in arabic
    for word in words:
        if groups[-1] and _BREAK.search(sides.english, groups[-1][-1][1], word[0]):
            groups.append([])
        said = sides.english[slice(*word)]
        if (one_thing and said == "and") or parts.fullmatch(said):
            groups.append([])
        else:
            groups[-1].append(word)
    inside, _ = weights(name.arabic, _heard(name, sides))
    return max(groups, key=lambda group: sum(inside.get(w, 0.0) for w in group))


def _is_needed(word: Span, arabic: Span, inner: Sequence[Span], links: Sequence[Link]) -> bool:
    """Whether a word stands for an Arabic word of the name that no other word there stands
    for as much."""
    return any(
        link.english == word
        and meet(link.arabic, arabic)
        and all(
            other.weight < link.weight
            for other in links
            if other.arabic == link.arabic and other.english != word and other.english in inner
        )
        for link in links
    )


def _extended(span: Span, name: Entity, sides: Sides) -> Span:
    """A projected name with what belongs to it and has no link: the article of an Arabic
    name (*al-*Helou), a title's own (*The* Hague), and capitalised neighbours while the
    English has fewer words than the Arabic (Yoav *Mizrahi*)."""
    text, words = sides.english, list(sides.words)
    first = next(i for i, w in enumerate(words) if w[0] == span[0])
    last = next(i for i, w in enumerate(words) if w[1] == span[1])
    inside, outside = weights(name.arabic, sides.links)

    def free(i: int, gap: str) -> bool:
        said = text[slice(*words[i])]
        named = _is_capital(text, words[i]) or (name.type == "ORG" and GENERIC.fullmatch(said))
        away = outside.get(words[i], 0.0) - inside.get(words[i], 0.0)
        return bool(gap in (" ", "-") and named and away < MAX_AWAY and i > 0)

    wanted = len(_SPACED.findall(sides.arabic[slice(*name.arabic)]))
    while last - first + 1 < wanted:
        if last + 1 < len(words) and free(last + 1, text[words[last][1] : words[last + 1][0]]):
            last += 1
        elif first > 0 and free(first - 1, text[words[first - 1][1] : words[first][0]]):
            first -= 1
        else:
            break
    if first > 0:
        before, gap = text[slice(*words[first - 1])], text[words[first - 1][1] : words[first][0]]
        joined = _ARTICLE.fullmatch(before) and gap == "-"
        if joined or (gap == " " and before in ("Al", "El")):
            first -= 1
    end = words[last][1]
    if name.type == "PER" and last + 1 < len(words) and text[end] == "-":  # Park Soo-jin
        end = words[last + 1][1]
    if name.type == "ORG" and sides.arabic[name.arabic[1] - 1] in "زس":  # McDonald's, Moody's
        end += 2 * (text[end : end + 2] in ("'s", "’s"))
    return _with_article((words[first][0], end), sides)


def _is_capital(text: str, word: Span) -> bool:
    return any(c.isupper() or c.isdigit() for c in text[slice(*word)])
