"""Translating with a real model: what holds whatever its English is worth."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.arabic import segment
from reader.errors import ReaderError
from reader.translation import english
from reader.translation.doubt import repeats
from reader.translation.packages import Package, load
from reader.translation.translator import Translation, Translator, has_arabic, word_spans

SENTENCE = "وَصَلَ الرئيسُ الجزائريُّ إلى موسكو يوم الاثنين، وقال: «نحن هنا»."


def check(arabic: str, translation: Translation) -> None:
    """What holds for every translation."""
    text = translation.english
    assert text == text.strip()
    assert "⁇" not in text
    assert "<unk>" not in text
    assert "▁" not in text
    assert 0 <= translation.score <= 1
    words = set(english.words(text))
    for link in translation.links:
        said = arabic[slice(*link.arabic)]
        assert said.strip() == said != ""
        assert link.english in words
        assert 0 < link.weight <= 1


@pytest.fixture(scope="session")
def sample_sentences(sample: Path) -> list[str]:
    text = sample.read_text("utf-8")
    return [text[slice(*s)] for s in segment.sentences(text)]


def test_a_batch_gives_one_translation_each_in_order(
    translator: Translator, sample_sentences: list[str]
) -> None:
    batch = sample_sentences[:6]
    together = translator.translate(batch)
    assert len(together) == len(batch)
    for sentence, translation in zip(batch, together, strict=True):
        check(sentence, translation)
        assert english.words(translation.english)


def test_the_sample_does_not_loop_or_run_away(
    translator: Translator, sample_sentences: list[str]
) -> None:
    for start in range(0, len(sample_sentences), 8):
        batch = sample_sentences[start : start + 8]
        for sentence, translation in zip(batch, translator.translate(batch), strict=True):
            assert len(translation.english.split()) < 3 * len(sentence.split()) + 12
            assert not repeats(translation.english) or translation.doubt


def test_links_count_in_the_sentence_as_given(translator: Translator) -> None:
    """Harakat and tatweel are cleaned away for the model, not for the reader."""
    words = {SENTENCE[slice(*w)] for w in word_spans(SENTENCE)}
    links = translator.translate([SENTENCE])[0].links
    assert links
    assert {SENTENCE[slice(*k.arabic)] for k in links} <= words


def test_a_very_long_sentence_is_translated_in_clauses(translator: Translator) -> None:
    sentence = "، ".join(["وقال الوزير إن الحكومة سوف تبدأ العمل في الأسبوع القادم"] * 15) + "."
    translation = translator.translate([sentence])[0]
    check(sentence, translation)
    assert len(translation.english.split()) > 40
    spread = {k.arabic[0] * 15 // len(sentence) for k in translation.links}
    assert len(spread) >= 8  # links all along, not to its first part only


def test_a_word_without_any_space_for_a_thousand_letters(translator: Translator) -> None:
    check("ا" * 1000, translator.translate(["ا" * 1000])[0])


def test_marks_are_balanced_with_the_arabic(translator: Translator) -> None:
    for count, sentence in (
        (0, "قال نعم أمس."),
        (2, "قال الرئيس: «نحن هنا معكم اليوم»."),
    ):
        said = translator.translate([sentence])[0].english
        assert said.count('"') in (0, count)


def test_what_holds_no_arabic_stays_as_it_is(translator: Translator) -> None:
    for text in ("BBC News 2019", "1,500 – 20%", "😀", "***"):
        translation = translator.translate([text])[0]
        assert translation.doubt == ""
        assert translation.english.replace("-", "–") == text
    assert [k.weight for k in translator.translate(["BBC News"])[0].links] == [1.0, 1.0]


def test_nothing_gives_nothing(translator: Translator) -> None:
    assert translator.translate([]) == []
    assert translator.translate(["", " "])[0].english == ""


@given(text=st.text(st.sampled_from('اب وقم.،«»"“”(12٣_\u064b\u200f\u0640xé😀\n؟'), max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_translated(translator: Translator, text: str) -> None:
    check(text, translator.translate([text])[0])


def test_given_english_is_aligned(translator: Translator) -> None:
    arabic = ["وصل الرئيس إلى موسكو.", "نعم."]
    given_ = ["The president “arrived” in Moscow.", "Yes."]
    for sentence, text, links in zip(arabic, given_, translator.align(arabic, given_), strict=True):
        assert {k.english for k in links} <= set(english.words(text))
        assert {k.arabic for k in links} <= set(word_spans(sentence))
        assert links
    assert translator.align(["نعم"], [""]) == [()]


def test_has_arabic() -> None:
    assert has_arabic("a ب")
    assert not has_arabic("a 1 ٣ ، ؟")


def test_a_broken_package_is_one_clear_sentence(package: Package, tmp_path: Path) -> None:
    folder = tmp_path / "translate-ar_en-broken"
    shutil.copytree(package.path, folder)
    model = folder / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:5000])
    with pytest.raises(ReaderError, match="cannot be loaded; remove it"):
        Translator(load(folder, "own"))
    shutil.copy(package.path / "model" / "model.bin", model)
    (folder / "sentencepiece.model").write_bytes(b"x")
    with pytest.raises(ReaderError, match="cannot be loaded"):
        Translator(load(folder, "own"))
