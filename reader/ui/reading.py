"""The article that is open: what is read of it so far, kept in the library as it comes.

Between engine, library and window: the engine's messages change it, its signals tell the
window, what must last is written to the library, away from the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.article import Article, Engines, Note, ReadArticle, ReadParagraph
from reader.corrections import EntityCorrection, by_key, correct
from reader.errors import ReaderError
from reader.library import Library, text_hash
from reader.ui.background import Work
from reader.ui.engine_client import EngineClient

_KEEP_MS = 1500  # after a paragraph has come, all that came are kept together


class Reading(QObject):
    """The open article. `paragraphs[i]` belongs to `article.paragraphs[i]`."""

    opened = Signal()
    paragraph_changed = Signal(int)
    names_changed = Signal()
    title_changed = Signal()
    failed = Signal(str)
    _failed_elsewhere = Signal(str)

    def __init__(self, engine: EngineClient, library: Library | None, parent: QObject) -> None:
        super().__init__(parent)
        self.engine = engine
        self.library = library
        self.remember = True
        self.article: Article | None = None
        self.paragraphs: list[ReadParagraph] = []
        self.english_title = ""
        self.engines = Engines()
        self.place = 0
        self.number = ""
        self._fresh: set[int] = set()
        self._by_hand: set[int] = set()
        # One thread: what is written is written in the order in which it was done.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._keep_timer = QTimer(self, interval=_KEEP_MS, singleShot=True)
        self._keep_timer.timeout.connect(self._keep)
        self._failed_elsewhere.connect(self.failed)
        engine.ready.connect(self._ready)
        engine.arabic_read.connect(self._arabic)
        engine.paragraph_read.connect(self._paragraph)
        engine.title_read.connect(self._title)
        engine.finished.connect(self._keep)

    @property
    def read_article(self) -> ReadArticle | None:
        """The article as it is read by now."""
        if self.article is None:
            return None
        return ReadArticle(self.article, tuple(self.paragraphs), self.engines, self.english_title)

    def open(self, article: Article) -> None:
        """Opens an article in place of the one before, at the place where its reader was."""
        self._keep()
        library = self.library
        if library is None or not self.remember:
            self._show(article, 0, "", {})
            return

        def remembered() -> tuple[int, str, dict[int, tuple[Note, ...]]]:
            place, number = library.opened(article), text_hash(article.text)
            return place, library.english_title(number), library.notes(number)

        def unknown(sentence: str) -> None:
            self._show(article, 0, "", {})
            self.failed.emit(sentence)

        Work(self).start(remembered, lambda found: self._show(article, *found), unknown)

    def _show(
        self, article: Article, place: int, english_title: str, notes: dict[int, tuple[Note, ...]]
    ) -> None:
        self.article = article
        self.number = text_hash(article.text)
        self.paragraphs = [
            ReadParagraph(p, notes=notes.get(p.start, ())) for p in article.paragraphs
        ]
        self.english_title = english_title
        self.place = max(0, min(place, len(self.paragraphs) - 1))
        self._fresh.clear()
        self._by_hand.clear()
        self._send_names()
        if self.engine.engines is not None:
            self._start()
        self.opened.emit()

    def _ready(self, engines: Engines) -> None:
        changed = self.engines != engines
        self.engines = engines
        if changed:
            self._send_names()
            if self.article is not None:
                self._start()

    def engines_changed(self) -> None:
        """Other engines are to be used: a new process, and the article read anew by them."""
        self._keep()
        if self.article is not None:
            self.engine.working = False
            by_hand = self.paragraphs
            self.paragraphs = [
                read if read.corrected else ReadParagraph(read.paragraph, notes=read.notes)
                for read in by_hand
            ]
            self.engines = Engines()
            self.opened.emit()
        self.engine.restart()

    def _start(self) -> None:
        """Takes from the library what these engines have read, and has the rest read."""
        article, library = self.article, self.library
        assert article is not None
        if self.engine.engines is not None:
            self.engines = self.engine.engines
        if library is None:
            self._read_rest(article, {})
            return
        engines, number = self.engines, self.number

        def kept() -> dict[int, ReadParagraph]:
            corrections = by_key(library.entity_corrections(number))
            return {
                index: replace(
                    read, entities=correct(read.paragraph.arabic, read.entities, corrections)
                )
                for index, read in library.kept(article, engines).items()
            }

        def unknown(sentence: str) -> None:
            self._read_rest(article, {})
            self.failed.emit(sentence)

        Work(self).start(kept, lambda have: self._read_rest(article, have), unknown)

    def _read_rest(self, article: Article, have: dict[int, ReadParagraph]) -> None:
        if article is not self.article:
            return  # another one was opened meanwhile
        for index, read in have.items():
            # A note may have been written while the library was asked.
            self.paragraphs[index] = replace(read, notes=self.paragraphs[index].notes)
            self.paragraph_changed.emit(index)
        if have:
            self.names_changed.emit()
        self.engine.open(article, have, self.place)

    def go_on(self) -> None:
        """Takes up the translating that was stopped."""
        if self.article is not None:
            have = [i for i, read in enumerate(self.paragraphs) if read.translated]
            self.engine.open(self.article, have, self.place)

    def _arabic(self, index: int, read: ReadParagraph) -> None:
        if 0 <= index < len(self.paragraphs) and not self.paragraphs[index].translated:
            self.paragraphs[index] = replace(read, notes=self.paragraphs[index].notes)
            self.paragraph_changed.emit(index)
            self.names_changed.emit()

    def _paragraph(self, index: int, read: ReadParagraph) -> None:
        if not 0 <= index < len(self.paragraphs):
            return
        read = replace(read, notes=self.paragraphs[index].notes)
        if self.paragraphs[index].corrected and not read.corrected:
            return  # the reader wrote it meanwhile
        self.paragraphs[index] = read
        if index in self._by_hand:
            self._by_hand.discard(index)
            number = self.number
            self._write(lambda library: library.correct_english(number, read))
        else:
            self._fresh.add(index)
            self._keep_timer.start()
        self.paragraph_changed.emit(index)
        self.names_changed.emit()

    def _title(self, english: str) -> None:
        self.english_title = english
        number = self.number
        self._write(lambda library: library.set_english_title(number, english))
        self.title_changed.emit()

    # The reader's own changes

    def set_place(self, paragraph: int) -> None:
        self.place = paragraph
        number = self.number
        self._write(lambda library: library.set_place(number, paragraph))

    def correct_english(self, index: int, english: str) -> None:
        """Takes the reader's English for a paragraph: kept at once, tied to the Arabic soon."""
        from reader.ui.correction import with_english

        read = with_english(self.paragraphs[index], english)
        self.paragraphs[index] = read
        number = self.number
        self._write(lambda library: library.correct_english(number, read))
        self._by_hand.add(index)
        self.engine.align(index, english)
        self.paragraph_changed.emit(index)
        self.names_changed.emit()

    def undo_english(self, index: int) -> None:
        """Forgets the reader's English; the paragraph is translated anew."""
        read = self.paragraphs[index]
        number, arabic = self.number, read.paragraph.arabic
        self._write(lambda library: library.undo_english(number, arabic))
        self.retranslate(index)

    def set_note(self, index: int, text: str) -> None:
        """What the reader notes on a whole paragraph; "" for nothing."""
        read, note, number = self.paragraphs[index], Note(text.strip()), self.number
        others = tuple(n for n in read.notes if n.arabic is not None)
        notes = (note, *others) if note.text else others
        self.paragraphs[index] = replace(read, notes=notes)
        self._write(lambda library: library.set_note(number, read.paragraph.start, note))
        self.paragraph_changed.emit(index)

    def retranslate(self, index: int) -> None:
        read = self.paragraphs[index]
        self.paragraphs[index] = ReadParagraph(
            read.paragraph,
            sentences=tuple(replace(s, english=None, doubt="") for s in read.sentences),
            entities=tuple(replace(e, english=()) for e in read.entities),
            quotations=tuple(replace(q, english=None) for q in read.quotations),
            notes=read.notes,
        )
        self.paragraph_changed.emit(index)
        self.engine.retranslate(index)

    def correct_entity(self, correction: EntityCorrection, always: bool) -> None:
        """What a name is from now on, in this article or in all; seen at once."""
        number = "" if always else self.number
        if self.library:
            try:
                self.library.correct_entity(correction, number)
                if always and correction.english:
                    self.library.set_glossary(correction.arabic, correction.english)
            except ReaderError as error:
                self.failed.emit(str(error))
        one = by_key([correction])
        changed = []
        for index, read in enumerate(self.paragraphs):
            entities = correct(read.paragraph.arabic, read.entities, one)
            if entities != read.entities:
                self.paragraphs[index] = replace(read, entities=entities)
                changed.append(index)
        self._fresh.update(changed)
        self._keep_timer.start()
        self._send_names()
        for index in changed:
            self.paragraph_changed.emit(index)
        self.names_changed.emit()

    # The library

    def _corrections(self) -> list[EntityCorrection]:
        try:
            return self.library.entity_corrections(self.number) if self.library else []
        except ReaderError:
            return []

    def _send_names(self) -> None:
        try:
            names = self.library.glossary() if self.library else {}
        except ReaderError:
            names = {}
        self.engine.set_names(names, [asdict(c) for c in self._corrections()])

    def _keep(self) -> None:
        if not self._fresh or self.article is None:
            return
        reads = [
            self.paragraphs[i] for i in sorted(self._fresh) if not self.paragraphs[i].corrected
        ]
        self._fresh.clear()
        number, engines = self.number, self.engines
        self._write(lambda library: library.keep(number, engines, reads))

    def _write(self, change: Callable[[Library], object]) -> None:
        library = self.library
        if library is None or not self.remember or self.article is None:
            return

        def work() -> None:
            try:
                change(library)
            except ReaderError as error:
                self._failed_elsewhere.emit(str(error))

        self._writer.submit(work)

    def close(self) -> None:
        """Keeps what is not kept yet and ends."""
        self._keep()
        self._writer.shutdown(wait=True)
        self.library = None
