"""Who is quoted as saying what: quotations in a paragraph, by rule.

Words in marks are a quotation where something says that they are speech: a cue before or
after them, a colon, or sheer length. Otherwise they are a name, a title or a scare quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.arabic import cues, speakers
from reader.arabic.marks import Pair, pairs
from reader.arabic.normalise import key
from reader.arabic.segment import count_words, sentences
from reader.article import Entity, Quotation, Span, Speaker

#: Words in marks with no cue at all are speech from this length on.
_LONG_ENOUGH_ALONE = 9
#: With a cue somewhere before them in the sentence, from this one on.
_LONG_ENOUGH_WITH_CUE = 5
#: A closing mark without an opening one needs this many words to be speech.
_LONG_ENOUGH_REPAIRED = 3

_SAYS = cues.keys("قال قالت يقول تقول قائلا قائلة قالوا يقولون")
_NAMES_BEFORE_JOINT = 6


def quotations(text: str, entities: Sequence[Entity] = ()) -> list[Quotation]:
    """The quotations of a paragraph, in order, never overlapping, each with its speaker.

    `entities` are the paragraph's names: they keep names in marks from being taken for speech,
    and cue words inside names from being taken for cues. Only the Arabic side is filled in.
    """
    return _Reader(text, entities).read()


class _Reader:
    """One paragraph while it is read."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        self.entities = entities
        self.line = speakers.tokens(text, entities)
        self.sentences = sentences(text)
        self.found: list[Quotation] = []
        self.last_speaker: Span | None = None

    def read(self) -> list[Quotation]:
        marked = [p for p in pairs(self.text) if p.depth == 0]
        begins = [p.opening if p.opening is not None else p.start for p in marked]
        begins.append(len(self.text))
        for pair, (begin, following) in zip(marked, pairwise(begins), strict=True):
            self._unmarked_before(begin)
            if pair.opening is None:
                self._repair_opening(pair)
            else:
                self._read_pair(pair, following)
        self._unmarked_before(len(self.text))
        return self.found

    # --- marked quotations ---

    def _read_pair(self, pair: Pair, following: int) -> None:
        assert pair.opening is not None
        start, end = pair.start, pair.end
        if pair.closing is None:
            end = min(self._sentence_at(pair.opening)[1], following)
            while end > start and self.text[end - 1] in ".،؛ ":
                end -= 1
        start, end = _trimmed(self.text, start, end)
        if start < end:
            speech, speaker = self._judge(pair.opening, start, end, pair.closing)
            if speech:
                self._add("direct", (start, end), speaker, repaired=pair.closing is None)

    def _judge(
        self, opening: int, start: int, end: int, closing: int | None
    ) -> tuple[bool, Span | None]:
        """Whether what the marks enclose is speech, and whose."""
        size = count_words(self.text[start:end])
        begin, stop = self._clause(opening), self._index(opening)
        after = self._index(closing + 1 if closing is not None else end)
        rest = self._sentence_end_index(closing if closing is not None else end)
        last = self.line[stop - 1] if stop > begin else None
        cue = speakers.cue_before(self.line, begin, stop)
        by = self._speaker(begin, cue, stop) if cue is not None else None
        follows, by_after = speakers.speaker_after(self.line, after, rest)
        colon = last is not None and last.key == ":"
        title = self._is_title(begin, stop, size)
        if self._is_name(start, end, size) and not (colon and cue is not None):
            return False, None
        if colon:
            if title and cue is None:
                return False, None
            speech = cue is not None or size >= 3
            head = None if cue is not None else speakers.heading(self.line, begin, stop - 1)
            return speech, by or head or by_after or self.last_speaker
        if self._joint_follows(after, rest) and size <= _NAMES_BEFORE_JOINT:
            return False, None  # "... قالت «الأخبار» إن": the name of who speaks
        if title:
            return False, None
        if follows and size >= 3:
            return True, by_after or by or self.last_speaker
        if cue is None and self._continues(opening, begin, stop):
            return size >= 2, self.last_speaker
        if cue is None:
            return size >= _LONG_ENOUGH_ALONE, self.last_speaker if size > 1 else None
        assert last is not None
        if stop - 1 == cue:
            least = 1 if last.bare in _SAYS else 2 if last.bare not in cues.WEAK else 6
        elif last.bare in cues.JOINTS:
            least = 2 if self._ends_here(after, rest) else 4
        else:
            least = _LONG_ENOUGH_WITH_CUE
        return size >= least, by or self.last_speaker

    def _speaker(self, begin: int, cue: int, end: int) -> Span | None:
        """The subject of a cue; where it has none, who spoke or was spoken of before."""
        named = speakers.speaker_before(self.line, begin, cue, end)
        if named or self.last_speaker:
            return named or self.last_speaker
        earlier = [s for s in self.sentences if s[1] <= self.line[cue].start]
        return speakers.subject(self.line, *map(self._index, earlier[-1])) if earlier else None

    def _continues(self, opening: int, begin: int, stop: int) -> bool:
        """Whether speech goes on after a mere "and that" (``«…» وأن «…»``)."""
        if not self.found or self.found[-1].arabic[1] < self._sentence_at(opening)[0]:
            return False
        between = [t for t in self.line[begin:stop] if t.is_word]
        return bool(between) and len(between) <= 6 and between[0].bare in cues.JOINTS

    def _is_name(self, start: int, end: int, size: int) -> bool:
        """Whether a recognised name fills the marks."""
        inside = sum(
            min(end, e.arabic[1]) - max(start, e.arabic[0])
            for e in self.entities
            if e.arabic[0] < end and start < e.arabic[1]
        )
        return size <= 6 and inside >= 0.7 * (end - start)

    def _is_title(self, begin: int, stop: int, size: int) -> bool:
        """Whether a word like "film" or "entitled" stands before the marks, or a letter does."""
        before = [t for t in self.line[begin:stop] if t.is_word][-3:]
        if not before:
            return False
        last = before[-1]
        if last.key in ("ل", "ب", "ك") or last.key in (key("بـ"), key("لـ")):
            return size <= 4
        forms = {last.key, last.bare, *(f[1:] for f in (last.key, last.bare) if f[:1] in "بلك")}
        forms |= {f[2:] for f in (last.key,) if f.startswith("لل")}
        forms |= {f[2:] for f in forms if f.startswith("ال")}
        if forms & cues.TITLE_NOUNS and not (last.bare in cues.JOINTS or speakers.is_verb(last)):
            return size <= 10
        near = {f for t in before[:-1] for f in (t.bare, t.bare[1:], t.bare[2:])}
        near_cue = any(speakers.is_cue(t) or speakers.is_joint(t) for t in before)
        return bool(near & cues.TITLE_NOUNS) and not near_cue and size <= 4

    def _joint_follows(self, after: int, rest: int) -> bool:
        following = self.line[after:rest][:2]
        if following and following[0].bare in cues.JOINTS:
            return True
        return (
            len(following) == 2
            and speakers.is_verb(following[0])
            and following[1].bare in cues.JOINTS
        )

    def _ends_here(self, after: int, rest: int) -> bool:
        """Whether the sentence, or a part of it, ends behind the closing mark."""
        following = self.line[after:rest]
        return not following or not following[0].is_word or following[0].key[:1] == "و"

    # --- marks that are missing ---

    def _repair_opening(self, pair: Pair) -> None:
        """A closing mark alone: the quotation starts after the nearest cue and its joint."""
        assert pair.closing is not None
        end = _trimmed(self.text, 0, pair.closing)[1]
        floor = self.found[-1].arabic[1] if self.found else 0
        for begin_at in reversed([s for s, _ in self.sentences if s < end]):
            begin = self._index(max(begin_at, floor))
            for i in range(self._index(end) - 1, begin, -1):
                if not speakers.is_joint(self.line[i]):
                    continue
                cue = speakers.cue_before(self.line, begin, i)
                start = _trimmed(self.text, self.line[i].end, end)[0]
                long_enough = count_words(self.text[start:end]) >= _LONG_ENOUGH_REPAIRED
                if cue is not None and long_enough:
                    by = self._speaker(begin, cue, i + 1)
                    self._add("direct", (start, end), by or self.last_speaker, repaired=True)
                    return
            if begin_at <= floor:
                return

    # --- speech without marks ---

    def _unmarked_before(self, limit: int) -> None:
        """Speech after a colon in the stretch from what was read last to a place."""
        floor = self.found[-1].arabic[1] + 1 if self.found else 0
        for sentence_start, sentence_end in self.sentences:
            begin_at = max(sentence_start, floor)
            if begin_at >= min(sentence_end, limit):
                continue
            begin = self._index(begin_at)
            for i in range(begin + 1, self._index(min(sentence_end, limit))):
                token = self.line[i]
                if token.key != ":" or self.line[i - 1].key.isdigit():
                    continue
                cue = speakers.cue_before(self.line, max(begin, i - 16), i)
                start, end = _trimmed(self.text, token.end, sentence_end)
                while end > start and self.text[end - 1] in ".،؛ ":
                    end -= 1
                if cue is None or end > limit or count_words(self.text[start:end]) < 3:
                    continue
                if speakers.is_cue(self.line[cue]) and self.line[cue].bare not in cues.WEAK:
                    by = self._speaker(begin, cue, i)
                    self._add("unmarked", (start, end), by or self.last_speaker, repaired=False)
                    break

    # --- places ---

    def _add(self, kind: str, span: Span, speaker: Span | None, *, repaired: bool) -> None:
        assert kind in ("direct", "unmarked")
        if self.found and span[0] < self.found[-1].arabic[1]:
            return
        if speaker is not None and speaker[0] < span[1] and span[0] < speaker[1]:
            speaker = None
        self.last_speaker = speaker or self.last_speaker
        self.found.append(
            Quotation(
                "direct" if kind == "direct" else "unmarked",
                span,
                speaker=Speaker(speaker) if speaker else None,
                repaired=repaired,
            )
        )

    def _index(self, at: int) -> int:
        """The index of the first token that begins at or after a place."""
        low, high = 0, len(self.line)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.line[middle].start < at else (low, middle)
        return low

    def _sentence_at(self, at: int) -> Span:
        return next(((s, e) for s, e in self.sentences if s <= at < e), (at, len(self.text)))

    def _sentence_end_index(self, at: int) -> int:
        return self._index(self._sentence_at(at)[1])

    def _clause(self, opening: int) -> int:
        """The token where the sentence of an opening mark begins, or the last quotation ended."""
        begin = self._sentence_at(opening)[0]
        if self.found and self.found[-1].arabic[1] > begin:
            begin = self.found[-1].arabic[1] + 1
        return self._index(begin)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, max(start + lead, start + len(piece.rstrip()))
