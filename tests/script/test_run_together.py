"""Words run together: parted where they are two, left alone where they only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.script import speakable
from naqeeb.script.alphabet import LETTERS
from naqeeb.script.run_together import part


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("کرچکی", "کر چکی"),
        ("ہوچکی", "ہو چکی"),
        ("پرگرفتار", "پر گرفتار"),
        ("کیخلاف", "کے خلاف"),
        ("کیلئے", "کے لیے"),
        ("کیساتھ", "کے ساتھ"),
        ("کیطرف", "کی طرف"),
        ("صدربین", "صدر بین"),
        ("کردیا", "کر دیا"),
        ("کرلیا", "کر لیا"),
        ("رنزبنا", "رنز بنا"),
        ("سنادیا", "سنا دیا"),
        ("ڈالرکی", "ڈالر کی"),
        ("اکتوبرمیں", "اکتوبر میں"),
        ("ڈونلڈٹرمپ", "ڈونلڈ ٹرمپ"),
        ("کرنیوالے", "کرنے والے"),
        ("کردیاگیا", "کر دیا گیا"),
        ("دیگا", "دے گا"),
        ("آگئے", "آ گئے"),
        ("بندکردیا", "بند کر دیا"),
        ("کیاجائےگا", "کیا جائے گا"),
        ("انکی", "ان کی"),
        ("ہرممکن", "ہر ممکن"),
        ("غیرآئینی", "غیر آئینی"),
        ("پرچیف", "پر چیف"),
        ("کاحصہ", "کا حصہ"),
        ("اسپیڈڈیزل", "اسپیڈ ڈیزل"),
        ("جہانگیرترین", "جہانگیر ترین"),
        ("سولرسسٹم", "سولر سسٹم"),
        ("آرہے", "آ رہے"),
        ("لارہے", "لا رہے"),
        ("پارہے", "پا رہے"),
        ("جاپہنچی", "جا پہنچی"),
        ("کوایک", "کو ایک"),
    ],
)
def test_two_words_are_read_as_two(typed: str, meant: str) -> None:
    assert part(typed) == meant
    assert speakable(f"انہوں نے {typed} کہا") == f"انہوں نے {meant} کہا"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("تیارہے", "تیار ہے"),
        ("کارہے", "کار ہے"),
        ("شکارہیں", "شکار ہیں"),
        ("کےساتہ", "کے ساتھ"),
        ("پربہی", "پر بھی"),
        ("تہاکہ", "تھا کہ"),
    ],
)
def test_letters_and_blanks_are_put_right_together(typed: str, meant: str) -> None:
    assert speakable(f"یہ {typed} وہ") == f"یہ {meant} وہ"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("اعداد وشمار", "اعداد و شمار"),
        ("جموں وکشمیر", "جموں و کشمیر"),
        ("نظم وضبط", "نظم و ضبط"),
        ("میاں وقاص", "میاں وقاص"),
        ("مورٹیمر وہیلی", "مورٹیمر وہیلی"),
    ],
)
def test_an_and_without_its_blank_is_read_as_one(typed: str, meant: str) -> None:
    assert speakable(f"یہ {typed} ہے") == f"یہ {meant} ہے"


SINGLE = (
    "کرکٹ کردار پرواز پردیس دوران ہوشیار سربراہ کارکردگی برسات زرداری کرسچن کوبانی پرینکا دیپیکا"
    " رونالڈو حنادی موڑنے جمانے داران نگاران کرولا کروم شہزادی آزادی بغدادی فولادی ارادیت"
    " آلیا آدیب آرمی ہرجیت کوچین پرتھ پرسن"
)


@pytest.mark.parametrize("word", SINGLE.split())
def test_single_words_that_only_look_so_are_left_alone(word: str) -> None:
    assert part(word) is None
    assert speakable(f"یہ {word} ہے") == f"یہ {word} ہے"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("حکومت نے منظوری کردی", "حکومت نے منظوری کر دی"),
        ("پابندی عائد کردی گئی ہے", "پابندی عائد کر دی گئی ہے"),
        ("کردی ملیشیا نے حملہ کیا", "کردی ملیشیا نے حملہ کیا"),
        ("شامی کردی علاقے", "شامی کردی علاقے"),
        ("میں یہ کام کردوں گا", "میں یہ کام کر دوں گا"),
        ("کردوں کے خلاف کارروائی", "کردوں کے خلاف کارروائی"),
    ],
)
def test_kurdish_is_told_from_done_by_its_neighbours(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("گزشتہروز", "گزشتہ روز"),
        ("بھارتیفوج", "بھارتی فوج"),
        ("سکیورٹیفورسز", "سکیورٹی فورسز"),
        ("ہسپتالمنتقل", "ہسپتال منتقل"),
        ("سیکرٹریداخلہ", "سیکرٹری داخلہ"),
        ("شروعہوا", "شروع ہوا"),
        ("جاریرہی", "جاری رہی"),
        ("غزہمیں", "غزہ میں"),
        ("تککی", "تک کی"),
        ("سرحدپرجھڑپ", "سرحد پر جھڑپ"),
        ("سڑکپرٹریفک", "سڑک پر ٹریفک"),
        ("بازارکھل", "بازار کھل"),
        ("حملہآور", "حملہ آور"),
        ("مقدمہدرج", "مقدمہ درج"),
        ("نوجوانکوقتل", "نوجوان کو قتل"),
        ("کرقتل", "کر قتل"),
        ("وفاقیکابینہ", "وفاقی کابینہ"),
        ("پارلیمنٹہاؤس", "پارلیمنٹ ہاؤس"),
        ("خاتوناول", "خاتون اول"),
        ("فردجرم", "فرد جرم"),
    ],
)
def test_common_words_are_parted_although_a_letter_joins_them(typed: str, meant: str) -> None:
    assert part(typed) == meant


@pytest.mark.parametrize(
    "name",
    [
        "شاہنوازخیل",
        "نامچین",
        "خاندیش",
        "سڑکنے",
        "بھیکنا",
        "تکمیلی",
        "پرکاسٹا",
        "روسیوں",
        "براہمنی",
        "پندرہواں",
        "کرولائن",
    ],
)
def test_names_that_begin_and_end_like_common_words_are_one(name: str) -> None:
    assert part(name) is None


@given(st.text(LETTERS, max_size=30))
def test_parting_keeps_the_letters_of_words_that_are_in_no_list(word: str) -> None:
    parted = part(word)
    assert parted is None or len(parted.split()) > 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("کیاگیاہےجس کےبعدنئی قیمت", "کیا گیا ہے جس کے بعد نئی قیمت"),
        ("بتایاگیاہےکہ وہ گئے", "بتایا گیا ہے کہ وہ گئے"),
        ("گرفتارکرلیاگیاہےاورتفتیش", "گرفتار کر لیا گیا ہے اور تفتیش"),
    ],
)
def test_a_part_is_parted_again(typed: str, meant: str) -> None:
    assert speakable(typed) == meant
