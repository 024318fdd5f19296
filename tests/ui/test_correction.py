"""English changed by hand stays tied to the Arabic where it is as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.correction import with_english
from tests.ui.conftest import ENGLISH, read_paragraph


def test_what_was_not_touched_keeps_its_counterpart() -> None:
    read = with_english(read_paragraph(), "Yesterday " + ENGLISH.replace("supports", "backs"))
    assert read.corrected
    assert read.english[slice(*read.entities[0].english[0])] == "Khalifa Haftar"
    assert read.english[slice(*read.entities[1].english[0])] == "Russia"
    assert all(read.english[slice(*k.english)] == "said" for k in read.links)


def test_a_name_that_was_rewritten_is_let_go() -> None:
    read = with_english(read_paragraph(), ENGLISH.replace("Russia", "Moscow"))
    assert read.entities[1].english == ()


@given(st.text(max_size=60))
def test_spans_never_leave_the_text(english: str) -> None:
    read = with_english(read_paragraph(), english)
    spans = [s for e in read.entities for s in e.english]
    spans += [link.english for link in read.links]
    spans += [q.english for q in read.quotations if q.english]
    spans += [s.english for s in read.sentences if s.english]
    assert all(0 <= a < b <= len(english) for a, b in spans)
