"""Reading articles away from the window's thread.

`reader.formats` is imported there too: it and what it needs would keep the window waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.article import Article
from reader.ui.background import Work

Shown = Callable[[Article], object]
Failed = Callable[[str], object]


def ask(parent: QWidget) -> Path | None:
    """Asks for a file of any format that is read."""
    from reader.formats import FORMATS

    def pattern(suffixes: tuple[str, ...]) -> str:
        return "(" + " ".join(f"*{suffix}" for suffix in suffixes) + ")"

    tr = QCoreApplication.translate
    every = tuple(suffix for one in FORMATS for suffix in one.suffixes)
    kinds = [f"{tr('opening', 'Articles')} {pattern(every)}"]
    kinds += [f"{one.name} {pattern(one.suffixes)}" for one in FORMATS]
    kinds.append(f"{tr('opening', 'All files')} (*)")
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("opening", "Open an article"), "", ";;".join(kinds)
    )
    return Path(name) if name else None


def read(path: Path, shown: Shown, failed: Failed) -> None:
    """Reads a file."""

    def work() -> Article:
        from reader import formats

        return formats.read(path)

    Work().start(work, shown, failed)


def read_text(text: str, title: str, shown: Shown, failed: Failed) -> None:
    """Reads text that was pasted or dropped."""

    def work() -> Article:
        from reader import formats

        return formats.read_pasted(text, title)

    Work().start(work, shown, failed)
