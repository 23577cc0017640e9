"""The vocalised rendering: the same words in the same places, with their short vowels."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from case_lines import try_each
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.script import speakable
from naqeeb.script.harakat import Guesses, lexicon, vocalise, vocalise_word
from naqeeb.script.harakat.guessing import guess
from naqeeb.script.harakat.homographs import homographs, readings, rules_of
from naqeeb.script.harakat.place import JAZM, PESH, SHADDA, ZABAR, ZER, letters_of
from naqeeb.script.harakat.sentence import vocalise_with_reasons
from naqeeb.script.harakat.writing import write

DATA = Path(__file__).parent / "data" / "harakat"
LETTERS = "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہۂھیےۓ"
MARKS = "\u064b\u064e\u064f\u0650\u0651\u0652\u0657\u0670"
PUNCTUATION = "۔،؛؟!:… \n0123456789"

words = st.text(LETTERS, min_size=1, max_size=12)
texts = st.text(LETTERS + MARKS + PUNCTUATION, max_size=120)


@given(texts)
def test_tokens_stay_one_to_one_and_punctuation_is_kept(text: str) -> None:
    spoken = vocalise(text)
    assert len(spoken.split()) == len(text.split())
    between = re.compile(f"[{LETTERS}{MARKS}\u200c]+")
    assert between.sub("x", spoken) == between.sub("x", text)


@given(texts)
def test_what_comes_out_is_urdu_letters_and_harakat(text: str) -> None:
    assert set(vocalise(text)) <= set(LETTERS + MARKS + PUNCTUATION)


@given(words)
def test_no_word_falls_silent(word: str) -> None:
    assert any(unicodedata.category(character) == "Lo" for character in vocalise_word(word))


@given(words, st.sampled_from(MARKS))
def test_any_haraka_on_any_word_is_taken(word: str, mark: str) -> None:
    assert any(map(str.isalpha, vocalise_word(word + mark)))


@pytest.mark.parametrize("number", ["بَہَتَّر", "اَسّی", "نَو", "سَو", "چَوَن"])
def test_numbers_that_come_vocalised_stay_as_they_are(number: str) -> None:
    assert vocalise(f"{number} افراد") == f"{number} افراد"


def test_the_lexicon_holds_the_words_of_the_news() -> None:
    assert len(lexicon()) >= 3000
    assert {"حکومت", "وزیر", "فلسطین", "پارلیمنٹ", "کرکٹ", "سیلاب"} <= set(lexicon())
    assert not [word for word in lexicon() if re.search(f"[{MARKS[1:-1]}]", word)]


def read_as(text: str, word: str) -> str:
    """How the first ``word`` of a text is read: the name of the reading, or "lexicon"."""
    written = re.split("[۔ ]", vocalise(text))[re.split("[۔ ]", text).index(word)]
    ways = {way.vocalised: say for say, way in readings().get(word, {}).items()}
    usual = vocalise_word(word)
    return "lexicon" if written == usual else ways[written]


def test_each_line_of_the_homographs_is_a_rule_whose_reading_is_known() -> None:
    for word in homographs():
        assert {rule.say for rule in rules_of(word)} <= readings()[word].keys()


def test_the_sounds_of_each_reading_are_those_of_its_letters_or_unknown() -> None:
    for word, ways in readings().items():
        counts = {len(way.sounds) for way in ways.values()}
        assert counts <= {0, len(letters_of(word))}, word
    assert vocalise("وہ بازو شمشیر").split()[1] != "بازو"


def test_neighbours_decide_how_a_homograph_is_read() -> None:
    def check(text: str, word: str, say: str) -> None:
        assert read_as(text, word) == say

    try_each(DATA / "neighbours.tsv", check)


@pytest.mark.parametrize(
    "phrase", ["رسم الخط", "صفر المظفر", "سید الشہدا", "نصب العین", "نہج البلاغہ"]
)
def test_an_article_is_said_ul_behind_a_word_that_it_binds(phrase: str) -> None:
    head, bound = phrase.split()
    assert vocalise(phrase).split()[1] == f"ا{PESH}" + vocalise(bound)[2:]
    assert vocalise(f"{head}، {bound}").split()[1] == vocalise(bound)


@pytest.mark.parametrize("phrase", ["مرض الموت", "نعم البدل", "روح القدس"])
def test_an_article_whose_word_the_lexicon_leaves_bare_is_said_ul_too(phrase: str) -> None:
    head, bound = phrase.split()
    assert vocalise(bound).startswith("ال")
    assert vocalise(phrase).split()[1].startswith(f"ا{PESH}ل{JAZM}")
    assert vocalise(f"کی {bound}").split()[1] == vocalise(bound), head


@pytest.mark.parametrize("family", ["البوسعیدی", "المالکی", "الخزعلی"])
def test_the_article_of_a_family_stays_al_behind_any_word(family: str) -> None:
    assert vocalise(f"بدر {family}").split()[1] == vocalise(family)


@pytest.mark.parametrize("word", ["العودہ", "العویسات", "الوحدات"])
def test_an_unknown_word_with_its_article_is_said_al_by_itself(word: str) -> None:
    assert not vocalise_word(word).startswith((f"ا{PESH}", f"ال{PESH}"))


@pytest.mark.parametrize(
    ("phrase", "start"),
    [
        ("رب العالمین", f"ا{PESH}ل"),
        ("بنت الہدیٰ", f"ا{PESH}ل"),
        ("مسجد الاقصیٰ", f"ا{PESH}ل"),
        ("صاحب الزمان", f"ا{PESH}ز"),
        ("بین الصوبائی", f"ا{PESH}س"),
        ("بین الاضلاعی", f"ا{PESH}ل"),
        ("مدینۃ العلم", f"ا{PESH}ل"),
    ],
)
def test_more_words_bind_and_so_do_all_with_the_arabic_ending(phrase: str, start: str) -> None:
    assert vocalise(phrase).split()[1].startswith(start)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("المنصور", "اَلْمَنْسُور"),
        ("النور", "اَنُّور"),
        ("الیرموک", "اَلْیَرْمُوک"),
        ("الرقہ", "اَرْرَقّا"),
        ("القائم", "اَلْقائِم"),
        ("الکبریٰ", "اَلْکُبْرٰ"),
    ],
)
def test_a_noun_that_needs_no_marks_alone_has_them_behind_the_article(
    word: str, written: str
) -> None:
    assert vocalise_word(word) == written


@pytest.mark.parametrize("word", ["الگ", "الزام", "الماری", "الفاظ", "الجزائر", "الٹ"])
def test_a_word_that_holds_no_article_is_bound_by_none(word: str) -> None:
    assert vocalise(f"مسجد {word}").split()[1] == vocalise(word)


@pytest.mark.parametrize(("word", "mark"), [("الاحرار", "\u064e"), ("الامارات", "\u0650")])
def test_a_vowel_behind_the_article_needs_no_letter_of_its_own(word: str, mark: str) -> None:
    assert vocalise_word(word).startswith(f"ا\u064eل{mark}")


def test_the_reason_of_a_choice_is_named() -> None:
    vocalised = vocalise_with_reasons("پاکستان کا ملک ریاض، اس ملک میں", Guesses())
    assert vocalised.reasons == ((2, "malik: before ریاض"),)


def test_a_noun_that_is_taken_up_again_is_named_as_a_reason() -> None:
    vocalised = vocalise_with_reasons("جس گاؤں میں آگ لگی اس گاؤں کے لوگ", Guesses())
    assert vocalised.reasons == ((5, "us: before the noun again that followed جس"),)


@pytest.mark.parametrize("word", ["پھیلا", "برتا", "دبا", "بچا", "تنا", "چنا", "ژا"])
def test_a_word_typed_without_its_last_hamza_is_read_like_the_one_with_it(word: str) -> None:
    assert SHADDA not in vocalise(word + "و")
    if word + "و" not in lexicon():
        assert vocalise(word + "و") == vocalise(word + "ؤ")


def test_a_sentence_boundary_parts_neighbours() -> None:
    assert read_as("وہ اس۔ نے", "وہ") == "lexicon"
    assert vocalise("وہ اس۔ نے").split()[1] == vocalise_word("اس") + "۔"


@given(words)
def test_words_that_nobody_listed_are_guessed_without_fail(word: str) -> None:
    assert guess(word) == guess(word)


def test_an_aspirate_is_one_letter() -> None:
    assert letters_of("چھبھیہہ") == ["چھ", "بھ", "ی", "ہ", "ہ"]


@pytest.mark.parametrize(
    ("pairs", "written"),
    [
        ([("م", "Cu"), ("ل", "C"), ("ک", "C")], f"م{PESH}ل{JAZM}ک"),
        ([("ک", "Cu"), ("ت", "CC"), ("ا", "aa")], f"ک{PESH}ت{SHADDA}ا"),
        ([("م", "Cu"), ("ح", "Ca"), ("م", "CCa"), ("د", "C")], f"م{PESH}ح{ZABAR}م{SHADDA}{ZABAR}د"),
        ([("د", "C"), ("و", "au"), ("ر", "C")], f"د{ZABAR}ور"),
        ([("ن", "Ci"), ("ی", "C"), ("ا", "aa"), ("ز", "C")], f"ن{ZER}{JAZM}یاز"),
        ([("م", "Cu"), ("ع", ""), ("ا", "aa"), ("ف", "C")], f"م{PESH}ئاف"),
        ([("خ", "C"), ("و", ""), ("ا", "aa"), ("ب", "C")], "خاب"),
        ([("ا", "aa"), ("ع", ""), ("م", "C"), ("ا", "aa"), ("ل", "C")], "آمال"),
        ([("م", "Ca"), ("س", "C"), ("ع", ""), ("و", "uu"), ("د", "C")], f"م{ZABAR}س{PESH}ود"),
        ([("ق", "C"), ("ع", "u"), ("و", "uu"), ("د", "C")], f"ق{PESH}ئ{PESH}ود"),
        ([("ی", "C"), ("و", "o"), ("گ", "C"), ("ا", "aa")], f"ی{SHADDA}وگا"),
        ([("ر", "C"), ("ی", "e"), ("ن", "C"), ("ا", "aa")], f"ر{JAZM}ینا"),
        ([("گ", "C"), ("و", "o"), ("و", "C"), ("ا", "aa")], f"گ{JAZM}و{JAZM}وا"),
        ([("س", "C"), ("ا", "aa"), ("ئ", ""), ("ی", "i"), ("ڈ", "C")], f"سائ{ZER}ڈ"),
    ],
    ids=[
        *("cluster", "doubled", "shadda before the sign", "au", "consonant ye", "ain"),
        *("silent vao", "first ain", "ain before uu", "ain with u", "first ye", "e", "o", "ai"),
    ],
)
def test_sounds_are_written_with_the_marks_that_bring_them_out(
    pairs: list[tuple[str, str]], written: str
) -> None:
    assert write(pairs) == written


@pytest.mark.parametrize("text", ["صبح 9 بجے", "صبح 9:00 بجے", "سال 9 میں"])
def test_a_number_does_not_bind_the_word_before_it_as_new_does(text: str) -> None:
    first = speakable(text, vocalised=True).split(" ")[0]
    assert first == speakable(text.replace("9", "8"), vocalised=True).split(" ")[0]
