"""Letters typed for their look-alikes: what is read otherwise, and what is left alone."""

from __future__ import annotations

import pytest

from naqeeb.model import Article
from naqeeb.script import compose, speakable
from naqeeb.script.lookalikes import respelt


def test_a_word_of_the_lexicon_is_meant_as_it_is_written() -> None:
    assert respelt("تہران", "", "") is None
    assert respelt("اسلام", "", "") is None


def test_a_form_that_is_no_word_is_read_as_the_word_that_looks_like_it() -> None:
    assert respelt("تہا", "کہا", "کہ") == "تھا"
    assert respelt("ہتہیاروں", "", "") == "ہتھیاروں"


@pytest.mark.parametrize(
    ("word", "before", "behind", "meant"),
    [("بہی", "وہ", "آیا", "بھی"), ("بہی", "", "خواہ", None), ("پہر", "سہ", "", None)],
)
def test_neighbours_tell_whether_a_word_is_meant(
    word: str, before: str, behind: str, meant: str | None
) -> None:
    assert respelt(word, before, behind) == meant


def test_the_vocalised_rendering_reads_the_same_word() -> None:
    assert speakable("کچہ لوگ", vocalised=True) == speakable("کچھ لوگ", vocalised=True)


def test_a_word_read_otherwise_is_shown_as_a_rewrite() -> None:
    text = "وہ ساتہ تھا، بہی خواہ بھی۔"
    script = compose([Article("x", "", (text,))])
    spans = script.lines[0].spans
    assert [(span.kind, span.spoken) for span in spans] == [("spelling", "ساتھ")]
    assert text[spans[0].start : spans[0].end] == "ساتہ"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("وادئ سندھ میں", "وادیِ سندھ میں"),
        ("وادیٔ ناران", "وادیِ ناران"),
        ("وہ گئ تھی", "وہ گئی تھی"),
        ("اس وادئ میں", "اس وادی میں"),
    ],
)
def test_a_final_hamza_on_ye_binds_a_noun_to_the_next(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("مدرسۂ کے طلبہ", "مدرسہ کے طلبہ"),
        ("مدرسۂ فکر", "مدرسۂ فکر"),
        ("آلۂ قتل", "آلۂ قتل"),
    ],
)
def test_nothing_is_bound_to_a_postposition(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("مزھبی رہنما", "مذہبی رہنما"),
        ("اذادی", "آزادی"),
        ("بہای نے کہا", "بھائی نے کہا"),
        ("بہائی مذہب", "بہائی مذہب"),
        ("پڑہے لکہے", "پڑھے لکھے"),
        ("ڈرہے", "ڈر ہے"),
        ("فائدہ ہؤا", "فائدہ ہوا"),
        ("رائے", "رائے"),
    ],
)
def test_two_faults_of_one_word_are_put_right(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("پھلی بار", "پہلی بار"),
        ("مٹر کی پھلی", "مٹر کی پھلی"),
        ("وزیر نے کھا، جاؤ", "وزیر نے کہا، جاؤ"),
        ("بچی نے کھا لیا", "بچی نے کھا لیا"),
        ("چھرے پر زخم", "چہرے پر زخم"),
        ("چھرے سے حملہ", "چھرے سے حملہ"),
        ("قران پاک", "قرآن پاک"),
    ],
)
def test_an_aspirate_is_told_from_an_h_by_its_neighbours(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


def test_the_other_hamza_above_he_binds_as_well() -> None:
    assert speakable("بندہ\u0674 مومن") == speakable("بندۂ مومن")
