"""SentencePiece pieces with their places, and word links carried over to them."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import sentencepiece

from reader.translation.tokenizer import spaced, unspaced

Links = list[tuple[int, int]]


def piece_tokens(spans: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> list[set[int]]:
    """For each piece the tokens it shares characters with; both as character spans."""
    found: list[set[int]] = []
    at = 0
    for start, end in pieces:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        here, inside = at, set()
        while here < len(spans) and spans[here][0] < end:
            inside.add(here)
            here += 1
        found.append(inside)
    return found


class Encoder:
    """SentencePiece over `spaced` text, with each piece's span in the given text."""

    def __init__(self, model: Path) -> None:
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def encode(self, text: str, alpha: float = 0.0) -> tuple[list[int], list[tuple[int, int]]]:
        """Piece ids and spans in code points; sampled with smoothing `alpha` if not 0."""
        sampling: dict[str, Any] = (
            {"enable_sampling": True, "alpha": alpha, "nbest_size": -1} if alpha else {}
        )
        given, inserted = spaced(text)
        proto = self.processor.encode(given, return_type="proto", **sampling)
        at = [0]  # code point of each byte, as the offsets are counted in bytes
        for index, char in enumerate(given):
            at += [index] * (len(char.encode()) - 1) + [index + 1]
        spans = [unspaced((at[p.begin], at[p.end]), inserted) for p in proto.pieces]
        return [p.id for p in proto.pieces], spans


def piece_links(
    links: Links, source: list[set[int]], target: list[set[int]]
) -> list[tuple[int, int]]:
    """Token links as (target piece, source piece) pairs."""
    wanted = set(links)
    of_source: dict[int, list[int]] = {}
    for i, inside in enumerate(source):
        for token in inside:
            of_source.setdefault(token, []).append(i)
    by_target: dict[int, list[int]] = {}
    for s, t in wanted:
        by_target.setdefault(t, []).extend(of_source.get(s, ()))
    found = {
        (j, i) for j, inside in enumerate(target) for t in inside for i in by_target.get(t, ())
    }
    return sorted(found)


def relinked(links: Links, old: list[str], new: list[str]) -> Links:
    """Links moved from one tokenisation of the source to a noised one."""
    moved: dict[int, int] = {}
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for i in range(block.size):
            moved[block.a + i] = block.b + i
    return [(moved[s], t) for s, t in links if s in moved]
