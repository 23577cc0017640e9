"""Every spoken class, case by case: a new case is a new line in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_lines import try_each

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


FILES = [DATA / "given_cases.tsv", *sorted((DATA / "cases").glob("*.tsv"))]


def _bare(text: str) -> str:
    """Without marks and harakat, with one spelling for each number word."""
    words = re.sub(f"[{MARKS}]", " ", SIGNS.sub("", text)).split()
    return " ".join(SAME.get(word, word) for word in words)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_is_spoken_as_an_announcer_would(file: Path) -> None:
    def check(_kind: str, written: str, spoken: str, _note: str = "") -> None:
        wanted = [_bare(each) for each in spoken.replace("-", "").split(" | ")]
        assert _bare(speakable(written)) in wanted

    try_each(file, check)


def test_there_are_cases_of_every_class() -> None:
    lines = [line for file in FILES for line in file.read_text("utf-8").splitlines()]
    kinds = [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]
    assert len(kinds) > 600
    assert set(kinds) >= {file.stem for file in (DATA / "cases").glob("*.tsv")}
