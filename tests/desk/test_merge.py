"""Two live episodes of one article become one, here and where they were published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from naqeeb import Desk, Episode, Kind
from naqeeb.archive import log
from naqeeb.desk.check import repair
from naqeeb.desk.check.doubles import merge
from naqeeb.desk.make import make
from naqeeb.desk.site import update
from naqeeb.model import Show

if TYPE_CHECKING:
    Station = Any
    Build = Any

LAKE = "کلنگ جھیل پر آئے۔ لوگ دیکھنے گئے۔ موسم اچھا تھا۔"
RELIEF = "امداد پہنچ گئی ہے۔"
THANKS = "شکریہ۔"
SHOW = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")


def lake(station: Station, text: str, link: str) -> Episode:
    """The article on the lake, as it came under this address."""
    Image.new("RGB", (1500, 1500), "blue").save(station.settings.root / "lake.png")
    path = Path(station.settings.root) / "lake.txt"
    path.write_text(f"---\nid: lake-7\nsource: {link}\nimage: lake.png\n---\n{text}\n", "utf-8")
    return Desk(station.settings).make(path)


def taken_over(station: Station, other: Station, episode: Episode) -> Episode:
    """An episode of another station beside the own ones, under an id of its own."""
    copy = replace(
        episode,
        id=f"copy-{episode.id[-8:]}",
        audio=replace(episode.audio, name=f"copy-{episode.id[-8:]}-{episode.audio.sha256[:8]}.mp3"),
        aliases=(*episode.aliases, "https://example.org/wire/7"),
    )
    folder = station.archive.folder(copy.id)
    shutil.copytree(other.archive.folder(episode.id), folder)
    (folder / episode.audio.name).rename(folder / copy.audio.name)
    with station.archive.lock():
        station.archive.rewrite(copy)
    update(station.settings, station.settings.show, everything=True)
    return copy


@pytest.mark.parametrize("words", ["of the newer", "of the older"])
def test_two_episodes_of_one_article_become_one(words: str, build: Build, tmp_path: Path) -> None:
    station, other = build("karachi", SHOW), build("lahore", SHOW)
    older = lake(station, LAKE, "https://example.org/7")
    newer = lake(other, f"{LAKE} {RELIEF}", "https://example.org/7")
    if words == "of the older":
        lake(station, f"{LAKE} {RELIEF} {THANKS}", "https://example.org/7")
    newer = taken_over(station, other, newer)
    www = tmp_path / "www"
    station.publish(www, verify=False)
    assert newer.guid in (www / "feed.xml").read_text("utf-8")

    list(repair(station.settings))
    assert station.faults() == []
    (left,) = station.archive.entries()
    kept = station.archive.load(left.id)
    assert (kept.id, kept.guid, kept.published) == (older.id, older.guid, older.published)
    said = " ".join(caption.text for caption in kept.transcript)
    assert (RELIEF in said, THANKS in said) == (True, words == "of the older")
    assert {newer.aliases[-1], *older.aliases} <= {*kept.aliases}

    station.publish(www, verify=False)
    feed = (www / "feed.xml").read_text("utf-8")
    assert (older.guid in feed, newer.guid in feed) == (True, False)
    assert newer.id not in (www / "index.html").read_text("utf-8")
    assert newer.id not in (www / "search.js").read_text("utf-8")


def test_what_was_merged_leaves_where_it_was_published_also_without_show_json(
    build: Build, tmp_path: Path
) -> None:
    station, other = build("karachi", SHOW), build("lahore", SHOW)
    lake(station, LAKE, "https://example.org/7")
    newer = lake(other, f"{LAKE} {RELIEF}", "https://example.org/7")
    newer = taken_over(station, other, newer)
    www = tmp_path / "www"
    station.publish(www, verify=False)
    list(repair(station.settings))
    (station.output / "show.json").write_text("{", "utf-8")
    list(repair(station.settings))
    assert log.taken_down(station.output)
    station.publish(www, verify=False)
    assert newer.guid not in (www / "feed.xml").read_text("utf-8")


def test_a_source_of_either_is_known_afterwards(build: Build) -> None:
    station, other = build("karachi", SHOW), build("lahore", SHOW)
    lake(station, LAKE, "https://example.org/7")
    taken_over(station, other, lake(other, f"{LAKE} {RELIEF}", "https://example.org/7"))
    list(repair(station.settings))
    path = station.settings.root / "wire.txt"
    path.write_text(
        f"---\nid: https://example.org/wire/7\n---\n{LAKE} {RELIEF} لوگ خوش ہیں۔", "utf-8"
    )
    assert make(station.settings, str(path)).kind is Kind.CORRECTION


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"?")])
def test_where_the_newer_sound_is_damaged_the_older_one_stays_on_the_air(
    build: Build, harm: Callable[[Path], object]
) -> None:
    station, other = build("karachi", SHOW), build("lahore", SHOW)
    older = lake(station, LAKE, "https://example.org/7")
    newer = taken_over(station, other, lake(other, f"{LAKE} {RELIEF}", "https://example.org/7"))
    harm(station.archive.folder(newer.id) / newer.audio.name)
    list(repair(station.settings))
    (left,) = station.archive.entries()
    kept = station.archive.load(left.id)
    assert (kept.guid, kept.sound_sha256) == (older.guid, older.sound_sha256)
    assert station.faults() == []


def test_what_a_killed_merge_left_is_no_episode_and_goes_at_the_next_repair(
    build: Build,
) -> None:
    station, other = build("karachi", SHOW), build("lahore", SHOW)
    older = lake(station, LAKE, "https://example.org/7")
    newer = taken_over(station, other, lake(other, f"{LAKE} {RELIEF}", "https://example.org/7"))
    with station.archive.lock():
        merge(station.settings, SHOW, station.archive, older, newer)
    assert station.archive.folder(newer.id).is_dir(), "the feed names it still"
    path = station.settings.root / "lake.txt"
    result = make(station.settings, str(path))
    assert (result.episode.id, result.off_the_air) == (older.id, "")
    list(repair(station.settings))
    assert not station.archive.folder(newer.id).exists()
    assert station.faults() == []
