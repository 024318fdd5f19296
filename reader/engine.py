"""The child process that reads articles: `python -m reader.engine`.

One JSON object a line, on stdin and stdout. What it is told (`do`) and what it says (`say`):

    {"do": "open", "job": 1, "article": {"title", "source", "date", "text",
        "paragraphs": [[start, end], …]}, "have": [indices that need no work]}
    {"do": "focus", "paragraph": 3}         the paragraph in view: next in turn, then outwards
    {"do": "retranslate", "job": 1, "paragraph": 3}   again, with the names as they are now
    {"do": "align", "job": 1, "paragraph": 3, "english": "…"}   English the reader wrote
    {"do": "cancel", "job": 1}
    {"do": "glossary", "names": {arabic: english}, "corrections": [{"arabic", "type", "english"}]}
    {"do": "quit"}

    {"say": "ready", "engines": {"translation", "entities"}}
    {"say": "arabic", "job", "index", "paragraph"}     before any translation, not for "have"
    {"say": "title", "job", "english"}
    {"say": "paragraph", "job", "index", "paragraph", "done", "of", "words_per_second",
        "seconds_left"}
    {"say": "finished", "job"}
    {"say": "error", "job", "message"}      "job" is null where an engine cannot be loaded (if
                                            "ready" follows, another took its place); with
                                            "index" where one paragraph failed

"open" may say where to begin ("focus": 3), and replaces the article before it. A paragraph
that fails does not stop the rest. After a crash the window starts a new engine and opens
with what it has in "have". A line that is no message is answered with an error and otherwise
ignored. Ends when stdin closes.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from reader import settings
from reader.article import Article, Paragraph, ReadParagraph
from reader.article_json import paragraph_to_json
from reader.corrections import EntityCorrection, by_key
from reader.errors import ReaderError
from reader.pipeline import Pipeline, glossary_by_key, load_pipeline

Message = dict[str, Any]
Say = Callable[[Message], None]

#: A message that stands in the queue when stdin has closed.
_CLOSED: Message = {"do": "quit"}
#: Paragraphs that are translated as one batch, once the one in view is done.
_TOGETHER = 3
#: Share of the newest paragraph in the running mean of words a second.
_NEWEST = 0.3


@dataclass
class _Job:
    """The open article: what is found in it, and the paragraphs still to be translated."""

    number: int
    title: str
    paragraphs: list[ReadParagraph]
    waiting: set[int]
    title_waits: bool = True
    words_per_second: float = 0.0

    @property
    def of(self) -> int:
        return len(self.paragraphs)

    def seconds_left(self) -> float:
        words = sum(len(self.paragraphs[i].paragraph.arabic.split()) for i in self.waiting)
        return round(words / self.words_per_second, 1) if self.words_per_second else 0.0


#: An article with more paragraphs has the names of some in view found before all the rest.
_LONG, _IN_VIEW = 60, 16


class Engine:
    """Answers messages one at a time and translates between them.

    `say` is called with each message for the window, from the thread that calls `run`.
    """

    def __init__(self, load: Callable[[], Pipeline], say: Say) -> None:
        self._load = load
        self._say = say
        self._pipeline: Pipeline | None = None
        self._trouble = ""
        self._job: _Job | None = None
        self._focus = 0

    def run(self, messages: queue.Queue[Message]) -> None:
        """Works until a "quit" message comes."""
        try:
            self._pipeline = self._load()
            engines = self._pipeline.engines
            self._say({"say": "ready", "engines": {"translation": engines.translation,
                                                   "entities": engines.entities}})  # fmt: skip
        except Exception as error:  # whatever it is, the window must hear of it
            self._trouble = _sentence(error, "The engine could not be started")
            self._say({"say": "error", "job": None, "message": self._trouble})
        while True:
            idle = self._job is None or not (self._job.waiting or self._job.title_waits)
            try:
                message = messages.get(block=idle)
            except queue.Empty:
                self._work()
                continue
            if message.get("do") == "quit":
                return
            self._answer(message)

    def _answer(self, message: Message) -> None:
        job = message.get("job")
        try:
            action = self._ACTIONS[message["do"]]
            action(self, message)
        except ReaderError as error:
            self._say({"say": "error", "job": job, "message": str(error)})
        except Exception as error:
            text = _sentence(error, "The engine did not understand a message")
            self._say({"say": "error", "job": job, "message": text})

    def _open(self, message: Message) -> None:
        self._job = None
        if self._pipeline is None:
            raise ReaderError(self._trouble)
        article = _article(message["article"])
        have = {int(i) for i in message.get("have", ())}
        self._focus = int(message.get("focus", 0))
        waiting = {p.index for p in article.paragraphs} - have
        number = message["job"]
        if len(article.paragraphs) > _LONG:  # what is in view need not wait for the rest
            begin = max(0, self._focus - _IN_VIEW // 4)
            near = article.paragraphs[begin : begin + _IN_VIEW]
            self._say_arabic(number, self._pipeline.arabic_side(_of(near)), waiting)
        read = self._pipeline.arabic_side(article)
        self._say_arabic(number, read, waiting)
        self._job = _Job(number, article.title, read, waiting)

    def _say_arabic(self, job: int, reads: Iterable[ReadParagraph], waiting: set[int]) -> None:
        for read in reads:
            index = read.paragraph.index
            if index in waiting:
                self._say({"say": "arabic", "job": job, "index": index,
                           "paragraph": paragraph_to_json(read)})  # fmt: skip

    def _set_focus(self, message: Message) -> None:
        self._focus = int(message["paragraph"])

    def _cancel(self, message: Message) -> None:
        if self._job is not None and self._job.number == message.get("job"):
            self._job = None

    def _retranslate(self, message: Message) -> None:
        job, index = self._job, int(message["paragraph"])
        if job is None or self._pipeline is None or job.number != message.get("job"):
            return
        job.paragraphs = self._pipeline.arabic_side(_of([p.paragraph for p in job.paragraphs]))
        if 0 <= index < len(job.paragraphs):
            job.waiting.add(index)
            self._focus = index

    def _align(self, message: Message) -> None:
        job, index = self._job, int(message["paragraph"])
        if job is None or self._pipeline is None or job.number != message.get("job"):
            return
        read = self._pipeline.align(job.paragraphs[index], message["english"])
        self._say_paragraph(job, index, read)

    def _set_names(self, message: Message) -> None:
        if self._pipeline is None:
            return
        self._pipeline.glossary = glossary_by_key(dict(message.get("names", {})))
        self._pipeline.corrections = by_key(
            EntityCorrection(c["arabic"], c.get("type", ""), c.get("english", ""))
            for c in message.get("corrections", ())
        )

    _ACTIONS: Mapping[str, Callable[[Engine, Message], None]] = {
        "open": _open,
        "focus": _set_focus,
        "cancel": _cancel,
        "retranslate": _retranslate,
        "align": _align,
        "glossary": _set_names,
    }

    def _work(self) -> None:
        """Does one piece of work: the title first, then the paragraphs nearest to the focus."""
        job, pipeline = self._job, self._pipeline
        assert job is not None
        assert pipeline is not None
        if job.title_waits:
            job.title_waits = False
            self._translate_title(job, pipeline)
        else:
            nearest = sorted(job.waiting, key=lambda i: (abs(i - self._focus), i < self._focus))
            together = 1 if self._focus in job.waiting else _TOGETHER
            self._translate(job, pipeline, nearest[:together])
        self._finish_if_done(job)

    def _finish_if_done(self, job: _Job) -> None:
        if not (job.waiting or job.title_waits):
            self._say({"say": "finished", "job": job.number})

    def _translate_title(self, job: _Job, pipeline: Pipeline) -> None:
        try:
            opening = job.paragraphs[0].paragraph.arabic if job.paragraphs else ""
            english = pipeline.title(job.title, opening)
        except Exception as error:
            text = _sentence(error, "The title could not be translated")
            self._say({"say": "error", "job": job.number, "message": text})
            return
        if english:
            self._say({"say": "title", "job": job.number, "english": english})

    def _translate(self, job: _Job, pipeline: Pipeline, indices: list[int]) -> None:
        started = time.monotonic()
        paragraphs = [job.paragraphs[i] for i in indices]
        try:
            reads = pipeline.translate_together(paragraphs)
        except Exception as error:
            if len(indices) > 1:  # which one is bad?
                for index in indices:
                    self._translate(job, pipeline, [index])
                return
            job.waiting.discard(indices[0])
            text = _sentence(error, f"Paragraph {indices[0] + 1} could not be translated")
            self._say({"say": "error", "job": job.number, "index": indices[0], "message": text})
            return
        seconds = max(time.monotonic() - started, 1e-6)
        speed = sum(len(p.paragraph.arabic.split()) for p in paragraphs) / seconds
        before = job.words_per_second or speed
        job.words_per_second = (1 - _NEWEST) * before + _NEWEST * speed
        for index, read in zip(indices, reads, strict=True):
            job.waiting.discard(index)
            self._say_paragraph(job, index, read)

    def _say_paragraph(self, job: _Job, index: int, read: ReadParagraph) -> None:
        self._say(
            {
                "say": "paragraph",
                "job": job.number,
                "index": index,
                "paragraph": paragraph_to_json(read),
                "done": job.of - len(job.waiting),
                "of": job.of,
                "words_per_second": round(job.words_per_second, 1),
                "seconds_left": job.seconds_left(),
            }
        )


def _of(paragraphs: Iterable[Paragraph]) -> Article:
    """An article of just these paragraphs."""
    return Article("", "", "", tuple(paragraphs))


def _article(data: Mapping[str, Any]) -> Article:
    text = data["text"]
    paragraphs = tuple(
        Paragraph(i, start, end, text[start:end])
        for i, (start, end) in enumerate(data["paragraphs"])
    )
    return Article(
        data.get("title", ""), data.get("source", ""), text, paragraphs, data.get("date", "")
    )


def _sentence(error: Exception, what: str) -> str:
    if isinstance(error, ReaderError):
        return str(error)
    return f"{what}: {type(error).__name__}: {error}."


def read_messages(lines: Iterator[bytes], say: Say) -> Iterator[Message]:
    """The messages among the lines; a line that is none is answered with an error."""
    for line in lines:
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, dict):
            yield message
        else:
            say(
                {
                    "say": "error",
                    "job": None,
                    "message": "The engine was sent a line that is no message.",
                }
            )


def main() -> int:
    """Speaks JSON lines on the standard streams until stdin closes."""
    out = _reserved_stdout()
    if hasattr(os, "nice"):
        os.nice(5)  # the window goes first
    lock = threading.Lock()

    def say(message: Message) -> None:
        line = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        with lock:
            out.write(line + "\n")
            out.flush()

    def warn(text: str) -> None:
        say({"say": "error", "job": None, "message": text})

    messages: queue.Queue[Message] = queue.Queue()

    def listen() -> None:
        try:
            for message in read_messages(iter(sys.stdin.buffer), say):
                messages.put(message)
        finally:
            messages.put(_CLOSED)

    threading.Thread(target=listen, daemon=True).start()
    try:
        Engine(lambda: load_pipeline(settings.load(), warn), say).run(messages)
    except BrokenPipeError:  # the window has gone
        os._exit(0)
    return 0


def _reserved_stdout() -> TextIO:
    """Standard output for messages alone: what libraries print goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out


if __name__ == "__main__":
    sys.exit(main())
