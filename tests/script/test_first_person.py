"""What I do (میں لڑوں گا) ends in uu, the plural of a noun in o."""

from __future__ import annotations

import pytest

from naqeeb.script.harakat import vocalise
from naqeeb.script.harakat.place import PESH

WHAT_I_DO = f"{PESH}وں"


def ends_in_uu(text: str, word: str) -> bool:
    at = text.split().index(word)
    return vocalise(text).split()[at].endswith(WHAT_I_DO)


@pytest.mark.parametrize(
    "verb", ["لڑوں", "کھیلوں", "ملوں", "بنوں", "بچوں", "نکلوں", "اتروں", "پیوں"]
)
def test_a_verb_before_the_future_is_what_i_do(verb: str) -> None:
    assert ends_in_uu(f"میں ضرور {verb} گا", verb)
    assert ends_in_uu(f"ہمت نہ ہاری تو {verb} گی", verb)


@pytest.mark.parametrize("text", ["میں کسی سے کیوں ڈروں", "اس نے کہا کہ میں نہ ڈروں"])
def test_a_verb_whose_subject_is_i_is_what_i_do(text: str) -> None:
    assert ends_in_uu(text, "ڈروں")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("کھیلوں کے میدان", "کھیلوں"),
        ("شوگر ملوں نے کرشنگ روک دی", "ملوں"),
        ("میں بچوں اور عزیزوں سے ملا", "بچوں"),
        ("گھر میں جھگڑوں، لڑائیوں سے تنگ", "جھگڑوں،"),
        ("مذاکرات کل ہوں گے", "ہوں"),
    ],
)
def test_the_plural_of_a_noun_keeps_its_o(text: str, noun: str) -> None:
    assert not ends_in_uu(text, noun)


def test_the_stem_sounds_as_in_other_forms_of_the_verb() -> None:
    assert ends_in_uu("میں چنوں گا", "چنوں")
    assert vocalise("میں چنوں گا").split()[1].startswith(f"چ{PESH}")
    assert vocalise("میں ملوں گا").split()[1] != vocalise("ملوں میں").split()[0]
