"""Checking a station that is too large to be held in memory."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.cli import station as commands
from naqeeb.cli.printer import Printer
from naqeeb.desk.branding import with_guid
from naqeeb.desk.check import Fault, show
from naqeeb.desk.check.sheet import Station as Checkable

if TYPE_CHECKING:
    Station = Any


def test_what_is_kept_of_an_episode_does_not_grow_with_its_text(station: Station) -> None:
    long = station.make("long", *range(8), *range(8), *range(8))
    known = with_guid(station.archive, station.settings.show)
    checkable = Checkable(station.settings, known, station.archive, "cover.png")
    ((sound, _),) = show._batch(checkable, [long.id])
    assert sound is not None
    assert sound.name == long.audio.name
    assert len(pickle.dumps(sound)) < 300


def test_a_page_of_which_nothing_is_left_is_named(station: Station) -> None:
    entry = station.archive.entries()[0]
    page = station.archive.folder(entry.id) / "index.html"
    page.write_bytes(b"")
    whats = {
        (fault.file.rpartition("/")[2], fault.what)
        for result in show.check(station.settings)
        for fault in result.faults
    }
    assert {name for name, _ in whats} == {"index.html"}


def test_of_very_many_faults_of_a_kind_the_first_are_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing, long = commands.FaultKind(), commands.FaultKind()
    for number in range(5_000):
        missing.add(Fault(f"episodes/{number}", "is missing", "make it", "missing"))
    long.add(Fault("feed.xml", "is 7 bytes long", "derive it", "length"))
    kinds = {("missing", "make it"): missing, ("length", "derive it"): long}
    commands.say_faults(Printer(), kinds)
    assert capsys.readouterr().out.splitlines() == [
        "5000 faults of one kind:",
        *(f"episodes/{number}: is missing" for number in range(10)),
        "... and 4990 more of this kind",
        "  next step: make it",
        "feed.xml: is 7 bytes long",
        "  next step: derive it",
    ]
