"""Arabic sentences to English ones, with the links between their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reader.arabic import segment
from reader.arabic.normalise import Cleaned, clean_with_origin
from reader.article import Link, Span
from reader.errors import ReaderError
from reader.translation import alignment, clauses, english, marks, numbers
from reader.translation.decoding import Decoder, Hypothesis
from reader.translation.doubt import doubt
from reader.translation.edits import Edit, apply
from reader.translation.packages import Package
from reader.translation.tokenizer import MosesTokenizer, SentencePieceTokenizer, Tokenizer

#: Pieces of one batch that goes through the model at once; more are done in several.
_MAX_PIECES = 200


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence's English.

    Links hold code points of the Arabic sentence as given and of `english`. `score` is the
    geometric mean of the English pieces' probabilities, 0 to 1. `doubt` is one English
    sentence, "" where nothing looks wrong. Quotation marks are straight (`"`).
    """

    english: str
    links: tuple[Link, ...]
    score: float
    doubt: str


#: Bytes of a model up to which one thread is quickest. For the model that ships, CTranslate2's
#: threads wait for each other longer than they work: two take nine times as long as one.
SMALL = 40_000_000


def _threads_for(package: Package) -> int:
    """CPU threads that suit a model; 0 leaves it to CTranslate2."""
    return 1 if (package.path / "model" / "model.bin").stat().st_size <= SMALL else 0


