"""What no reader of TOML takes is named with its line."""

from __future__ import annotations

import pytest

from naqeeb.toml_fault import toml_fault

LIMIT = ValueError("Exceeds the limit (4300 digits) for integer string conversion")


@pytest.mark.parametrize(
    ("text", "error", "fault"),
    [
        ("a = 1\nb = " + "7" * 5000, LIMIT, "a number has 5,000 digits (at line 2, column 5)"),
        ("a = 1", ValueError("Expected '='"), "Expected '='"),
        (
            "a = '[[['\n" + "[" * 200,
            RecursionError(),
            "brackets are nested too deep (at line 2, column 100)",
        ),
        (
            "a = [\n" + "# [[[[\n[1],\n" * 300 + "{x = " * 200,
            RecursionError(),
            "brackets are nested too deep (at line 602, column 491)",
        ),
        ("a = 1", RecursionError(), "brackets are nested too deep"),
    ],
)
def test_the_fault_and_its_place(text: str, error: Exception, fault: str) -> None:
    assert toml_fault(text, error) == fault
