"""Who is quoted as saying what: quotations in a paragraph, by rule.

Words in marks are a quotation where something says that they are speech: a cue before or
after them, a colon, or sheer length. Otherwise they are a name, a title or a scare quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.arabic import clause, cues, speaker_words, speakers, speech
from reader.arabic.marks import Pair, pairs
from reader.arabic.normalise import QUOTATION_MARKS
from reader.arabic.segment import count_words, sentences
from reader.article import Entity, Quotation, Span, Speaker

#: A closing mark without an opening one needs this many words to be speech.
_LONG_ENOUGH_REPAIRED = 3
#: No cue and no speaker is farther from a mark than so many tokens.
_FARTHEST = 150
#: So many words are said at least before somebody tells on.
_SHORTEST_SAID = 4


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
        self.line = clause.tokens(text, entities)
        self.sentences = sentences(text)
        self.found: list[Quotation] = []
        self.last_speaker: Span | None = None
        self.title_end: int | None = None
        self.stray = 0

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
            alone = not self.text[: pair.opening].strip() and following == len(self.text)
            # The first of several paragraphs that one person says has no closing mark.
            end = following if alone else min(self._sentence_at(pair.opening)[1], following)
            end = self._before_telling(start, end)
            end = _before_stop(self.text, start, end)
        start, end = _trimmed(self.text, start, end)
        if start < end:
            speech, speaker = self._judge(pair.opening, start, end, pair.closing)
            if speech:
                self._add("direct", (start, end), speaker, repaired=pair.closing is None)

    def _before_telling(self, start: int, end: int) -> int:
        """Where speech without a closing mark is over: before "adding", "pointing to", which is
        the teller's."""
        for token in self.line[self._index(start) + _SHORTEST_SAID : self._index(end)]:
            if clause.is_telling(token) and token.bare not in cues.WEAK:
                return token.start
        return end

    def _judge(
        self, opening: int, start: int, end: int, closing: int | None
    ) -> tuple[bool, Span | None]:
        """Whether what the marks enclose is speech, and whose."""
        line = self.line
        begin, stop = self._clause(opening), self._index(opening)
        after = self._index(closing + 1 if closing is not None else end)
        rest = self._sentence_end_index(closing if closing is not None else end)
        rest = min(rest, after + _FARTHEST)
        case = speech.Case(
            line=line,
            begin=begin,
            stop=stop,
            after=after,
            rest=rest,
            inside=line[self._index(start) : self._index(end)],
            size=count_words(self.text[start:end]),
            cue=clause.cue_before(line, begin, stop),
            closed=closing is not None,
            first=not self.text[self._sentence_at(opening)[0] : opening].strip(),
            goes_on=bool(self.found) and self.found[-1].arabic[1] >= self._sentence_at(opening)[0],
            in_list=self._in_list(opening),
            fills_name=self._fills_name(start, end),
        )
        by = self._speaker(begin, case.cue, stop) if case.cue is not None else None
        follows, by_after = speakers.speaker_after(line, after, rest)
        if not speech.is_speech(case, follows):
            self.title_end = closing
            return False, None
        if case.colon and case.cue is None:
            by = speakers.heading(line, begin, stop - 1) or speakers.subject(line, begin, stop - 1)
        if case.first and case.cue is None and not by_after and speech.told_after(case):
            by_after = speakers.teller(line, after, rest)
        if by is None and case.cue is None and not case.colon and not case.first:
            by = speakers.issuer(line, begin, stop)
            if by is None and not case.goes_on and not speech.is_document(case):
                by = speakers.subject(line, begin, stop)
        if (follows and case.cue is None) or case.first:
            by = by_after or by
        return True, by or by_after or (self.last_speaker if case.size > 1 else None)

    def _speaker(self, begin: int, cue: int, end: int) -> Span | None:
        """The subject of a cue; where it has none, who spoke or was spoken of before."""
        named = speakers.speaker_before(self.line, max(begin, cue - _FARTHEST), cue, end)
        if named or self.last_speaker:
            return named or self.last_speaker
        earlier = [s for s in self.sentences if s[1] <= self.line[cue].start]
        if not earlier:
            return None
        first, last = map(self._index, earlier[-1])
        return speakers.subject(self.line, first, last, self.line[cue])

    def _in_list(self, opening: int) -> bool:
        """Whether only "and" stands between a title and this mark."""
        if self.title_end is None:
            return False
        between = self.text[self.title_end + 1 : opening].strip()
        return between.strip(" ،,") in ("و", "أو", "ثم", "مع") or between in ("،", ",")

    def _fills_name(self, start: int, end: int) -> bool:
        """Whether recognised names fill the marks."""
        inside = sum(
            min(end, e.arabic[1]) - max(start, e.arabic[0])
            for e in self.entities
            if e.arabic[0] < end and start < e.arabic[1]
        )
        return inside >= 0.7 * (end - start)

    # --- marks that are missing ---

    def _repair_opening(self, pair: Pair) -> None:
        """A closing mark alone: the quotation starts after the nearest cue and its joint."""
        assert pair.closing is not None
        end = _trimmed(self.text, 0, pair.closing)[1]
        if self.stray > self._sentence_at(end - 1)[0]:  # typed like a closing one, but it opens
            start = _trimmed(self.text, self.stray, end)[0]
            said, by = self._judge(self.stray - 1, start, end, pair.closing)
            if said and start < end:
                self._add("direct", (start, end), by, repaired=False)
                return
        floor = self.found[-1].arabic[1] if self.found else 0
        for begin_at in reversed([s for s, _ in self.sentences if s < end]):
            begin = self._index(max(begin_at, floor))
            last = self._index(end) - 1
            for i in range(last, max(begin, last - _FARTHEST), -1):
                saying = self.line[i].bare in cues.SAYING
                if not (saying or clause.is_joint(self.line[i])):
                    continue
                cue: int | None = i
                if not saying:
                    before = max(begin, i - _FARTHEST // 2)
                    cue = clause.cue_before(self.line, before, i + 1)
                    if cue is not None:  # "said that he did not believe that …”"
                        i = next(j for j in range(cue + 1, i + 1) if clause.is_joint(self.line[j]))
                start = _trimmed(self.text, max(self.line[i].end, self.stray), end)[0]
                long_enough = count_words(self.text[start:end]) >= _LONG_ENOUGH_REPAIRED
                if cue is not None and long_enough:
                    by = self._speaker(begin, cue, i + 1)
                    self._add("direct", (start, end), by or self.last_speaker, repaired=True)
                    return
            if begin_at <= floor:
                break
        if not self.found and not self.text[pair.closing + 1 :].strip(" .،؛!؟") and not self.stray:
            start, end = _trimmed(self.text, 0, end)
            start += self.text[start] in QUOTATION_MARKS
            if count_words(self.text[start:end]) >= _LONG_ENOUGH_REPAIRED and not self._cues():
                self._add("direct", (start, end), None, repaired=True)
        self.stray = pair.closing + 1

    def _cues(self) -> bool:
        return any(clause.is_cue(t) and t.bare not in cues.WEAK for t in self.line)

    # --- speech without marks ---

    def _unmarked_before(self, limit: int) -> None:
        """Speech after a colon in the stretch from what was read last to a place."""
        floor = self.found[-1].arabic[1] + 1 if self.found else 0
        for sentence_start, sentence_end in self.sentences:
            begin_at = max(sentence_start, floor)
            if begin_at >= min(sentence_end, limit):
                continue
            begin = self._index(begin_at)
            stop = self._index(min(sentence_end, limit))
            for i in range(max(begin + 1, stop - 2 * _FARTHEST), stop):
                token = self.line[i]
                if token.key != ":" or self.line[i - 1].key.isdigit():
                    continue
                cue = clause.cue_before(self.line, max(begin, i - 16), i + 1)
                start, end = _trimmed(self.text, token.end, sentence_end)
                end = _before_stop(self.text, start, end)
                if end > limit or count_words(self.text[start:end]) < _LONG_ENOUGH_REPAIRED:
                    continue
                if cue is None:
                    by = speakers.heading(self.line, begin, i)
                    if by and begin_at == sentence_start and self._is_somebody(begin):
                        self._add("unmarked", (start, end), by, repaired=False)
                        break
                elif speech.announces(self.line[cue:i]):
                    by = self._speaker(begin, cue, i)
                    self._add("unmarked", (start, end), by or self.last_speaker, repaired=False)
                    break

    def _is_somebody(self, i: int) -> bool:
        """Whether a token begins a person's name or office."""
        token = self.line[i]
        return token.person or token.key in speaker_words.ROLES

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
        return max(self._index(begin), self._index(opening) - _FARTHEST)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, max(start + lead, start + len(piece.rstrip()))


def _before_stop(text: str, start: int, end: int) -> int:
    """Where a stretch ends without stops and white space, in any mix, behind it."""
    while end > start and (text[end - 1] in ".،؛" or text[end - 1].isspace()):
        end -= 1
    return end
