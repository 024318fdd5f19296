"""A read article as it comes from the pipeline, and one that nobody would wish to export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import (
    Article,
    Engines,
    Entity,
    EntityType,
    Link,
    Note,
    Paragraph,
    Quotation,
    QuotationKind,
    ReadArticle,
    ReadParagraph,
    Sentence,
    Span,
    Speaker,
)

#: (type, Arabic, English ("" where the translation lost it), usual English name)
Name = tuple[EntityType, str, str, str]
#: (kind, Arabic, English, speaker's Arabic, speaker's English, repaired); "" for what is not there
Said = tuple[QuotationKind, str, str, str, str, bool]


class _Finder:
    """Gives the next occurrence of a piece that lies in none given before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.given: list[Span] = []

    def __call__(self, piece: str) -> Span:
        # An Arabic name may stand after a proclitic, an English one never in another word.
        whole = piece.isascii() and piece.isalpha()
        pattern = rf"\b{piece}\b" if whole else re.escape(piece)
        for match in re.finditer(pattern, self.text):
            start, end = match.span()
            if not any(a < end and start < b for a, b in self.given):
                self.given.append((start, end))
                return start, end
        raise ValueError(piece)


def build(
    index: int,
    start: int,
    pairs: Sequence[tuple[str, str]],
    names: Sequence[Name] = (),
    said: Sequence[Said] = (),
    doubt: tuple[int, str] = (-1, ""),
    notes: tuple[Note, ...] = (),
    corrected: bool = False,
) -> ReadParagraph:
    """A read paragraph of (Arabic sentence, English sentence) pairs, one space between them."""
    arabic = " ".join(a for a, _ in pairs)
    english = " ".join(e for _, e in pairs if e)
    sentences = []
    a = e = 0
    for i, (left, right) in enumerate(pairs):
        span = (e, e + len(right)) if right else None
        sentences.append(Sentence((a, a + len(left)), span, doubt[1] if i == doubt[0] else ""))
        a += len(left) + 1
        e += len(right) + 1 if right else 0
    find_ar, find_en = _Finder(arabic), _Finder(english)
    entities = tuple(
        Entity(kind, find_ar(ar), (find_en(en),) if en and english else (), name)
        for kind, ar, en, name in names
    )
    find_ar, find_en = _Finder(arabic), _Finder(english)
    quotations = []
    for q_kind, ar, en, speaker_ar, speaker_en, repaired in said:
        speaker = Speaker(_Finder(arabic)(speaker_ar), speaker_en) if speaker_ar else None
        quotations.append(
            Quotation(
                q_kind, find_ar(ar), find_en(en) if en and english else None, speaker, repaired
            )
        )
    links = tuple(Link(e.arabic, e.english[0], 0.8) for e in entities if e.english)
    return ReadParagraph(
        Paragraph(index, start, start + len(arabic), arabic),
        english,
        tuple(sentences),
        entities,
        tuple(quotations),
        links,
        notes,
        corrected,
    )


