"""Running the model: a batch of sentences in, the best of several hypotheses each out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from reader.translation import numbers
from reader.translation.doubt import repeats
from reader.translation.marks import directions
from reader.translation.packages import Decoding
from reader.translation.tokenizer import Pieces, Tokenizer

#: Pieces of a sentence beyond this are cut off: a model may know no more positions than 512.
MAX_INPUT = 240
#: English pieces allowed for each Arabic piece, and on top of that.
MAX_LENGTH_RATIO = 2.0
MAX_LENGTH_EXTRA = 12
_DEFAULTS = Decoding()
# What a fault costs a hypothesis, in log-probability per piece.
_LOST_NUMBER = 0.15
_LOST_MARK = 0.05
_LOOP = 3.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation in pieces; `attention` is English pieces × Arabic pieces."""

    english: Pieces
    attention: Sequence[Sequence[float]]
    score: float
    faulty: bool


class Decoder:
    """A loaded model with its tokenizer."""

    def __init__(
        self,
        model: Any,
        tokenizer: Tokenizer,
        options: Decoding = _DEFAULTS,
        target_prefix: str = "",
    ) -> None:
        """`model`: a `ctranslate2.Translator`."""
        self._model = model
        self.tokenizer = tokenizer
        self._options = options
        self._suppressed = [[piece] for piece in tokenizer.arabic_pieces()] or None
        self._prefix = [target_prefix] if target_prefix else []

    def decode(self, sources: Sequence[Pieces]) -> list[Hypothesis]:
        """The best hypothesis for each source, all in one batch.

        The first pass decodes as the package wants, and of its hypotheses one that loses
        numbers, loses marks or loops comes last. What still loops or runs on to the limit is
        decoded again under penalties that would harm good sentences (a name may rightly
        stand twice).
        """
        best = self._run(sources, self._options)
        again = [i for i, h in enumerate(best) if h.faulty]
        if again:
            harsh = replace(self._options, no_repeat_ngram_size=3, repetition_penalty=1.3)
            retried = self._run([sources[i] for i in again], harsh)
            for i, hypothesis in zip(again, retried, strict=True):
                best[i] = hypothesis
        return best

    def force(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Hypothesis]:
        """The attention with which the model would have written given translations."""
        if not any(t.pieces for t in targets):
            return [Hypothesis(t, [], 0.0, False) for t in targets]
        longest = max(len(t.pieces) for t in targets) + len(self._prefix)
        results = self._model.translate_batch(
            [s.pieces for s in sources],
            target_prefix=[[*self._prefix, *t.pieces] for t in targets],
            beam_size=1,
            max_input_length=MAX_INPUT,
            max_decoding_length=longest,
            return_attention=True,
        )
        skip = len(self._prefix)
        return [
            Hypothesis(t, r.attention[0][skip : skip + len(t.pieces)], 1.0, False)
            for t, r in zip(targets, results, strict=True)
        ]

    def _run(self, sources: Sequence[Pieces], options: Decoding) -> list[Hypothesis]:
        longest = max((len(s.pieces) for s in sources), default=0)
        if not longest:
            return [Hypothesis(Pieces("", [], []), [], 1.0, False) for _ in sources]
        results = self._model.translate_batch(
            [s.pieces for s in sources],
            target_prefix=[self._prefix] * len(sources) if self._prefix else None,
            num_hypotheses=options.beam_size,
            max_input_length=MAX_INPUT,
            max_decoding_length=_limit(min(longest, MAX_INPUT)),
            suppress_sequences=self._suppressed,
            return_scores=True,
            return_attention=True,
            **asdict(options),
        )
        return [self._best(s, r) for s, r in zip(sources, results, strict=True)]

    def _best(self, source: Pieces, result: Any) -> Hypothesis:
        def ranked(n: int) -> tuple[float, Hypothesis]:
            pieces = _without_unknowns(
                result.hypotheses[n], result.attention[n], source, len(self._prefix)
            )
            english = self.tokenizer.decode(pieces)
            loops = repeats(english.text) and not repeats(source.text)
            too_long = len(pieces) >= _limit(len(source.pieces))
            cost = _LOST_NUMBER * len(numbers.lost(source.text, english.text))
            wanted, have = len(directions(source.text)), len(directions(english.text))
            cost += _LOST_MARK * abs(wanted - have)
            cost += _LOOP * (loops + too_long)
            hypothesis = Hypothesis(
                english,
                result.attention[n][len(self._prefix) :],
                math.exp(min(0.0, result.scores[n])),
                loops or too_long,
            )
            return result.scores[n] - cost, hypothesis

        return max((ranked(n) for n in range(len(result.hypotheses))), key=lambda r: r[0])[1]


def _limit(source_pieces: int) -> int:
    return int(MAX_LENGTH_RATIO * source_pieces) + MAX_LENGTH_EXTRA


def _without_unknowns(
    pieces: Sequence[str], attention: Sequence[Sequence[float]], source: Pieces, skip: int
) -> list[str]:
    """The pieces after the prefix, each <unk> replaced by the Arabic side's piece it looks at
    where that is no Arabic (an emoji, a Latin letter), else left out of the text."""
    out = list(pieces[skip:])
    for i, piece in enumerate(out):
        if piece == "<unk>" and attention:
            row = attention[i + skip][: len(source.pieces)]
            best = source.pieces[max(range(len(row)), key=lambda j: row[j])] if row else ""
            if not any("\u0600" <= c <= "\u08ff" for c in best):
                out[i] = best
    return out
