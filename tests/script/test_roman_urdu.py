"""Urdu words in Latin letters: folded to what is heard, and found in the lexicon's table."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb.script import romanise
from naqeeb.script.roman_urdu import heard, nearly_heard, urdu_word

DATA = Path(__file__).parents[2] / "src/naqeeb/script/data"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohabbat", "mohabat"),
        ("Taleem", "talim"),
        ("Aurat", "awrat"),
        ("Qaum", "kaum"),
        ("Ehsaas", "ehsas"),
        ("Fatimah", "Fatima"),
        ("Wazir", "vazeer"),
    ],
)
def test_spellings_of_one_word_are_heard_alike(one: str, other: str) -> None:
    assert heard(one) == heard(other)


def test_a_word_that_is_written_as_it_is_heard_goes_before_one_that_nearly_is() -> None:
    assert urdu_word("Mela") == "میلہ"
    assert urdu_word("muhabat") == urdu_word("Mohabbat") == "محبت"


@pytest.mark.parametrize(
    ("latin", "urdu"),
    [
        ("Waziristan", "وزیرستان"),
        ("naujawan", "نوجوان"),
        ("SEHAT", "صحت"),
        ("Mohabbat", "محبت"),
        ("Yakjehti", "یکجہتی"),
        ("Bakhtawar", "بختاور"),
    ],
)
def test_a_word_of_the_lexicon_is_found_by_its_sound(latin: str, urdu: str) -> None:
    assert urdu_word(latin) == urdu


@pytest.mark.parametrize("latin", ["Barre", "Curle", "Cordey", "Hollie", "ab", "", "xyzzq"])
def test_what_ends_as_english_or_is_too_short_is_not_looked_for(latin: str) -> None:
    assert urdu_word(latin) is None


def test_the_table_agrees_with_the_lexicon() -> None:
    lines = (DATA / "roman_urdu.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    assert len(rows) > 30_000
    assert [key.encode() for key, _ in rows] == sorted(key.encode() for key, _ in rows)
    sample = rows[::97]
    agreeing = sum(
        key in (heard(romanise(word)), nearly_heard(heard(romanise(word)))) for key, word in sample
    )
    assert agreeing >= 0.97 * len(sample), "run bench/build_roman_urdu.py"
