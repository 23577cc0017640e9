"""Izafat that nobody wrote: an adjective behind a noun of Arabic or Persian binds it."""

from __future__ import annotations

import pytest

from naqeeb.script.harakat import Guesses, vocalise, vocalise_word
from naqeeb.script.harakat.place import ZER
from naqeeb.script.harakat.sentence import vocalise_with_reasons
from naqeeb.script.tables import groups, rows


def is_bound(text: str, word: str) -> bool:
    return vocalise(text).split()[text.split().index(word)] == vocalise_word(word + ZER)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("سیرت علوی پر عمل کیا", "سیرت"),
        ("طلاب دینی نے شرکت کی", "طلاب"),
        ("وہ حقوق قانونی کا تحفظ چاہتے ہیں", "حقوق"),
        ("معاشرے کو عدالت اجتماعی سے ہمکنار کریں", "عدالت"),
        ("دشمن صہیونی کو جواب ملا", "دشمن"),
        ("مرحلہ اول میں سات شہر ہیں", "مرحلہ"),
        ("مبلغین دینی کو تلقین کی", "مبلغین"),
        ("صنعت دفاعی میں ترقی", "صنعت"),
        ("مقاومت اسلامی کی حمایت", "مقاومت"),
    ],
)
def test_an_adjective_before_a_postposition_binds_the_noun_before_it(text: str, word: str) -> None:
    assert is_bound(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("حکومت قانونی چارہ جوئی کرے گی", "حکومت"),
        ("حکومت اسلامی ممالک سے بات کرے گی", "حکومت"),
        ("تنظیم اسلامی کانفرنس کا اجلاس", "تنظیم"),
        ("کشمیر اسلامی کانفرنس میں", "کشمیر"),
        ("عوام قومی ترانے پر کھڑے ہوئے", "عوام"),
        ("حکومت سیاسی اور معاشی استحکام چاہتی ہے", "حکومت"),
        ("حکومت مذہبی و سیاسی جماعتوں سے ملی", "حکومت"),
    ],
)
def test_an_adjective_before_its_own_noun_binds_none(text: str, word: str) -> None:
    assert not is_bound(text, word)


@pytest.mark.parametrize("text", ["وہ ملک اسلامی ہے", "ملک اسلامی تھا", "ملک اسلامی نہیں"])
def test_what_is_said_of_a_noun_does_not_bind_it(text: str) -> None:
    assert not is_bound(text, "ملک")


def test_a_comma_parts_a_noun_from_an_adjective() -> None:
    assert not vocalise("ان کا ملک، اسلامی کے").split()[2].endswith("ے،")


@pytest.mark.parametrize("end", ["", "۔", "، اور"])
def test_some_adjectives_bind_at_the_end_of_a_clause_too(end: str) -> None:
    assert is_bound(f"یہ روایات اسلامی{end}", "روایات")
    assert not is_bound(f"یہ روایات قانونی{end}", "روایات")


def test_two_adjectives_bind_together() -> None:
    assert is_bound("حقوق قانونی و آئینی کا تحفظ", "حقوق")
    assert not is_bound("حقوق قانونی و آئینی ہیں", "حقوق")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("حالات حاضرہ پروگرام", "حالات"),
        ("ملت تشیع ایک ہے", "ملت"),
        ("صحابیات کرام آئیں", "صحابیات"),
    ],
)
def test_a_word_that_never_stands_before_its_noun_binds_it_anywhere(text: str, word: str) -> None:
    assert is_bound(text, word)


@pytest.mark.parametrize(
    "text",
    [
        "صدر علوی نے کہا",
        "صدر روحانی نے کہا",
        "نور محمدی نے کہا",
        "محمد کامل نے کہا",
        "محمد اسلامی نے کہا",
        "محسن اسلامی کے مطابق",
        "عبدالغفور سرحدی نے کہا",
        "سید حسینی کے مطابق",
        "حسن روحانی سے ملاقات",
        "ظہور الٰہی کے گھر",
        "اہلیہ طیبہ کو",
        "مفتی ربانی نے کہا",
        "اطلاعات عظمیٰ بخاری نے کہا",
    ],
)
def test_a_name_binds_no_person_before_it(text: str) -> None:
    assert not is_bound(text, text.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    "text",
    [
        "غیر قانونی کو",
        "پرویز الٰہی کی",
        "کشمیر اسلامی کے",
        "دو اول میں",
        "آئس عالمی کے",
        "بچے دینی کے",
    ],
)
def test_what_is_no_noun_of_arabic_or_persian_is_not_bound(text: str) -> None:
    assert not is_bound(text, text.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    "text", ["خطیب جمعہ نے کہا", "سلاح مقاومت کے", "یادگار شہدا پر", "آزادی عقیدہ کا"]
)
def test_a_noun_binds_the_nouns_that_are_listed_for_it(text: str) -> None:
    first, second, *_ = text.split()
    assert is_bound(text, first)
    assert not is_bound(f"حکومت {second} کے", "حکومت")


def test_what_a_school_is_called_binds_it_not() -> None:
    assert not is_bound("جامعہ اسلامیہ میں", "جامعہ")
    assert is_bound("علوم اسلامیہ میں", "علوم")


def test_millii_is_told_from_a_verb_that_no_postposition_follows() -> None:
    assert vocalise("منافع ملی کو ترجیح").split()[1] != vocalise("امداد ملی").split()[1]
    assert not is_bound("امداد ملی تو کام ہوا", "امداد")


def test_an_editor_is_told_what_bound_a_word() -> None:
    vocalised = vocalise_with_reasons("یہ سیرت علوی پر ہے", Guesses())
    assert (1, "izafat: before علوی") in vocalised.reasons


def test_each_second_word_says_once_where_it_binds() -> None:
    table = rows("behind_nouns.tsv")
    assert len({word for word, *_ in table}) == len(table)
    for _word, where, *cells in table:
        assert where in {"postposition", "end", "anywhere"}
        assert all(cell == "thing" or cell.startswith(("unless=", "only=")) for cell in cells)
    assert not groups("izafat_words.tsv")["noun"] & groups("izafat_words.tsv")["not_noun"]
