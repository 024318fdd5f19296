"""Which of the persons named in a speaker's words is the speaker."""

from __future__ import annotations

import pytest

from reader.arabic.apposition import is_head


def head(text: str, person: str, *names: str) -> bool:
    """Whether `person` is whom the text is about, given other names in it."""

    def span(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return is_head(text, (0, len(text)), span(person), [span(n) for n in (person, *names)])


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("خليفة حفتر في مقابلة", "خليفة حفتر"),
        ("اللواء المتقاعد خليفة حفتر", "خليفة حفتر"),
        ("المتحدث باسم الرئاسة التركية إبراهيم قالن", "إبراهيم قالن"),
        ("مسؤول الأمن والدفاع كاوه شيخاني", "كاوه شيخاني"),
        ("حاكم المصرف بالإنابة وسيم منصوري", "وسيم منصوري"),
        ("المزارع الجنوب أفريقي بيتر فان وايك", "بيتر فان وايك"),
        ("زعيمهم سيف الإسلام", "سيف الإسلام"),
        ("جنرال حفتر", "حفتر"),
    ],
)
def test_a_name_beside_its_titles_is_the_speaker(text: str, person: str) -> None:
    assert head(text, person)


def test_a_place_makes_a_title_definite() -> None:
    assert head("رئيس مصر عبد الفتاح السيسي", "عبد الفتاح السيسي", "مصر")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("عقيد سابق في نظام القذافي", "القذافي"),
        ("وزير الداخلية في حكومة الدبيبة", "الدبيبة"),
        ("المتحدث باسم الرئيس بوتين", "بوتين"),
        ("مستشار للرئيس بوتين", "بوتين"),
        ("نجل الرئيس القذافي", "القذافي"),
        ("محامي ترامب", "ترامب"),
        ("والدة عيضة الحارثي المفقود", "عيضة الحارثي"),
        ("المتحدث السابق لحفتر", "حفتر"),
    ],
)
def test_a_name_that_belongs_to_another_is_not(text: str, person: str) -> None:
    assert not head(text, person)