@pytest.fixture
def read_article(sample: Path) -> ReadArticle:
    """The first paragraphs of the sample, read by hand."""
    text = sample.read_text("utf-8")
    first = [
        (
            "كشف موقع “ميدل إيست آي” أن اللواء المتقاعد خليفة حفتر سيتلقى عربات مصفحة وذخائر "
            "ومعدات مراقبة بعد موافقة روسيا على تسليحه.",
            "The website Middle East Eye revealed that retired Major General Khalifa Haftar will "
            "receive armoured vehicles, ammunition and surveillance equipment after Russia agreed "
            "to arm him.",
        ),
        (
            "ونقل الموقع عن مصدر في الجيش الجزائري قوله إن “الجزائر أحد أهم الوسطاء في المنطقة "
            "ألقت بثقلها خلف حفتر من أجل تقويته باعتباره أحد اللاعبين الرئيسيين في الحرب الليبية”.",
            "The site quoted a source in the Algerian army as saying that “Algeria, one of the "
            "most important mediators in the region, has thrown its weight behind Haftar to "
            "strengthen him as one of the main players in the Libyan war”.",
        ),
    ]
    second = [
        (
            "وقال المصدر العسكري: “علينا أن نواجه الحقائق فنحن لن ننتظر إلى الأبد على أمل أن "
            "تتوصل الأطراف السياسية الليبية إلى اتفاق تحتاج ليبيا إلى إعادة فرض سيادة القانون في "
            "كافة أرجاء البلاد وتحتاج إلى جيش قوي قادر على ضمان أمنها حتى حدودها ونحن نشاطر الروس "
            "في رؤية ما”.",
            "The military source said: “We must face the facts: we will not wait for ever in the "
            "hope that the Libyan political parties reach an agreement; Libya needs the rule of "
            "law restored throughout the country and an army strong enough to secure it to its "
            "borders, and we share a vision with the Russians”.",
        ),
        (
            "وقال “ميدل إيست آي” إن حفتر إذا ما حظي بمساندة روسيا فإنها ستزوده بعربات مصفحة "
            "وذخائر وأجهزة تنصت ومراقبة متقدمة وسيصبح على الأغلب قادرا على تعزيز وضعه بصفته الرجل "
            "القوي في البلد الممزق.",
            "Middle East Eye said that with Russia's support Haftar would be the strong man of "
            "the torn country.",
        ),
    ]
    third = [
        (
            "ويفتح الدعم الروسي لحفتر الأبواب أمامها من أجل الحصول موطئ قدم في شمال إفريقيا بعد "
            "محاولاتها على مدى السنوات الماضية.",
            "",
        ),
        (
            "وصرح مصدر عسكري جزائري ل”ميدل إيست آي” أن الروس “طلبوا عام 2010 من الجزائر تسهيل "
            "الوصول إلى قاعدة مرس الكبير البحرية بالقرب من أوران لكن النظام رفض وقال لهم لا” "
            "مضيفا: “أما الان فقد بات بإمكانهم الوصول عبر الساحل الليبي”.",
            "",
        ),
    ]
    fourth = [
        (
            "ولفت إلى أن الاتفاق مع حفتر لتسيلحه ودعمه تم على متن حاملة الطائرات الروسية الأميرال "
            "كوزنيتسوف في 11 يناير الجاري.",
            "He pointed out that the agreement with Haftar was made aboard the Russian aircraft "
            "carrier Admiral Kuznetsov on 11 January.",
        ),
        (
            "وتسعى روسيا إلى استعادة نفوذها في ليبيا قبل سقوط القذافي خاصة بعد الأرباح التي جنتها "
            "من الزعيم الراحل معمر القذافي قبل الإطاحة به وكانت بقيمة 4 مليارات دولار علاوة على "
            "التدريب العسكري الذي قدمته روسيا وعاد عليها بحليف شديد الولاء في المنطقة.",
            "Russia seeks to regain the influence it had in Libya before the fall of Gaddafi, and "
            "the profits of 4 billion dollars it made with the late leader Muammar Gaddafi.",
        ),
    ]
    source = "مصدر في الجيش الجزائري"
    source_at = f"{first[0][0]} {first[1][0]}".index(source)
    paragraphs = (
        build(
            0,
            text.index(first[0][0]),
            first,
            [
                ("ORG", "ميدل إيست آي", "Middle East Eye", "Middle East Eye"),
                ("PER", "خليفة حفتر", "Khalifa Haftar", "Khalifa Haftar"),
                ("LOC", "روسيا", "Russia", "Russia"),
                ("ORG", "الجيش الجزائري", "Algerian army", "Algerian Army"),
                ("LOC", "الجزائر", "Algeria", "Algeria"),
                ("PER", "حفتر", "Haftar", "Haftar"),
                ("MISC", "الحرب الليبية", "Libyan war", "Libyan War"),
            ],
            [
                (
                    "direct",
                    first[1][0].split("“")[1].split("”")[0],
                    first[1][1].split("“")[1].split("”")[0],
                    "مصدر في الجيش الجزائري",
                    "a source in the Algerian army",
                    False,
                )
            ],
            notes=(Note("Who is this source?", (source_at, source_at + len(source))),),
        ),
        build(
            1,
            text.index(second[0][0]),
            second,
            [
                ("LOC", "ليبيا", "Libya", "Libya"),
                ("ORG", "ميدل إيست آي", "Middle East Eye", "Middle East Eye"),
                ("PER", "حفتر", "Haftar", "Haftar"),
                ("LOC", "روسيا", "Russia", "Russia"),
            ],
            [
                (
                    "direct",
                    second[0][0].split("“")[1].split("”")[0],
                    second[0][1].split("“")[1].split("”")[0],
                    "المصدر العسكري",
                    "The military source",
                    False,
                )
            ],
            doubt=(1, "The English is much shorter than the Arabic."),
        ),
        build(
            2,
            text.index(third[0][0]),
            third,
            [
                ("PER", "حفتر", "", "Haftar"),
                ("LOC", "شمال إفريقيا", "", "North Africa"),
                ("ORG", "ميدل إيست آي", "", "Middle East Eye"),
                ("LOC", "الجزائر", "", "Algeria"),
            ],
            [
                (
                    "direct",
                    third[1][0].split("“")[1].split("”")[0],
                    "",
                    "مصدر عسكري جزائري",
                    "an Algerian military source",
                    False,
                ),
                ("direct", "أما الان فقد بات بإمكانهم الوصول عبر الساحل الليبي", "", "", "", True),
            ],
        ),
        build(
            3,
            text.index(fourth[0][0]),
            fourth,
            [
                ("PER", "حفتر", "Haftar", "Haftar"),
                ("MISC", "الأميرال كوزنيتسوف", "Admiral Kuznetsov", "Admiral Kuznetsov"),
                ("LOC", "روسيا", "Russia", "Russia"),
                ("LOC", "ليبيا", "Libya", "Libya"),
                ("PER", "معمر القذافي", "Muammar Gaddafi", "Muammar Gaddafi"),
            ],
            notes=(Note("The carrier was on its way home from Syria.\nCheck the date."),),
            corrected=True,
        ),
    )
    article = Article(
        "روسيا تسلح حفتر عبر الجزائر",
        "haftar-arms.ar.txt",
        text,
        tuple(p.paragraph for p in paragraphs),
        "2017-01-27",
    )
    return ReadArticle(
        article,
        paragraphs,
        Engines("mirat ar→en 0.3", "mirat 0.3"),
        "Russia arms Haftar through Algeria",
    )


