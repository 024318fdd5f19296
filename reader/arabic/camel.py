"""CAMeL Tools' recogniser (a BERT that labels tokens), where the reader has its data.

Loading it takes seconds and hundreds of megabytes (torch, transformers): it is for the engine's
process, and only when chosen. Nothing here reaches the network but `fetch`, which the reader
starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.arabic.features import PROCLITICS
from reader.arabic.gazetteer import Gazetteer
from reader.arabic.normalise import clean
from reader.arabic.segment import sentences, words
from reader.article import ENTITY_TYPES, Entity, EntityType, Span
from reader.errors import ReaderError
from reader.paths import data_folder

_TYPES: dict[str, EntityType] = {"PERS": "PER", **{t: t for t in ENTITY_TYPES}}
_EMPTY_CATALOGUE = {"version": "1.6.0", "packages": {}, "components": {}}


def camel_folder() -> Path:
    """CAMeL Tools' data folder, inside ours, with a catalogue: without one, importing the
    library asks the network for it."""
    folder = data_folder() / "camel_tools"
    folder.mkdir(exist_ok=True)
    catalogue = folder / "catalogue.json"
    if not catalogue.exists():
        catalogue.write_text(json.dumps(_EMPTY_CATALOGUE), encoding="utf-8")
    return folder


def available() -> Path | None:
    """The folder of the model that `fetch` brought, None where there is none."""
    found = sorted((camel_folder() / "data" / "ner").glob("*/config.json"))
    return found[0].parent if found else None


def fetch() -> Path:
    """Downloads CAMeL Tools' own model; call it only because the reader asked for it.

    Takes minutes. Raises ReaderError where it fails. Run it outside the window's thread.
    """
    folder = camel_folder()
    catalogue = folder / "catalogue.json"
    environment = {**os.environ, "CAMELTOOLS_DATA": str(folder)}
    command = [sys.executable, "-m", "camel_tools.cli.camel_data"]
    # The catalogue of our own names nothing; the real one is a part of the download.
    catalogue.unlink(missing_ok=True)
    try:
        for step in (["-u"], ["-i", "ner-arabert"]):
            done = subprocess.run(
                [*command, *step], env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                reason = (done.stderr or done.stdout).strip().splitlines()
                raise ReaderError(
                    "The CAMeL Tools model could not be fetched "
                    f"({reason[-1] if reason else 'no reason given'}); check the connection."
                )
    finally:
        camel_folder()
    found = available()
    if found is None:
        raise ReaderError("The CAMeL Tools model was fetched, but is not where it should be.")
    return found


class CamelRecogniser:
    """A `BertForTokenClassification` folder, behind the protocol `EntityRecogniser`."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "config.json").is_file():
            raise ReaderError(
                f"{folder} holds no model (config.json is missing); choose the model's own folder."
            )
        os.environ["CAMELTOOLS_DATA"] = str(camel_folder())
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", ORT_DISABLE_TELEMETRY="1")
        self.name = f"camel-tools {folder.name}"
        self._gazetteer = Gazetteer.load()
        try:
            from camel_tools.ner import NERecognizer

            self._model = NERecognizer(str(folder), use_gpu=False)
        except (OSError, ValueError, ImportError, RuntimeError, KeyError) as error:
            raise ReaderError(
                f"The model in {folder} cannot be loaded ({str(error).splitlines()[0]}); "
                "choose another, or the one that ships."
            ) from error

    def entities(self, paragraphs: Sequence[str]) -> list[list[Entity]]:
        """See `EntityRecogniser`. A word that the model has no pieces for is passed over."""
        places: list[tuple[int, list[Span]]] = []
        texts: list[list[str]] = []
        for number, paragraph in enumerate(paragraphs):
            for start, end in sentences(paragraph):
                spans = [(a + start, b + start) for a, b in words(paragraph[start:end])]
                pieces = [(s, clean(paragraph[slice(*s)])) for s in spans]
                pieces = [(s, w) for s, w in pieces if w and self._model.tokenizer.tokenize(w)]
                if pieces:
                    places.append((number, [s for s, _ in pieces]))
                    texts.append([w for _, w in pieces])
        found: list[list[Entity]] = [[] for _ in paragraphs]
        for (number, spans), labels in zip(places, self._model.predict(texts), strict=True):
            if len(labels) == len(spans):  # else the labels are shifted, and worth nothing
                found[number] += self._entities(paragraphs[number], spans, labels)
        return found

    def _entities(self, text: str, spans: Sequence[Span], labels: Sequence[str]) -> list[Entity]:
        found: list[Entity] = []
        previous = "O"
        for span, label in zip(spans, labels, strict=True):
            kind = _TYPES.get(label[2:])
            if kind and label[0] == "I" and previous[2:] == label[2:] and found:
                found[-1] = self._entity(text, kind, (found[-1].arabic[0], span[1]))
            elif kind:
                found.append(self._entity(text, kind, (span[0] + self._cut(text, span), span[1])))
            previous = label if kind else "O"
        return found

    def _entity(self, text: str, kind: EntityType, span: Span) -> Entity:
        return Entity(kind, span, (), self._gazetteer.english(text[slice(*span)], kind))

    def _cut(self, text: str, span: Span) -> int:
        """1 where the first letter is a proclitic: the lists know the word only without it."""
        word = text[slice(*span)]
        if len(word) < 4 or word[0] not in PROCLITICS:
            return 0
        known = any(self._gazetteer.english(word, t) for t in ("LOC", "PER"))
        without = word[1:3] == "ال" or any(
            self._gazetteer.english(word[1:], t) for t in ("LOC", "PER")
        )
        return int(without and not known)
