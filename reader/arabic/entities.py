"""Names of persons, places and organisations in Arabic text.

Recognisers are interchangeable: anything with a name and a method `entities` is one. The one
that ships is two taggers that look at words differently, a CRF over the features of
`reader.arabic.features` and the network of `reader.arabic.network`: their probabilities are
mixed. It needs no more than small files and runs in the engine's process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
import pycrfsuite

from reader.arabic import document
from reader.arabic.features import Lexicon, Word, features, tokens
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.glued import parted
from reader.arabic.network import LABELS, Floats, Network, best_labels
from reader.arabic.segment import sentences
from reader.article import ENTITY_TYPES, Entity, EntityType
from reader.errors import ReaderError
from reader.paths import resources

#: The network's share in the mixture.
NETWORK = 0.65
#: How much less than its probability "no name" counts: recall for precision.
LESS_NOTHING = 0.9


class EntityRecogniser(Protocol):
    """What finds entities; `name` is shown as having found them."""

    name: str

    def entities(self, paragraphs: Sequence[str]) -> list[list[Entity]]:
        """The entities of each paragraph of one article, in order, without their English.

        All paragraphs at once, since a name found in one is looked for in the others.
        """


def load_recogniser(choice: str = "mirat") -> EntityRecogniser:
    """The recogniser of a choice: "mirat", or "camel:FOLDER" for a CAMeLBERT model.

    Raises ReaderError where it cannot be loaded.
    """
    if choice.startswith("camel:"):
        from reader.arabic.camel import CamelRecogniser

        return CamelRecogniser(Path(choice.removeprefix("camel:")))
    return CrfRecogniser(resources() / "models" / "entities-ar")


class CrfRecogniser:
    """The recogniser that ships."""

    def __init__(self, folder: Path) -> None:
        self.name = "mirat 0.3"
        self._gazetteer = Gazetteer.load()
        self._tagger = pycrfsuite.Tagger()
        try:
            self._lexicon = Lexicon.load(folder / "lexicon.json.gz")
            self._tagger.open(str(folder / "model.crfsuite"))
            self._network = Network(folder / "network.npz", self._lexicon, self._gazetteer)
        except (OSError, ValueError, KeyError) as error:
            raise ReaderError(
                f"The model that finds names, {folder}, cannot be read; please install Mirat anew."
            ) from error

    def entities(self, paragraphs: Sequence[str]) -> list[list[Entity]]:
        """See `EntityRecogniser`."""
        lines = [self._lines(text) for text in paragraphs]
        tables = iter(self._network.tables([*chain(*lines)]))
        found = [
            [entity for line in paragraph for entity in self._found(line, next(tables))]
            for paragraph in lines
        ]
        found = document.consistent(paragraphs, [[*chain(*p)] for p in lines], found)
        return [
            [self._named(text, entity) for entity in entities]
            for text, entities in zip(paragraphs, found, strict=True)
        ]

    def _lines(self, text: str) -> list[list[Word]]:
        """The words of each sentence, with spans in the paragraph."""
        lines = []
        for start, end in sentences(text):
            line = tokens(text[start:end], self._lexicon, self._gazetteer)
            line = parted(line, self._lexicon, self._gazetteer)
            lines.append(
                [Word((w.span[0] + start, w.span[1] + start), w.key, w.bare, w.cut) for w in line]
            )
        return lines

    def _found(self, line: Sequence[Word], table: Floats) -> list[Entity]:
        """The entities of a sentence, given the network's probabilities."""
        if not line:
            return []
        table = NETWORK * table + (1 - NETWORK) * self._probabilities(line)
        table[:, 0] *= LESS_NOTHING
        labels = best_labels(table)
        found = []
        i = 0
        while i < len(line):
            kind = labels[i][2:]
            if kind not in ENTITY_TYPES:
                i += 1
                continue
            j = i + 1
            while j < len(line) and labels[j] == f"I-{kind}":
                j += 1
            score = min(float(table[k, LABELS.index(labels[k])]) for k in range(i, j))
            found.append(_entity(line[i:j], kind, round(score, 3)))
            i = j
        return found

    def _probabilities(self, line: Sequence[Word]) -> Floats:
        """The CRF's probability of each label (columns) at each word (rows)."""
        self._tagger.set(features(line, self._lexicon, self._gazetteer))
        marginal = self._tagger.marginal
        return np.array(
            [[marginal(label, i) for label in LABELS] for i in range(len(line))], np.float32
        )

    def _named(self, text: str, entity: Entity) -> Entity:
        arabic = self._gazetteer.written_alone(text, entity.arabic)
        name = self._gazetteer.english(arabic, entity.type)
        if not name and entity.type != "PER" and " " not in arabic:  # two words glued together?
            halves = (f"{arabic[:i]} {arabic[i:]}" for i in range(3, len(arabic) - 2))
            name = next(filter(None, (self._gazetteer.english(h, entity.type) for h in halves)), "")
        return replace(entity, name=name)


def _entity(line: Sequence[Word], kind: EntityType, score: float) -> Entity:
    """An entity over these words, its proclitics cut off."""
    first = line[0]
    return Entity(kind, (first.span[0] + _letters(first), line[-1].span[1]), (), "", score)


def _letters(word: Word) -> int:
    """How many characters the proclitics take: as many as letters, unless there are marks."""
    return word.cut if word.span[1] - word.span[0] > word.cut else 0
