"""How long a text is to the ear."""

from __future__ import annotations

from naqeeb.text.spoken_length import spoken_chars


def test_vowel_marks_take_no_time() -> None:
    assert spoken_chars("کِتاب") == 4
