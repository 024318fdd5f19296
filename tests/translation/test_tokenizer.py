"""Tokenizers: every piece knows its place, and nothing odd comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.translation.tokenizer import (
    SentencePieceTokenizer,
    join_sentencepieces,
    spaced,
    unspaced,
)


def test_pieces_are_joined_with_their_places() -> None:
    joined = join_sentencepieces(["▁The", "▁Al", "ger", "ian", "s", ",", "▁yes", "</s>"])
    assert joined.text == "The Algerians, yes"
    assert [joined.text[slice(*s)] for s in joined.spans] == [
        "The", " Al", "ger", "ian", "s", ",", " yes", "",
    ]  # fmt: skip


def test_underscores_stay_and_unknowns_leave_no_mark() -> None:
    joined = join_sentencepieces(["▁x", "_", "y", "<unk>", "▁z"])
    assert joined.text == "x_y z"
    assert "⁇" not in joined.text


def test_bytes_make_one_character_and_share_its_place() -> None:
    joined = join_sentencepieces(["▁a", "<0xC3>", "<0xA9>", "b"])
    assert joined.text == "aéb"
    assert joined.spans == [(0, 1), (1, 2), (1, 2), (2, 3)]
    assert join_sentencepieces(["<0xC3>"]).text == ""


@given(st.lists(st.sampled_from(["▁", "▁a", "b", "<unk>", "<0xD9>", "<0x81>", "_", "."])))
def test_places_are_ordered_and_within_the_text(pieces: list[str]) -> None:
    joined = join_sentencepieces(pieces)
    assert len(joined.spans) == len(pieces)
    assert all(0 <= a <= b <= len(joined.text) for a, b in joined.spans)
    assert all(x[0] <= y[0] for x, y in zip(joined.spans, joined.spans[1:], strict=False))
    assert joined.text == joined.text.strip()


@pytest.mark.parametrize("text", ["", "  قال 150 😀 نعم_لا ", "ﷺ x", "a\u200fب"])
def test_a_models_pieces_know_their_place(model_folder: Path, text: str) -> None:
    encoded = SentencePieceTokenizer(model_folder / "sentencepiece.model").encode(text)
    assert len(encoded.pieces) == len(encoded.spans)
    assert all(0 <= a <= b <= len(text) for a, b in encoded.spans)
    assert "".join(text[a:b] for a, b in encoded.spans).strip() == text.strip()


@pytest.mark.parametrize(
    ("text", "with_spaces"),
    [
        ('He said: "The deal" (the "new") ended.', 'He said: " The deal" ( the " new") ended.'),
        ('قال:"إن الحل" و"الشعب".', 'قال:" إن الحل" و" الشعب".'),
        ('("Yes")', '( " Yes")'),
        ("Bush's men's 'x'.", "Bush's men's ' x'."),
        ('a " b "', 'a " b "'),
        ('رجل"كلمة', 'رجل"كلمة'),  # glued: nobody knows whether it opens
        ("", ""),
    ],
)
def test_opening_marks_stand_apart_from_their_word(text: str, with_spaces: str) -> None:
    assert spaced(text)[0] == with_spaces


@given(st.text(alphabet="\"'([ aو:.،"))
def test_what_was_spaced_keeps_its_places(text: str) -> None:
    with_spaces, inserted = spaced(text)
    assert len(with_spaces) == len(text) + len(inserted)
    for i, char in enumerate(with_spaces):
        start, end = unspaced((i, i + 1), inserted)
        assert text[start:end] == ("" if i in inserted else char)


def test_the_first_word_of_a_quotation_is_a_whole_word(model_folder: Path) -> None:
    """And comes back without the space, with places in the text as it was."""
    tokenizer = SentencePieceTokenizer(model_folder / "sentencepiece.model", spaced_marks=True)
    text = 'He said: "The deal" (the ("new") one)'
    encoded = tokenizer.encode(text)
    assert "▁The" in encoded.pieces
    assert "".join(text[a:b] for a, b in encoded.spans) == text
    assert tokenizer.decode(encoded.pieces).text == text
