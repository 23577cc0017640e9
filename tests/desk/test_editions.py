"""Opus and M4B from the setting to the feed, the page, the web and the check."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.errors import SettingsError
from naqeeb.model import Episode

if TYPE_CHECKING:
    Station = Any
    Build = Any


@pytest.fixture
def both(build: Build) -> Station:
    """A station that makes both editions."""
    return with_editions(build(), "opus", "m4b")


def with_editions(station: Station, *names: str) -> Station:
    sound = replace(station.settings.sound, editions=names)
    return type(station)(replace(station.settings, sound=sound))


def sounds(station: Station, episode: Episode) -> set[str]:
    """Names of the sound files in an episode's folder."""
    folder = station.archive.folder(episode.id)
    return {each.name for each in folder.iterdir() if each.suffix in {".mp3", ".opus", ".m4b"}}


def test_they_are_kept_offered_and_without_fault(both: Station) -> None:
    episode = both.make("roads", 0, 1, 2)
    opus, m4b = episode.alternates
    assert sounds(both, episode) == {episode.audio.name, opus.name, m4b.name}
    assert both.archive.load(episode.id).alternates == episode.alternates
    feed = (both.output / "feed.xml").read_text("utf-8")
    assert f'type="audio/ogg" codecs="opus" length="{opus.size_bytes}"' in feed
    assert f'type="audio/mp4" codecs="mp4a.40.2" length="{m4b.size_bytes}"' in feed
    page = (both.archive.folder(episode.id) / "index.html").read_text("utf-8")
    assert f'href="{opus.name}"' in page
    assert f'href="{m4b.name}"' in page
    assert both.faults() == []


def test_the_data_saver_has_the_name_and_chapters_and_neither_picture_nor_text(
    build: Build,
) -> None:
    from mutagen.id3 import ID3

    station = build()
    sound = replace(station.settings.sound, data_saver=True)
    station = type(station)(replace(station.settings, sound=sound))
    episode = station.make("roads", 0, 1)
    folder = station.archive.folder(episode.id)
    small = ID3(folder / episode.alternates[0].name)
    whole = ID3(folder / episode.audio.name)
    for name in ("TIT2", "CHAP"):
        assert [str(each) for each in small.getall(name)] == [
            str(each) for each in whole.getall(name)
        ]
    for name in ("APIC", "USLT"):
        assert (len(small.getall(name)), bool(whole.getall(name))) == (0, True)


def test_the_m4b_has_the_chapters_of_the_record(both: Station) -> None:
    from mutagen.mp4 import MP4

    episode = both.make("roads", *range(8), *range(8), *range(8))
    path = both.archive.folder(episode.id) / episode.alternates[1].name
    said: Any = MP4(path)
    found = [(round(each.start * 1000), each.title) for each in said.chapters]
    assert found == [(each.start_ms, each.title) for each in episode.chapters]


def test_an_edition_that_is_damaged_or_missing_is_found_and_made_again(both: Station) -> None:
    episode = both.make("roads", 0)
    path = both.archive.folder(episode.id) / episode.alternates[0].name
    path.write_bytes(path.read_bytes()[:-1])
    (fault,) = both.faults()
    assert "bytes long, the record says" in fault
    path.unlink()
    assert "is missing" in both.faults()
    again = both.make("roads", 0)
    assert again.alternates == episode.alternates
    assert both.faults() == []


def test_a_correction_keeps_the_older_editions_for_a_while(both: Station) -> None:
    before = both.make("roads", 5, 6, 7)
    after = both.make("roads", 5, 6, 4)
    old = {each.name for each in (before.audio, *before.alternates)}
    assert {name for name, _ in after.previous_audio} == old
    assert sounds(both, after) == old | {each.name for each in (after.audio, *after.alternates)}
    assert both.faults() == []


def test_a_correction_taken_back_loses_no_edition_when_the_older_ones_go(both: Station) -> None:
    first = both.make("roads", 5, 6, 7)
    both.make("roads", 5, 6, 4)
    site = replace(both.settings.site, keep_previous_days=-1)
    soon = type(both)(replace(both.settings, site=site))
    last = soon.make("roads", 5, 6, 7)
    assert {each.name for each in last.alternates} == {each.name for each in first.alternates}
    assert sounds(soon, last) == {each.name for each in (last.audio, *last.alternates)}
    assert soon.faults() == []


def test_an_episode_is_made_again_when_the_setting_changes(build: Build) -> None:
    plain = build()
    first = plain.make("roads", 0)
    assert first.alternates == ()
    second = with_editions(plain, "opus").make("roads", 0)
    assert second.guid == first.guid
    assert [each.title for each in second.alternates] == ["Opus"]
    page = (plain.archive.folder(second.id) / "index.html").read_text("utf-8")
    third = plain.make("roads", 0)
    assert third.alternates == ()
    assert (plain.archive.folder(third.id) / "index.html").read_text("utf-8") != page
    assert plain.faults() == []


def test_an_article_may_ask_for_one_itself(build: Build) -> None:
    station = build()
    path = station.settings.root / "a.txt"
    path.write_text("---\nsound.editions: opus\n---\nسندھ میں سیلاب آیا۔\n", "utf-8")
    from naqeeb.desk.desk import Desk

    assert [each.title for each in Desk(station.settings).make(path).alternates] == ["Opus"]


def test_without_pyav_nothing_is_voiced(both: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    monkeypatch.setattr("naqeeb.desk.speak.takes", lambda *_: pytest.fail("it was voiced"))
    with pytest.raises(SettingsError, match="PyAV, which writes opus and m4b, is not") as error:
        both.make("roads", 0)
    assert "naqeeb[editions]" in error.value.hint
    assert not list(both.output.rglob("*.mp3"))


def test_they_are_published_with_their_types(both: Station, tmp_path: Path) -> None:
    episode = both.make("roads", 0)
    both.publish(tmp_path / "web", verify=False)
    sent = {each.name for each in (tmp_path / "web").rglob("*.*") if each.is_file()}
    assert {each.name for each in episode.alternates} <= sent


@pytest.mark.parametrize("name", ["opus", "m4b"])
def test_they_are_served_with_their_types_and_in_parts(both: Station, name: str) -> None:
    import httpx

    from naqeeb.podcast.serving import server

    episode = both.make("roads", 0)
    (wanted,) = (each for each in episode.alternates if each.name.endswith(name))
    url = f"http://127.0.0.1/episodes/{episode.id}/{wanted.name}"

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(server.app(server.Served(both.output)))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(url, headers={"Range": "bytes=0-99"})

    got = asyncio.run(get())
    assert got.status_code == 206
    assert got.headers["content-type"] == wanted.media_type
    assert got.headers["content-range"] == f"bytes 0-99/{wanted.size_bytes}"


def test_the_record_says_what_they_are(both: Station) -> None:
    episode = both.make("roads", 0)
    table = json.loads((both.archive.folder(episode.id) / "episode.json").read_bytes())
    assert [each["media_type"] for each in table["alternates"]] == [
        "audio/ogg; codecs=opus",
        "audio/mp4; codecs=mp4a.40.2",
    ]
