"""The library's SQLite file: its tables, opening it, and what becomes of a damaged one."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from reader.errors import ReaderError

VERSION = 1

_SCHEMA = """
CREATE TABLE article (
    hash TEXT PRIMARY KEY,            -- sha256 of the text
    path TEXT NOT NULL,               -- '' for a pasted article
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    date TEXT NOT NULL,
    text TEXT NOT NULL,               -- kept for pasted articles only, else ''
    english_title TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL DEFAULT 0, -- paragraph
    opened REAL NOT NULL              -- seconds since 1970
);
CREATE INDEX article_opened ON article (opened);
CREATE TABLE paragraph (              -- read paragraphs, by their own Arabic and the engines
    article TEXT NOT NULL REFERENCES article (hash) ON DELETE CASCADE,
    engines TEXT NOT NULL,
    start INTEGER NOT NULL,           -- in the article's text
    read TEXT NOT NULL,               -- JSON as article_json writes it
    PRIMARY KEY (article, engines, start)
) WITHOUT ROWID;
CREATE TABLE english (                -- English corrected by hand
    article TEXT NOT NULL REFERENCES article (hash) ON DELETE CASCADE,
    arabic TEXT NOT NULL,
    read TEXT NOT NULL,
    PRIMARY KEY (article, arabic)
) WITHOUT ROWID;
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (hash) ON DELETE CASCADE,
    start INTEGER NOT NULL,           -- the paragraph's, in the article's text
    span_start INTEGER,               -- within the paragraph, NULL for the whole of it
    span_end INTEGER,
    text TEXT NOT NULL
);
CREATE TABLE entity_correction (
    article TEXT NOT NULL,            -- '' for all articles
    arabic TEXT NOT NULL,
    type TEXT NOT NULL,
    english TEXT NOT NULL,
    PRIMARY KEY (article, arabic)
) WITHOUT ROWID;
CREATE TABLE glossary (
    arabic TEXT PRIMARY KEY,
    english TEXT NOT NULL
) WITHOUT ROWID;
"""


class _NewerVersionError(Exception):
    """The file was written by a newer version of the program."""


def open_or_begin(path: Path) -> tuple[sqlite3.Connection, str]:
    """An open connection, and the sentence for the person where the file that was there had
    to be set aside ("" as a rule). Raises ReaderError where the disk fails.

    The file is new where there was none, where the old one was damaged, and where it is of
    a newer version.
    """
    try:
        return _open(path), ""
    except _NewerVersionError:
        why = "was written by a newer version of the program"
    except (OSError, sqlite3.OperationalError) as error:
        raise trouble(error) from error
    except sqlite3.DatabaseError:
        why = "is damaged"
    try:
        aside = _set_aside(path)
        sentence = (
            f"Your library {why}; it was set aside as {aside.name} in {aside.parent} "
            "and a new one begun."
        )
        return _open(path), sentence
    except (OSError, sqlite3.Error) as error:
        raise trouble(error) from error


def trouble(error: Exception) -> ReaderError:
    """The sentence for a failure of the disk or the file."""
    text = str(error)
    if "full" in text:
        return ReaderError("The library could not be saved: the disk is full.")
    if "readonly" in text or "unable to open" in text:
        return ReaderError(
            "The library could not be opened for writing; check the rights of its folder."
        )
    if "locked" in text:
        return ReaderError("The library is in use by another program; close that and try again.")
    return ReaderError(f"The library could not be read or saved ({text}).")


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        # WAL with NORMAL: a power cut may lose the last moment's changes, never the file.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise _NewerVersionError
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("quick_check failed")
        if version == 0:
            _make_tables(db)
    except BaseException:
        db.close()
        raise
    return db


def _make_tables(db: sqlite3.Connection) -> None:
    """All tables in one transaction; another process may be making them at the same time."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if int(db.execute("PRAGMA user_version").fetchone()[0]) == 0:
            for statement in _SCHEMA.split(";"):
                if statement.strip():
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _set_aside(path: Path) -> Path:
    """Gives the file a new name beside its old one, with its journals."""
    aside = path.with_name(f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    n = 1
    while aside.exists():
        n += 1
        aside = aside.with_name(f"{aside.stem}-{n}{aside.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside
