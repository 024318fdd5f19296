"""The dialogues: export with its preview, printing, settings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from reader import settings
from reader.article import ReadArticle
from reader.export.options import ExportOptions
from reader.settings import SETTINGS
from reader.ui import pdf_pages, printing, theme
from reader.ui.export_dialog import ExportDialog, stored_options
from reader.ui.export_process import ExportProcess
from reader.ui.packages_page import PackagesPage
from reader.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import long_article


@pytest.fixture
def read(qapp: Any) -> ReadArticle:
    theme.load_fonts()
    article, reads = long_article(3)
    return ReadArticle(article, tuple(reads), english_title="Title")


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def dialog(
    qtbot: Any, parent: QWidget, read: ReadArticle, kept: dict[str, Any]
) -> Iterator[ExportDialog]:
    made = ExportDialog(parent, read, settings.load(), lambda **k: kept.update(k))
    qtbot.waitUntil(lambda: made.preview.pages > 0, timeout=20_000)
    return made


def test_the_preview_shows_the_pages_and_follows_the_choices(
    dialog: ExportDialog, qtbot: Any
) -> None:
    before = dialog.preview.picture.pixmap().toImage()
    assert not before.isNull()
    dialog.layout_.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.preview.picture.pixmap().toImage() != before, timeout=20_000)


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".json"])
def test_a_file_is_written_and_the_choices_kept(
    dialog: ExportDialog, qtbot: Any, tmp_path: Path, kept: dict[str, Any], suffix: str
) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    dialog.index.setChecked(False)
    target = tmp_path / f"out{suffix}"
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.export_to(target)
    assert target.stat().st_size > 100
    assert kept["export_format"] == suffix[1:]
    assert json.loads(kept["export_options"])["index"] is False
    assert stored_options(kept["export_options"]) == dialog.options()


def test_what_cannot_be_written_is_said(dialog: ExportDialog, qtbot: Any, tmp_path: Path) -> None:
    dialog.export_to(tmp_path / "no" / "folder" / "x.pdf")
    qtbot.waitUntil(lambda: bool(dialog.message.text()), timeout=20_000)
    assert "does not exist" in dialog.message.text()
    assert dialog.save.isEnabled()


def test_cancelling_leaves_the_old_file(dialog: ExportDialog, qtbot: Any, tmp_path: Path) -> None:
    article, reads = long_article(400)
    dialog._read = ReadArticle(article, tuple(reads))
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    dialog.export_to(target)
    qtbot.waitUntil(lambda: dialog.progress.value() > 0, timeout=20_000)
    dialog.reject()
    assert dialog._work is not None, "the first cancel stops the export, not the dialogue"
    qtbot.waitUntil(lambda: dialog._work is None, timeout=20_000)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("text", ["", "[]", "null", '{"margin": "wide", "new": 1}', "{"])
def test_choices_that_do_not_fit_read_as_usual(text: str) -> None:
    assert stored_options(text) == ExportOptions()


def test_printed_pages_are_those_of_the_export(
    parent: QWidget, read: ReadArticle, qtbot: Any, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    failed: list[str] = []
    shares: list[float] = []
    work = printing.send(parent, read, ExportOptions(), printer, failed.append)
    work.progress.connect(shares.append)
    qtbot.waitUntil(lambda: 1.0 in shares, timeout=30_000)
    qtbot.wait(50)
    assert failed == []
    pages = pdf_pages.page_count(pdf_pages.pdf_of(ExportProcess(), read, ExportOptions()))
    assert pdf_pages.page_count((tmp_path / "printed.pdf").read_bytes()) == pages


def test_settings_unchanged_are_no_changes(parent: QWidget) -> None:
    assert SettingsDialog(parent, settings.load()).changes() == {}


def test_settings_give_back_what_was_changed(parent: QWidget) -> None:
    dialog = SettingsDialog(parent, settings.load())
    box, choice = dialog.fields["remember"], dialog.fields["theme"]
    assert isinstance(box, QCheckBox)
    assert isinstance(choice, QComboBox)
    box.setChecked(False)
    choice.setCurrentIndex(choice.findData("sepia"))
    assert dialog.changes() == {"remember": False, "theme": "sepia"}


def test_every_setting_in_the_form_can_be_set_from_it(parent: QWidget) -> None:
    fields = SettingsDialog(parent, settings.load()).fields
    assert set(fields) <= set(SETTINGS)
    assert all(field.accessibleName() for field in fields.values())


def test_a_package_that_is_none_is_refused(qtbot: Any, tmp_path: Path) -> None:
    page = PackagesPage("")
    qtbot.addWidget(page)
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(b"no zip")
    page.install(bad)
    qtbot.waitUntil(lambda: "bad.argosmodel" in page.message.text(), timeout=10_000)
    assert page.add.isEnabled()
