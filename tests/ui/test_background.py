"""Work away from the window's thread: what it returns, how it fails, who is told."""

from __future__ import annotations

import threading
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from reader.errors import Cancelled, ReaderError
from reader.ui.background import Work


def outcome(qtbot: Any, do: Any) -> list[Any]:
    """What was told of a piece of work, first who was told."""
    told: list[Any] = []
    Work().start(
        do,
        lambda result: told.extend(["success", result]),
        lambda sentence: told.extend(["failure", sentence]),
        lambda: told.append("stopped"),
    )
    qtbot.waitUntil(lambda: bool(told))
    return told


def raising(error: Exception) -> Any:
    def do() -> None:
        raise error

    return do


def test_it_runs_in_another_thread_and_tells_in_this(qtbot: Any) -> None:
    here = threading.get_ident()
    assert outcome(qtbot, lambda: threading.get_ident() != here) == ["success", True]


def test_an_expected_failure_is_its_own_sentence(qtbot: Any) -> None:
    assert outcome(qtbot, raising(ReaderError("The disk is full."))) == [
        "failure",
        "The disk is full.",
    ]


def test_any_other_failure_is_told_too(qtbot: Any) -> None:
    assert outcome(qtbot, raising(KeyError("x")))[0] == "failure"


def test_what_was_cancelled_is_no_failure(qtbot: Any) -> None:
    assert outcome(qtbot, raising(Cancelled())) == ["stopped"]


def test_who_has_gone_is_not_told(qtbot: Any) -> None:
    gate, told, owner = threading.Event(), [], QObject()
    work = Work(owner)
    work.start(gate.wait, told.append, told.append)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: work not in Work._running)
    assert told == []
