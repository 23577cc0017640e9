"""An author's own harakat: they choose among readings, and the rest is filled in."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.script.alphabet import HARAKAT, LETTERS
from naqeeb.script.harakat import lexicon, vocalise, vocalise_word
from naqeeb.script.harakat.homographs import readings
from naqeeb.script.harakat.izafat import bind
from naqeeb.script.harakat.place import JAZM, PLAIN_SIBILANTS, SHADDA, ZABAR, ZER
from naqeeb.script.harakat.written_harakat import bare


@pytest.mark.parametrize(
    "word",
    ["مُلک", "عِلم", "جَلد", "رُکن", "پُرعزم", "حصّہ", "چُھپا", "مُہم", "حُکومت", "اُمّید", "تَعلُّق", "مِلّت"],
)
def test_marks_that_agree_leave_the_checked_form_of_the_lexicon(word: str) -> None:
    assert vocalise_word(word) == lexicon()[bare(word)]


@pytest.mark.parametrize(
    ("word", "say"),
    [
        ("مَلِک", "malik"),
        ("جِلد", "jild"),
        ("دُور", "duur"),
        ("اُس", "us"),
        ("اِن", "in"),
        ("کُل", "kul"),
        ("پُر", "pur"),
        ("عَلَم", "alam"),
        ("قَدَر", "qadar"),
        ("صَرف", "sarf"),
    ],
)
def test_marks_choose_another_reading(word: str, say: str) -> None:
    assert vocalise_word(word) == readings()[bare(word)][say].vocalised


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("مُحَم\u064e\u0651د", "مُحَم\u0651\u064eد"),
        ("قُو\u064e\u0651ت", "قُو\u0651\u064eت"),
        ("فور\u064bا", "فورا\u064b"),
    ],
)
def test_the_order_in_which_marks_are_typed_does_not_count(typed: str, usual: str) -> None:
    assert vocalise_word(typed) == vocalise_word(usual)


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("پرُ", "پُر"),
        ("اسُ", "اُس"),
        ("انُ", "اُن"),
        ("ملُک", "مُلک"),
        ("علِم", "عِلم"),
        ("جلِد", "جِلد"),
        ("ناممُکن", "نامُمکن"),
    ],
)
def test_a_mark_that_is_typed_a_letter_late_moves_back(typed: str, usual: str) -> None:
    assert vocalise_word(typed) == vocalise_word(usual)


@pytest.mark.parametrize("word", ["بِالکل", "بِالخصوص", "بِالآخر"])
def test_a_mark_before_the_alif_of_an_article_agrees(word: str) -> None:
    assert vocalise_word(word) == lexicon()[bare(word)]


@pytest.mark.parametrize("word", ["حقّ", "ردّ", "حدّ", "مُدّت"])
def test_no_mark_but_zer_binds_a_word(word: str) -> None:
    assert vocalise_word(word) == lexicon()[bare(word)]


SOUNDED_HE = (
    "وجوہِ فقیہِ تشبیہِ انبوہِ گروہِ کوہِ شاہِ نگاہِ تنبیہِ توجیہِ شبیہِ اندوہِ جاہِ وجیہِ راہِ سپاہِ فقہِ"
    " شُکوہِ کلاہِ عیدگاہِ عبادتگاہِ اشتباہِ متوجہِ مکروہِ شاہراہِ افواہِ کوتاہِ خانقاہِ"
)
SILENT_HE = (
    "جلوہِ فقرہِ نتیجہِ جامعہِ حوصلہِ کلمہِ شبہِ مرثیہِ تجزیہِ عطیہِ قافیہِ ہدیہِ رویہِ نظریہِ سرمایہِ پایہِ"
    " سایہِ وقوعہِ زاویہِ میوہِ مشورہِ تکیہِ قضیہِ طریقہِ شیوہِ"
)


@pytest.mark.parametrize("word", SOUNDED_HE.split())
def test_a_final_he_that_is_heard_is_heard_before_its_zer_too(word: str) -> None:
    assert vocalise_word(word).rstrip(f"{JAZM}{ZER}ئے").endswith("ہ")


@pytest.mark.parametrize("word", SILENT_HE.split())
def test_a_final_he_that_stands_for_a_vowel_is_said_as_one_before_its_zer(word: str) -> None:
    assert vocalise_word(word).endswith("ائے")


@pytest.mark.parametrize("word", ["دورِ", "قوتِ", "ایوانِ", "شرحِ", "وزیرِ", "دَورِ", "حکومتِ", "جذبہِ"])
def test_a_final_zer_binds_the_form_of_the_lexicon(word: str) -> None:
    plain = bare(word)
    fixed = [way.vocalised for say, way in readings().get(plain, {}).items() if say[-1] == "e"]
    assert vocalise_word(word) in (fixed or [bind(lexicon()[plain], plain)])


def test_a_he_with_hamza_is_bound_too() -> None:
    assert vocalise_word("جذبۂ") == vocalise_word("جذبہِ")


def test_a_zer_binds_two_words_without_a_blank_between_them() -> None:
    for word in ("امیرِجماعت", "دورِحکومت", "خاکسارِتحریک"):
        first, _, second = word.partition("\u0650")
        written = vocalise_word(word)
        assert bare(written).replace("ئ", "ع") == f"{first}ے{second}".translate(PLAIN_SIBILANTS)
    for word in ("مخالِفت", "مُنتظِمین", "پاکِستان"):
        assert "ے" not in vocalise_word(word)


@pytest.mark.parametrize(("word", "usual"), [("الرحمٰن", "الرحمن"), ("عبدالرحمٰن", "عبدالرحمن")])
def test_a_standing_alif_may_be_left_out(word: str, usual: str) -> None:
    assert vocalise_word(word) in (lexicon().find(word), lexicon()[usual])


@pytest.mark.parametrize("word", ["سَگتارِم", "بِلکُشَم", "گُمشَتیر"])
def test_a_marked_word_that_no_lexicon_has_keeps_its_vowels(word: str) -> None:
    written = vocalise_word(word)
    for mark in set(word) & set(HARAKAT):
        assert mark in written


@pytest.mark.parametrize(
    ("word", "start"), [("الصبورہ", "اَس"), ("الشرعی", "اَش"), ("النصیری", "اَن")]
)
def test_a_sun_letter_takes_the_place_of_the_l(word: str, start: str) -> None:
    assert vocalise_word(word).startswith(start)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("وقارالزمان", "وَقارُزَّمان"),
        ("عبدالصبور", "عبْدُسَّبُور"),
        ("مسعودالحسن", "مَسُودُلْحَسَن"),
        ("فضلالحق", "فَضْلُلْحَق"),
        ("نورالہدیٰ", "نُورُلْہُدٰ"),
    ],
)
def test_a_name_with_an_article_in_it_is_read_from_its_two_nouns(word: str, written: str) -> None:
    assert word not in lexicon()
    assert normalize("NFC", vocalise_word(word)) == normalize("NFC", written)


@pytest.mark.parametrize("word", ["سیالکوٹی", "احوالنامہ", "اشکالات", "نونہالان"])
def test_no_article_is_seen_where_no_noun_stands_before_or_behind_it(word: str) -> None:
    assert "ُل" not in vocalise_word(word)


@given(st.text(LETTERS + HARAKAT, min_size=1, max_size=12))
def test_no_row_of_letters_and_marks_fails_or_falls_silent(word: str) -> None:
    written = vocalise_word(word)
    assert not any(map(str.isalpha, word)) or any(map(str.isalpha, written))


@pytest.mark.parametrize(
    ("text", "word", "say"),
    [
        ("ملزم کی عُمر تیس سال ہے", "عُمر", "umr"),
        ("حضرت عُمر نے فرمایا", "عُمر", "umar"),
        ("مُلک ریاض", "مُلک", "mulk"),
        ("اس کا سُر بلند", "سُر", "sur"),
    ],
)
def test_neighbours_decide_among_the_readings_that_agree(text: str, word: str, say: str) -> None:
    written = vocalise(text).split()[text.split().index(word)]
    ways = readings().get(bare(word), {})
    assert written == (ways[say].vocalised if say in ways else lexicon()[bare(word)])


def test_a_long_vowel_is_meant_by_its_mark() -> None:
    assert vocalise_word("شِیر") == readings()["شیر"]["Siir"].vocalised
    assert vocalise_word("شیر") == lexicon()["شیر"]


SUN_NAMES = (
    "الصّادق التّوحید التّحریر الدّوحہ التّوبہ الرّازی الظّاہر الصّلوٰۃ الطّاہر النّجم الشّمس الذّہبی التّرمذی"
    " الطّبری السّیستانی الصَّلوٰۃ النَّجم الطَّبری السِّیستانی اَلنَّجم اَلصّادق اَلتَّوحید الثّعلبی الضّحّاک النُّعمان"
)
BOUND_IN_THE_LEXICON = "الرّحمٰن الدّین السّلام الشّفا الثّانی الشّرع"
"""Words of their own there, with the readings that they have behind others."""


@pytest.mark.parametrize("name", SUN_NAMES.split())
def test_a_shadda_behind_an_article_says_that_its_letter_swallows_the_l(name: str) -> None:
    letter = bare(name)[2].translate(PLAIN_SIBILANTS)
    said = vocalise_word(name)
    assert said.startswith((f"ا{ZABAR}{letter}{SHADDA}", f"ا{ZABAR}{letter}{JAZM}{letter}")), said


@pytest.mark.parametrize("name", BOUND_IN_THE_LEXICON.split())
def test_a_listed_word_with_an_article_keeps_its_own_form(name: str) -> None:
    listed = {lexicon().find(way) for way in (bare(name), bare(name).replace("\u0670", ""))}
    assert vocalise_word(name) in listed


@pytest.mark.parametrize("name", ["المُنیر", "القَمر", "الحُسین", "المَجد", "الکَوثر", "اَلقَمر"])
def test_a_moon_letter_leaves_the_l_of_a_marked_name(name: str) -> None:
    assert bare(vocalise_word(name))[1] == "ل"


@pytest.mark.parametrize("word", ["الفَت", "الزّام", "اِلزام", "الَّم", "اَلماری"])
def test_a_marked_word_that_holds_no_article_gets_none(word: str) -> None:
    assert vocalise_word(word) == lexicon().find(bare(word))


REDUNDANT = (
    "مَعَاشِی دُعَا دُعَائیں مُعَاوِن مُعَاف مُعَافِی مُعَالِج مُعَاشرے لُعَاب سَعَادَت رِعَایَت شُعَاع اِعَانَت جَمَاعَت"
    " حُکُومَت مُلَاقَات سَمَاجِی شُعُور تَعَاوُن طَعَام شِعَار مَعَانِی سِیَاسَت عِرَاق نِظَام وَزِیر"
)
OTHERWISE = {"سُعُودی": "سُ", "مُعَاشی": "مُ", "شَعُور": "شَ", "مُعَاہَدہ": "ہَ"}
"""Marks that speak against the lexicon, and what stays of them."""


@pytest.mark.parametrize("word", REDUNDANT.split())
def test_marks_before_a_long_vowel_leave_the_form_of_the_lexicon(word: str) -> None:
    assert vocalise_word(word) == lexicon()[bare(word)]


@pytest.mark.parametrize("word", OTHERWISE)
def test_a_mark_that_speaks_against_the_lexicon_is_kept(word: str) -> None:
    assert OTHERWISE[word] in vocalise_word(word)
