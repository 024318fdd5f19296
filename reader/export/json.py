"""The JSON export: the contract that `reader.article_json` describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from reader.article import ReadArticle
from reader.article_json import article_to_json
from reader.export.options import ExportOptions


def write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Writes the whole article; the options change nothing, the contract is the contract."""
    text = json.dumps(article_to_json(read), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
