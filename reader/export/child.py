"""The process that writes exports for the window: `python -m reader.export.child`.

Laying out pages in the window's own process would make it wait, and Qt's fonts cannot be
used by several threads. One JSON object a line. In: {"do": "export", "article": {"title",
"source", "date", "text", "english_title", "engines", "paragraphs": [paragraph of
`article_json`]}, "path", "options"} or {"do": "cancel"}. Out: {"progress": share} and at
last {"done": true}, {"cancelled": true} or {"error": sentence}. Ends when stdin closes.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from pathlib import Path
from typing import Any

from reader.article import Article, ReadArticle
from reader.article_json import engines_from_json, paragraph_from_json, paragraph_to_json
from reader.errors import Cancelled, ReaderError
from reader.export import export
from reader.export.options import ExportOptions

Json = dict[str, Any]


def to_json(read: ReadArticle) -> Json:
    """An article with all that was read of it, for the child."""
    article = read.article
    return {
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "text": article.text,
        "english_title": read.english_title,
        "engines": {"translation": read.engines.translation, "entities": read.engines.entities},
        "paragraphs": [paragraph_to_json(p) for p in read.paragraphs],
    }


def from_json(data: Json) -> ReadArticle:
    """The article that `to_json` wrote."""
    paragraphs = tuple(paragraph_from_json(p, i) for i, p in enumerate(data["paragraphs"]))
    article = Article(
        data["title"],
        data["source"],
        data["text"],
        tuple(p.paragraph for p in paragraphs),
        data["date"],
    )
    return ReadArticle(
        article, paragraphs, engines_from_json(data["engines"]), data["english_title"]
    )


def main() -> int:
    """Answers requests until stdin closes."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # nothing is shown
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([sys.argv[0]])
    requests: queue.Queue[Json | None] = queue.Queue()
    stop = threading.Event()

    def listen() -> None:
        for line in sys.stdin.buffer:
            message = json.loads(line)
            if message["do"] == "cancel":
                stop.set()
            else:
                requests.put(message)
        stop.set()
        requests.put(None)

    def say(message: Json) -> None:
        print(json.dumps(message), flush=True)

    threading.Thread(target=listen, daemon=True).start()
    while (request := requests.get()) is not None:
        stop.clear()
        try:
            export(
                from_json(request["article"]),
                Path(request["path"]),
                ExportOptions(**request["options"]),
                lambda share: say({"progress": round(share, 4)}),
                stop.is_set,
            )
            say({"done": True})
        except Cancelled:
            say({"cancelled": True})
        except ReaderError as error:
            say({"error": str(error)})
        except Exception as error:
            say({"error": f"The export failed: {type(error).__name__}: {error}."})
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
