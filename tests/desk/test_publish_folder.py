"""Publishing to a folder that a static host serves."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import re
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.desk import branding, site
from naqeeb.errors import ArchiveError, PublishFailed
from naqeeb.model import Show
from naqeeb.podcast import public_record

if TYPE_CHECKING:
    Station = Any
    Build = Any


def held(folder: Path) -> dict[str, bytes]:
    """What listeners can get."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def did(steps: list[Any], word: str) -> list[str]:
    return [step.name for step in steps if step.did == word]


def dangling(folder: Path) -> list[str]:
    """Sounds that the feed names and that are not there whole."""
    if not (folder / "feed.xml").is_file():
        return []
    feed = (folder / "feed.xml").read_text("utf-8")
    wrong = []
    for tag in re.findall(r"<enclosure [^>]*>", feed):
        facts = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        path = folder / facts["url"].removeprefix("http://localhost:8000/")
        if not path.is_file() or path.stat().st_size != int(facts["length"]):
            wrong.append(facts["url"])
    return wrong


def public(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as listeners get them: records without what is the newsroom's own."""
    return {
        name: public_record.public(data) if name.endswith("/episode.json") else data
        for name, data in files.items()
    }


# -- what is sent ----------------------------------------------------------


def test_all_that_listeners_need_and_nothing_else(station: Station, tmp_path: Path) -> None:
    station.archive.ensure_token()
    steps = station.publish(tmp_path / "www")
    here, there = public(held(station.output)), held(tmp_path / "www")
    assert there == {name: data for name, data in here.items() if name != "show.json"}
    assert not any(step.failed for step in steps)
    sent = did(steps, "sent")
    assert sent[-1] == "feed.xml"
    assert sent.index("index.html") > max(sent.index(name) for name in sent if "episodes/" in name)
    assert [step.name.endswith((".mp3", ".png")) for step in steps[:3]] == [True] * 3


def test_a_second_time_nothing_is_sent(station: Station, tmp_path: Path) -> None:
    first = station.publish(tmp_path / "www")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "www").rglob("*.*")}
    second = station.publish(tmp_path / "www")
    assert did(second, "sent") == []
    own = [name for name in did(first, "sent") if not name.startswith("episodes/")]
    assert did(second, "kept") == ["2 episodes", f"{len(own)} files"]
    lock = tmp_path / "www" / ".naqeeb-publish-lock"
    assert {path: path.stat().st_mtime_ns for path in stamps if path != lock} == {
        path: stamp for path, stamp in stamps.items() if path != lock
    }


def test_what_went_at_the_target_is_sent_again(station: Station, tmp_path: Path) -> None:
    www = tmp_path / "www"
    station.publish(www)
    (lost, *_) = www.glob("episodes/*/*.mp3")
    lost.unlink()
    assert did(station.publish(www), "sent") == [lost.relative_to(www).as_posix()]
    record = lost.with_name("episode.json")
    record.write_bytes(record.read_bytes().replace(b'"ur"', b'"en"'))
    assert did(station.publish(www), "sent") == [record.relative_to(www).as_posix()]
    assert did(station.publish(tmp_path / "another"), "sent")


def test_a_new_episode_sends_itself_and_what_lists_it(station: Station, tmp_path: Path) -> None:
    station.publish(tmp_path / "www")
    made = station.make("books", 4, 5)
    sent = did(station.publish(tmp_path / "www"), "sent")
    assert {name for name in sent if "/" in name} == {
        f"episodes/{made.id}/{path.name}" for path in station.archive.folder(made.id).iterdir()
    }
    assert sent[-1] == "feed.xml"


def test_a_corrected_episode_sends_its_new_sound_and_the_old_one_stays(
    station: Station, tmp_path: Path
) -> None:
    before = station.make("apples", 5, 6, 7)
    station.publish(tmp_path / "www")
    after = station.make("apples", 5, 6, 4)
    assert after.id == before.id
    sent = did(station.publish(tmp_path / "www"), "sent")
    assert f"episodes/{after.id}/{after.audio.name}" in sent
    folder = tmp_path / "www" / "episodes" / after.id
    assert {path.name for path in folder.glob("*.mp3")} == {before.audio.name, after.audio.name}


def test_a_first_publishing_leaves_out_sound_that_was_replaced(
    station: Station, tmp_path: Path
) -> None:
    before = station.make("apples", 5, 6, 7)
    after = station.make("apples", 5, 6, 4)
    station.publish(tmp_path / "www")
    folder = tmp_path / "www" / "episodes" / after.id
    assert [path.name for path in folder.glob("*.mp3")] == [after.audio.name]
    assert before.audio.name != after.audio.name


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(
    station: Station, tmp_path: Path
) -> None:
    steps = station.publish(tmp_path / "www", dry_run=True)
    assert not (tmp_path / "www").exists()
    would = did(steps, "would send")
    assert did(station.publish(tmp_path / "www"), "sent") == would


