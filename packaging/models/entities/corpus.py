"""Labelled sentences: token spans of a text with BIO labels, from each source."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prepare import held_out, in_dev

from reader.arabic.segment import words
from reader.article import Span

_TAGGED = re.compile(r"<([PLO])>(.*?)</\1>")
_TYPES = {"P": "PER", "L": "LOC", "O": "ORG"}


@dataclass(frozen=True)
class Labelled:
    """A sentence and its names: (span, type), spans without proclitics where `exact`."""

    text: str
    names: tuple[tuple[Span, str], ...]
    source: str


def columns(path: Path, source: str) -> Iterator[Labelled]:
    """Sentences of a file with a token and its BIO label a line."""
    for block in path.read_text("utf-8").split("\n\n"):
        text, names = "", list[tuple[Span, str]]()
        previous = "O"
        for row in block.strip().split("\n"):
            token, _, label = row.partition("\t")
            if not token:
                continue
            start = len(text) + bool(text)
            text = f"{text} {token}" if text else token
            kind = label[2:].replace("PERS", "PER")
            if label.startswith("I-") and previous[2:] == label[2:] and names:
                names[-1] = ((names[-1][0][0], len(text)), names[-1][1])
            elif label != "O":
                names.append(((start, len(text)), kind))
            previous = label
        if text:
            yield Labelled(text, tuple(names), source)


def tagged(path: Path) -> Iterator[tuple[int, Labelled]]:
    """The Arabic sentences of news-tagged, with their line numbers."""
    for i, line in enumerate(path.read_text("utf-8").splitlines()):
        yield i, from_tags(line.split("\t")[0])


def from_tags(marked: str) -> Labelled:
    """A sentence from text with <P> <L> <O> tags."""
    text, names, at = "", list[tuple[Span, str]](), 0
    for match in _TAGGED.finditer(marked):
        text += marked[at : match.start()]
        names.append(((len(text), len(text) + len(match[2])), _TYPES[match[1]]))
        text += match[2]
        at = match.end()
    return Labelled(text + marked[at:], tuple(names), "news")


def swapped(sentences: list[Labelled], share: float, order: random.Random) -> list[Labelled]:
    """The sentences with names, a share of these put in place of others of their type.

    Each name is as likely as any other, however often it is written: what stands around a
    name must tell that it is one.
    """
    known: dict[str, list[str]] = {}
    for sentence in sentences:
        for (start, end), kind in sentence.names:
            known.setdefault(kind, []).append(sentence.text[start:end])
    choice = {kind: sorted(set(names)) for kind, names in known.items()}
    found = []
    for sentence in sentences:
        text, names, at = "", list[tuple[Span, str]](), 0
        for (start, end), kind in sentence.names:
            text += sentence.text[at:start]
            name = sentence.text[start:end]
            if order.random() < share:
                name = order.choice(choice[kind])
            names.append(((len(text), len(text) + len(name)), kind))
            text += name
            at = end
        if names:
            found.append(Labelled(text + sentence.text[at:], tuple(names), sentence.source))
    return found


def labels(sentence: Labelled) -> list[str]:
    """BIO labels of the sentence's words (`reader.arabic.segment.words`)."""
    spans = words(sentence.text)
    found = ["O"] * len(spans)
    for (start, end), kind in sentence.names:
        inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
        for n, i in enumerate(inside):
            found[i] = f"{'I' if n else 'B'}-{kind}"
    return found


def split(corpus: Path) -> tuple[list[Labelled], dict[str, list[Labelled]]]:
    """Training sentences, and those kept for measuring, by name.

    Of ANERcorp the dev set is what `in_dev` says, of news-tagged what `held_out` says.
    """
    train: list[Labelled] = []
    dev: dict[str, list[Labelled]] = {"anercorp-dev": [], "news-dev": []}
    for i, sentence in enumerate(columns(corpus / "ner" / "anercorp-train.tsv", "aner")):
        (dev["anercorp-dev"] if in_dev(i) else train).append(sentence)
    train += columns(corpus / "ner" / "aqmar.tsv", "aqmar")
    for i, sentence in tagged(corpus / "news" / "news-tagged.ar-en.tsv"):
        (dev["news-dev"] if held_out(i) else train).append(sentence)
    return train, dev
