"""Files into articles: one module a format, and this registry of them."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.article import Article
from reader.errors import ReaderError
from reader.formats import plain_text

#: No article is larger; a file that is may be anything.
MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Format:
    """A kind of file: its name for the person, its suffixes, and how its bytes are read.

    `read` is given the file's bytes and path; it raises ReaderError where they are not this format.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Path], Article]


FORMATS: tuple[Format, ...] = (Format("Plain text", (".txt", ".text"), plain_text.read),)


def read(path: Path) -> Article:
    """The article in a file; of an unknown suffix it is read as plain text.

    Raises ReaderError, with one sentence for the person, where the file cannot be read, is too
    large, or holds no Arabic text.
    """
    data = _bytes(path)
    by_suffix = {suffix: format for format in FORMATS for suffix in format.suffixes}
    return by_suffix.get(path.suffix.lower(), FORMATS[0]).read(data, path)


def read_pasted(text: str, title: str = "") -> Article:
    """An article from text that was pasted. Raises ReaderError where it holds no Arabic."""
    return plain_text.article(text, title=title, source="")


def _bytes(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise ReaderError(f"{path.name} is a folder; choose a file in it.")
        if not stat.S_ISREG(kind):
            raise ReaderError(f"{path.name} is not a file; choose a text file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReaderError(f"{path} is not there; it may have been moved or deleted.") from error
    except PermissionError as error:
        raise ReaderError(f"You may not read {path}; ask its owner, or copy it.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ReaderError(f"{path} could not be read: {why}.") from error
    if len(data) > MAX_BYTES:
        raise ReaderError(
            f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB, too large for an article; "
            "cut out the part you want to read."
        )
    return data
