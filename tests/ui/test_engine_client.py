"""The engine as the window sees it: the real child process, started, crashed, brought back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from reader import formats
from reader.article import ReadParagraph
from reader.paths import resources
from reader.ui.engine_client import EngineClient
from tests.ui.conftest import read_paragraph

TEXT = "زار الرئيس المصري مدينة طرابلس.\n\nوقال الوزير: “نعم”."


@pytest.fixture
def engine(qtbot: Any) -> Iterator[EngineClient]:
    if not any((resources() / "models").glob("translate-*")):
        pytest.skip("no translation model in resources/models")
    client = EngineClient()
    client.start()
    yield client
    client.stop()


def test_an_article_comes_back_read(engine: EngineClient, qtbot: Any) -> None:
    arabic: dict[int, ReadParagraph] = {}
    read: dict[int, ReadParagraph] = {}
    told = []
    engine.arabic_read.connect(arabic.__setitem__)
    engine.paragraph_read.connect(read.__setitem__)
    engine.progress.connect(lambda *p: told.append(p))
    article = formats.read_pasted(TEXT)
    with qtbot.waitSignal(engine.finished, timeout=60_000):
        engine.open(article, (), 0)
    assert engine.engines is not None
    assert engine.engines.translation
    assert set(arabic) == set(read) == {0, 1}
    assert all(p.translated for p in read.values())
    assert [p[0] for p in told] == [1, 2]
    assert not engine.working


def test_after_a_crash_only_what_is_missing_is_read(engine: EngineClient, qtbot: Any) -> None:
    article = formats.read_pasted("\n\n".join([TEXT] * 10))
    read: list[int] = []
    engine.paragraph_read.connect(lambda i, _: read.append(i))
    with qtbot.waitSignal(engine.paragraph_read, timeout=60_000):
        engine.open(article, (), 0)
    with qtbot.waitSignal(engine.restarted, timeout=60_000):
        assert engine._process is not None
        engine._process.kill()
    with qtbot.waitSignal(engine.finished, timeout=60_000):
        pass
    assert sorted(read) == list(range(len(article.paragraphs))), "each once"


def test_an_engine_that_crashes_again_and_again_is_given_up(qtbot: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("reader.ui.engine_client._ENGINE", ("-c", "raise SystemExit(3)"))
    client = EngineClient()
    with qtbot.waitSignal(client.gone, timeout=30_000) as signal:
        client.start()
    assert "stopped" in signal.args[0]
    client.stop()


def test_what_is_of_another_article_is_not_heard(qtbot: Any) -> None:
    client = EngineClient()
    client.job = 2
    heard = []
    client.failed.connect(heard.append)
    client._hear({"say": "error", "job": 1, "message": "old"})
    client._hear({"say": "error", "job": 2, "message": "new"})
    assert heard == ["new"]


def test_lines_come_in_any_pieces_and_junk_does_no_harm(qtbot: Any) -> None:
    from reader.article_json import paragraph_to_json

    client = EngineClient()
    read, failed = [], []
    client.arabic_read.connect(lambda i, p: read.append((i, p)))
    client.failed.connect(failed.append)
    message = {
        "say": "arabic",
        "job": 0,
        "index": 3,
        "paragraph": paragraph_to_json(read_paragraph(3)),
    }
    client._lines.extend([json.dumps(message).encode(), b"junk", b"{}", b"[1]"])
    client._hear_some()
    qtbot.waitUntil(lambda: len(failed) == 3)
    assert read == [(3, read_paragraph(3))]
