"""What is said to a person is cut where something in it has no end."""

from __future__ import annotations

import json

import pytest

from naqeeb.cli.printer import MOST_CHARS, Printer
from naqeeb.errors import NaqeebError

ENDLESS = "خبر " * 100_000


def test_a_line_with_an_endless_title_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer()
    printer.say(f"on air {ENDLESS}")
    printer.row("made", ENDLESS)
    printer.note(f"left out: {ENDLESS}")
    printer.error(NaqeebError(f"no {ENDLESS}", cause="of it", hint="look at it"))
    said = capsys.readouterr()
    lines = (said.out + said.err).splitlines()
    assert len(lines) == 6
    assert max(map(len, lines)) == MOST_CHARS
    assert said.err.endswith("  next step: look at it\n")


def test_a_program_gets_an_error_cut_and_a_result_whole(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer(as_json=True)
    printer.error(NaqeebError(f"no {ENDLESS}"))
    printer.object({"title": ENDLESS})
    error, result = map(json.loads, capsys.readouterr().out.splitlines())
    assert len(error["error"]) == MOST_CHARS
    assert result["title"] == ENDLESS


def test_what_is_written_and_spoken_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Printer().say(ENDLESS, whole=True)
    assert capsys.readouterr().out == f"{ENDLESS}\n"
