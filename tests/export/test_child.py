"""The process that writes exports for the window."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from reader.article import Engines, Note, ReadArticle
from reader.export import child
from reader.export.options import ExportOptions
from tests.ui.conftest import long_article


def read_article() -> ReadArticle:
    article, reads = long_article(3)
    reads[1] = replace(reads[1], notes=(Note("seen", (0, 4)),), corrected=True)
    return ReadArticle(article, tuple(reads), Engines("mirat 1", "crf 2"), "A title")


def answers(*requests: Any) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run(
        [sys.executable, "-m", "reader.export.child"],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def request(path: Path) -> dict[str, Any]:
    return {
        "do": "export",
        "article": child.to_json(read_article()),
        "path": str(path),
        "options": asdict(ExportOptions()),
    }


def test_an_article_comes_over_whole() -> None:
    read = read_article()
    assert child.from_json(json.loads(json.dumps(child.to_json(read)))) == read


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    said = answers(request(tmp_path / "no" / "x.json"))
    errors = [answer["error"] for answer in said if "error" in answer]
    assert len(errors) == 1
    assert "does not exist" in errors[0]
