"""An output that is unmounted in the midst of a command: a clear word, and nothing in its place."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock
import leaving_voice
import pytest

from naqeeb.desk import air, site
from naqeeb.desk.backlog import Backlog
from naqeeb.desk.batch import make_all
from naqeeb.desk.bulletins import Wanted, make_bulletin
from naqeeb.desk.events import silence
from naqeeb.desk.follow import look
from naqeeb.desk.job import Failure, Overrides
from naqeeb.desk.publish import publish
from naqeeb.errors import ArchiveError, PublishFailed
from naqeeb.podcast.publishing.folder import Folder
from naqeeb.podcast.publishing.plan import record_of
from naqeeb.settings import FollowSettings, IntakeSettings, Settings, VoiceSettings

if TYPE_CHECKING:
    from loopback import Web

    Station = Any

GONE = "no longer what it was when this run began"
PATIENCE_S = 30.0
RSS = """<rss version="2.0"><channel><title>خبریں</title>{items}</channel></rss>"""
ITEM = """<item><title>خبر {0}</title><guid>{0}</guid><pubDate>{2}</pubDate>
<description>{1}</description></item>"""
SNOW = "چترال میں برف باری ہوئی۔ راستے بند ہیں۔ لوگ گھروں میں ہیں۔ حکومت نے مدد بھیجی ہے۔"
FAIR = "پشاور میں کتابوں کا میلہ جاری ہے۔ لوگ خوش ہیں۔ بچے بھی آئے ہیں۔ میلہ کل تک ہے۔"


@pytest.fixture
def leaving(station: Station) -> Settings:
    """The station, whose voice takes the disk away when it snows."""
    settings: Settings = station.settings
    leaving_voice.install(settings.root, settings.output)
    return replace(
        settings,
        jobs=1,
        voice=VoiceSettings(name=leaving_voice.NAME),
        intake=IntakeSettings(private_addresses=True),
    )


def nothing_begun(output: Path) -> bool:
    """Whether there is no station; an empty folder may be there, as a mount leaves one."""
    names = {path.name for path in output.rglob("*")} if output.exists() else set()
    return not names & {"show.json", "feed.xml", "index.html", "episode.json", ".naqeeb-followed"}


def words_of(outcomes: Iterator[object]) -> str:
    """All that is said of what could not be done."""
    said = []
    try:
        said += [str(each.error) for each in outcomes if isinstance(each, Failure)]
    except ArchiveError as error:
        said.append(str(error))
    return "\n".join(said)


def test_a_bulletin_whose_output_vanishes_while_it_is_voiced(leaving: Settings) -> None:
    for name, text in (("snow", SNOW), ("fair", FAIR)):
        (leaving.root / f"{name}.txt").write_text(text, "utf-8")
    wanted = Wanted(sources=(str(leaving.root / "fair.txt"), str(leaving.root / "snow.txt")))
    assert GONE in words_of(make_bulletin(leaving, wanted, Overrides(), silence))
    assert leaving.output.with_name("unmounted").exists()
    assert nothing_begun(leaving.output)


def test_a_run_over_articles_whose_output_vanishes_while_one_is_voiced(leaving: Settings) -> None:
    for name, text in (("a", FAIR), ("b", SNOW), ("c", FAIR + " شکریہ۔")):
        (leaving.root / f"{name}.txt").write_text(text, "utf-8")
    sources = [str(leaving.root / f"{name}.txt") for name in "abc"]
    assert GONE in words_of(make_all(leaving, sources, Overrides(), silence))
    assert nothing_begun(leaving.output)


def test_a_followed_feed_while_whose_items_are_voiced_the_output_vanishes(
    leaving: Settings, web: Web
) -> None:
    day = "Mon, 23 Nov 2026 0{}:00:00 GMT"
    items = "".join(ITEM.format(n, text, day.format(n)) for n, text in ((1, FAIR), (2, SNOW)))
    url = web.page("/rss.xml", RSS.format(items=items), "application/rss+xml")
    assert GONE in words_of(look(leaving, FollowSettings(url)))
    assert leaving.output.with_name("unmounted").exists()
    assert nothing_begun(leaving.output)


DEEDS: dict[str, Callable[[Settings], object]] = {
    "feed": lambda settings: site.update(settings, settings.show, everything=True),
    "publish": lambda settings: list(publish(settings, str(settings.root / "public"))),
    "release": lambda settings: list(air.release(settings, ["3"])),
    "remove": lambda settings: air.remove(settings, "1"),
    "erase": lambda settings: air.remove(settings, "1", erase=True),
    "hold": lambda settings: air.hold(settings, "1"),
    "reject": lambda settings: air.reject(settings, "3"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_command_that_waits_for_another_run_while_the_output_vanishes(
    deed: str, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    settings: Settings = station.settings
    path = settings.root / "second.txt"
    path.write_text(FAIR, "utf-8")
    assert words_of(make_all(settings, [str(path)], Overrides(hold=True), silence)) == ""
    lock_file = settings.output / ".naqeeb-lock"
    said: list[BaseException] = []

    def run() -> None:
        try:
            DEEDS[deed](settings)
        except ArchiveError as error:
            said.append(error)

    with filelock.FileLock(lock_file), caplog.at_level(logging.DEBUG, "filelock"):
        thread = threading.Thread(target=run)
        thread.start()
        # filelock notes each time that somebody could not have the lock.
        end = time.monotonic() + PATIENCE_S
        while "not acquired" not in caplog.text and time.monotonic() < end:
            time.sleep(0.02)
        settings.output.rename(settings.output.with_name("unmounted"))
    thread.join(PATIENCE_S)
    assert ["was unmounted" in str(error) for error in said] == [True]
    assert nothing_begun(settings.output)
    assert not (settings.root / "public" / "feed.xml").exists()


def test_what_is_written_under_the_lock_begins_nothing_where_it_was(station: Station) -> None:
    archive = station.archive
    writes: tuple[Callable[[], object], ...] = (
        lambda: archive.put("index.html", b"x"),
        lambda: archive.put_all([("index.html", b"x")]),
        lambda: archive.ensure_state("guid"),
        archive.ensure_token,
        archive.new_staging,
    )
    with archive.lock(begun=True):
        station.output.rename(station.output.with_name("unmounted"))
        station.output.mkdir()  # as a mount leaves it
        for write in writes:
            with pytest.raises(ArchiveError, match=GONE):
                write()
    assert list(station.output.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize(
    "words",
    [["make", "a.txt"], ["make", "a.txt", "b.txt"], ["list"], ["feed"], ["serve"], ["init"]],
)
def test_a_current_folder_that_was_removed_is_named(
    naqeeb: Callable[..., subprocess.CompletedProcess[str]], newsroom: Path, words: list[str]
) -> None:
    shutil.rmtree(newsroom)
    done = naqeeb(*words)
    assert done.returncode == 1
    assert "the current folder is not there" in done.stderr
    assert "fault in naqeeb" not in done.stderr


def test_no_folder_to_build_in_is_made_where_a_station_was(station: Station) -> None:
    station.output.rename(station.output.with_name("unmounted"))
    with pytest.raises(ArchiveError, match=GONE):
        station.archive.new_staging(begun=True)
    assert not station.output.exists()


def test_a_target_that_is_unmounted_meanwhile_is_not_begun_again(tmp_path: Path) -> None:
    place = tmp_path / "public"
    target = Folder.open(place, tmp_path / "output", "", dry_run=False)
    target.send(record_of("one"), b"a")
    place.rename(place.with_name("unmounted"))
    writes: tuple[Callable[[], None], ...] = (
        lambda: target.send(record_of("two"), b"b"),
        target.settle,
    )
    for write in writes:
        with pytest.raises(PublishFailed, match=r"could not be written.*was unmounted"):
            write()
    assert not place.exists()


def test_what_a_lost_disk_stopped_in_a_backlog_is_made_by_the_same_command(
    leaving: Settings,
) -> None:
    texts = {"a": FAIR, "b": SNOW, "c": f"{FAIR} شکریہ۔"}
    paths = [leaving.root / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    place = leaving.root / "list.txt"
    place.write_text("".join(f"{path}\n" for path in paths), "utf-8")
    assert GONE in words_of(Backlog(leaving, str(place)).outcomes())
    leaving.output.with_name("unmounted").rename(leaving.output)
    again = Backlog(replace(leaving, voice=VoiceSettings(name="tone")), str(place))
    outcomes = list(again.outcomes())
    assert not any(isinstance(each, Failure) for each in outcomes)
    assert {str(path) for path in paths[1:]} <= {each.source for each in outcomes}
    assert not list(leaving.root.glob("*dead-letters*"))
