"""The window as a person uses it, with the real engine behind it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from reader import settings
from reader.article import Note
from reader.corrections import EntityCorrection
from reader.library import Library
from reader.paths import resources
from reader.ui import theme
from reader.ui.actions import ACTIONS
from reader.ui.editor import Editor
from reader.ui.note_dialog import NoteDialog
from reader.ui.window import Window
from tests.ui.conftest import ENGLISH, long_article

MODEL = any((resources() / "models").glob("translate-*"))
needs_model = pytest.mark.skipif(not MODEL, reason="no translation model in resources/models")


@pytest.fixture
def window(qtbot: Any) -> Iterator[Window]:
    theme.load_fonts()
    window = Window()
    qtbot.addWidget(window)
    window.page.animated = False
    window.show()
    yield window
    window.close()


@pytest.fixture
def quiet(qtbot: Any, monkeypatch: Any) -> Iterator[Window]:
    """A window whose engine is not started, with a read article in it."""
    monkeypatch.setattr("reader.ui.engine_client.EngineClient.start", lambda self: None)
    theme.load_fonts()
    window = Window()
    qtbot.addWidget(window)
    window.page.animated = False
    window.show()
    article, reads = long_article(6)
    with qtbot.waitSignal(window.reading.opened):
        window.show_article(article)
    for index, read in enumerate(reads):
        window.reading._paragraph(index, read)
    yield window
    window.close()


def test_nothing_heavy_is_in_the_windows_process() -> None:
    heavy = ("torch", "ctranslate2", "argostranslate", "transformers", "camel_tools", "stanza",
             "sentencepiece", "pycrfsuite")  # fmt: skip
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from reader.ui.window import Window; w = Window(); w.show(); app.processEvents()\n"
        f"print([m for m in {heavy} if m in sys.modules]); w.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_empty_window_offers_to_open_and_nothing_else(window: Window) -> None:
    assert window.stack.currentWidget() is window.welcome
    assert window.actions_["open"].isEnabled()
    assert not window.actions_["export"].isEnabled()
    assert not window.actions_["next_entity"].isEnabled()


@needs_model
def test_the_sample_is_read_and_its_place_kept(window: Window, qtbot: Any) -> None:
    with qtbot.waitSignal(window.reading.opened, timeout=10_000):
        window.open_sample()
    # The Arabic is there before the engine has said a word.
    assert window.page.rows.reads[0].paragraph.arabic
    assert window.stack.currentWidget() is window.page
    with qtbot.waitSignal(window.engine.finished, timeout=120_000):
        pass
    assert all(read.translated for read in window.page.rows.reads)
    assert any(read.entities for read in window.page.rows.reads)
    qtbot.waitUntil(lambda: window.panel.people[1].list.count() > 0, timeout=10_000)
    window.page.go_to(5)
    window.close()
    kept = Library()
    assert kept.recent()[0].place == 5
    kept.close()
    again = Window()
    qtbot.addWidget(again)
    again.show()
    with qtbot.waitSignal(again.engine.finished, timeout=60_000):
        again.open_sample()
    assert again.page.current == 5
    again.close()


def test_every_walk_has_its_key(quiet: Window) -> None:
    page = quiet.page
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_J)
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.current == 2
    QTest.keyClick(page, Qt.Key.Key_K)
    assert page.current == 1
    QTest.keyClick(page, Qt.Key.Key_End)
    assert page.current == 5
    QTest.keyClick(page, Qt.Key.Key_Home)
    assert page.current == 0
    QTest.keyClick(page, Qt.Key.Key_E)
    QTest.keyClick(page, Qt.Key.Key_Q)
    assert page.caret.place.position == ENGLISH.index("Russia")
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.caret.side == "arabic"


def test_letters_typed_into_a_field_do_not_walk(quiet: Window) -> None:
    quiet.find_bar.bring("")
    QTest.keyClicks(quiet.find_bar.field, "jke q")
    assert quiet.find_bar.field.text() == "jke q"
    assert quiet.page.current == 0


def test_finding_counts_both_panes_and_steps(quiet: Window, qtbot: Any) -> None:
    quiet.find_bar.bring("خَلِيفة")
    qtbot.waitUntil(lambda: "1 of 6" in quiet.find_bar._count.text())
    quiet.actions_["find_next"].trigger()
    assert quiet.page.current == 1
    assert quiet.page.caret.side == "arabic"
    quiet.find_bar.field.setText("russia")
    qtbot.waitUntil(lambda: "of 6" in quiet.find_bar._count.text())
    quiet.find_bar.field.setText("nowhere")
    qtbot.waitUntil(lambda: "Not" in quiet.find_bar._count.text())
    quiet.find_bar.put_away()
    assert quiet.page._hits == {}


def test_the_panel_walks_a_names_mentions(quiet: Window, qtbot: Any) -> None:
    people = quiet.panel.people[0]
    quiet.panel.show_paragraphs(quiet.reading.paragraphs, at_once=True)
    qtbot.waitUntil(lambda: people.list.count() == 1)
    item = people.list.item(0)
    people._visit(item)
    people._visit(item)
    assert quiet.page.current == 1
    assert quiet.page._lit[1].entity is not None
    people.filter.setText("zzz")
    assert people.list.count() == 0
    people.filter.setText("حفتر")
    assert people.list.count() == 1


def test_what_the_reader_says_of_a_name_holds_at_once(quiet: Window) -> None:
    quiet.reading.correct_entity(EntityCorrection("ليبيا", "none"), False)
    kinds = [[e.name for e in read.entities] for read in quiet.page.rows.reads]
    assert all("Libya" not in names for names in kinds)
    library = quiet.library
    assert library is not None
    assert library.entity_corrections(quiet.reading.number) == [EntityCorrection("ليبيا", "none")]
    assert library.entity_corrections() == []


def test_english_is_corrected_in_its_place(quiet: Window, qtbot: Any) -> None:
    quiet.page.go_to(2)
    quiet.actions_["edit_english"].trigger()
    editor = quiet.page.viewport().findChild(Editor)
    assert editor is not None
    editor.field.setPlainText("Khalifa Haftar said: “Russia supports all of Libya.”")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    read = quiet.page.rows.reads[2]
    assert read.corrected
    assert read.english.endswith("all of Libya.”")
    assert read.english[slice(*read.entities[0].english[0])] == "Khalifa Haftar"
    assert read.quotations[0].english is not None
    assert read.english[slice(*read.quotations[0].english)] == "Russia supports all of Libya."
    quiet.reading.close()
    assert quiet.library is not None
    kept = quiet.library.kept(quiet.reading.article, quiet.reading.engines)
    assert kept[2].english == read.english


def test_escape_leaves_the_english_as_it_was(quiet: Window) -> None:
    quiet.actions_["edit_english"].trigger()
    editor = quiet.page.viewport().findChild(Editor)
    assert editor is not None
    editor.field.setPlainText("other")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert not quiet.page.rows.reads[0].corrected


def test_a_note_on_a_paragraph_is_there_when_the_article_is_opened_again(
    quiet: Window, qtbot: Any
) -> None:
    quiet.page.go_to(3)
    QTest.keyClick(quiet, Qt.Key.Key_N)
    dialog = quiet.findChild(NoteDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.field, "ask N. about this")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert quiet.page.rows.reads[3].notes == (Note("ask N. about this"),)
    assert "Note: ask N. about this" in quiet.page.accessibleDescription()
    article = quiet.reading.article
    assert article is not None
    with qtbot.waitSignal(quiet.reading.opened):
        quiet.show_article(article)
    assert [bool(read.notes) for read in quiet.page.rows.reads] == [i == 3 for i in range(6)]
    quiet.reading.set_note(3, " ")
    assert quiet.page.rows.reads[3].notes == ()
    quiet.reading.close()
    assert quiet.library is not None
    assert quiet.library.notes(quiet.reading.number) == {}


def test_a_bad_file_gets_one_sentence(window: Window, qtbot: Any, tmp_path: Path) -> None:
    window.open_path(tmp_path / "none.txt")
    qtbot.waitUntil(lambda: bool(window.errors.sentence))
    assert "none.txt" in window.errors.sentence
    assert window.stack.currentWidget() is window.welcome


def test_pasted_text_is_an_article(window: Window, qtbot: Any) -> None:
    QGuiApplication.clipboard().setText("قال الوزير في القاهرة إن الاتفاق وقع أمس.")
    with qtbot.waitSignal(window.reading.opened, timeout=10_000):
        window.actions_["paste"].trigger()
    assert window.page.rows.reads[0].paragraph.arabic.startswith("قال")


def test_a_dropped_file_is_opened(window: Window, qtbot: Any, sample: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    with qtbot.waitSignal(window.reading.opened, timeout=10_000):
        window.dropEvent(event)


def test_what_is_shown_is_kept_in_the_settings(quiet: Window) -> None:
    quiet.actions_["entities"].setChecked(False)
    quiet.actions_["zoom_in"].trigger()
    quiet.actions_["theme"].trigger()
    quiet.close()
    values = settings.load()
    assert values["show_entities"] is False
    assert values["zoom"] > 1
    assert values["theme"] == "light"


def test_only_the_page_and_back(quiet: Window) -> None:
    quiet.actions_["page_alone"].setChecked(True)
    assert quiet.bar.isHidden()
    assert quiet.panel.isHidden()
    assert quiet.actions_["next_paragraph"].isEnabled()
    quiet.actions_["page_alone"].setChecked(False)
    assert not quiet.bar.isHidden()
    assert not quiet.panel.isHidden()


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
def test_every_theme_is_drawn(quiet: Window, name: str) -> None:
    quiet.set_values(theme=name)
    quiet.apply_theme()
    picture = quiet.page.grab().toImage()
    assert picture.pixelColor(2, 2) == theme.theme(name).paper


def test_a_screen_reader_is_told_the_paragraph(quiet: Window) -> None:
    quiet.page.go_to(3)
    assert "4 of 6" in quiet.page.accessibleName()
    assert quiet.page.accessibleDescription() == ENGLISH


def test_every_action_that_can_be_done_alone_is_done_without_harm(quiet: Window) -> None:
    asks = {"open", "export", "print", "settings", "quit", "help", "about", "sample", "paste",
            "page_alone"}  # fmt: skip
    for spec in ACTIONS:
        if spec.id not in asks:
            quiet.actions_[spec.id].trigger()
            if quiet._editor:
                quiet._leave_editor()


def test_a_lost_engine_is_brought_back_from_the_bar(quiet: Window) -> None:
    began = []
    quiet.engine.start = lambda: began.append(1)  # type: ignore[method-assign]
    quiet.engine.gone.emit("The translation engine has stopped several times.")
    assert quiet.errors._action.text() == "Restart"
    quiet.errors._action.click()
    assert began
    assert quiet.errors.isHidden()


def test_where_there_is_no_engine_the_bar_leads_to_the_settings(quiet: Window) -> None:
    quiet.engine.failed.emit("There is no package.")
    assert quiet.errors._action.text() == "Settings"


def test_other_engines_read_the_article_anew_but_for_what_the_reader_wrote(quiet: Window) -> None:
    quiet.engine.start = lambda: None  # type: ignore[method-assign]
    quiet.reading.correct_english(1, "Mine.")
    quiet.settings_changed({"threads": 1})
    reads = quiet.page.rows.reads
    assert reads[1].english == "Mine."
    assert not reads[0].translated


def test_a_title_that_is_the_texts_beginning_is_not_shown_twice(quiet: Window, qtbot: Any) -> None:
    assert quiet.page.head._titles["arabic"] == "عنوان"
    text = "قال الوزير اليوم إن الاتفاق وقع أمس في القاهرة بعد مفاوضات طويلة."
    with qtbot.waitSignal(quiet.reading.opened):
        quiet.show_article(replace(quiet.reading.article, text=text, title=text[:16] + "…"))
    assert quiet.page.head._titles["arabic"] == ""


def test_quotations_are_cited_with_speaker_and_source(quiet: Window) -> None:
    from reader.ui.quotation_panel import citation, said

    one = said(quiet.reading.paragraphs)[0]
    assert quiet.reading.article is not None
    text = citation(one, quiet.reading.article, "A title")
    assert text.splitlines()[:2] == ["“Russia supports Libya.”", "«روسيا تدعم ليبيا»"]
    for part in ("Khalifa Haftar", "خليفة حفتر", "A title", "x.txt", "paragraph 1"):
        assert part in text
