"""Five short articles of our own writing, each hard on a text layer in its own way."""

from __future__ import annotations

from reader.arabic import quotations, segment
from reader.article import Article, ReadArticle, ReadParagraph

#: name → paragraphs of (Arabic, English)
ARTICLES: dict[str, list[tuple[str, str]]] = {
    "politics": [
        (
            "أعلن رئيس الوزراء، يوم الثلاثاء، أن حكومته «لن تتراجع» عن خطتها الإصلاحية، مؤكدا أن "
            "البرلمان سيصوّت عليها في 14 مارس/آذار 2023 بحضور 165 نائبا على الأقل.",
            "The prime minister announced on Tuesday that his government “will not retreat” from "
            "its reform plan, stressing that parliament would vote on it on 14 March 2023 with at "
            "least 165 members present.",
        ),
        (
            "وأضاف: «نحن لا نبحث عن الأعذار؛ نحن نبحث عن الحلول»، قبل أن يسأله أحد الصحافيين: «ومن "
            "يدفع الثمن؟». فأجاب ضاحكا: «الجميع، بلا استثناء!».",
            "He added: “We are not looking for excuses; we are looking for solutions,” before a "
            "journalist asked him: “And who pays the price?” He answered, laughing: “Everyone, "
            "without exception!”",
        ),
    ],
    "economy": [
        (
            "ارتفع سعر برميل خام برنت بنسبة 3.75% ليبلغ 84.20 دولارا، فيما تراجعت الليرة إلى "
            "1,507.5 مقابل الدولار (مقارنة بـ 1,490 في نهاية 2019)، بحسب بيانات المصرف المركزي.",
            "Brent crude rose by 3.75% to 84.20 dollars a barrel, while the lira fell to 1,507.5 "
            "to the dollar (against 1,490 at the end of 2019), central bank figures show.",
        ),
        (
            "٢٠٢١: ٤٫٥٪ نموا، و٢٠٢٢: ٣٫٢٪ فقط — أي أقل من التوقعات بـ ١٫٣ نقطة. أما الدين العام "
            "فبلغ 98 – 101 مليار دولار.",
            "2021: growth of 4.5%, and 2022: only 3.2% — 1.3 points below expectations. Public "
            "debt reached 98 – 101 billion dollars.",
        ),
    ],
    "technology": [
        (
            "كشفت شركة OpenAI عن نموذجها GPT-4 الذي يفهم الصور والنصوص، بينما قالت Google إنها "
            "تطوّر «Bard» لمنافسته. وكتب Sam Altman على Twitter أن الإصدار متاح عبر "
            "https://openai.com لمن يشترك بـ 20$ شهريا.",
            "OpenAI unveiled its GPT-4 model, which understands images and text, while Google said "
            "it was developing “Bard” to compete. Sam Altman wrote on Twitter that the release is "
            "available at https://openai.com to those who subscribe for $20 a month.",
        ),
        (
            "ويدعم الهاتف Galaxy S23 Ultra شبكات 5G وذاكرة 12GB، وكاميرا 200MP (أي ضعف سابقه).",
            "The Galaxy S23 Ultra supports 5G networks, 12GB of memory and a 200MP camera (twice "
            "that of its predecessor).",
        ),
    ],
    "vocalised": [
        (
            "قَالَ الشَّاعِرُ: «إِذَا الشَّعْبُ يَوْمًا أَرَادَ الحَيَاةَ، فَلَا بُدَّ أَنْ يَسْتَجِيبَ القَدَرُ»، وَهُوَ بَيْتٌ يَحْفَظُهُ كُلُّ "
            "تِلْمِيذٍ.",
            "The poet said: “If one day the people want life, then destiny must answer,” a verse "
            "that every pupil knows by heart.",
        ),
        (
            "ولأنَّ الألفاظَ لآلئُ، قيلَ: «خيرُ الكلامِ ما قلَّ ودلَّ». الإسلام والآداب واللغة والأئمة.",
            "And because words are pearls, it was said: “The best speech is what is brief and "
            "telling.” Islam, letters, language and the imams.",
        ),
    ],
    "neighbours": [
        (
            "نقلت صحيفة «کیهان» الإيرانية عن وزير الخارجية ظریف قوله: «گفت‌وگو تنها راه است»، فيما "
            "عنونت جنگ الباكستانية: «وزیرِ اعظم کا دورۂ چین ٹھیک رہا».",
            "The Iranian newspaper Kayhan quoted foreign minister Zarif as saying: “Dialogue is "
            "the only way,” while the Pakistani Jang ran the headline: “The prime minister's "
            "visit to China went well.”",
        ),
        (
            "وغرّد ناشطون ﷺ في المناسبة 🎉، وقال أحدهم: ‹ عيد مبارك › (Eid Mubarak) … وانتهى الخبر.",
            "Activists tweeted on the occasion 🎉, and one of them said: ‘Blessed feast’ (Eid "
            "Mubarak) … and there the story ended.",
        ),
    ],
}


def own_articles() -> dict[str, ReadArticle]:
    """The five, as read articles with their quotations marked."""
    found = {}
    for name, pairs in ARTICLES.items():
        text = "\n\n".join(arabic for arabic, _ in pairs)
        paragraphs = segment.paragraphs(text)
        assert [p.arabic for p in paragraphs] == [arabic for arabic, _ in pairs]
        read = tuple(
            ReadParagraph(p, english, quotations=tuple(quotations.quotations(p.arabic)))
            for p, (_, english) in zip(paragraphs, pairs, strict=True)
        )
        article = Article(pairs[0][0].split("،")[0], f"{name}.txt", text, paragraphs)
        found[name] = ReadArticle(article, read, english_title=f"Our article on {name}")
    return found
