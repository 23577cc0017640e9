"""What reading costs: counted in steps of the interpreter, never in seconds."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.model import Article
from naqeeb.script import Announcer, Lexicon, chunks, compose, review, sentences, speakable

DATA = Path(__file__).parent / "data"
PIECES: list[str] = json.loads((DATA / "pieces.json").read_text("utf-8"))
HOSTILE: list[str] = json.loads((DATA / "hostile.json").read_text("utf-8"))
MOST_STEPS = 600
"""Calls and returns for one character: some 10 µs where nothing else runs."""


def steps(work: Callable[[str], object], text: str) -> int:
    """How many calls and returns of functions ``work`` takes over ``text``."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count


def all_of_it(text: str) -> None:
    """A text's whole way through the room."""
    script = compose([Article("x", "", (text,))], Announcer(vocalised=True))
    list(chunks(script, 300))
    review(script)
    sentences(text)
    speakable(text)


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_takes_twice_the_steps_and_each_character_few(piece: str) -> None:
    text = (piece * 400)[:400]
    all_of_it(text * 2)  # fills what is kept between texts
    one, two = steps(all_of_it, text), steps(all_of_it, text * 2)
    assert two < 2.3 * one + 2000
    assert one < MOST_STEPS * len(text)


def test_a_lexicon_twice_as_long_takes_twice_the_steps(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"

    def load(count: str) -> None:
        words = "".join(f'"ا{number}" = "ب"\n' for number in range(int(count)))
        path.write_text(f"[words]\n{words}", "utf-8")
        Lexicon.load(path)

    load("9")
    one, two = steps(load, "400"), steps(load, "800")
    assert two < 2.3 * one


MOST_EXPRESSIONS = 40
"""Regular expressions that are tried for one figure, by all classes together."""


@pytest.mark.parametrize(
    "figure",
    ["5-6 ", "25-30 ", "120-140 ", "6-4 ", "5 - 6 ", "3:2 ", "5.5 ", "1,5 ", "7/8 ", "5@", "5_"],
)
def test_a_figure_is_compared_with_few_expressions(figure: str) -> None:
    tried = 0

    def look(_frame: object, event: str, called: object) -> None:
        nonlocal tried
        owner = getattr(called, "__self__", None)
        tried += event == "c_call" and isinstance(owner, re.Pattern)

    text = figure * 100
    speakable(text)  # compiles them
    before = sys.getprofile()
    sys.setprofile(look)
    try:
        speakable(text)
    finally:
        sys.setprofile(before)
    assert tried < MOST_EXPRESSIONS * 100


SIGNS = sorted(
    {*"".join(HOSTILE + PIECES), *"½¾²٪°±×÷€£¥۰۹ﷺﷲⅣ①№℃я中é", *"\u064e\u0651\u0670\u200c"}
)
MOST_STEPS_ALONE = 200
"""The same as `MOST_STEPS` for `speakable` alone."""


def test_no_few_signs_repeated_cost_more_than_a_character_may() -> None:
    pick = random.Random(11)
    pieces = SIGNS + ["".join(pick.choices(SIGNS, k=pick.randint(2, 5))) for _ in range(400)]
    costly: list[tuple[str, float]] = []
    for piece in pieces:
        text = (piece * 200)[:200]
        speakable(text)  # fills what is kept between texts
        cost = steps(speakable, text) / len(text)
        if cost > MOST_STEPS_ALONE:
            costly.append((piece, cost))
    assert not costly


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *HOSTILE]), min_size=1, max_size=4).map("".join))
def test_no_mixture_of_pieces_costs_more_than_its_length(piece: str) -> None:
    text = (piece * 400)[:400]  # longer than a piece that is voiced, so that both are parted
    all_of_it(text * 2)
    one, two = steps(all_of_it, text), steps(all_of_it, text * 2)
    assert two < 2.5 * one + 2000
    assert one < MOST_STEPS * len(text) + 2000