# -- removed episodes ------------------------------------------------------


def test_a_removed_episode_leaves_the_feed_and_its_sound_stays_for_listeners(
    station: Station, tmp_path: Path
) -> None:
    made = station.make("books", 4, 5)
    station.publish(tmp_path / "www")
    station.remove(made)
    steps = station.publish(tmp_path / "www")
    folder = tmp_path / "www" / "episodes" / made.id
    assert did(steps, "removed") == [f"episodes/{made.id}/episode.json"]
    assert (folder / made.audio.name).is_file()
    assert made.guid not in (tmp_path / "www" / "feed.xml").read_text("utf-8")

    station.bring_back(made)
    station.publish(tmp_path / "www")
    assert made.guid in (tmp_path / "www" / "feed.xml").read_text("utf-8")
    assert (folder / "episode.json").is_file()


def test_prune_takes_the_files_of_removed_episodes_away_and_nothing_that_is_not_ours(
    station: Station, tmp_path: Path
) -> None:
    made = station.make("books", 4, 5)
    www = tmp_path / "www"
    station.publish(www)
    (www / "CNAME").write_text("radio.example.org")
    (www / "robots.txt").write_text("User-agent: *\n")
    (www / "feed-9.xml").write_text("<old/>")
    (www / "blog").mkdir()
    (www / "blog" / "index.html").write_text("<p>")
    station.remove(made)
    planned = did(station.publish(www, prune=True, dry_run=True), "would remove")
    steps = station.publish(www, prune=True)
    assert did(steps, "removed") == planned
    assert "feed-9.xml" in planned
    assert not (www / "episodes" / made.id).exists()
    assert {"CNAME", "robots.txt", "blog/index.html", "feed.xml"} <= held(www).keys()


def test_prune_takes_replaced_sound_away_once_the_output_has_let_it_go(
    station: Station, tmp_path: Path
) -> None:
    before = station.make("apples", 5, 6, 7)
    station.publish(tmp_path / "www")
    after = station.make("apples", 5, 6, 4)
    station.publish(tmp_path / "www", prune=True)
    folder = tmp_path / "www" / "episodes" / after.id
    assert (folder / before.audio.name).is_file()
    (station.archive.folder(after.id) / before.audio.name).unlink()
    steps = station.publish(tmp_path / "www", prune=True)
    assert did(steps, "removed") == [f"episodes/{after.id}/{before.audio.name}"]


# -- several publishers ----------------------------------------------------


def test_two_stations_in_one_place_lose_nothing_of_each_other(build: Build, tmp_path: Path) -> None:
    show = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")
    karachi, lahore = build("karachi", show), build("lahore", show)
    ours = karachi.make("ships", 3, day=20)
    theirs = lahore.make("match", 1, day=21)
    www = tmp_path / "www"
    karachi.publish(www, verify=False)
    steps = lahore.publish(www, verify=False)
    assert did(steps, "merged") == ["1 episode"]
    more = karachi.make("books", 4, day=22)
    karachi.publish(www, verify=False, prune=True)
    feed = (www / "feed.xml").read_text("utf-8")
    at = [feed.index(episode.guid) for episode in (more, theirs, ours)]
    assert at == sorted(at)
    page = (www / "index.html").read_text("utf-8")
    assert all(episode.id in page for episode in (more, theirs, ours))
    assert (www / "episodes" / theirs.id / theirs.audio.name).is_file()
    # Whoever comes next sends nothing again.
    assert did(lahore.publish(www, verify=False), "sent") == []

    lahore.remove(theirs)
    lahore.publish(www, verify=False)
    karachi.publish(www, verify=False)
    assert theirs.guid not in (www / "feed.xml").read_text("utf-8")


def test_a_new_computer_does_not_wipe_the_feed(build: Build, tmp_path: Path) -> None:
    show = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")
    old, new = build("old", show), build("new", show)
    kept = [old.make("ships", 3, day=20), old.make("match", 1, day=21)]
    old.publish(tmp_path / "www", verify=False)
    fresh = new.make("books", 4, day=22)
    new.publish(tmp_path / "www", verify=False, prune=True)
    feed = (tmp_path / "www" / "feed.xml").read_text("utf-8")
    assert all(episode.guid in feed for episode in (*kept, fresh))


