"""Paragraphs, sentences and words: exact spans, and cuts where a reader would make them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic.segment import LONG_PARAGRAPH, count_words, paragraphs, sentences, words
from reader.article import Span

ARABIC = (
    'قال الرئيس إن ليبيا و“الجزائر”«موسكو» (حفتر) 3.5 أ.ف.ب 90 % نعم.لا؟ هل…! د. "ثم" \u200f َ ـ'
)
texts = st.lists(
    st.sampled_from([*ARABIC.split(), " ", "\n", "\n\n", "\r\n", ". ", "”", "“", "«", "word", "1"])
    | st.text(max_size=3),
    max_size=80,
).map("".join)


def check(text: str, spans: list[Span]) -> None:
    """In order, never overlapping, without space at the ends, and nothing left out."""
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    at = 0
    for start, end in spans:
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(texts)
def test_spans_are_exact(text: str) -> None:
    found = paragraphs(text)
    assert [p.index for p in found] == list(range(len(found)))
    assert all(text[p.start : p.end] == p.arabic == p.arabic.strip() for p in found)
    check(text, [(p.start, p.end) for p in found])
    check(text, sentences(text))
    check(text, words(text))


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "قال د. محمد إن النسبة 3.5 في المئة.|ثم ذهب.",
        "هل جاء؟|نعم!|لا أدري…|ربما",
        "ذكرت أ.ف.ب أن الوفد وصل.|ثم غادر.",
        "قال: “لن ننتظر.”|وأضاف آخر.",
        "قال: «لن ننتظر».|وأضاف (كذا).|انتهى",
        "زوروا www.example.com اليوم.|شكرا.",
        "كتب إ. م. فورستر رواية.|قرأها.",
        "ارتفع إلى 1,5 مليون.|وبلغ 12.30 دولار.",
        "انتهى الاجتماع.|وقال الوزير كذا.",
        "السطر الأول\n|السطر الثاني",
        "نعم...|ثم ماذا؟!|لا.",
        "قال لهيئة بي. بي. سي إنه باق.|ثم غادر.",
        "بثته بي بي سي.|وأعلن ذلك.",
        "“متى يعود بابا؟” سألت الصغيرة المسعفين.|ولم يجب أحد.",
        "قال: “متى يعود؟”|ثم سأل عن أمه.",
    ],
)
def test_sentences(text: str) -> None:
    assert split(text.replace("|", " ").replace("\n ", "\n")) == [
        s.strip() for s in text.split("|")
    ]


def test_a_missing_space_after_the_stop_still_ends_the_sentence() -> None:
    assert split("انتهى الاجتماع.وقال الوزير كذا.") == ["انتهى الاجتماع.", "وقال الوزير كذا."]


def test_words_keep_what_belongs_to_them() -> None:
    text = "قالَ الـرئيس: 1,000.5 (al-Sisi) كوفيد-19، 20عاما G20"
    assert [text[a:b] for a, b in words(text)] == [
        "قالَ", "الـرئيس", ":", "1,000.5", "(", "al-Sisi", ")", "كوفيد", "-", "19", "،", "20",
        "عاما", "G20",
    ]  # fmt: skip


def test_paragraphs_are_lines() -> None:
    assert [p.arabic for p in paragraphs("عنوان\nفقرة أولى.\n \nفقرة ثانية.\r\n")] == [
        "عنوان",
        "فقرة أولى.",
        "فقرة ثانية.",
    ]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    line = "هذا سطر طويل من نص لفه كاتبه بيده عند نحو ستين حرفا في كل سطر"
    text = f"{line}\n{line}\n{line}\nوهذه نهايته.\n\nفقرة ثانية."
    found = paragraphs(text)
    assert len(found) == 2
    assert len(sentences(found[0].arabic)) == 1


def test_the_sample_reads_as_a_dozen_paragraphs(sample: Path) -> None:
    found = paragraphs(sample.read_text("utf-8"))
    assert len(found) >= 12
    assert all(30 <= count_words(p.arabic) <= 90 for p in found)


def test_a_long_paragraph_is_not_cut_inside_a_quotation() -> None:
    outside = "وهذه جملة قصيرة من كلمات قليلة خارج الاقتباس نفسه. "
    quoted = "وهذه جملة أخرى من كلمات قليلة داخل الاقتباس نفسه. "
    text = outside * 8 + "وقال: «" + (quoted * 10).strip() + "». " + outside * 8
    found = paragraphs(text)
    assert len(found) > 2
    assert all(p.arabic.count("«") == p.arabic.count("»") for p in found)


def test_a_mark_that_is_never_closed_holds_nothing_together() -> None:
    text = "وقال: «لن نذهب. " + "وهذه جملة قصيرة من كلمات قليلة بعد ذلك كله. " * 40
    assert all(count_words(p.arabic) <= LONG_PARAGRAPH for p in paragraphs(text))


def test_a_long_paragraph_is_not_cut_before_what_its_speaker_goes_on_to_say() -> None:
    told = "وهذه جملة قصيرة من كلمات قليلة تروي شيئا مما جرى. "
    spoken = "وقال رئيس البلدية للصحافيين إن الناس تعبت من الوعود الكثيرة. "
    text = told * 5 + spoken + "وأضاف: «لم يبق أمامنا غير الرحيل من هنا». " + told * 8
    found = paragraphs(text)
    assert len(found) > 1
    (holding,) = [p.arabic for p in found if "وأضاف" in p.arabic]
    assert "وقال رئيس البلدية" in holding
