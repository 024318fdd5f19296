"""The joint SentencePiece vocabulary, in which an Arabic stem is one piece however it is joined."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import sentencepiece
from clitics import RUN, cut, held_apart, initial_scores
from corpus import ARABIC
from sentencepiece import sentencepiece_model_pb2

_HARAKAT = [chr(c) for c in (*range(0x64B, 0x660), 0x670)]
#: Folding inside the tokenizer: hamza seats and alef maqsura one, harakat and tatweel nothing.
#: One to one or deletion, so that a piece's offsets hold for the text.
FOLDING = str.maketrans(
    dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ـ": ""} | dict.fromkeys(_HARAKAT, "")
)
#: Stands before a stem in the text that the Arabic pieces are learnt from; no piece crosses it.
_APART = "\u2063"


def train_vocabulary(
    arabic: list[str], english: list[str], size: int, whole: int, work: Path
) -> None:
    """Makes the joint SentencePiece model of `size` pieces, half of them Arabic.

    Each side's pieces are learnt from its own lines, the Arabic with proclitics held apart from
    stems (`clitics`), and put into one model file; its folding rules are inside. The `whole` most
    frequent Arabic words without proclitics are pieces together with the space before them.
    """
    rules = work / "folding.tsv"
    rules.write_text(
        "".join(f"{a:X}\t{' '.join(f'{ord(c):X}' for c in b)}\n" for a, b in FOLDING.items())
    )
    model = _learnt(english, work / "english", size // 2, normalization_rule_tsv=str(rules))
    folded = [line.translate(FOLDING) for line in arabic]
    counts = Counter(word for line in folded for word in RUN.findall(line))
    cuts = cut(counts)
    apart = list(held_apart(folded, cuts, _APART))
    learnt = _learnt(apart, work / "arabic", size // 2 + 200, pretokenization_delimiter=_APART,
                     normalization_rule_name="identity")  # fmt: skip
    wanted = {p.piece: p.score for p in learnt.pieces
              if ARABIC.search(p.piece) or len(p.piece) == 1}  # fmt: skip
    wanted |= initial_scores(counts, cuts, whole)
    known = {p.piece: p.score for p in model.pieces}
    # The space alone is a piece of both sides and keeps its English score: whatever begins an
    # Arabic word moves by the same, so that among Arabic pieces nothing changes.
    moved = known["▁"] - wanted["▁"]
    new = [p for p in wanted if p not in known]
    new.sort(key=lambda p: (len(p) > 1, -wanted[p]))  # every letter, then the best
    for piece in new[: size // 2]:
        model.pieces.add(piece=piece, score=wanted[piece] + moved * piece.startswith("▁"))
    model.trainer_spec.vocab_size = len(model.pieces)
    (work / "sentencepiece.model").write_bytes(model.SerializeToString())


def _learnt(lines: list[str], prefix: Path, size: int, **options: Any) -> Any:
    """A SentencePiece model (its protocol buffer) trained on the lines."""
    text = prefix.with_suffix(".txt")
    text.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(prefix), model_type="unigram", vocab_size=size,
        character_coverage=1.0, split_digits=True, unk_id=0, bos_id=1, eos_id=2, pad_id=-1,
        num_threads=2, input_sentence_size=400000, shuffle_input_sentence=True,
        minloglevel=1, hard_vocab_limit=False, **options,
    )  # fmt: skip
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(prefix.with_suffix(".model").read_bytes())
    return model
