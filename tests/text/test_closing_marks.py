"""A stop ends a sentence whatever quotation mark or bracket closes behind it, for every reader."""

from __future__ import annotations

import pytest

from naqeeb import sentences
from naqeeb.intake.pages import furniture
from naqeeb.text.closing_marks import CLOSING

TEXT = "اس نے کہا کہ میلہ جاری ہے"


@pytest.mark.parametrize("mark", CLOSING)
def test_what_closes_behind_a_stop_is_the_same_for_pages_and_for_speech(mark: str) -> None:
    assert furniture.is_sentence(f"{TEXT}۔{mark}")
    assert not furniture.is_sentence(f"{TEXT}{mark}")
    assert [each.strip() for each in sentences(f"{TEXT}۔{mark} لوگ خوش ہیں۔")] == [
        f"{TEXT}۔{mark}",
        "لوگ خوش ہیں۔",
    ]
