"""``check``: a sound output has no fault; break one thing, and that thing is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.archive import record
from naqeeb.desk.check import Fault, check, repair
from naqeeb.desk.check.sheet import MOST_CHARS
from naqeeb.desk.site import update
from naqeeb.model import Episode, Show, State

if TYPE_CHECKING:
    Station = Any
    Build = Any


def faults(station: Station) -> list[Fault]:
    return [fault for result in check(station.settings) for fault in result.faults]


def named(found: list[Fault]) -> list[tuple[str, str]]:
    """File name and what is wrong, without the folders."""
    return [(fault.file.rpartition("/")[2], fault.what) for fault in found]


@pytest.fixture
def episode(station: Station) -> Episode:
    """The newest of the station's episodes."""
    found: Episode = station.archive.load(station.archive.entries()[0].id)
    return found


@pytest.fixture
def folder(station: Station, episode: Episode) -> Path:
    found: Path = station.archive.folder(episode.id)
    return found


def test_a_sound_output_has_no_fault(station: Station) -> None:
    results = list(check(station.settings))
    assert [fault for result in results for fault in result.faults] == []
    assert {result.name for result in results} == {
        "ریڈیو نقیب",
        *(entry.id for entry in station.archive.entries()),
    }
    assert all(result.checked > 20 for result in results)


def test_faults_that_differ_in_names_and_figures_alone_are_of_one_kind(station: Station) -> None:
    path = station.output / "feed.xml"
    text = re.sub(r' length="', ' length="1', path.read_text("utf-8"))
    path.write_text(
        re.sub(r"(<title>)[^<]*(</title>\s*<link>[^<]*episodes)", r"\1?\2", text), "utf-8"
    )
    found = [fault for fault in faults(station) if fault.what.startswith("says")]
    episodes = len(station.archive.entries())
    assert len({fault.what for fault in found}) == len(found) >= episodes
    assert [fault.kind for fault in found].count("the length") == episodes
    assert {fault.kind for fault in found} <= {"the length", "the title"}


def test_every_fault_says_what_to_do_next(station: Station, folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"broken")
    (station.output / "feed.xml").write_text("<rss>")
    found = faults(station)
    assert len(found) > 2
    assert all(fault.hint for fault in found)


def test_removed_episodes_are_not_missed(station: Station, episode: Episode) -> None:
    station.remove(episode)
    assert faults(station) == []
    station.bring_back(episode)
    assert faults(station) == []


def test_a_correction_with_its_older_sound_is_no_fault(station: Station) -> None:
    before = station.make("apples", 5, 6, 7)
    after = station.make("apples", 5, 6, 4)
    assert after.previous_audio[0][0] == before.audio.name
    assert faults(station) == []


def test_a_second_show_without_an_episode_yet_is_no_fault(build: Build) -> None:
    one = build()
    shows = (Show(title="خبریں", slug="news"), Show(title="کھیل", slug="sport"))
    both = type(one)(replace(one.settings, shows=shows))
    both.make("roads", 0)
    assert faults(both) == []


def test_an_edition_for_few_data_is_checked_too(build: Build) -> None:
    one = build()
    sound = replace(one.settings.sound, data_saver=True)
    both = type(one)(replace(one.settings, sound=sound))
    (other,) = both.make("roads", 0).alternates
    assert faults(both) == []
    (path,) = both.output.glob(f"episodes/*/{other.name}")
    path.write_bytes(b"")
    (fault,) = faults(both)
    assert "is 0 bytes long" in fault.what


# -- files -----------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["transcript.vtt", "transcript.srt", "transcript.json", "chapters.json", "index.html"],
)
def test_a_derived_file_that_is_missing_or_was_changed(
    station: Station, folder: Path, name: str
) -> None:
    with (folder / name).open("ab") as file:
        file.write(b" ")
    ((file_name, what),) = named(faults(station))
    assert file_name == name
    assert "its hash is not the record's" in what
    (folder / name).unlink()
    missing = [what for file_name, what in named(faults(station)) if file_name == name]
    assert "is missing" in missing
    update(station.settings, station.settings.show, everything=True)
    assert faults(station) == []


