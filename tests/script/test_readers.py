"""Which classes are asked at which character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.script import classes
from naqeeb.script.letters import fold_text
from naqeeb.script.reading import Reading, Scan

PIECES: list[str] = json.loads((Path(__file__).parent / "data" / "pieces.json").read_text("utf-8"))
NAMES = [classes._FIGURE, classes._PLAIN_FIGURE, classes._LATIN, classes._WORD, classes._OTHER]


@pytest.mark.parametrize("names", [*NAMES, *classes._SIGNS.values()])
def test_every_reader_is_there_by_its_name(names: str) -> None:
    assert all(map(callable, classes._named(names)))


def reading(names: str, text: str, position: int) -> Reading | None:
    found = (reader(Scan(text), position) for reader in classes._named(names))
    return next((each for each in found if each is not None), None)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from([*PIECES, " ", "، ", "ص ", "ٹی "]), max_size=2).map("".join),
    st.sampled_from(
        ["5", "11", "20", "24", "115", "1122", "1947", "0300", "12345", "123456789012"]
    ),
    st.lists(st.sampled_from([*PIECES, " ", " ", " ", "،", "۔", ")", "ء", "ھ"]), max_size=5),
)
def test_the_readers_left_out_see_nothing_in_a_plain_figure(
    before: str, figure: str, after: list[str]
) -> None:
    text = fold_text(before + figure + "".join(after))
    position = len(fold_text(before))
    if classes._is_plain(text, position):
        expected = reading(classes._FIGURE, text, position)
        assert reading(classes._PLAIN_FIGURE, text, position) == expected
