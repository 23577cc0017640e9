"""Unknown words: what the lexicon's words that begin like them say of their letters."""

from __future__ import annotations

import pytest

from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.guessing import all_clues, clues
from naqeeb.script.harakat.kin import kin_clues, nearest
from naqeeb.script.harakat.known import sounds_of
from naqeeb.script.harakat.place import letters_of


@pytest.mark.parametrize(("word", "beginning"), [("دلچسپیانہ", "دلچسپی"), ("کتابچوں", "کتابچ")])
def test_the_word_that_shares_most_is_the_nearest(word: str, beginning: str) -> None:
    assert word not in lexicon()
    kin = nearest(letters_of(word))
    assert kin is not None
    assert kin.word.startswith(beginning)
    assert kin.shared >= len(letters_of(beginning))
    assert kin.sounds == sounds_of(kin.word)


@pytest.mark.parametrize("word", ["", "آ", "ژژژ", "ھھھھ", "ۓۓۓۓ", "\uffff" * 4])
def test_where_too_little_is_shared_nothing_is_said(word: str) -> None:
    letters = letters_of(word)
    assert nearest(letters) is None
    assert all_clues(letters) == clues(letters)


def test_a_word_is_not_its_own_kin() -> None:
    kin = nearest(letters_of("کتاب"))
    assert kin is not None
    assert kin.word != "کتاب"


def test_only_the_letters_that_are_shared_get_clues() -> None:
    letters = letters_of("کتابچوں")
    kin = nearest(letters)
    assert kin is not None
    told = [bool(here) for here in kin_clues(letters)]
    assert told == [at < kin.shared for at in range(len(letters))]