def test_a_sound_that_is_missing_is_named(station: Station, folder: Path, episode: Episode) -> None:
    (folder / episode.audio.name).unlink()
    found = faults(station)
    assert (episode.audio.name, "is missing") in named(found)
    assert "make its source again" in found[0].hint


def test_a_sound_cut_short(station: Station, folder: Path, episode: Episode) -> None:
    path = folder / episode.audio.name
    path.write_bytes(path.read_bytes()[:-2000])
    size = episode.audio.size_bytes
    what = f"is {size - 2000} bytes long, the record says {size}"
    assert (episode.audio.name, what) in named(faults(station))


def test_a_flipped_bit_in_the_sound(station: Station, folder: Path, episode: Episode) -> None:
    path = folder / episode.audio.name
    data = bytearray(path.read_bytes())
    data[-500] ^= 1
    path.write_bytes(data)
    assert named(faults(station)) == [
        (episode.audio.name, "is not the sound that was made: its hash is another")
    ]


def test_a_sound_that_no_record_names(station: Station, folder: Path) -> None:
    (folder / "left-over.mp3").write_bytes(b"ID3")
    (fault,) = faults(station)
    assert fault.what == "is named by no record"
    assert "remove it" in fault.hint


def test_a_folder_without_a_record(station: Station, folder: Path) -> None:
    (folder / "episode.json").unlink()
    found = named(faults(station))
    assert (folder.name, "has no episode.json") in found
    assert any(name == "feed.xml" and "no record stands for" in what for name, what in found)


def test_a_damaged_record(station: Station, folder: Path) -> None:
    (folder / "episode.json").write_text("{")
    fault = next(each for each in faults(station) if "is damaged" in each.what)
    assert fault.what.endswith("the disk is failing")
    assert fault.hint.startswith("run `naqeeb check --repair`")


@pytest.mark.parametrize(
    ("pattern", "again"), [("*.mp3", True), ("episode.json", True), ("transcript.vtt", False)]
)
def test_what_only_making_again_brings_back_is_told_from_the_rest(
    station: Station, folder: Path, pattern: str, again: bool
) -> None:
    assert not any(each.is_to_be_made_again for each in check(station.settings))
    (path,) = folder.glob(pattern)
    path.write_bytes(b"")
    assert any(each.is_to_be_made_again for each in check(station.settings)) is again


def test_a_copied_episode(station: Station, folder: Path) -> None:
    copy = folder.with_name("2026-11-22-copy-00000000")
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    found = named(faults(station))
    assert any(f"is the record of {folder.name}" in what for _, what in found)
    list(repair(station.settings))
    assert not copy.exists()
    assert faults(station) == []


# -- what the record says of the sound -------------------------------------


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "episode.json"
    table = json.loads(path.read_bytes())
    change(table)
    path.write_text(json.dumps(table, ensure_ascii=False), "utf-8")


def test_a_record_with_another_duration_than_the_sound_is_named(
    station: Station, folder: Path, episode: Episode
) -> None:
    rewrite(folder, lambda table: table.update(duration_ms=episode.duration_ms + 500))
    assert any(
        what == f"is {episode.duration_ms} ms long, the record says {episode.duration_ms + 500}"
        for _, what in named(faults(station))
    )


