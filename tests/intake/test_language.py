"""Other languages of the Arabic script are noticed, and a quotation is none."""

from __future__ import annotations

import pytest

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
}


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