class Translator:
    """A loaded Arabic→English package. Loading takes 0.1 s; use it from one thread."""

    def __init__(self, package: Package, threads: int = 0) -> None:
        """`threads`: CPU threads for a sentence, 0 to choose: one for a small model.

        Raises ReaderError where the package cannot be loaded.
        """
        self.name = package.label
        try:
            import ctranslate2

            model = ctranslate2.Translator(
                str(package.path / "model"),
                compute_type="int8",
                intra_threads=threads or _threads_for(package),
            )
            tokenizer = _tokenizer(package)
            self._decoder = Decoder(model, tokenizer, package.decoding, package.target_prefix)
            self._decoder.decode([tokenizer.encode("سلام")])
        except Exception as error:
            raise ReaderError(
                f"The translation package “{package.label}” cannot be loaded; "
                "remove it or install it again."
            ) from error

    def translate(
        self, sentences: Sequence[str], max_words: int = clauses.MAX_WORDS
    ) -> list[Translation]:
        """One translation for each sentence, all in one batch.

        A sentence without Arabic letters stays as it is. One of more than `max_words`, or that
        loops even under penalties, is translated clause by clause.
        """
        cleaned = [clean_with_origin(s) for s in sentences]
        spans = [self._clauses(c.text, max_words) for c in cleaned]
        drafts = self._drafts(cleaned, spans)
        looping = [i for i, d in enumerate(drafts) if d.faulty and len(spans[i]) == 1]
        shorter = {
            i: self._clauses(cleaned[i].text, max(8, len(cleaned[i].text.split()) // 2 + 1))
            for i in looping
        }
        shorter = {i: s for i, s in shorter.items() if len(s) > 1}
        if shorter:
            redone = self._drafts([cleaned[i] for i in shorter], list(shorter.values()))
            for i, draft in zip(shorter, redone, strict=True):
                if not draft.faulty:
                    drafts[i] = draft
        return [
            _finished(sentence, c, draft)
            for sentence, c, draft in zip(sentences, cleaned, drafts, strict=True)
        ]

    def align(self, arabic: Sequence[str], english_: Sequence[str]) -> list[tuple[Link, ...]]:
        """The links between sentences and English that is given, not the model's own."""
        cleaned = [clean_with_origin(s) for s in arabic]
        encode = self._decoder.tokenizer.encode
        sources = [encode(c.text) for c in cleaned]
        targets = [encode(marks.straight(text)) for text in english_]
        forced = self._decoder.force(sources, targets)
        return [
            tuple(
                _in_original(link, sentence, c)
                for link in alignment.links(
                    h.attention,
                    source.spans,
                    h.english.spans,
                    word_spans(c.text),
                    english.words(text),
                )
            )
            for sentence, text, c, source, h in zip(
                arabic, english_, cleaned, sources, forced, strict=True
            )
        ]

    def _clauses(self, text: str, max_words: int) -> list[Span]:
        if not has_arabic(text):
            return []
        spans = clauses.split(text, max_words)
        too_long = len(self._decoder.tokenizer.encode(text).pieces) > _MAX_PIECES
        if too_long and len(spans) == 1 and max_words > 2:
            return self._clauses(text, max_words // 2)
        return spans

    def _drafts(self, cleaned: Sequence[Cleaned], spans: Sequence[list[Span]]) -> list[_Draft]:
        parts = [(i, span) for i, of in enumerate(spans) for span in of]
        encode = self._decoder.tokenizer.encode
        sources = [encode(cleaned[i].text[start:end]) for i, (start, end) in parts]
        hypotheses = self._decoder.decode(sources)
        drafts = [_Draft(c.text, [], 1.0, False) for c in cleaned]
        numbered = zip(parts, sources, hypotheses, strict=True)
        for i, group in groupby(numbered, key=lambda item: item[0][0]):
            drafts[i] = _joined(
                cleaned[i].text,
                [(span, _linked(h, source.text, source.spans)) for (_, span), source, h in group],
            )
        return drafts


@dataclass(frozen=True, slots=True)
class _Draft:
    """English with links into the cleaned Arabic."""

    english: str
    links: list[Link]
    score: float
    faulty: bool

    def edited(self, edits: Sequence[Edit]) -> _Draft:
        if not edits:
            return self
        new = apply(self.english, edits)
        kept = ((k, new.span(k.english)) for k in self.links)
        links = [Link(k.arabic, span, k.weight) for k, span in kept if span[0] < span[1]]
        return _Draft(new.text, links, self.score, self.faulty)


def has_arabic(text: str) -> bool:
    """Whether a text holds an Arabic letter."""
    return any("\u0620" <= c <= "\u06d3" and c.isalpha() for c in text)


def _tokenizer(package: Package) -> Tokenizer:
    model = package.path / "sentencepiece.model"
    if model.exists():
        return SentencePieceTokenizer(model, package.spaced_marks)
    return MosesTokenizer(_argos(package))


def _argos(package: Package) -> Any:
    from argostranslate.tokenizer import BPETokenizer

    return BPETokenizer(package.path / "bpe.model", "ar", "en")


def _linked(hypothesis: Hypothesis, arabic: str, pieces: Sequence[Span]) -> _Draft:
    """A clause's English made tidy, with its links."""
    text = hypothesis.english.text
    links = alignment.links(
        hypothesis.attention,
        pieces,
        hypothesis.english.spans,
        word_spans(arabic),
        english.words(text),
    )
    draft = _Draft(text, links, hypothesis.score, hypothesis.faulty)
    draft = draft.edited(marks.straightening(draft.english))
    draft = draft.edited(english.tidying(draft.english))
    return draft.edited(_strip(draft.english))


def word_spans(arabic: str) -> list[Span]:
    """The words of an Arabic text, without its punctuation."""
    return [s for s in segment.words(arabic) if any(c.isalnum() for c in arabic[slice(*s)])]


def _strip(text: str) -> list[Edit]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    edits = [Edit(0, start, "")] if start else []
    return [*edits, Edit(end, len(text), "")] if start < end < len(text) else edits


def _joined(arabic: str, parts: Iterable[tuple[Span, _Draft]]) -> _Draft:
    """The clauses of one sentence put together; `parts` hold each clause's place and draft."""
    text, links, scores, faulty = "", [], [], False
    previous_end = ""
    for (start, end), draft in parts:
        between, after = "", draft.english
        if text:
            text, between, after = clauses.joint(text, after, previous_end)
        # The joint takes no more than a full stop, which no link holds.
        offset = len(text) + len(between)
        text += between + after
        links += [_shifted(k, start, offset) for k in draft.links]
        scores.append(draft.score)
        faulty = faulty or draft.faulty
        previous_end = arabic[end - 1]
    return _Draft(text, links, min(scores, default=1.0), faulty)


def _shifted(link: Link, arabic: int, english_: int) -> Link:
    (a, b), (c, d) = link.arabic, link.english
    return Link((a + arabic, b + arabic), (c + english_, d + english_), link.weight)


def _finished(sentence: str, cleaned: Cleaned, draft: _Draft) -> Translation:
    """The last touches, and the links brought back to the uncleaned sentence."""
    arabic = cleaned.text
    if has_arabic(arabic):
        draft = draft.edited(numbers.mending(arabic, draft.english, draft.links))
        draft = draft.edited(marks.balancing(arabic, draft.english, draft.links))
        draft = draft.edited(english.final_mark(draft.english, arabic))
        draft = draft.edited(english.capital(draft.english))
        if not draft.english:
            draft = _Draft("…", [], 0.0, True)
    else:  # Latin, digits or marks only: each word stands for itself
        draft = _Draft(arabic, [Link(w, w, 1.0) for w in english.words(arabic)], 1.0, False)
    links = [_in_original(link, sentence, cleaned) for link in draft.links]
    reason = doubt(arabic, draft.english, draft.score) if has_arabic(arabic) else ""
    return Translation(draft.english, tuple(links), draft.score, reason)


def _in_original(link: Link, sentence: str, cleaned: Cleaned) -> Link:
    """A link into the cleaned Arabic as one into the uncleaned sentence."""
    start, end = link.arabic
    original = (cleaned.origin[start], cleaned.origin[end - 1] + 1)
    return Link(_with_harakat(sentence, original), link.english, link.weight)


def _with_harakat(sentence: str, span: Span) -> Span:
    """A word's last letter may be followed by its own harakat: they belong to it."""
    start, end = span
    while end < len(sentence) and _is_combining(sentence[end]):
        end += 1
    return start, end


def _is_combining(char: str) -> bool:
    return "\u064b" <= char <= "\u0655" or char in "\u0640\u0670"
