"""How much of an article's text four readers of PDF find in the export, word for word.

    python -m tests.benchmarks.bench_pdf_text

The sample, read by the models that ship, and five articles of our own writing.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reader import settings
from reader.article import ReadArticle
from reader.export import export
from reader.export.application import ensure_application
from reader.formats import read
from reader.paths import resources
from reader.pipeline import load_pipeline, read_article
from tests.benchmarks.articles import own_articles
from tests.export.text_recall import READERS, available, recall

KINDS = ("arabic", "english", "numbers")


def articles() -> dict[str, ReadArticle]:
    """The six articles by name."""
    sample = read(resources() / "samples" / "haftar-arms.ar.txt")
    return {"sample": read_article(sample, load_pipeline(settings.load()))} | own_articles()


def main() -> None:
    """Prints a row an article, a group of columns a reader; shares in per cent."""
    ensure_application()
    readers = [name for name in READERS if available(name)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MIRAT_DATA"] = folder
        print(" " * 12 + "".join(f"{name:^24}" for name in readers))
        print(" " * 12 + "".join(f"{kind:>8}" for _ in readers for kind in KINDS))
        for name, whole in articles().items():
            path = Path(folder) / f"{name}.pdf"
            export(whole, path)
            shares = [recall(whole, READERS[reader](path)) for reader in readers]
            print(f"{name:12}" + "".join(f"{100 * s[k]:8.1f}" for s in shares for k in KINDS))


if __name__ == "__main__":
    main()