def test_the_same_article_on_two_computers_is_one_episode(build: Build, tmp_path: Path) -> None:
    show = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")
    karachi, lahore = build("karachi", show), build("lahore", show)
    first, second = karachi.make("ships", 3, day=20), lahore.make("ships", 3, day=20)
    assert first.id == second.id
    assert first.guid != second.guid
    more = lahore.make("books", 4, day=22)
    www = tmp_path / "www"
    karachi.publish(www, verify=False)
    before = held(www / "episodes" / first.id)
    steps = lahore.publish(www, verify=False)
    (refused,) = [step for step in steps if step.failed]
    assert (refused.did, refused.name) == ("refused", f"episodes/{first.id}")
    assert held(www / "episodes" / first.id) == before
    feed = (www / "feed.xml").read_text("utf-8")
    assert first.guid in feed
    assert more.guid in feed
    assert second.guid not in feed


def test_another_show_is_refused_and_stays_as_it_was(
    station: Station, build: Build, tmp_path: Path
) -> None:
    station.publish(tmp_path / "www")
    before = held(tmp_path / "www")
    other = build("other")
    other.make("books", 4)
    with pytest.raises(PublishFailed, match="another show") as error:
        other.publish(tmp_path / "www")
    assert "podcast_guid" in error.value.hint
    assert held(tmp_path / "www") == before


