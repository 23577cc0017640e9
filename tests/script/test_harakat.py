"""The vocalised rendering: the same words in the same places, with their short vowels."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.script.harakat import lexicon, vocalise, vocalise_word
from naqeeb.script.harakat.guessing import guess
from naqeeb.script.harakat.place import JAZM, PESH, SHADDA, ZABAR, ZER, letters_of
from naqeeb.script.harakat.writing import write

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
def test_a_word_with_a_haraka_is_left_to_whoever_wrote_it(word: str, mark: str) -> None:
    marked = word + mark
    if marked not in lexicon():
        assert vocalise(marked) == marked


@pytest.mark.parametrize("number", ["بَہَتَّر", "اَسّی", "نَو", "سَو", "چَوَّن"])
def test_numbers_that_come_vocalised_stay_as_they_are(number: str) -> None:
    assert vocalise(f"{number} افراد") == f"{number} افراد"


def test_the_lexicon_holds_the_words_of_the_news() -> None:
    assert len(lexicon()) >= 3000
    assert {"حکومت", "وزیر", "فلسطین", "پارلیمنٹ", "کرکٹ", "سیلاب"} <= set(lexicon())
    assert not [word for word in lexicon() if re.search(f"[{MARKS[1:-1]}]", word)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ملک ریاض اس ملک میں", "مَلِک"),
        ("ہوا میں نمی ہے", "ہَْوا"),
        ("ہوا کے دباؤ میں کمی", "ہَْوا"),
        ("دور تک کچھ نہیں", "دُور"),
        ("کل تعداد پانچ ہے", "کُل"),
        ("اس نے کہا", "اُس"),
        ("یہ پر امن شہر ہے", "پُر"),
        ("حضرت عمر آئے", "عُمَر"),
        ("اپنے وعدوں سے مکر گئے", "مُکَر"),
        ("آیت اللہ خامنہ ای", "آیَتُ"),
        ("آیت اللہ خامنہ ای", "لّاہ"),
        ("حزب اللہ کے سربراہ", "حِزبُ"),
        ("صلی اللہ علیہ وسلم", "لّاہُ"),
        ("نتائج مایوس کن رہے", "کُن"),
        ("مطلع ابر آلود رہے گا", "مَطْلَع"),
        ("وفاقی وزیر خزانہ نے کہا", "وزیرے"),
        ("قائد حزب اختلاف", "حِزبے"),
        ("نقطہ انجماد سے نیچے", "نقطائے"),
    ],
)
def test_a_neighbour_decides_how_a_homograph_is_read(text: str, expected: str) -> None:
    assert expected in vocalise(text).split()


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("یہ کام ہوا۔ میں گیا", "ہَْوا"),
        ("موجودہ دور میں", "دُور"),
        ("وہ مشکل دور سے گزر رہا ہے", "دُور"),
        ("وہ کل آئے گا", "کُل"),
        ("اس بات پر زور دیا", "پُر"),
        ("یہ مکر و فریب ہے", "مُکَر"),
        ("اللہ کا شکر ہے", "لّاہ"),
        ("جن میں سے کن کا ذکر ہے", "کُن"),
        ("وزیر نے کہا", "وزیرے"),
        ("ایرانی صدر پاکستان پہنچ گئے", "صدْرے"),
    ],
)
def test_another_neighbour_leaves_it_in_its_usual_reading(text: str, unread: str) -> None:
    assert unread not in vocalise(text).split()


@pytest.mark.parametrize("word", ["پھیلا", "برتا", "دبا", "بچا", "تنا", "چنا", "ژا"])
def test_a_word_typed_without_its_last_hamza_is_read_like_the_one_with_it(word: str) -> None:
    assert SHADDA not in vocalise(word + "و")
    if word + "و" not in lexicon():
        assert vocalise(word + "و") == vocalise(word + "ؤ")


def test_a_sentence_boundary_parts_neighbours() -> None:
    assert "اُس" not in vocalise("وہ اس۔ نے")


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
    ],
    ids=["cluster", "doubled", "shadda before the sign", "au", "consonant ye", "ain", "silent vao"],
)
def test_sounds_are_written_with_the_marks_that_bring_them_out(
    pairs: list[tuple[str, str]], written: str
) -> None:
    assert write(pairs) == written