def test_a_wrong_tag(station: Station, folder: Path, episode: Episode) -> None:
    from mutagen.id3 import ID3, TIT2

    path = folder / episode.audio.name
    tag = ID3(path)
    tag.delall("SYLT")
    tag.add(TIT2(1, ["کچھ اور"]))
    tag.save(path, v2_version=4)
    retold = record.from_json((folder / "episode.json").read_bytes(), "")
    from naqeeb.safe_files import sha256

    size, digest = path.stat().st_size, sha256(path)
    rewrite(folder, lambda table: table["audio"].update(size_bytes=size, sha256=digest))
    assert retold.guid == episode.guid
    found = [what for name, what in named(faults(station)) if name == episode.audio.name]
    assert "has a tag of version (2, 4, 0), not ID3v2.3" in found
    assert f"its tag TIT2 says 'کچھ اور', not {episode.title!r}" in found
    assert "has SYLT in no language, not urd" in found


def test_an_endless_title_is_not_echoed(station: Station, folder: Path) -> None:
    rewrite(folder, lambda table: table.update(title="خبر " * 100_000))
    found = [what for _, what in named(faults(station)) if "TIT2" in what]
    assert [len(what) for what in found] == [MOST_CHARS]


def test_times_that_go_back_or_leave_the_sound(station: Station, folder: Path) -> None:
    def change(table: dict[str, Any]) -> None:
        first, *_, last = table["transcript"]
        first["start_ms"], first["end_ms"] = 900, 800
        last["end_ms"] = table["duration_ms"] + 1
        table["chapters"][0]["start_ms"] = 5

    rewrite(folder, change)
    found = [what for name, what in named(faults(station)) if name == "episode.json"]
    assert "sentence 1 of the transcript does not lie after the last and in the sound" in found
    assert "the first chapter does not begin at 0" in found
    assert len(found) > 2


# -- feed, pages, show -----------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "instead", "said"),
    [
        (r'length="\d+"', 'length="1"', "for the length of"),
        (r'type="audio/mpeg"', 'type="audio/x-mp3"', "for the type of"),
        (r"(<enclosure [^>]*)-[0-9a-f]{8}\.mp3", r"\1.mp3", "for the sound of"),
        (r"<pubDate>[^<]*", "<pubDate>Sun, 01 Nov 2026 00:00:00 +0000", "for the date of"),
        (r"<guid([^>]*)>urn:uuid:", r"<guid\1>urn:changed:", "no record stands for"),
        (r"<podcast:guid>[^<]*", "<podcast:guid>0", "has the podcast:guid 0"),
        (r'(<atom:link [^>]*href=")[^"]*', r"\1http://x/", "says it is at http://x/"),
    ],
)
def test_a_feed_that_says_something_else(
    station: Station, pattern: str, instead: str, said: str
) -> None:
    path = station.output / "feed.xml"
    text, count = re.subn(pattern, instead, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")
    found = faults(station)
    assert [fault for fault in found if fault.file == "feed.xml" and said in fault.what]
    assert all("naqeeb feed" in fault.hint for fault in found)
    update(station.settings, station.settings.show, everything=True)
    assert faults(station) == []


def test_an_item_that_is_missing_or_stands_there_twice(station: Station) -> None:
    path = station.output / "feed.xml"
    whole = path.read_text("utf-8")
    item = re.search(r"\s*<item>.*?</item>", whole, re.DOTALL)
    assert item
    path.write_text(whole.replace(item[0], "", 1), "utf-8")
    (_, what), *_ = named(faults(station))
    assert what.startswith("does not have the episode")
    path.write_text(whole.replace(item[0], item[0] * 2, 1), "utf-8")
    assert any(what.endswith(" 2 times") for _, what in named(faults(station)))


def test_oldest_first_is_named(station: Station) -> None:
    path = station.output / "feed.xml"
    text = path.read_text("utf-8")
    first, second = re.findall(r"<item>.*?</item>", text, re.DOTALL)
    swapped = text.replace(first, "@").replace(second, first).replace("@", second)
    path.write_text(swapped, "utf-8")
    assert any("is not in order" in what for _, what in named(faults(station)))


def test_a_removed_episode_that_is_still_in_the_feed(station: Station, episode: Episode) -> None:
    with station.archive.lock():
        station.archive.remove(episode.id, now=episode.updated)
    assert any(
        "still has an episode that was removed" in what for _, what in named(faults(station))
    )


def test_a_page_that_is_out_of_date_or_missing(station: Station) -> None:
    page = station.output / "index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", "<a href='x.html'>x</a></body>"))
    assert named(faults(station)) == [
        ("index.html", "is out of date"),
        ("index.html", "links to x.html, which is not there"),
    ]
    page.unlink()
    assert ("index.html", "is missing") in named(faults(station))


