"""The article's sentence pairs as TMX 1.4b, for translators' tools.

The format: https://www.gala-global.org/tmx-14b. A pair is a `tu` with an Arabic and an English
`tuv`; a doubtful one says why in a `note` and carries the property `x-doubt`. Sentences without
a translation are left out.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from reader import __version__
from reader.article import ReadArticle, ReadParagraph
from reader.errors import Cancelled
from reader.export.options import ExportOptions
from reader.export.segments import clean
from reader.export.wording import source

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class _Pair:
    """`id` counts paragraphs and sentences from 1."""

    id: str
    arabic: str
    english: str
    unit: Literal["sentence", "paragraph"]
    doubt: str = ""


def write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Writes every translated pair; the options are about looks and change nothing."""
    root = ET.Element("tmx", version="1.4")
    header = ET.SubElement(
        root,
        "header",
        {
            "creationtool": "Mirat",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "mirat-1",
            "adminlang": "en",
            "srclang": "ar",
            "datatype": "plaintext",
            "creationdate": datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"),
        },
    )
    article = read.article
    for name, value in (
        ("x-title", article.title),
        ("x-source", source(article.source)),
        ("x-date", article.date),
        ("x-translation-engine", read.engines.translation),
    ):
        _prop(header, name, value)
    body = ET.SubElement(root, "body")
    for done, paragraph in enumerate(read.paragraphs):
        if cancelled():
            raise Cancelled
        for pair in _pairs(paragraph):
            unit = ET.SubElement(body, "tu", tuid=pair.id, segtype=pair.unit)
            if pair.doubt:
                ET.SubElement(unit, "note").text = f"Unsure: {clean(pair.doubt)}"
                _prop(unit, "x-doubt", pair.doubt)
            if paragraph.corrected:
                _prop(unit, "x-corrected", "by the reader")
            for language, text in (("ar", pair.arabic), ("en", pair.english)):
                variant = ET.SubElement(unit, "tuv", {_LANG: language})
                ET.SubElement(variant, "seg").text = text
        progress((done + 1) / len(read.paragraphs))
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _prop(parent: ET.Element, name: str, value: str) -> None:
    if clean(value).strip():
        ET.SubElement(parent, "prop", type=name).text = clean(value).strip()


def _pairs(read: ReadParagraph) -> Iterator[_Pair]:
    """The paragraph's sentence pairs; the whole paragraph as one pair where a correction by
    hand left the English without sentences that cover it."""
    arabic, english = read.paragraph.arabic, read.english
    number = read.paragraph.index + 1
    covered = [s.english for s in read.sentences if s.english]
    rest = list(english)
    for start, end in covered:
        rest[start:end] = " " * (min(end, len(rest)) - start)
    whole = "".join(rest).strip() or any(end > len(english) for _, end in covered)
    if whole:
        yield _Pair(f"{number}", clean(arabic).strip(), clean(english).strip(), "paragraph")
        return
    for i, sentence in enumerate(read.sentences):
        left = clean(arabic[slice(*sentence.arabic)]).strip()
        right = clean(english[slice(*sentence.english)]).strip() if sentence.english else ""
        if left and right:
            doubt = "" if read.corrected else sentence.doubt
            yield _Pair(f"{number}.{i + 1}", left, right, "sentence", doubt)
