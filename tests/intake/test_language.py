"""Other languages of the Arabic script are noticed, and a quotation is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_lines import try_each

from naqeeb.errors import NoUrdu
from naqeeb.intake.language import of, refuse_other_language

TEXTS = {
    "Urdu": (
        "وزیر اعظم نے کہا ہے کہ حکومت عوام کے مسائل حل کرنے کے لیے تمام وسائل استعمال کر رہی ہے۔"
    ),
    "Arabic": (
        "قال رئيس الوزراء إن الحكومة تعمل على حل مشاكل المواطنين في جميع المناطق خلال هذا العام."
    ),
    "Persian": (
        "نخست وزیر گفت که دولت برای حل مشکلات مردم از "
        "همه امکانات استفاده می کند و این کار ادامه دارد."
    ),
    "Pashto": (
        "لومړي وزیر وویل چې حکومت د خلکو د ستونزو د حل "
        "لپاره په ټولو سیمو کې کار کوي او دا به دوام ولري."
    ),
    "Sindhi": (
        "وزيراعظم چيو آهي ته حڪومت عوام جي مسئلن کي حل ڪرڻ لاءِ سمورا وسيلا استعمال ڪري رهي آهي."
    ),
    "Punjabi": (
        "وزیر اعظم نے آکھیا اے کہ حکومت عوام دے مسئلے حل کرن لئی "
        "سارے وسیلے ورت رہی اے تے اوہناں نوں سہولتاں دین دا کم ہویا اے۔"
    ),
    "Kurdish": (
        "سەرۆکی هەرێمی کوردستان ڕایگەیاند کە دانوستانەکان لەگەڵ بەغدا "
        "بەردەوامن و ئەمڕۆ کۆبوونەوەیەکی گرنگ بەڕێوە دەچێت."
    ),
    "Uyghur": (
        "ئۇيغۇر ئاپتونوم رايونىدا بۈگۈن يىغىن ئېچىلدى ۋە رەئىس "
        "خەلقنىڭ تۇرمۇشىنى ياخشىلاش ئۈچۈن سۆز قىلدى."
    ),
    "Kashmiri": ("کٔشیٖرِ منٛز چھُ وُنِ کالَس منٛز سخت تٲر پؠوان تہٕ لوٗکَن چھُ بجلی ہُنٛد مسلہٕ تہٕ آب ہُنٛد تہٕ۔"),
    "Balochi": "مئے ملک ءِ مردم گوں یک دومی ءَ تپاک بہ بنت ءُ وتی حق ءَ گرگ لوٹیں کہ بنت۔",
}


def test_each_short_article_is_told_and_no_urdu_is_refused() -> None:
    def check(language: str, text: str) -> None:
        assert of(text) in (("Urdu", "") if language == "Urdu" else (language,))

    try_each(Path(__file__).parent / "data" / "languages.tsv", check)


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told_by_its_words_and_letters(language: str) -> None:
    assert of(TEXTS[language]) == language


@pytest.mark.parametrize("language", [name for name in TEXTS if name != "Urdu"])
def test_an_article_in_another_language_is_refused_by_name(language: str) -> None:
    with pytest.raises(NoUrdu, match="is not in Urdu") as refused:
        refuse_other_language(TEXTS[language], "news/one.txt")
    assert language in (refused.value.cause or "")
    assert "--language-check off" in (refused.value.hint or "")


@pytest.mark.parametrize("language", [name for name in TEXTS if name != "Urdu"])
def test_a_quotation_within_urdu_is_no_reason_to_refuse(language: str) -> None:
    refuse_other_language(f"{TEXTS['Urdu']} {TEXTS[language]} {TEXTS['Urdu']}", "news/one.txt")


def test_urdu_from_an_arabic_keyboard_is_urdu() -> None:
    text = TEXTS["Urdu"].replace("ک", "ك").replace("ی", "ي").replace("ہ", "ه")
    assert of(text) == "Urdu"


def test_of_a_few_words_nothing_is_told() -> None:
    assert of("الحكومة في جميع المناطق") == ""


def test_arabic_from_an_urdu_keyboard_is_arabic() -> None:
    text = TEXTS["Arabic"].replace("ك", "ک").replace("ي", "ی").replace("إ", "ا")
    assert of(text) == "Arabic"


def test_scripture_with_its_vowels_is_quoted_however_long_it_is() -> None:
    verse = "الْمُسْلِمُ مَنْ سَلِمَ الْمُسْلِمُونَ مِنْ لِسَانِهِ وَيَدِهِ وَالْمُهَاجِرُ مَنْ هَجَرَ مَا نَهَى اللَّهُ عَنْهُ"
    refuse_other_language(f"رسول اللہ ﷺ نے فرمایا: {verse}۔ (صحیح بخاری، حدیث 10)", "news/one.txt")
    # An author's own marks on a few words hide no language.
    assert of(TEXTS["Urdu"].replace("حکومت", "حُکُومت")) == "Urdu"


@pytest.mark.parametrize(
    "text",
    [
        "سونا فی تولہ 357,600 سونا فی 10 گرام 306,584 چاندی فی تولہ 3,784 پلاٹینم فی اونس ڈالر",
        "ایس ای سی پی، او جی ڈی سی ایل، پی ایس او، اے بی ایل، ایم سی بی، اے کے ڈی، سی ای او",
    ],
)
def test_a_list_with_one_word_of_another_language_is_not_in_it(text: str) -> None:
    assert of(text) == ""
