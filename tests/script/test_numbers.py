"""Numbers in words, and back into their size."""

from __future__ import annotations

import pytest

from naqeeb.script.numbers import amount_of, cardinal, is_number_word


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "صفر"),
        (100, "ایک سو"),
        (1250, "ایک ہزار دو سو پچاس"),
        (10**7, "ایک کروڑ"),
        (25 * 10**11 + 304, "پچیس کھرب تین سو چار"),
        (-5, "منفی پانچ"),
    ],
)
def test_an_amount_is_counted_by_the_scales_of_urdu(number: int, words: str) -> None:
    """Million and billion are read where they are written; nothing is counted by them."""
    assert cardinal(number) == words


@pytest.mark.parametrize(
    ("spoken", "size"),
    [
        ("دو سو پچاس روپے", 250),
        ("تین ملین ڈالر", 3 * 10**6),
        ("ایک سو بیس اعشاریہ پانچ کروڑ", 120 * 10**7),
        ("دو ہزار چھ سو", 2600),
    ],
)
def test_words_say_about_how_much_it_is(spoken: str, size: int) -> None:
    assert amount_of(spoken) == size


def test_what_is_borrowed_is_no_number_of_urdu() -> None:
    assert [is_number_word(each) for each in ("سو", "ننانوے", "کھرب", "ملین")] == [
        True,
        True,
        True,
        False,
    ]
