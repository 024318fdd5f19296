"""The library: remembers articles, places, translations, corrections, notes, glossary."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import (
    Article,
    Engines,
    Entity,
    Link,
    Note,
    Paragraph,
    Quotation,
    ReadParagraph,
    Sentence,
    Speaker,
)
from reader.corrections import EntityCorrection
from reader.errors import ReaderError
from reader.library import Library, text_hash

TEXT = "قال حفتر نعم.\nوصل إلى روسيا."
ARTICLE = Article(
    "حفتر", "", TEXT, (Paragraph(0, 0, 13, TEXT[:13]), Paragraph(1, 14, 29, TEXT[14:29]))
)
HASH = text_hash(TEXT)
ENGINES = Engines("mirat 1.0", "mirat 1.0")


def read(index: int = 0, english: str = "Haftar said yes.") -> ReadParagraph:
    paragraph = ARTICLE.paragraphs[index]
    return ReadParagraph(
        paragraph,
        english,
        (Sentence((0, 13), (0, len(english)), "doubted"),),
        (Entity("PER", (4, 8), ((0, 6),), "Haftar", 0.9),),
        (Quotation("direct", (9, 12), (12, 15), Speaker((4, 8), "Haftar"), True),),
        (Link((4, 8), (0, 6), 0.75),),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Library:
    return Library(path)


class TestArticles:
    def test_the_place_is_kept(self, library: Library, path: Path) -> None:
        assert library.opened(ARTICLE) == 0
        library.set_place(HASH, 1)
        library.close()
        assert Library(path).opened(ARTICLE) == 1

    def test_recent_ones_newest_first(self, library: Library) -> None:
        other = replace(ARTICLE, text="نص آخر", title="آخر", paragraphs=())
        library.opened(ARTICLE)
        library.opened(other)
        assert [r.title for r in library.recent()] == ["آخر", "حفتر"]
        library.opened(ARTICLE)
        assert [r.title for r in library.recent()] == ["حفتر", "آخر"]
        assert len(library.recent(1)) == 1

    def test_a_file_is_known_by_its_path_and_a_pasted_text_is_kept(
        self, library: Library, tmp_path: Path
    ) -> None:
        file = tmp_path / "a.txt"
        file.write_text(TEXT, "utf-8")
        library.opened(replace(ARTICLE, source=str(file)))
        assert library.recent()[0].path == str(file)
        assert library.pasted(HASH) is None
        library.opened(ARTICLE)
        assert library.recent()[0].path == ""
        assert library.pasted(HASH) == ("حفتر", TEXT)

    def test_the_english_title(self, library: Library) -> None:
        library.opened(ARTICLE)
        assert library.english_title(HASH) == ""
        library.set_english_title(HASH, "Haftar")
        assert library.english_title(HASH) == library.recent()[0].english_title == "Haftar"

    def test_forgetting_takes_all_that_hangs_on_it(self, library: Library) -> None:
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read()])
        library.correct_english(HASH, read())
        library.set_note(HASH, 0, Note("why?"))
        library.correct_entity(EntityCorrection("حفتر", "ORG"), HASH)
        library.forget(HASH)
        assert library.recent() == []
        assert library.notes(HASH) == {}
        assert library.entity_corrections(HASH) == []
        library.opened(ARTICLE)
        assert library.kept(ARTICLE, ENGINES) == {}


class TestReadParagraphs:
    def test_come_back_as_they_were(self, library: Library, path: Path) -> None:
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read(), replace(read(1), english="")])
        library.close()
        assert Library(path).kept(ARTICLE, ENGINES) == {0: read()}

    def test_of_other_engines_do_not(self, library: Library) -> None:
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read()])
        assert library.kept(ARTICLE, Engines("other", "mirat 1.0")) == {}

    def test_that_no_longer_fit_do_not(self, library: Library) -> None:
        """The same text may be cut into other paragraphs by a later version."""
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read()])
        whole = replace(ARTICLE, paragraphs=(Paragraph(0, 0, len(TEXT), TEXT),))
        assert library.kept(whole, ENGINES) == {}

    def test_corrected_english_wins_for_every_engine_until_undone(self, library: Library) -> None:
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read()])
        mine = replace(read(english="Haftar said: yes."), corrected=True)
        library.correct_english(HASH, mine)
        assert library.kept(ARTICLE, ENGINES)[0] == mine
        assert library.kept(ARTICLE, Engines("other", "other"))[0] == mine
        library.undo_english(HASH, mine.paragraph.arabic)
        assert library.kept(ARTICLE, ENGINES)[0] == read()

    def test_carry_their_notes(self, library: Library) -> None:
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read()])
        library.set_note(HASH, 0, Note("who?", (4, 8)))
        assert library.kept(ARTICLE, ENGINES)[0].notes == (Note("who?", (4, 8)),)

    def test_a_broken_one_is_left_out(self, library: Library, path: Path) -> None:
        library.opened(ARTICLE)
        library.keep(HASH, ENGINES, [read(), read(1)])
        with sqlite3.connect(path) as db:
            db.execute("UPDATE paragraph SET read = '{\"start\": 0}' WHERE start = 0")
        assert list(library.kept(ARTICLE, ENGINES)) == [1]


class TestNames:
    def test_corrections_for_one_article_come_after_those_for_all(self, library: Library) -> None:
        library.correct_entity(EntityCorrection("حفتر", "PER", "Hifter"))
        library.correct_entity(EntityCorrection("حفتر", "none"), HASH)
        library.correct_entity(EntityCorrection("روسيا", "", "Russia"), "another")
        assert library.entity_corrections(HASH) == [
            EntityCorrection("حفتر", "PER", "Hifter"),
            EntityCorrection("حفتر", "none"),
        ]
        assert library.entity_corrections() == [EntityCorrection("حفتر", "PER", "Hifter")]
        library.undo_entity("حفتر", HASH)
        assert library.entity_corrections(HASH) == library.entity_corrections()

    def test_the_glossary(self, library: Library) -> None:
        library.set_glossary(" حفتر ", "Hifter")
        library.set_glossary("أوران", "Oran")
        library.set_glossary("حفتر", "Haftar ")
        assert library.glossary() == {"أوران": "Oran", "حفتر": "Haftar"}
        library.set_glossary("أوران", " ")
        assert library.glossary() == {"حفتر": "Haftar"}


def test_notes(library: Library) -> None:
    library.opened(ARTICLE)
    library.set_note(HASH, 14, Note("of the paragraph"))
    library.set_note(HASH, 0, Note("of all of it"))
    library.set_note(HASH, 0, Note("of a word", (4, 8)))
    assert library.notes(HASH) == {
        0: (Note("of all of it"), Note("of a word", (4, 8))),
        14: (Note("of the paragraph"),),
    }
    library.set_note(HASH, 0, Note(" changed\n", (4, 8)))
    library.set_note(HASH, 14, Note(" "))
    assert library.notes(HASH) == {0: (Note("of all of it"), Note("changed", (4, 8)))}


class TestTheFile:
    @pytest.mark.parametrize("content", [b"no database at all, but text" * 99, b"\0" * 4096])
    def test_a_damaged_one_is_set_aside_and_nothing_is_lost(
        self, path: Path, content: bytes
    ) -> None:
        path.parent.mkdir()
        path.write_bytes(content)
        library = Library(path)
        assert "damaged" in library.set_aside
        assert library.recent() == []
        aside = list(path.parent.glob("library-*.sqlite"))
        assert [p.read_bytes() for p in aside] == [content]
        assert aside[0].name in library.set_aside
        library.close()
        assert Library(path).set_aside == ""

    def test_a_page_overwritten_in_the_middle_is_damage(self, library: Library, path: Path) -> None:
        library.opened(replace(ARTICLE, text=TEXT * 2000))
        library.close()
        content = bytearray(path.read_bytes())
        content[4096:20000] = b"\xff" * (20000 - 4096)
        path.write_bytes(content)
        assert "damaged" in Library(path).set_aside

    def test_one_of_a_newer_version_is_set_aside(self, library: Library, path: Path) -> None:
        library.opened(ARTICLE)
        library.close()
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        fresh = Library(path)
        assert "newer version" in fresh.set_aside
        assert fresh.recent() == []

    def test_a_folder_that_cannot_be_used_is_said_so(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(ReaderError):
            Library(tmp_path / "file" / "library.sqlite")
        (tmp_path / "folder").mkdir()
        with pytest.raises(ReaderError, match="writing"):
            Library(tmp_path / "folder")

    def test_a_failed_change_changes_nothing(self, library: Library) -> None:
        library.opened(ARTICLE)
        with pytest.raises(ReaderError):
            library.keep("not an article", ENGINES, [read(), read(1)])
        library.keep(HASH, ENGINES, [read()])
        assert list(library.kept(ARTICLE, ENGINES)) == [0]

    def test_two_may_have_it_open(self, library: Library, path: Path) -> None:
        other = Library(path)
        library.opened(ARTICLE)
        other.set_place(HASH, 1)
        assert library.opened(ARTICLE) == 1

    def test_threads_may_share_it(self, library: Library) -> None:
        def work(n: int) -> None:
            for i in range(20):
                library.set_glossary(f"{n}-{i}", "x")

        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(library.glossary()) == 80

    def test_is_in_the_data_folder(self, data_folder: Path) -> None:
        Library()
        assert (data_folder / "library.sqlite").is_file()
