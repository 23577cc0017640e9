"""Tables of words: what a linguist writes into a data file is what a rule looks for."""

from __future__ import annotations

import re

import pytest

from naqeeb.script.tables import any_in, any_of, groups, rows


def test_an_underscore_is_a_blank_within_a_phrase() -> None:
    assert {"پن", "پاس ورڈ"} <= groups("digit_words.tsv")["secret"]


def test_lines_of_one_name_are_one_group() -> None:
    lines = [words for name, words in rows("honorific_names.tsv") if name == "women"]
    assert len(lines) > 1
    assert {words.split()[0] for words in lines} <= groups("honorific_names.tsv")["women"]


@pytest.mark.parametrize("text", ["پن کوڈ", "پن", "شارٹ کوڈ"])
def test_the_longest_word_is_tried_first(text: str) -> None:
    match = re.match(any_in("digit_words.tsv", "secret"), f"{text} 12")
    assert match is not None
    assert match.group() == text


def test_each_sign_of_a_word_stands_for_itself_in_an_order_that_stays() -> None:
    assert re.fullmatch(any_of(["(ب)"]), "(ب)")
    assert any_of({"b", "a", "ab"}) == "ab|a|b"
