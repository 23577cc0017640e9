"""Every spoken class, case by case: a new case is a new line in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from naqeeb.script import speakable
from naqeeb.script.alphabet import HARAKAT, MARKS

DATA = Path(__file__).parent / "data"
SIGNS = re.compile(f"[{HARAKAT}]")
# Spellings of number words that stand for the same word.
SAME = {
    other: word
    for word, others in (
        line.split("\t") for line in (DATA / "spellings.tsv").read_text("utf-8").splitlines()
    )
    for other in others.split("|")
}


def _cases() -> list[tuple[str, str, str]]:
    files = [DATA / "given_cases.tsv", *sorted((DATA / "cases").glob("*.tsv"))]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1], row[2]) for row in rows]


def _bare(text: str) -> str:
    """Without marks and harakat, with one spelling for each number word."""
    words = re.sub(f"[{MARKS}]", " ", SIGNS.sub("", text)).split()
    return " ".join(SAME.get(word, word) for word in words)


CASES = _cases()


@pytest.mark.parametrize(
    ("kind", "written", "spoken"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_is_spoken_as_an_announcer_would(kind: str, written: str, spoken: str) -> None:
    wanted = [_bare(each) for each in spoken.replace("-", "").split(" | ")]
    assert _bare(speakable(written)) in wanted, kind


def test_there_are_cases_of_every_class() -> None:
    kinds = {case[0] for case in CASES}
    assert len(CASES) > 600
    assert kinds >= {file.stem for file in (DATA / "cases").glob("*.tsv")}
