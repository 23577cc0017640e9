"""Which classes are asked at which character."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from naqeeb.script import classes
from naqeeb.script.classes import figure_readers, figures
from naqeeb.script.letters import fold_text
from naqeeb.script.reading import Reader, Reading, Scan

AFTER = (
    " µg/m³",
    " Å",
    " 1 ",
    " 1/2",
    "-10%",
    "-6 ",
    "k%",
    "st ",
    "C/D",
    "s ",
    " JF",
    " p.m.",
    " - 12 ",
    "-24",
    "-2025 ",
    "~6",
    "-1/2",
    "-6-",
    "-6 جون ",
    "-7 سے جیت",
    "-5 ڈالر",
    "-10 km",
    "-50 رنز",
    " لاکھ ",
    " GB",
    "kg",
    "K ",
    " mn",
    "th",
    "°C",
    "½ ",
    " 20 30",
)
PIECES: list[str] = json.loads((Path(__file__).parent / "data" / "pieces.json").read_text("utf-8"))


def reading(readers: tuple[Reader, ...], text: str, position: int) -> Reading | None:
    readings = (reader(Scan(text), position) for reader in readers)
    return next((each for each in readings if each is not None), None)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from([*PIECES, " ", "، ", "ص ", "ٹی "]), max_size=2).map("".join),
    st.sampled_from(
        ["5", "11", "20", "24", "777", "115", "1122", "1947", "0300", "12345", "123456789012"]
    ),
    st.lists(
        st.sampled_from([*PIECES, *[" "] * 6, *AFTER, *"،۔)ءھ%‰°½€$=+&#•½½ °C", *"12mnksGx"]),
        max_size=6,
    ),
)
def test_the_readers_left_out_see_nothing_behind_a_figure(
    before: str, figure: str, after: list[str]
) -> None:
    text = fold_text(before + figure + "".join(after))
    position = len(fold_text(before))
    # What stands before may have taken the figure's place.
    assume(text[position : position + 1].isdecimal())
    asked = figures.readers_of_figure(text, position)
    assert reading(asked, text, position) == reading(figure_readers.ALL, text, position)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([*PIECES, " ", "ٹائپ ", "گروپ "]), max_size=2).map("".join),
    st.sampled_from(
        [*"aAbBFHIiKkmMOoQRsvVXxZ", "BA.5", "km/h", "Aug 14", "Q3", "Caa2", "H2O", "iv)"]
    ),
    st.lists(st.sampled_from([*PIECES, *"12 .-/)²₂+xIVah€ؐ"]), max_size=4),
)
def test_the_readers_left_out_see_nothing_at_a_letter(
    before: str, letters: str, after: list[str]
) -> None:
    text = fold_text(before + letters + "".join(after))
    position = len(fold_text(before))
    assume(text[position : position + 1].isascii() and text[position : position + 1].isalpha())
    asked = classes.readers(text, position)
    assert reading(asked, text, position) == reading(classes.LATIN, text, position)
