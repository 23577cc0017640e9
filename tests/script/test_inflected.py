"""Forms of verbs and nouns that no lexicon lists sound like the form that it has."""

from __future__ import annotations

import pytest

from naqeeb.script.harakat import lexicon, vocalise
from naqeeb.script.harakat.inflected import inflected
from naqeeb.script.harakat.known import sounds_of
from naqeeb.script.harakat.place import PESH, ZABAR, ZER, letters_of
from naqeeb.script.harakat.writing import write


@pytest.mark.parametrize(
    ("form", "other", "beginning"),
    [
        ("گوندھتا", "گوندھنا", f"گ{PESH}ون"),
        ("گوندھتیں", "گوندھنا", f"گ{PESH}ون"),
        ("گھسٹتے", "گھسٹنا", f"گھ{ZER}س{ZABAR}ٹ"),
        ("اکستی", "اکسنا", f"ا{PESH}ک{ZABAR}س"),
        ("نکارتیں", "نکارنا", f"ن{ZABAR}کار"),
        ("بدکیگا", "بدکنا", f"ب{ZER}د"),
        ("اجڑونگا", "اجڑنا", f"ا{PESH}ج"),
        ("سنائیگی", "سنانا", f"س{PESH}نا"),
        ("چراؤ", "چرانا", f"چ{PESH}را"),
        ("مقاصدوں", "مقاصد", "م"),
        ("جنوبیوں", "جنوبی", f"ج{ZABAR}ن"),
        ("کمرات", "کمرہ", f"ک{ZABAR}م"),
    ],
)
def test_a_form_has_the_vowels_of_its_verb_or_noun(form: str, other: str, beginning: str) -> None:
    assert form not in lexicon()
    assert other in lexicon()
    assert vocalise(form).startswith(beginning)


@pytest.mark.parametrize(
    ("form", "without_the_a"),
    [("پگھلو", "پ\u0650گھلو"), ("اجڑوگے", "ا\u064fج\u0652ڑوگے"), ("اکسے", "ا\u064fک\u0652سے")],
)
def test_a_short_a_is_lost_before_a_vowel(form: str, without_the_a: str) -> None:
    assert vocalise(form) == without_the_a


@pytest.mark.parametrize(
    ("compound", "word", "beginning"),
    [
        ("رقصگاہ", "رقص", f"ر{ZABAR}ق\u0652س"),
        ("برفخانہ", "برف", f"ب{ZABAR}ر\u0652ف"),
        ("مجلسدار", "مجلس", f"م{ZABAR}ج\u0652ل{ZER}س"),
        ("فتوحاتداری", "فتوحات", f"ف{PESH}ت{PESH}و"),
        ("ارشادیات", "ارشاد", f"ا{ZER}ر"),
    ],
)
def test_a_compound_has_the_vowels_of_its_first_word(
    compound: str, word: str, beginning: str
) -> None:
    assert compound not in lexicon()
    assert word in lexicon()
    assert vocalise(compound).startswith(beginning)


@pytest.mark.parametrize(("form", "end"), [("شالیں", "یں"), ("مہریں", "یں")])
def test_a_plural_comes_before_a_name_that_lost_its_n(form: str, end: str) -> None:
    assert inflected(form) is not None
    assert not vocalise(form).endswith(ZER + end)


def test_a_poets_nasal_stands_for_n() -> None:
    assert vocalise("بہتریں").endswith(f"{ZER}یں")


def test_a_short_a_stays_before_a_consonant() -> None:
    assert vocalise("اکستی").startswith(f"ا{PESH}ک{ZABAR}س")


@pytest.mark.parametrize(
    "word",
    [
        "وہمات",  # an Arabic plural of few letters has vowels of its own
        "بلمو",
        "شگتا",
        "تا",
        "وں",
        "",
        "ں",
    ],
)
def test_a_word_of_no_known_other_form_is_left_to_the_guess(word: str) -> None:
    assert inflected(word) is None


@pytest.mark.parametrize("name", ["اتے", "اگے", "پوکر", "کتی"])
def test_a_short_word_is_not_taken_for_a_form(name: str) -> None:
    """اتے is not made of اتنا, nor اگے, where آ lost its madda, of اگنا."""
    assert inflected(name) is None


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("گٹکے", "گٹکا"),
        ("چٹکے", "چٹکا"),
        ("بوجھے", "بوجھا"),
        ("سرکے", "سرکہ"),
        ("پیٹھے", "پیٹھا"),
        ("ہڑپے", "ہڑپہ"),
        ("جھپٹے", "جھپٹا"),
        ("چپڑے", "چپڑا"),
        ("کونچے", "کونچا"),
        ("چمکارے", "چمکارا"),
        ("ترشے", "ترشہ"),
        ("مندے", "مندا"),
        ("خاتموں", "خاتمہ"),
        ("اکیلوں", "اکیلا"),
        ("تہلکوں", "تہلکہ"),
        ("مجوزوں", "مجوزہ"),
        ("شگفتوں", "شگفتہ"),
        ("سنیموں", "سنیما"),
        ("کنگنوں", "کنگنا"),
        ("پرستانوں", "پرستانہ"),
    ],
)
def test_a_listed_noun_comes_before_the_root_of_a_verb_and_a_word_of_no_news(
    form: str, noun: str
) -> None:
    assert form not in lexicon()
    ending = form.removeprefix(noun[:-1])
    stem = zip(letters_of(noun[:-1]), sounds_of(noun), strict=False)
    end = zip(ending, ("o", "~") if ending == "وں" else ("e",), strict=True)
    assert inflected(form) == write([*stem, *end])


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("لکھیے", f"ل{ZER}کھ"),
        ("پگھلے", f"پ{ZER}گھ"),
        ("لوٹیے", f"ل{ZABAR}و"),
        ("مستحقیں", f"م{PESH}س"),
        ("لنکوں", f"ل{ZER}ن"),
        ("دینوں", f"د{ZER}ی"),
        ("میروں", f"م{ZER}ی"),
        ("کتبوں", f"ک{PESH}ت"),
    ],
)
def test_a_verb_and_a_word_of_the_news_keep_their_own_forms(form: str, beginning: str) -> None:
    assert (inflected(form) or vocalise(form)).startswith(beginning)


@pytest.mark.parametrize("word", ["چھوٹے", "پیسے", "اگلے", "حکومتوں", "خبروں", "حجرات"])
def test_the_lexicon_wins(word: str) -> None:
    assert vocalise(word) == lexicon()[word]
