"""The window's article: opened, translated by the engine, shown, corrected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
)

from reader.article import Article
from reader.errors import ReaderError
from reader.library import Library, Recent
from reader.paths import resources
from reader.ui import names_menu, opening
from reader.ui.counterparts import entity_at, text_of
from reader.ui.editor import Editor
from reader.ui.engine_client import EngineClient
from reader.ui.finding import Finding
from reader.ui.note_dialog import NoteDialog
from reader.ui.status import Status
from reader.ui.welcome import Welcome
from reader.ui.window_look import WindowLook


class WindowArticle(WindowLook):
    """What happens to the open article; the parts are made by `Window`."""

    engine: EngineClient
    library: Library | None
    status: Status
    stack: QStackedWidget
    welcome: Welcome
    finding: Finding
    _recent_menu: QMenu
    _editor: Editor | None

    # Opening

    def ask_open(self) -> None:
        path = opening.ask(self)
        if path:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Reads a file, away from the window's thread, and shows it."""
        opening.read(path, self.show_article, self.errors.say)

    def open_sample(self) -> None:
        self.open_path(resources() / "samples" / "haftar-arms.ar.txt")

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            opening.read_text(text, "", self.show_article, self.errors.say)
        else:
            self.errors.say(self.tr("There is no text to paste; copy an Arabic article first."))

    def open_recent(self, one: Recent) -> None:
        library = self.library
        if one.path:
            self.open_path(Path(one.path))
        elif library:
            _, text = library.pasted(one.hash) or ("", "")
            opening.read_text(text, one.title, self.show_article, self.errors.say)

    def show_article(self, article: Article) -> None:
        """Shows an article that has been read."""
        self._leave_editor()
        self.errors.hide()
        self.reading.open(article)

    def _opened(self) -> None:
        reading = self.reading
        self.page.set_paragraphs(reading.paragraphs, reading.place)
        self.page.set_waiting("· " + self.tr("translating …"))
        self._show_titles()
        self.panel.show_paragraphs(reading.paragraphs, at_once=True)
        self.status.waiting()
        self._show_article_state()
        self.finding.again()
        self.page.setFocus()

    def _show_titles(self) -> None:
        article = self.reading.article
        if article is None:
            return
        below = "  ·  ".join(p for p in (Path(article.source).name, article.date) if p)
        if _is_beginning(article):
            self.page.set_titles("", "", below)
        else:
            self.page.set_titles(self.reading.english_title, article.title, below)
        title = self.reading.english_title or article.title
        self.setWindowTitle(f"{title} — Mirat" if title else "Mirat")

    def _show_article_state(self) -> None:
        """Shows the page or the empty window, and which actions there is something for."""
        there = self.reading.article is not None
        self.stack.setCurrentWidget(self.page if there else self.welcome)
        self.legend.setVisible(there and self.actions_["legend"].isChecked())
        self.show_panel()
        always = {"open", "paste", "sample", "settings", "quit", "theme", "help", "about",
                  "page_alone"}  # fmt: skip
        for name, action in self.actions_.items():
            action.setEnabled(there or name in always)
        if not there:
            self.welcome.set_recent(self._recent())
            self.welcome.open_button.setFocus()

    def _recent(self) -> list[Recent]:
        try:
            return self.library.recent() if self.library else []
        except ReaderError:
            return []

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for number, one in enumerate(self._recent()[:9], 1):
            title = (one.english_title or one.title or one.path).replace("&", "&&")
            action = self._recent_menu.addAction(f"&{number}  {title[:60]}")
            action.triggered.connect(lambda _=False, one=one: self.open_recent(one))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("None yet")).setEnabled(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        text = event.mimeData().text()
        if files:
            self.open_path(Path(files[0]))
        elif text.strip():
            opening.read_text(text, "", self.show_article, self.errors.say)
        event.acceptProposedAction()

    # The engine

    def _engine_ready(self, engines: object) -> None:
        self.status.set_engines(self.engine.engines)

    def _engine_failed(self, sentence: str) -> None:
        """Says what failed; where no engine could be loaded, the way to the settings."""
        if self.engine.engines is None:
            self.status.set_engines(None, self.tr("no translator"))
            self.errors.say(sentence, self.tr("Settings"), self.actions_["settings"].trigger)
        else:
            self.errors.say(sentence)

    def _engine_gone(self, sentence: str) -> None:
        self.status.set_engines(None, self.tr("no translator"))
        self.status.rest()
        self.page.set_waiting("· " + self.tr("not translated"))
        self.errors.say(sentence, self.tr("Restart"), self._restart_engine)

    def _restart_engine(self) -> None:
        self.status.set_engines(None)
        self.page.set_waiting("· " + self.tr("translating …"))
        self.engine.restart()

    def _translated(self) -> None:
        self.status.rest(self.tr("%d paragraphs translated") % len(self.reading.paragraphs))
        self.page.set_waiting("· " + self.tr("not translated"))

    def stop_translating(self) -> None:
        self.engine.cancel()
        self.status.rest(self.tr("stopped"))
        self.page.set_waiting("· " + self.tr("not translated"))
        self.errors.say(self.tr("Translating was stopped."), self.tr("Go on"), self.reading.go_on)

    # The page

    def _current_changed(self, index: int) -> None:
        self.status.set_paragraph(index + 1)
        self.engine.focus(index)
        self.reading.set_place(index)
        self._describe_if_current(index)

    def _describe_if_current(self, index: int) -> None:
        """Tells screen readers the current paragraph."""
        if index != self.page.current or not self.page.rows.reads:
            return
        read = self.page.rows.reads[index]
        text = text_of(read, self.page.caret.side) or read.paragraph.arabic
        self.page.setAccessibleName(
            self.tr("Paragraph %d of %d") % (index + 1, len(self.page.rows))
        )
        notes = [self.tr("Note: %s") % note.text for note in read.notes]
        self.page.setAccessibleDescription("\n".join([text, *notes]))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.page, text))
        self.actions_["undo_english"].setEnabled(read.corrected)

    def _page_menu(self, row: int, side: str, position: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("copy", "edit_english", "undo_english", "note", "retranslate"):
            menu.addAction(self.actions_[name])
        read = self.reading.paragraphs[row]
        entity = entity_at(read, self.page.caret.side, position)
        chosen = self.page.selected_text().strip()
        correct = self.reading.correct_entity
        if entity:
            arabic = read.paragraph.arabic[slice(*entity.arabic)]
            names_menu.add_to(menu, self, arabic, entity.type, entity.name, correct)
        elif chosen and side == "arabic" and "\n" not in chosen:
            menu.addSeparator()
            add = menu.addAction(self.tr("English of “%s” …") % chosen[:40])
            add.triggered.connect(lambda: names_menu.ask_english(self, chosen, "", True, correct))
        menu.popup(at)

    def edit_english(self) -> None:
        """Opens the editor over the current paragraph's English."""
        if self._editor or self.reading.article is None:
            return
        if not self.values["show_english"]:
            self.actions_["english"].setChecked(True)
        row = self.page.current
        self.page.go_to(row, "english")
        self._editor = Editor(self.page, row, self.reading.paragraphs[row].english)
        self._editor.saved.connect(self.reading.correct_english)
        self._editor.closed.connect(self._editor_closed)

    def write_note(self) -> None:
        """Asks for the note on the current paragraph."""
        row = self.page.current
        text = next((n.text for n in self.reading.paragraphs[row].notes if not n.arabic), "")
        dialog = NoteDialog(self, row + 1, text)
        dialog.written.connect(lambda text: self.reading.set_note(row, text))
        dialog.open()

    def _editor_closed(self) -> None:
        self._editor = None

    def _leave_editor(self) -> None:
        if self._editor:
            self._editor.close_editor()


def _is_beginning(article: Article) -> bool:
    """Whether the title is only the text's first words: then it need not be shown above them."""
    words = article.title.removesuffix("…").strip()
    return article.text.lstrip("\ufeff \n\r\t").startswith(words)
