"""An output that is gone, or may only be read: a clear word, and no new station in its place."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.desk import air, branding, site
from naqeeb.desk.batch import make_all
from naqeeb.desk.events import silence
from naqeeb.desk.job import Failure, Outcome, Overrides
from naqeeb.desk.make import name_of, read_source
from naqeeb.desk.many import make_each
from naqeeb.errors import ArchiveError
from naqeeb.file_errors import cause_of
from naqeeb.model import Article

if TYPE_CHECKING:
    Station = Any

GONE = "no longer what it was when this run began"
WEATHER = (
    "چترال میں برف باری ہوئی۔ راستے بند ہیں۔",
    "کوئٹہ میں سیب کی فصل اچھی رہی۔ کسان خوش ہیں۔",
)


def articles(output: Path) -> Iterator[Article]:
    """Some articles; in the middle of them the disk with the output is unmounted."""
    for number in range(12):
        if number == 4 and output.exists():
            output.rename(output.with_name("unmounted"))
        words = f"خبر {WEATHER[number % 2]}"
        yield Article(id=f"wire:{number}", title="موسم", paragraphs=(words,))


def test_a_run_whose_output_vanished_begins_no_new_station(station: Station) -> None:
    settings = replace(station.settings, jobs=1)
    outcomes = make_all(settings, articles(station.output), Overrides(), silence)
    failures: list[Outcome] = []
    with pytest.raises(ArchiveError, match=GONE):
        failures.extend(each for each in outcomes if isinstance(each, Failure))
    assert not (station.output / "show.json").exists()
    assert not list(station.output.glob("episodes/[!.]*"))
    assert list(station.output.with_name("unmounted").glob("episodes/[!.]*"))


def test_a_first_run_whose_output_vanished_begins_no_second_station(station: Station) -> None:
    output = station.settings.root / "first"
    settings = replace(station.settings, output=output, jobs=1)

    def unmounted_after_the_first() -> Iterator[Article]:
        for article in articles(output):
            if (output / "show.json").exists():
                output.rename(output.with_name("unmounted"))
            yield article

    ended = make_each(settings, unmounted_after_the_first(), read_source, name_of, Overrides())
    with pytest.raises(ArchiveError, match=GONE):
        list(ended)
    assert list(output.with_name("unmounted").glob("episodes/[!.]*"))
    assert not list(output.rglob("*.json"))


def test_what_was_there_in_this_run_is_missed_later_in_it(station: Station) -> None:
    brandings = branding.Brandings(station.settings)
    assert brandings.begun(station.settings.show)
    station.output.rename(station.output.with_name("unmounted"))
    assert brandings.begun(station.settings.show)
    assert not branding.Brandings(station.settings).begun(station.settings.show)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.EROFS, "may only be read"),
        (errno.ENOSPC, "is full"),
        (errno.EACCES, "another user"),
        (errno.EIO, "is failing"),
        (errno.ENOENT, "was unmounted"),
        (errno.ELOOP, "a link"),
        (errno.EISDIR, "a folder of that name"),
        (errno.ENOTDIR, "a file stands"),
        (errno.EEXIST, "a file of that name"),
        (errno.EBADF, "another user"),
    ],
)
def test_why_a_disk_takes_nothing_is_said_in_words(number: int, word: str) -> None:
    assert word in cause_of(OSError(number, os.strerror(number)))


@pytest.fixture
def read_only(station: Station) -> Iterator[Path]:
    """The output on a mount that may only be read."""
    output = str(station.output)
    mounts = (("--bind", output, output), ("-o", "remount,ro,bind", output))
    try:
        done = [
            subprocess.run(["mount", *words], capture_output=True, check=False) for words in mounts
        ]
    except OSError:
        pytest.skip("there is no mount here")
    try:
        if any(each.returncode for each in done):
            pytest.skip("only an administrator may mount")
        yield station.output
    finally:
        subprocess.run(["umount", output], capture_output=True, check=False)


def test_an_output_that_may_only_be_read_says_so(station: Station, read_only: Path) -> None:
    on_air = station.archive.entries()[0]
    source = station.settings.root / "new.txt"
    source.write_text(WEATHER[0], "utf-8")
    deeds = (
        lambda: station.make("more", 4, 5),
        lambda: site.update(station.settings, station.settings.show, everything=True),
        lambda: air.remove(station.settings, on_air.id),
        lambda: air.hold(station.settings, on_air.id),
    )
    for deed in deeds:
        with pytest.raises(ArchiveError, match="Read-only") as error:
            deed()
        assert "may only be read" in error.value.cause
    assert station.archive.entries()[0] == on_air
    assert read_only.is_dir()
