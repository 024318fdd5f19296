"""The child process: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.arabic import segment
from reader.article import ReadParagraph
from reader.article_json import paragraph_from_json
from reader.engine import Engine, read_messages
from reader.errors import ReaderError
from reader.pipeline import Pipeline

from .test_pipeline import Names, Phrasebook

Message = dict[str, Any]

TEXT = "\n\n".join(f"الفقرة {n} وصل حفتر إلى موسكو." for n in "0123456789")


def opening(job: int = 1, text: str = TEXT, **more: Any) -> Message:
    paragraphs = [[p.start, p.end] for p in segment.paragraphs(text)]
    article = {"title": "حفتر في موسكو", "source": "", "text": text, "paragraphs": paragraphs}
    return {"do": "open", "job": job, "article": article, **more}


class Conversation:
    """An engine in a thread, and all that it says."""

    def __init__(self, load: Callable[[], Pipeline], before: list[Message]) -> None:
        self.messages: queue.Queue[Message] = queue.Queue()
        self.said: list[Message] = []
        self._news = threading.Condition()
        self.replies: dict[str, list[Message]] = {}
        for message in before:
            self.messages.put(message)
        self.thread = threading.Thread(target=Engine(load, self._say).run, args=(self.messages,))
        self.thread.start()

    def _say(self, message: Message) -> None:
        with self._news:
            self.said.append(message)
            for reply in self.replies.pop(message["say"], []):
                self.messages.put(reply)
            self._news.notify_all()

    def wait(self, what: str, count: int = 1) -> list[Message]:
        """The messages of a kind, once there are so many."""
        with self._news:
            there = self._news.wait_for(lambda: len(self.of(what)) >= count, timeout=20)
            assert there, self.said
            return self.of(what)

    def of(self, what: str) -> list[Message]:
        return [m for m in self.said if m["say"] == what]

    def quit(self) -> None:
        self.messages.put({"do": "quit"})
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def converse() -> Iterator[Callable[..., Conversation]]:
    conversations: list[Conversation] = []

    def begin(*before: Message, load: Callable[[], Pipeline] | None = None) -> Conversation:
        made = Conversation(
            load or (lambda: Pipeline(Phrasebook(), Names(), Names())), list(before)
        )
        conversations.append(made)
        return made

    yield begin
    for conversation in conversations:
        conversation.quit()


def test_an_article_from_ready_to_finished(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening())
    talk.wait("finished")
    kinds = [m["say"] for m in talk.said]
    assert kinds == ["ready", *["arabic"] * 10, "title", *["paragraph"] * 10, "finished"]
    assert talk.said[0]["engines"] == {"translation": "phrasebook 1.0", "entities": "two names"}
    assert talk.of("title")[0]["english"] == "Haftar in Moscow"
    last = talk.of("paragraph")[-1]
    assert (last["done"], last["of"], last["seconds_left"]) == (10, 10, 0.0)
    assert last["words_per_second"] > 0
    assert all(m["job"] == 1 for m in talk.said[1:])


def test_paragraphs_are_of_the_contract(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening())
    for message in talk.wait("paragraph", 10):
        read = paragraph_from_json(message["paragraph"], message["index"])
        assert read.paragraph.arabic == TEXT[read.paragraph.start : read.paragraph.end]
        assert read.translated
    assert not any(m["paragraph"]["english"] for m in talk.of("arabic"))


def test_the_paragraph_in_view_first_then_outwards(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening(focus=4))
    talk.wait("finished")
    assert [m["index"] for m in talk.of("paragraph")] == [4, 5, 3, 6, 2, 7, 1, 8, 0, 9]


def test_a_long_article_has_names_in_view_before_the_rest(
    converse: Callable[..., Conversation],
) -> None:
    text = "\n\n".join("وصل حفتر إلى موسكو." for _ in range(100))
    talk = converse(opening(text=text, focus=80))
    said = [m["index"] for m in talk.wait("arabic", 101)]
    assert 80 in said[:16]
    assert min(said[:16]) > 60
    assert set(said) == set(range(100))


def test_focus_acts_between_paragraphs(converse: Callable[..., Conversation]) -> None:
    talk = converse()
    talk.replies["title"] = [{"do": "focus", "paragraph": 2}]
    talk.replies["paragraph"] = [{"do": "focus", "paragraph": 8}]
    talk.messages.put(opening())
    talk.wait("finished")
    assert [m["index"] for m in talk.of("paragraph")][:4] == [2, 8, 9, 7]


def test_what_the_window_has_is_not_done_again(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening(have=[0, 1, 2, 4, 5, 6, 7, 8, 9]))
    talk.wait("finished")
    assert [m["index"] for m in talk.of("arabic")] == [3]
    paragraphs = talk.of("paragraph")
    assert [(m["index"], m["done"], m["of"]) for m in paragraphs] == [(3, 10, 10)]


def test_all_there_already(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening(have=list(range(10))))
    talk.wait("finished")
    assert talk.of("paragraph") == []


def test_cancel_stops_the_job_and_the_next_one_runs(converse: Callable[..., Conversation]) -> None:
    talk = converse()
    talk.replies["paragraph"] = [{"do": "cancel", "job": 1}, opening(2)]
    talk.messages.put(opening(1))
    talk.wait("finished")
    assert len([m for m in talk.of("paragraph") if m["job"] == 1]) == 1
    assert len([m for m in talk.of("paragraph") if m["job"] == 2]) == 10
    assert talk.of("finished") == [{"say": "finished", "job": 2}]


def test_a_new_article_replaces_the_one_before(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening(1), opening(2))
    talk.wait("finished")
    assert {m["job"] for m in talk.of("paragraph")} == {2}


def test_again_with_the_names_as_they_are_now(converse: Callable[..., Conversation]) -> None:
    text = "وصل حفتر إلى موسكو."
    talk = converse(opening(text=text))
    first = talk.wait("finished") and talk.of("paragraph")[0]
    assert first["paragraph"]["english"] == "Arrived Haftar to Moscow."
    talk.messages.put({"do": "glossary", "names": {"حفتر": "Hifter"},
                       "corrections": [{"arabic": "موسكو", "type": "none"}]})  # fmt: skip
    talk.messages.put({"do": "retranslate", "job": 1, "paragraph": 0})
    talk.wait("finished", 2)
    again = talk.of("paragraph")[1]["paragraph"]
    assert again["english"] == "Arrived Hifter to Moscow."
    assert [e["type"] for e in again["entities"]] == ["PER"]


def test_english_by_hand_is_aligned(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening(text="وصل حفتر إلى موسكو."))
    talk.wait("finished")
    talk.messages.put({"do": "align", "job": 1, "paragraph": 0, "english": "There came Haftar"})
    mine = talk.wait("paragraph", 2)[1]["paragraph"]
    assert mine["corrected"] is True
    assert mine["english"] == "There came Haftar"
    assert mine["entities"][0]["english"] == [[11, 17]]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": 5},
        {"do": "nonsense"},
        {"do": "open"},
        {"do": "open", "job": 1, "article": {"text": "x", "paragraphs": [[1]]}},
        {"do": "open", "job": 1, "article": 7},
        {"do": "focus", "paragraph": "x"},
        {"do": "glossary", "corrections": [1]},
    ],
)
def test_a_message_that_makes_no_sense_is_answered_and_forgotten(
    converse: Callable[..., Conversation], message: Message
) -> None:
    talk = converse(message, opening())
    talk.wait("finished")
    assert len(talk.of("error")) == 1
    assert len(talk.of("paragraph")) == 10


def test_one_bad_paragraph_does_not_stop_the_rest(
    converse: Callable[..., Conversation], monkeypatch: pytest.MonkeyPatch
) -> None:
    translate = Pipeline.translate_together

    def failing(self: Pipeline, reads: Sequence[ReadParagraph]) -> list[ReadParagraph]:
        for read in reads:
            if read.paragraph.index == 3:
                raise ReaderError("This paragraph is bad.")
            if read.paragraph.index == 4:
                raise ZeroDivisionError("a mistake of ours")
        return translate(self, reads)

    monkeypatch.setattr(Pipeline, "translate_together", failing)
    talk = converse(opening())
    talk.wait("finished")
    assert len(talk.of("paragraph")) == 8
    assert [(m["index"], m["job"]) for m in talk.of("error")] == [(3, 1), (4, 1)]
    assert talk.of("error")[0]["message"] == "This paragraph is bad."
    assert "Paragraph 5 could not be translated" in talk.of("error")[1]["message"]


def test_without_a_model_the_window_hears_why(converse: Callable[..., Conversation]) -> None:
    def broken() -> Pipeline:
        raise ReaderError("There is no model; install one.")

    talk = converse(opening(), load=broken)
    errors = talk.wait("error", 2)
    assert [m["message"] for m in errors] == ["There is no model; install one."] * 2
    assert [m["job"] for m in errors] == [None, 1]


def test_lines_that_are_no_messages_are_answered() -> None:
    said: list[Message] = []
    lines = [b"junk\n", b"\n", b"[1]\n", b'{"do": "quit"}\n', b"\xff\xfe\n", b"[" * 99999]
    assert list(read_messages(iter(lines), said.append)) == [{"do": "quit"}]
    assert [m["say"] for m in said] == ["error"] * 4


class TestTheProcess:
    """`python -m reader.engine` with the real engines."""

    def start(self, model_folder: Path, data_folder: Path) -> subprocess.Popen[str]:
        packages = data_folder / "packages"
        packages.mkdir(parents=True)
        (packages / "translate-ar_en-test").symlink_to(model_folder, target_is_directory=True)
        return subprocess.Popen(
            [sys.executable, "-m", "reader.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=Path(__file__).parent.parent,
        )

    def test_reads_an_article_and_ends_when_stdin_closes(
        self, model_folder: Path, data_folder: Path
    ) -> None:
        text = "وصل خليفة حفتر إلى موسكو يوم الاثنين.\n\nوقال المتحدث: «نحن هنا»."
        lines = "junk\n" + json.dumps(opening(text=text)) + "\n"
        with self.start(model_folder, data_folder) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(lines)
            process.stdin.flush()
            watchdog = threading.Timer(60, process.kill)
            watchdog.start()
            said: list[Message] = []
            for line in process.stdout:
                said.append(json.loads(line))  # nothing but messages on stdout
                if said[-1]["say"] == "finished":
                    break
            watchdog.cancel()
            process.stdin.close()
            assert process.wait(20) == 0, said
        kinds = [m["say"] for m in said]
        assert sorted(kinds) == sorted(
            ["error", "ready", "arabic", "arabic", "title", "paragraph", "paragraph", "finished"]
        )

    def test_closed_in_the_middle_it_ends(self, model_folder: Path, data_folder: Path) -> None:
        with self.start(model_folder, data_folder) as process:
            out, _ = process.communicate(json.dumps(opening()) + "\n", timeout=60)
            assert process.returncode == 0
        assert all(json.loads(line) for line in out.splitlines())


def test_what_libraries_print_does_not_reach_the_window(data_folder: Path) -> None:
    code = (
        "import os, sys, reader.engine as e; out = e._reserved_stdout()\n"
        "print('noise'); os.system('echo noise'); os.write(1, b'noise')\n"
        "out.write('message'); out.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "message"
    assert done.stderr.count("noise") == 3


def test_an_article_without_paragraphs(converse: Callable[..., Conversation]) -> None:
    talk = converse(opening(text=""))
    talk.wait("finished")
    assert talk.of("paragraph") == []
