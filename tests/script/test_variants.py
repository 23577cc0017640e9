"""A form is said alike with other digits, blanks, commas, and with quotes or brackets around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb.script import speakable
from naqeeb.script.alphabet import HARAKAT, MARKS

CASES = Path(__file__).parent / "data" / "cases" / "forms.tsv"
WRITTEN = [line.split("\t")[1] for line in CASES.read_text("utf-8").splitlines()[1::5]]
URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

VARIANTS: dict[str, Callable[[str], str]] = {
    "Urdu digits": lambda text: text.translate(URDU_DIGITS),
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "two blanks": lambda text: text.replace(" ", "  "),
    "Western commas": lambda text: text.replace("،", ","),
    "dashes": lambda text: text.replace("-", "–"),
    "letters of an Arabic keyboard": lambda text: text.replace("ی", "ي").replace("ک", "ك"),
    "a stop behind": lambda text: f"{text}۔",
    "a Western stop behind": lambda text: f"{text}.",
    "a question mark behind": lambda text: f"{text}؟",
    "quotes around": lambda text: f"“{text}”",
    "brackets around": lambda text: text if "(" in text else f"({text})",
}


def _bare(text: str) -> str:
    return " ".join(re.sub(f"[{MARKS}]", " ", re.sub(f"[{HARAKAT}]", "", text)).split())


@pytest.mark.parametrize("name", VARIANTS)
def test_a_form_is_said_alike_however_it_is_typed(name: str) -> None:
    changed = {
        written: spoken
        for written in WRITTEN
        if (spoken := _bare(speakable(VARIANTS[name](written)))) != _bare(speakable(written))
    }
    assert len(WRITTEN) > 200
    assert changed == {}


@pytest.mark.parametrize(
    "text", ["مالی سال 25-2024:", "گیت کی لمبائی 4:05:", "پاکستانی وقت 19:30:"]
)
def test_a_colon_behind_a_form_is_no_part_of_it(text: str) -> None:
    assert _bare(speakable(text)) == _bare(speakable(text[:-1]))
