"""Quotations: what counts as one, where it begins and ends, who says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.arabic.quotations import quotations
from reader.arabic.segment import paragraphs
from reader.article import Entity, Quotation
from tests.arabic.score_quotations import SETS, load, score


def said(text: str) -> list[str]:
    return [text[slice(*q.arabic)] for q in quotations(text)]


def spoken(text: str) -> list[tuple[str, str]]:
    """Pairs of who and what; "" where nobody is named."""
    return [(speaker(text, q), text[slice(*q.arabic)]) for q in quotations(text)]


def speaker(text: str, quotation: Quotation) -> str:
    return text[slice(*quotation.speaker.arabic)] if quotation.speaker else ""


SPEECH = "لن نقبل بهذا الاتفاق"


@pytest.mark.parametrize(
    "text",
    [
        f"قال الوزير: «{SPEECH}».",
        f"قال الوزير إن «{SPEECH}».",
        f"وأكد الوزير أن “{SPEECH}”، ثم غادر.",
        f"وأكد الوزير أن ”{SPEECH}“، ثم غادر.",
        f'وشدد الوزير على أن"{SPEECH}"في كل الأحوال.',
        f"وصرح الوزير قائلا: ‹{SPEECH}›.",
        f"وكتب الوزير على تويتر: „{SPEECH}‟",
        f"«{SPEECH}»، قال الوزير للصحافيين.",
        f"«{SPEECH}»، بحسب الوزير.",
        f"«{SPEECH}»، على حد قول الوزير.",
        f"ونقلت الوكالة عن الوزير قوله: «{SPEECH}».",
        f'ونقلت الوكالة عن الوزير قوله إن «{SPEECH}".',
        f"الوزير: «{SPEECH}»",
    ],
)
def test_speech_in_marks_is_direct_and_has_its_speaker(text: str) -> None:
    assert spoken(text) == [("الوزير", SPEECH)]
    (found,) = quotations(text)
    assert (found.kind, found.repaired) == ("direct", False)


@pytest.mark.parametrize(
    "text",
    [
        "عرض فيلم «وداعا جوليا» في مهرجان «كان» أمس.",
        "وقال المخرج إن فيلم «وداعا جوليا» سيعرض قريبا.",
        "ذكرت صحيفة «الشرق الأوسط» أن الوفد غادر.",
        "وقالت «الأخبار» إن الوفد غادر.",
        "وقال مصدر لـ«العربي الجديد» إن الوفد غادر.",
        "وتحدث عن «الإرهاب» و«الفوضى» دون أن يسمي أحدا.",
        "كتاب بعنوان «تاريخ موجز للزمن كما لم يكتب من قبل» صدر حديثا.",
        "رفع المتظاهرون شعار «الشعب يريد إسقاط النظام» في الساحة.",
        "تأهل فريق “النصر” إلى نهائي بطولة “كأس الملك”.",
        "تبدأ المباراة عند الساعة 20:45 اليوم.",
        "وتضم القائمة ثلاث مدن: القاهرة وعمان وبيروت.",
        "",
    ],
)
def test_names_titles_and_scare_quotes_are_no_quotations(text: str) -> None:
    assert said(text) == []


def test_a_recognised_name_in_marks_is_no_quotation() -> None:
    text = "وقال إن «حركة النهضة التونسية» ستشارك."
    name = (text.index("حركة"), text.index("»"))
    assert quotations(text, [Entity("ORG", name)]) == []


def test_speech_of_several_sentences_is_one_quotation() -> None:
    speech = "كنا نائمين. سمعنا صوتا قويا! ثم لم أعد أرى أبي"
    assert spoken(f"وقالت الطفلة: «{speech}».") == [("الطفلة", speech)]


def test_speech_goes_on_after_its_speaker() -> None:
    text = "«لا نطلب المستحيل»، يقول أبو محمد، «كل ما نريده هو سقف يحمينا»."
    assert spoken(text) == [
        ("أبو محمد", "لا نطلب المستحيل"),
        ("أبو محمد", "كل ما نريده هو سقف يحمينا"),
    ]


@pytest.mark.parametrize(
    "joint",
    ["، مضيفا أن", "، وأضاف أن", ". وأضاف:", "، مشددا على أن", "، وأن", ". وتابع:"],
)
def test_who_went_on_is_who_spoke_before(joint: str) -> None:
    text = f"قال رئيس البلدية إن «{SPEECH}»{joint} «الحل لن يأتي من الخارج»."
    assert [by for by, _ in spoken(text)] == ["رئيس البلدية"] * 2


def test_two_may_speak_in_one_sentence() -> None:
    text = f"قال نتنياهو إن «{SPEECH}»، فيما رد ظريف قائلا: «لا أحد يطلب الإذن منكم»."
    assert [by for by, _ in spoken(text)] == ["نتنياهو", "ظريف"]


def test_a_quotation_in_a_quotation_is_part_of_it() -> None:
    speech = 'سمعت من يقول إن "الحكومة فشلت" وأقول له انتظر'
    assert spoken(f"وقالت الوزيرة: «{speech}».") == [("الوزيرة", speech)]


def test_a_colon_after_a_deed_makes_its_doer_the_speaker() -> None:
    assert spoken(f"وأبرقت الملكة إلى أسر الضحايا: «{SPEECH}».") == [("الملكة", SPEECH)]


def test_nobody_is_invented() -> None:
    assert spoken(f"وجاء في البيان: «{SPEECH}».") == [("", SPEECH)]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        (f"وقال الوزير إن {SPEECH}».", SPEECH),
        (f"وقال الوزير: {SPEECH}”، ثم غادر القاعة.", SPEECH),
        (f"وقال الوزير: «{SPEECH}. ثم غادر القاعة.", SPEECH),
        (f"وقال الوزير إن “{SPEECH}", SPEECH),
    ],
)
def test_a_missing_mark_is_made_up_for(text: str, speech: str) -> None:
    assert spoken(text) == [("الوزير", speech)]
    (found,) = quotations(text)
    assert found.repaired


def test_speech_after_a_colon_needs_no_marks() -> None:
    text = "وقال الناطق: سنعلن التفاصيل في غضون أسبوع. ثم غادر القاعة."
    (found,) = quotations(text)
    assert found.kind == "unmarked"
    assert text[slice(*found.arabic)] == "سنعلن التفاصيل في غضون أسبوع"
    assert speaker(text, found) == "الناطق"


def test_reported_speech_without_marks_or_colon_is_no_quotation() -> None:
    assert said("وقال الوزير إن الحكومة ستعلن التفاصيل في غضون أسبوع.") == []


def test_the_sample_has_fourteen_quotations_by_known_speakers(sample: Path) -> None:
    found = [
        (speaker(p.arabic, q), p.arabic[slice(*q.arabic)])
        for p in paragraphs(sample.read_text("utf-8"))
        for q in quotations(p.arabic)
    ]
    assert len(found) == 14
    assert [by for by, _ in found] == [
        "مصدر في الجيش الجزائري",
        "المصدر العسكري",
        "مصدر عسكري جزائري",
        "مصدر عسكري جزائري",
        "عقيد سابق في نظام القذافي",
        "مصدر دبلوماسي",
        "مصدر دبلوماسي",
        "الدبلوماسي",
        "الدبلوماسي",
        "المصدر",
        "موقع “ميدل إيست آي”",
        "مصدر مقرب من المخابرات الجزائرية",
        "مصدر المخابرات",
        "مصدر جزائري",
    ]
    assert not any("ميدل إيست آي" in speech for _, speech in found)


@pytest.mark.parametrize("name", SETS)
def test_gold_paragraphs_are_read_nearly_without_fault(name: str) -> None:
    scores = score(load(name))
    assert scores.f1 >= 0.95
    assert scores.speaker_accuracy >= 0.85


PIECES = st.sampled_from(
    [*"«»“”\"„‟‹›.:،؟!\n()", "قال", "وأضاف", "إن", "أن", "قائلا", "الوزير", "بحسب", "عن", "نقلت",
     "على حد قول", "فيلم", "في", "لا نريد حربا", "مصدر", "الذي", "20", "Paris", "ـ", "'"]
)  # fmt: skip
junk = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


@example("مصدر:0 0 0\r.")
@given(junk)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    at = 0
    for q in quotations(text):
        start, end = q.arabic
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end
        assert q.english is None
        if q.speaker:
            a, b = q.speaker.arabic
            assert 0 <= a < b <= len(text)
            assert b <= start or end <= a
            assert q.speaker.name == ""


@given(junk, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=5))
def test_names_anywhere_do_no_harm(text: str, spans: list[tuple[int, int]]) -> None:
    names = [Entity("PER", (a, min(a + size, len(text)))) for a, size in spans if a < len(text)]
    for q in quotations(text, names):
        assert 0 <= q.arabic[0] < q.arabic[1] <= len(text)


@pytest.mark.parametrize("piece", ["«", "»", '"', "قال: ", "قال «", "إن", "نقلت عن ", "وقال إن "])
def test_much_of_one_thing_does_no_harm(piece: str) -> None:
    text = piece * 1500
    assert all(0 <= q.arabic[0] < q.arabic[1] <= len(text) for q in quotations(text))
