"""Words that the lexicon has in another spelling are said as it says them."""

import pytest

from naqeeb.script.harakat import lexicon, vocalise
from naqeeb.script.harakat.spellings import spelt_otherwise


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("عملا", "عملاً"),
        ("ارادتا", "ارادتاً"),
        ("تقلیدا", "تقلیداً"),
        ("شکوی", "شکویٰ"),
        ("قصوی", "قصویٰ"),
        ("تأثیر", "تاثیر"),
        ("فصحاء", "فصحا"),
        ("شفقۃ", "شفقت"),
        ("گذارشات", "گزارشات"),
        ("کار‌کردگی", "کارکردگی"),
        ("رہنمائوں", "رہنماؤں"),
        ("ڈویڑن", "ڈویژن"),
        ("برامدات", "برآمدات"),
    ],
)
def test_a_word_is_said_as_the_lexicon_spells_it(written: str, listed: str) -> None:
    assert written not in lexicon()
    assert vocalise(written) == lexicon()[listed]


@pytest.mark.parametrize("word", ["آنا", "اولا", "منی", "قوی", "بناء", "ذرہ"])
def test_a_word_of_the_lexicon_is_not_looked_up_in_another_spelling(word: str) -> None:
    assert spelt_otherwise(word) is not None  # it would be another word
    assert vocalise(word) == lexicon()[word]


@pytest.mark.parametrize("word", ["سگتارا", "بلکشی", "گمتاء"])
def test_a_word_of_no_spelling_is_guessed(word: str) -> None:
    assert spelt_otherwise(word) is None