NASTY: list[list[tuple[str, str]]] = [
    [
        (
            "كلمة طويلة جدا في فقرة لا تنتهي، " * 400 + "نهاية.",
            "A word in an endless paragraph, " * 400,
        )
    ],
    [("لا أسماء هنا.", "No names here.")],
    [("“كل شيء قول.”", "“All is said.”")],
    [
        (
            "أعلنت Apple Inc. عن iPhone 15 Pro (A17 Pro) في Cupertino، California بسعر $999.99.",
            "Apple Inc. announced the iPhone 15 Pro (A17 Pro).",
        )
    ],
    [("2010\t4.5%\t1,000\t-3\n2011\t5.5%\t2,000\t-4\n٢٠١٢\t٦٫٥٪\t٣٠٠٠\t-٥", "2010 4.5% 1,000 -3")],
    [("فرحنا 🎉👩‍👩‍👧‍👦🇵🇸 كثيرا 😀.", "We were very glad 🎉👩‍👩‍👧‍👦🇵🇸.")],
    [("قَالَ الرَّئِيسُ إِنَّ الـــحَرْبَ ٱنْتَهَتْ.", "The president said the war had ended.")],
    [("گفت: «پژوهش چاپ شد» اور کہا ٹھیک ہے ڑ ں ے ۔", "He said: the research was printed.")],
    [
        (
            "<script>alert(\"x\")</script> & 'y' ]]> <b>*_`[a](javascript:b)|~$ # "
            "\x00\x08\x1f\ufffe",
            "</td><!-- & \"quoted\" 'single' *star* _under_ `tick` [l](u) 1. | ~~x~~ \x07\x0b",
        )
    ],
    [("- ليست قائمة", "- not a list")],
    [("1. ليس رقما", "1. not a number")],
]


@pytest.fixture
def nasty_article() -> ReadArticle:
    """Everything an article should not hold: see `NASTY`; its marks overlap and leave the text."""
    paragraphs = []
    at = 0
    for i, pairs in enumerate(NASTY):
        read = build(i, at, pairs)
        at += len(read.paragraph.arabic) + 2
        paragraphs.append(read)
    all_of_it = paragraphs[2].paragraph.arabic
    paragraphs[2] = build(
        2,
        paragraphs[2].paragraph.start,
        NASTY[2],
        said=[("direct", all_of_it[1:-1], "All is said.", "", "", False)],
    )
    latin = paragraphs[3]
    paragraphs[3] = build(
        3,
        latin.paragraph.start,
        NASTY[3],
        [
            ("ORG", "Apple Inc.", "Apple Inc.", 'Apple "Inc." <&>'),
            ("MISC", "iPhone 15 Pro (", "iPhone 15 Pro (", "iPhone*"),
        ],
        [("unmarked", "Inc. عن iPhone 15", "", "Cupertino", "", True)],
        notes=(Note('a <b> & "note" \x00 | *x*', (0, 9999)),),
    )
    start = paragraphs[3].paragraph.arabic.index("Inc.")
    wrong = (Entity("MISC", (start, start + 14)), Entity("PER", (-5, 9999), ((4, 4), (40, 9999))))
    paragraphs[3] = replace(paragraphs[3], entities=paragraphs[3].entities + wrong)
    text = "\n\n".join(p.paragraph.arabic for p in paragraphs)
    article = Article(
        'عنوان <&> "قبيح" \x01', "javascript:alert(1)", text, tuple(p.paragraph for p in paragraphs)
    )
    return ReadArticle(article, tuple(paragraphs), Engines("<engine> & co", ""), "")
