"""Latin words: which table speaks, and what none of them has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.script import speakable
from naqeeb.script.alphabet import LETTERS
from naqeeb.script.latin_words import is_known, latin_word, split_words
from naqeeb.script.tables import rows
from naqeeb.script.transliterate import pronounceable

URDU = frozenset(LETTERS + " ")


def test_the_table_of_english_words_is_sorted_and_in_urdu_letters() -> None:
    table = rows("english.tsv")
    words = [row[0] for row in table]
    assert words == sorted(set(words))
    assert len(words) > 20_000
    assert all(URDU.issuperset(row[1]) and row[1].strip() for row in table)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Station", "اسٹیشن"),  # from CMUdict
        ("President", "صدر"),  # ours goes before it
        ("Saleem", "سلیم"),  # a name
        ("Stations", "اسٹیشنز"),
        ("Flexington", "فلیکسنگٹن"),  # by rule
        ("brkt", "بی آر کے ٹی"),  # nobody could say it
    ],
)
def test_the_nearest_table_speaks(written: str, spoken: str) -> None:
    assert latin_word(written) == spoken


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("saleemkhaliq", ["saleem", "khaliq"]),
        ("freepalestine", ["free", "palestine"]),
        ("GazaUnderAttack", ["Gaza", "Under", "Attack"]),
        ("station", ["station"]),
        ("zrqnxplt", ["zrqnxplt"]),
    ],
)
def test_words_without_blanks_are_set_apart(letters: str, words: list[str]) -> None:
    assert split_words(letters) == words


@pytest.mark.parametrize("word", ["texpo", "aptma", "lesco", "strand", "wins"])
def test_capitals_that_can_be_said_are_words(word: str) -> None:
    assert pronounceable(word)


@pytest.mark.parametrize("word", ["fpcci", "unhcr", "sngpl", "ptcl", "rtnl"])
def test_capitals_that_nobody_can_say_are_spelt(word: str) -> None:
    assert not pronounceable(word)


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=60))
def test_no_latin_word_is_silent_or_keeps_a_latin_letter(word: str) -> None:
    spoken = latin_word(word)
    assert spoken.strip()
    assert URDU.issuperset(spoken)
    assert isinstance(is_known(word), bool)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Zia-ul-Haq", "ضیا الحق"),
        ("Noor ul Huda", "نور الہدیٰ"),
        ("Abdul Rauf", "عبدالرؤف"),
        ("Fazlur Rehman", "فضل الرحمان"),
        ("Ahmed al-Sharaa", "احمد الشرع"),
    ],
)
def test_the_arabic_article_and_its_noun_are_one_word(written: str, name: str) -> None:
    assert speakable(written) == name


@pytest.mark.parametrize("written", ["Al Gore", "Contact us Karachi", "Join us Army"])
def test_an_english_word_is_no_arabic_article(written: str) -> None:
    assert not speakable(written).split()[-1].startswith("ال")
