"""Read articles into files: one module a format, and this registry of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reader.article import ReadArticle
from reader.errors import ReaderError
from reader.export.options import ExportOptions
from reader.files import write_atomically


class Writer(Protocol):
    """What a format's module gives: writes the complete file at `path`.

    `progress` is told the share done, 0 to 1; the writer asks `cancelled` between paragraphs
    and raises `Cancelled` where it answers true.
    """

    def __call__(
        self,
        read: ReadArticle,
        path: Path,
        options: ExportOptions,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None: ...


@dataclass(frozen=True)
class Export:
    """A format: its name for the person, and the module that writes it, loaded when it does."""

    name: str
    module: str

    @property
    def writer(self) -> Writer:
        return cast(Writer, import_module(self.module).write)


#: The formats by suffix; the first is the one to offer.
EXPORTS: dict[str, Export] = {
    ".pdf": Export("Annotated PDF", "reader.export.pdf"),
    ".html": Export("Web page", "reader.export.html"),
    ".docx": Export("Word document", "reader.export.docx"),
    ".md": Export("Markdown", "reader.export.markdown"),
    ".tmx": Export("Translation memory (TMX)", "reader.export.tmx"),
    ".json": Export("JSON", "reader.export.json"),
}


def export(
    read: ReadArticle,
    path: Path,
    options: ExportOptions | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Writes an article in the format of the path's suffix; the old file stays until it is done.

    Raises ReaderError where the format is not known or the file cannot be written, `Cancelled`
    where `cancelled` answered true; the old file is then as it was.
    """
    chosen = EXPORTS.get(path.suffix.lower())
    if chosen is None:
        known = " ".join(EXPORTS)
        raise ReaderError(f"Mirat writes no {path.suffix or 'such'} files; choose one of {known}.")
    write = chosen.writer
    write_atomically(
        path,
        lambda temporary: write(
            read,
            temporary,
            options or ExportOptions(),
            progress or (lambda _: None),
            cancelled or (lambda: False),
        ),
    )