@pytest.mark.parametrize(
    "name", ["sitemap.xml", "robots.txt", "feed.css", "manifest.webmanifest", "icon.png"]
)
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"<x")])
def test_what_lies_beside_the_pages_is_looked_at_and_mended(
    station: Station, name: str, harm: Callable[[Path], object]
) -> None:
    station = station.on(replace(station.settings.show, site_url="https://radio.example.org/"))
    assert faults(station) == []
    harm(station.output / name)
    assert name in {each for each, _ in named(faults(station))}
    update(station.settings, station.settings.show)
    assert faults(station) == []


def test_a_page_of_the_feed_that_nothing_names_is_left_over(station: Station) -> None:
    (station.output / "feed-2.xml").write_bytes((station.output / "feed.xml").read_bytes())
    ((name, what),) = named(faults(station))
    assert (name, what) == ("feed-2.xml", "is left over, and no page or feed names it")
    update(station.settings, station.settings.show)
    assert faults(station) == []


@pytest.mark.parametrize("state", [State.HELD, State.SCHEDULED])
def test_the_sound_of_what_waits_is_looked_at_before_it_is_on_the_air(
    station: Station, folder: Path, episode: Episode, state: State
) -> None:
    air_at = datetime(2100, 1, 1, tzinfo=UTC) if state is State.SCHEDULED else None
    with station.archive.lock():
        station.archive.set_state(
            episode.id, state, now=datetime(2026, 11, 22, tzinfo=UTC), air_at=air_at
        )
    update(station.settings, station.settings.show)
    assert faults(station) == []
    path = folder / episode.audio.name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert [name for name, _ in named(faults(station))] == [path.name]
    path.unlink()
    assert (path.name, "is missing") in named(faults(station))


def test_no_feed_at_all(station: Station) -> None:
    (station.output / "feed.xml").unlink()
    assert ("feed.xml", "is missing") in named(faults(station))


def test_a_show_without_its_identity(station: Station) -> None:
    path = station.output / "show.json"
    whole = path.read_bytes()
    for broken in (b"{", b'{"podcast_guid": "7", "tombstones": {}}'):
        path.write_bytes(broken)
        (found, *_) = [fault for fault in faults(station) if fault.file == "show.json"]
        assert "identity" in found.hint
    path.write_bytes(whole)
    assert faults(station) == []


def test_a_missing_cover_and_one_that_apps_refuse(station: Station) -> None:
    (station.output / "cover.png").unlink()
    found = named(faults(station))
    assert ("cover.png", "is missing or another picture") in found
    from PIL import Image

    Image.new("RGB", (200, 100)).save(station.settings.root / "mine.png")
    wrong = replace(station.settings.show, cover="mine.png")
    settings = replace(station.settings, shows=(wrong,))
    said = [fault.what for result in check(settings) for fault in result.faults]
    assert any("is 200 by 100 pixels, not square" in what for what in said)


def test_an_address_that_changed_since(station: Station) -> None:
    moved = replace(station.settings.show, site_url="https://radio.example.org/")
    settings = replace(station.settings, shows=(moved,))
    found = [fault for result in check(settings) for fault in result.faults]
    assert any("says it is at http://localhost:8000/feed.xml" in fault.what for fault in found)
    assert any("the settings, naqeeb or the record changed" in fault.what for fault in found)


def test_an_output_that_is_not_there_is_named(build: Build) -> None:
    (fault,) = faults(build())
    assert fault.what.startswith("there is no folder")
    assert "naqeeb make" in fault.hint
