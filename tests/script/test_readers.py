"""Which classes are asked at which character."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.script.classes import figures
from naqeeb.script.letters import fold_text
from naqeeb.script.reading import Reader, Reading, Scan

PIECES: list[str] = json.loads((Path(__file__).parent / "data" / "pieces.json").read_text("utf-8"))


def reading(readers: tuple[Reader, ...], text: str, position: int) -> Reading | None:
    readings = (reader(Scan(text), position) for reader in readers)
    return next((each for each in readings if each is not None), None)


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
    if figures.is_plain(text, position):
        assert reading(figures.PLAIN, text, position) == reading(figures.ALL, text, position)
