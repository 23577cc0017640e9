"""Marks that are spoken as a pause, and marks that fall silent: a new case is a new line."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb import speakable

TABLE = Path(__file__).parent / "data" / "punctuation.tsv"
LINES = [line for line in TABLE.read_text("utf-8").split("\n") if line and line[0] != "#"]


@pytest.mark.parametrize("line", LINES)
def test_a_pause_is_where_an_announcer_would_make_it(line: str) -> None:
    written, spoken = line.split("\t")
    assert speakable(written) == spoken
