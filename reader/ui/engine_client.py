"""The window's end of the engine: starts the child process, talks to it, brings it back.

The protocol is in `reader/engine.py`. Nothing here waits: messages come as signals.
"""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from reader.article import Article, Engines, ReadParagraph
from reader.article_json import engines_from_json, paragraph_from_json

_TRIES = 3  # restarts within _SPAN seconds, before the reader is asked
_SPAN = 60.0
_TURN_SECONDS = 0.008
_ENGINE = ("-m", "reader.engine")

Message = dict[str, Any]


class EngineClient(QObject):
    """The engine process and the one article that is open in it."""

    ready = Signal(object)  # Engines
    arabic_read = Signal(int, object)  # index, ReadParagraph
    paragraph_read = Signal(int, object)
    progress = Signal(int, int, float, float)  # done, of, words a second, seconds left
    title_read = Signal(str)
    finished = Signal()
    failed = Signal(str)  # one sentence; the engine goes on
    gone = Signal(str)  # it crashed too often; `restart` brings it back
    restarted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engines: Engines | None = None
        self.job = 0
        self.working = False
        self._article: Article | None = None
        self._have: set[int] = set()
        self._focus = 0
        self._names: Message | None = None
        self._buffer = b""
        self._lines: deque[bytes] = deque()
        self._next_turn = QTimer(self, interval=0, singleShot=True)
        self._next_turn.timeout.connect(self._hear_some)
        self._crashes: list[float] = []
        self._process: QProcess | None = None
        self._closing = False

    def start(self) -> None:
        """Starts the child process; messages sent meanwhile wait in its pipe."""
        self._buffer = b""
        self._lines.clear()
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(process.readAllStandardError)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._trouble)
        self._process = process
        process.start(sys.executable, list(_ENGINE))
        if self._names is not None:
            self._send(self._names)

    def stop(self) -> None:
        """Ends the child process for good."""
        self._closing = True
        process = self._process
        if process is None or process.state() == QProcess.ProcessState.NotRunning:
            return
        self._send({"do": "quit"})
        process.closeWriteChannel()
        if not process.waitForFinished(300):
            process.kill()
            process.waitForFinished(1000)

    def restart(self) -> None:
        """A new process, with the article open in it again; nothing read is read again."""
        self._crashes.clear()
        self._replace()

    def _replace(self) -> None:
        old = self._process
        if old is not None:
            old.blockSignals(True)
            old.kill()
            old.deleteLater()
        self.engines = None
        self.start()
        if self._article is not None and self.working:
            self._open()
        self.restarted.emit()

    # What the window asks

    def open(self, article: Article, have: Iterable[int], focus: int) -> None:
        """Reads an article in place of the one before; `have` is what needs no work."""
        self.job += 1
        self._article, self._have, self._focus = article, set(have), focus
        self.working = True
        self._open()

    def focus(self, paragraph: int) -> None:
        if paragraph != self._focus:
            self._focus = paragraph
            self._send({"do": "focus", "paragraph": paragraph})

    def cancel(self) -> None:
        self.working = False
        self._send({"do": "cancel", "job": self.job})

    def retranslate(self, paragraph: int) -> None:
        self._have.discard(paragraph)
        self.working = True
        self._send({"do": "retranslate", "job": self.job, "paragraph": paragraph})

    def align(self, paragraph: int, english: str) -> None:
        """Ties English that the reader wrote to the Arabic; it comes back as `paragraph_read`."""
        self._send({"do": "align", "job": self.job, "paragraph": paragraph, "english": english})

    def set_names(self, names: Mapping[str, str], corrections: Iterable[Message]) -> None:
        self._names = {"do": "glossary", "names": dict(names), "corrections": list(corrections)}
        self._send(self._names)

    def _open(self) -> None:
        article = self._article
        assert article is not None
        data = {
            "title": article.title,
            "source": article.source,
            "date": article.date,
            "text": article.text,
            "paragraphs": [[p.start, p.end] for p in article.paragraphs],
        }
        self._send({"do": "open", "job": self.job, "article": data,
                    "have": sorted(self._have), "focus": self._focus})  # fmt: skip

    def _send(self, message: Message) -> None:
        process = self._process
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.write((json.dumps(message, ensure_ascii=True) + "\n").encode("ascii"))

    # What the engine says

    def _read(self) -> None:
        assert self._process is not None
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        *lines, self._buffer = self._buffer.split(b"\n")
        self._lines.extend(lines)
        self._hear_some()

    def _hear_some(self) -> None:
        """Takes up lines for a moment, and goes on when the window has had its turn."""
        stop = time.perf_counter() + _TURN_SECONDS
        while self._lines and time.perf_counter() < stop:
            try:
                self._hear(json.loads(self._lines.popleft()))
            except (ValueError, KeyError, TypeError):
                self.failed.emit(self.tr("The engine said something that was not understood."))
        if self._lines:
            self._next_turn.start()

    def _hear(self, message: Message) -> None:
        say = message["say"]
        if say == "ready":
            self.engines = engines_from_json(message["engines"])
            self.ready.emit(self.engines)
        elif message.get("job") not in (None, self.job):
            return  # of an article that is no longer open
        elif say == "error":
            self.failed.emit(str(message["message"]))
        elif say == "arabic":
            self.arabic_read.emit(message["index"], _paragraph(message))
        elif say == "title":
            self.title_read.emit(str(message["english"]))
        elif say == "paragraph":
            self._have.add(message["index"])
            self.paragraph_read.emit(message["index"], _paragraph(message))
            self.progress.emit(
                message["done"], message["of"],
                message["words_per_second"], message["seconds_left"],
            )  # fmt: skip
        elif say == "finished":
            self.working = False
            self.finished.emit()

    def _trouble(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.gone.emit(self.tr("The translation engine could not be started."))

    def _ended(self) -> None:
        if self._closing:
            return
        now = time.monotonic()
        self._crashes = [t for t in self._crashes if now - t < _SPAN] + [now]
        if len(self._crashes) <= _TRIES:
            self._replace()
        else:
            self.engines = None
            self.gone.emit(self.tr("The translation engine has stopped several times."))


def _paragraph(message: Message) -> ReadParagraph:
    return paragraph_from_json(message["paragraph"], message["index"])
