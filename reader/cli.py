"""The command line: opens the window, or reads articles and exports them without one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.article import ReadArticle
    from reader.pipeline import Pipeline


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program; returns its exit status.

    With `--export`: 0 only when every file is complete, 1 where one is not, 130 if interrupted.
    """
    arguments = _parser().parse_args(argv)
    if arguments.export is None:
        from reader.ui.app import run

        return run([str(path) for path in arguments.articles])
    try:
        return _export(arguments.export, arguments.articles, arguments.format)
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from reader.export import EXPORTS

    parser = argparse.ArgumentParser(
        prog="mirat",
        description="Reads Arabic articles with their English beside them. Without --export, "
        "opens a window.",
    )
    parser.add_argument("articles", nargs="*", type=Path, metavar="ARTICLE", help="files to read")
    parser.add_argument(
        "--export",
        metavar="OUT",
        help=f"write to this file ({' '.join(EXPORTS)}), or several articles to this folder",
    )
    parser.add_argument(
        "--format",
        choices=[suffix[1:] for suffix in EXPORTS],
        default="pdf",
        help="the format of files written to a folder (%(default)s)",
    )
    parser.add_argument("--version", action="version", version=f"Mirat {__version__}")
    return parser


def _export(wanted: str, articles: Sequence[Path], suffix: str) -> int:
    """Reads and exports; one line for each article, on stderr for one that failed."""
    from reader.export import EXPORTS

    out = Path(wanted)
    if not articles:
        return _failed("name an article to export")
    to_folder = len(articles) > 1 or out.is_dir() or wanted.endswith(("/", os.sep))
    if not to_folder and out.suffix.lower() not in EXPORTS:
        known = " ".join(EXPORTS)
        return _failed(f"{out.name} does not say which format to write; end it in one of {known}")
    if to_folder:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return _failed(f"{out} cannot be a folder to write to: {error.strerror}")
    try:
        pipeline = _pipeline()
    except ReaderError as error:
        return _failed(str(error))
    status, taken = 0, set[Path]()
    for article in articles:
        target = _free(out / f"{article.stem}.{suffix}", taken) if to_folder else out
        taken.add(target)
        try:
            if target.exists() and article.exists() and target.samefile(article):
                raise ReaderError(f"{article} would be written over; choose another place.")
            read = _read(article, pipeline)
            _write(read, target)
        except ReaderError as error:
            named = article.name in str(error)
            status = _failed(str(error) if named else f"{article}: {error}")
            continue
        lost = sum(1 for p in read.paragraphs if not p.translated)
        if lost:
            status = _failed(f"{article}: {lost} paragraphs could not be translated")
        print(_summary(article, target, read), flush=True)
    return status


def _pipeline() -> Pipeline:
    """The engines that the reader chose, with the reader's glossary and corrections."""
    from reader import settings
    from reader.corrections import by_key
    from reader.library import Library
    from reader.pipeline import glossary_by_key, load_pipeline

    pipeline = load_pipeline(settings.load())
    library = Library()
    try:
        pipeline.glossary = glossary_by_key(library.glossary())
        pipeline.corrections = by_key(library.entity_corrections())
    finally:
        library.close()
    return pipeline


def _read(path: Path, pipeline: Pipeline) -> ReadArticle:
    from reader.formats import read
    from reader.pipeline import read_article

    def show(share: float) -> None:
        end = "\r" if share < 1 else "\r\033[K"
        print(f"{path.name}: {share:.0%}", end=end, file=sys.stderr, flush=True)

    return read_article(read(path), pipeline, show if sys.stderr.isatty() else None)


def _write(read: ReadArticle, target: Path) -> None:
    from reader.export import export
    from reader.export.application import ensure_application

    ensure_application()
    export(read, target)


def _free(target: Path, taken: set[Path]) -> Path:
    """The target, numbered where another article of this run has its name."""
    candidate, number = target, 2
    while candidate in taken:
        candidate = target.with_stem(f"{target.stem}-{number}")
        number += 1
    return candidate


def _summary(article: Path, target: Path, read: ReadArticle) -> str:
    names = sum(len(p.entities) for p in read.paragraphs)
    quotations = sum(len(p.quotations) for p in read.paragraphs)
    return (
        f"{article} → {target}: {len(read.paragraphs)} paragraphs, {names} names, "
        f"{quotations} quotations"
    )


def _failed(message: str) -> int:
    print(f"mirat: {message}", file=sys.stderr, flush=True)
    return 1
