"""JSON of strangers: one number of thousands of digits stops nothing."""

from __future__ import annotations

import math

import pytest

from naqeeb.text.json_reading import read


def test_a_number_of_thousands_of_digits_is_an_endless_one() -> None:
    table = read('{"id": 7, "size": ' + "9" * 5000 + "}")
    assert table == {"id": 7, "size": math.inf}
    assert isinstance(table["id"], int)


def test_line_ends_within_a_text_are_taken_where_that_is_said() -> None:
    assert read('["a\nb"]', strict=False) == ["a\nb"]
    with pytest.raises(ValueError, match="control character"):
        read('["a\nb"]')


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "{", "", b"\xff"])
def test_what_is_none_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)
