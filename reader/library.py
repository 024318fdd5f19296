"""The reader's library: what was read, where the place is, corrections, notes, glossary.

One SQLite file in the data folder. Each change is a transaction of its own: after a crash
or a power cut the library is as it was before or after it. A file that is damaged or of a
newer version is set aside under a new name, never deleted, and a new one begun.

Thread safety: one `Library` may be used from any thread, its calls wait for one another.
Several processes may have the same library open.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reader import library_file
from reader.article import Article, Engines, Note, ReadParagraph
from reader.article_json import paragraph_from_json, paragraph_to_json
from reader.corrections import EntityCorrection
from reader.paths import data_folder


@dataclass(frozen=True, slots=True)
class Recent:
    """An article in the list of recent ones; `opened` in seconds since 1970."""

    hash: str
    path: str
    title: str
    english_title: str
    place: int
    opened: float


def text_hash(text: str) -> str:
    """What an article is known by: the sha256 of its text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Library:
    """The library in a file. Every method raises ReaderError where the disk fails.

    `set_aside` is the sentence for the person where a damaged library was put aside at
    opening, else "".
    """

    def __init__(self, path: Path | None = None) -> None:
        """Opens the library, in the data folder or at `path`, making it if it is not there."""
        self._path = path or data_folder() / "library.sqlite"
        self._lock = threading.RLock()
        self.set_aside = ""
        self._db, self.set_aside = library_file.open_or_begin(self._path)

    def close(self) -> None:
        """Closes the file; the library is not used afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._lock:
            try:
                with self._db:
                    self._db.execute("BEGIN IMMEDIATE")
                    yield self._db
            except sqlite3.Error as error:
                raise library_file.trouble(error) from error

    def _all(self, query: str, *values: Any) -> list[Any]:
        with self._lock:
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise library_file.trouble(error) from error

    # Articles

    def opened(self, article: Article) -> int:
        """Remembers that an article was opened now; returns the paragraph its reader was at.

        `article.source` is kept as its path where it names a file that is there; the text of
        any other article (a pasted one) is kept itself.
        """
        number = text_hash(article.text)
        is_file = bool(article.source) and Path(article.source).is_file()
        with self._changing() as db:
            db.execute(
                "INSERT INTO article (hash, path, title, source, date, text, opened)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET"
                " path = excluded.path, title = excluded.title, source = excluded.source,"
                " date = excluded.date, text = excluded.text, opened = excluded.opened",
                (
                    number,
                    str(Path(article.source).resolve()) if is_file else "",
                    article.title,
                    article.source,
                    article.date,
                    "" if is_file else article.text,
                    time.time(),
                ),
            )
        return int(self._all("SELECT place FROM article WHERE hash = ?", number)[0][0])

    def recent(self, count: int = 20) -> list[Recent]:
        """The articles opened last, newest first."""
        rows = self._all(
            "SELECT hash, path, title, english_title, place, opened FROM article"
            " ORDER BY opened DESC, rowid DESC LIMIT ?",
            count,
        )
        return [Recent(*row) for row in rows]

    def pasted(self, number: str) -> tuple[str, str] | None:
        """Title and text of a pasted article by its hash; None where it is not kept."""
        rows = self._all("SELECT title, text FROM article WHERE hash = ? AND path = ''", number)
        return (rows[0][0], rows[0][1]) if rows else None

    def forget(self, number: str) -> None:
        """Removes an article with its place, paragraphs, corrections and notes."""
        with self._changing() as db:
            db.execute("DELETE FROM article WHERE hash = ?", (number,))
            db.execute("DELETE FROM entity_correction WHERE article = ?", (number,))

    def set_place(self, number: str, paragraph: int) -> None:
        """Remembers the paragraph that the reader is at."""
        with self._changing() as db:
            db.execute("UPDATE article SET place = ? WHERE hash = ?", (paragraph, number))

    def set_english_title(self, number: str, english: str) -> None:
        """Remembers a title's translation."""
        with self._changing() as db:
            db.execute("UPDATE article SET english_title = ? WHERE hash = ?", (english, number))

    def english_title(self, number: str) -> str:
        """A title's translation, "" where there is none yet."""
        rows = self._all("SELECT english_title FROM article WHERE hash = ?", number)
        return rows[0][0] if rows else ""

    # Read paragraphs

    def keep(self, number: str, engines: Engines, read: Sequence[ReadParagraph]) -> None:
        """Keeps read paragraphs of an opened article, those without English left out."""
        rows = [
            (number, _engines_key(engines), p.paragraph.start, _to_text(p))
            for p in read
            if p.translated
        ]
        with self._changing() as db:
            db.executemany("INSERT OR REPLACE INTO paragraph VALUES (?, ?, ?, ?)", rows)

    def kept(self, article: Article, engines: Engines) -> dict[int, ReadParagraph]:
        """The article's read paragraphs by index: as these engines read them, or corrected by
        hand, with the reader's notes. What no longer fits the paragraphs is left out."""
        number = text_hash(article.text)
        rows = self._all(
            "SELECT start, read FROM paragraph WHERE article = ? AND engines = ?",
            number,
            _engines_key(engines),
        )
        by_start = dict(rows)
        by_hand = dict(self._all("SELECT arabic, read FROM english WHERE article = ?", number))
        notes = self.notes(number)
        found = {}
        for paragraph in article.paragraphs:
            text = by_hand.get(paragraph.arabic) or by_start.get(paragraph.start)
            read = _from_text(text, paragraph.index) if text else None
            if read is None or read.paragraph.arabic != paragraph.arabic:
                continue
            mine = notes.get(paragraph.start, ())
            found[paragraph.index] = replace(read, paragraph=paragraph, notes=mine)
        return found

    def correct_english(self, number: str, read: ReadParagraph) -> None:
        """Keeps a paragraph whose English the reader changed; it holds for any engine."""
        with self._changing() as db:
            db.execute(
                "INSERT OR REPLACE INTO english VALUES (?, ?, ?)",
                (number, read.paragraph.arabic, _to_text(read)),
            )

    def undo_english(self, number: str, arabic: str) -> None:
        """Forgets a paragraph's corrected English."""
        with self._changing() as db:
            db.execute("DELETE FROM english WHERE article = ? AND arabic = ?", (number, arabic))

    # Names

    def correct_entity(self, correction: EntityCorrection, number: str = "") -> None:
        """Remembers what a name is, for one article or ("") always."""
        with self._changing() as db:
            db.execute(
                "INSERT OR REPLACE INTO entity_correction VALUES (?, ?, ?, ?)",
                (number, correction.arabic, correction.type, correction.english),
            )

    def undo_entity(self, arabic: str, number: str = "") -> None:
        """Forgets a correction of a name."""
        with self._changing() as db:
            db.execute(
                "DELETE FROM entity_correction WHERE article = ? AND arabic = ?", (number, arabic)
            )

    def entity_corrections(self, number: str = "") -> list[EntityCorrection]:
        """The corrections that hold for an article: those for all, then its own."""
        rows = self._all(
            "SELECT arabic, type, english FROM entity_correction"
            " WHERE article IN ('', ?) ORDER BY article, arabic",
            number,
        )
        return [EntityCorrection(*row) for row in rows]

    def glossary(self) -> dict[str, str]:
        """The reader's own glossary: Arabic → English."""
        return dict(self._all("SELECT arabic, english FROM glossary ORDER BY arabic"))

    def set_glossary(self, arabic: str, english: str) -> None:
        """Adds or changes an entry of the glossary; an empty English removes it."""
        with self._changing() as db:
            if english.strip():
                values = (arabic.strip(), english.strip())
                db.execute("INSERT OR REPLACE INTO glossary VALUES (?, ?)", values)
            else:
                db.execute("DELETE FROM glossary WHERE arabic = ?", (arabic.strip(),))

    # Notes

    def set_note(self, number: str, start: int, note: Note) -> None:
        """Keeps a note on the paragraph that starts there in the text, in place of the one
        that was on the same words; an empty one removes it."""
        span_start, span_end = note.arabic or (None, None)
        with self._changing() as db:
            db.execute(
                "DELETE FROM note WHERE article = ? AND start = ?"
                " AND span_start IS ? AND span_end IS ?",
                (number, start, span_start, span_end),
            )
            if note.text.strip():
                db.execute(
                    "INSERT INTO note (article, start, span_start, span_end, text)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (number, start, span_start, span_end, note.text.strip()),
                )

    def notes(self, number: str) -> dict[int, tuple[Note, ...]]:
        """An article's notes by the start of their paragraph, in the order of the text."""
        rows = self._all(
            "SELECT start, text, span_start, span_end FROM note WHERE article = ?"
            " ORDER BY start, span_start, id",
            number,
        )
        found: dict[int, tuple[Note, ...]] = {}
        for start, text, a, b in rows:
            note = Note(text, None if a is None else (a, b))
            found[start] = (*found.get(start, ()), note)
        return found


def _engines_key(engines: Engines) -> str:
    return f"{engines.translation}\n{engines.entities}"


def _to_text(read: ReadParagraph) -> str:
    return json.dumps(paragraph_to_json(replace(read, notes=())), ensure_ascii=False)


def _from_text(text: str, index: int) -> ReadParagraph | None:
    """The paragraph, or None where what was kept is not of a shape this version reads."""
    try:
        return paragraph_from_json(json.loads(text), index)
    except (KeyError, TypeError, ValueError):
        return None