def test_one_publisher_waits_for_the_other(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    from naqeeb.podcast.publishing import folder

    monkeypatch.setattr(folder, "LOCK_WAIT_S", 0.1)
    (tmp_path / "www").mkdir()
    with (
        filelock.FileLock(tmp_path / "www" / folder.LOCK_FILE),
        pytest.raises(PublishFailed, match="another naqeeb is publishing"),
    ):
        station.publish(tmp_path / "www")


# -- refusals and failures -------------------------------------------------


def test_an_empty_output_says_what_to_do(build: Build, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no folder") as error:
        build().publish(tmp_path / "www")
    assert "naqeeb make" in error.value.hint
    assert not (tmp_path / "www").exists()


def test_the_output_itself_is_no_target(station: Station) -> None:
    for folder in (station.output, station.output / "episodes"):
        with pytest.raises(PublishFailed, match="lies in the output itself"):
            station.publish(folder)


def test_a_folder_that_can_have_no_such_name_is_named(station: Station) -> None:
    for dry_run in (True, False):
        with pytest.raises(PublishFailed, match="too long"):
            station.publish("x" * 300, dry_run=dry_run)


def test_other_protocols_are_named(station: Station) -> None:
    with pytest.raises(PublishFailed, match="neither a folder nor s3"):
        station.publish("sftp://example.org/radio")


def test_a_feed_that_names_what_is_not_there_is_not_published(
    station: Station, tmp_path: Path
) -> None:
    made = station.make("books", 4, 5)
    (station.archive.folder(made.id) / made.audio.name).unlink()
    with pytest.raises(PublishFailed, match=re.escape(made.audio.name)):
        station.publish(tmp_path / "www")
    assert held(tmp_path / "www") == {}


def test_a_full_disk_leaves_listeners_the_feed_as_it_was(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    www = tmp_path / "www"
    station.publish(www)
    before = (www / "feed.xml").read_bytes()
    station.make("books", 4, 5)
    real = os.fsync
    left = [3]

    def full(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as disk:
        disk.setattr("naqeeb.safe_files.os.fsync", full)
        with pytest.raises(PublishFailed, match="No space left") as error:
            station.publish(www)
    assert error.value.errno == errno.ENOSPC
    assert (www / "feed.xml").read_bytes() == before
    assert dangling(www) == []
    assert not list(www.rglob(".naqeeb-new-*"))
    station.publish(www)
    assert (www / "feed.xml").read_bytes() != before
    assert dangling(www) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants SIGKILL")
def test_a_publisher_that_is_killed_leaves_nothing_torn(
    station: Station, publisher: Any, tmp_path: Path
) -> None:
    for number in range(2, 8):
        station.make(f"news{number}", number, (number + 3) % 8)
    chance = random.Random(22)
    whole = public(held(station.output))
    for attempt in range(9):
        www = tmp_path / f"www{attempt % 3}"
        child = publisher(station, www)
        child.begin()
        time.sleep(chance.uniform(0.002, 0.1))
        child.process.kill()
        child.process.wait()
        assert dangling(www) == []
        assert all(whole[name] == data for name, data in held(www).items())
    for attempt in range(3):
        www = tmp_path / f"www{attempt}"
        station.publish(www)
        assert held(www).keys() == whole.keys() - {"show.json"}


# -- several shows, and a show that moves ----------------------------------


def test_several_shows_lie_side_by_side(build: Build, tmp_path: Path) -> None:
    one = build()
    shows = (Show(title="خبریں", slug="news"), Show(title="کھیل", slug="sport"))
    both = type(one)(replace(one.settings, shows=shows))
    both.make("roads", 0)
    path = both.settings.root / "match.txt"
    path.write_text("---\ncategory: sport\n---\nپاکستان نے کرکٹ میچ جیت لیا۔\n", "utf-8")
    from naqeeb.desk.desk import Desk

    Desk(both.settings).make(path)
    both.publish(tmp_path / "www")
    for slug in ("news", "sport"):
        feed = (tmp_path / "www" / slug / "feed.xml").read_text("utf-8")
        assert f"http://localhost:8000/{slug}/episodes/" in feed


def test_one_show_may_have_a_folder_of_its_own_too(build: Build, tmp_path: Path) -> None:
    one = build(show=Show(slug="news"))
    one.make("roads", 0)
    one.publish(tmp_path / "www")
    feed = (tmp_path / "www" / "news" / "feed.xml").read_text("utf-8")
    assert "http://localhost:8000/news/episodes/" in feed
    with pytest.raises(PublishFailed, match="lies in the output itself"):
        one.publish(one.output)


def test_a_show_that_gets_an_address_is_sent_again_with_it(
    station: Station, tmp_path: Path
) -> None:
    station.publish(tmp_path / "www")
    moved = station.on(replace(station.settings.show, site_url="https://radio.example.org/"))
    moved.publish(tmp_path / "www", verify=False)
    for name, data in held(tmp_path / "www").items():
        if name.endswith((".xml", ".html", ".json")):
            assert b"localhost" not in data, name
    assert branding.with_guid(station.archive, moved.settings.show).guid


def test_without_an_address_it_says_so(station: Station, tmp_path: Path) -> None:
    (warning,) = [s for s in station.publish(tmp_path / "www") if s.did == "warned"]
    assert "site_url" in warning.detail
    assert not warning.failed


def test_nothing_is_written_through_a_link(station: Station, tmp_path: Path) -> None:
    www, elsewhere = tmp_path / "www", tmp_path / "elsewhere"
    elsewhere.mkdir()
    www.mkdir()
    (www / "episodes").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(PublishFailed, match="is a link"):
        station.publish(www)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"[" * 100_000, b"7"])
def test_a_record_that_cannot_be_read_stops_no_other_episode(
    station: Station, tmp_path: Path, damage: bytes
) -> None:
    damaged, other = (entry.id for entry in station.archive.entries())
    (station.archive.folder(damaged) / "episode.json").write_bytes(damage)
    with pytest.raises(PublishFailed, match=r"not there|names"):
        station.publish(tmp_path / "www", verify=False)  # the feed still has it
    site.update(station.settings, station.settings.show, everything=True)
    with contextlib.suppress(PublishFailed):
        station.publish(tmp_path / "www", verify=False)
    assert (tmp_path / "www" / "episodes" / other / "episode.json").is_file()
    assert not (tmp_path / "www" / "episodes" / damaged).exists()


def test_a_folder_whose_name_is_no_text_is_a_target(station: Station, tmp_path: Path) -> None:
    target = os.fsdecode(os.fsencode(tmp_path) + b"/www-\xff")
    try:
        Path(target).mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    station.publish(target, verify=False)
    assert (Path(target) / "feed.xml").is_file()
    assert not [step for step in station.publish(target, verify=False) if step.did == "sent"]


@pytest.mark.parametrize("left", [b"", b"{", b"7", b'{"guid": 7}', b"[" * 100_000])
def test_an_own_record_that_was_damaged_at_the_target_is_sent_again(
    station: Station, tmp_path: Path, left: bytes
) -> None:
    www = tmp_path / "www"
    station.publish(www, verify=False)
    before = held(www)
    name = next(name for name in before if name.endswith("/episode.json"))
    (www / name).write_bytes(left)
    assert did(station.publish(www, verify=False), "sent") == [name]
    assert held(www) == before


def test_a_record_of_which_another_s_guid_is_left_stays(station: Station, tmp_path: Path) -> None:
    www = tmp_path / "www"
    station.publish(www, verify=False)
    (path, *_) = www.glob("episodes/*/episode.json")
    path.write_bytes(b'{"guid":"urn:other","id":')
    with pytest.raises(PublishFailed, match="cannot be read at the target"):
        station.publish(www, verify=False)
    assert path.read_bytes() == b'{"guid":"urn:other","id":'


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="wants a pipe with a name")
def test_a_pipe_in_the_place_of_the_feed_is_named_and_holds_nothing_up(
    station: Station, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    station.publish(www, verify=False)
    (www / "feed.xml").unlink()
    os.mkfifo(www / "feed.xml")
    with pytest.raises(PublishFailed, match="a pipe or a device is in its place"):
        station.publish(www, verify=False)
