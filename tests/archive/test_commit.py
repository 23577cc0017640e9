"""An episode is committed whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from naqeeb import safe_files
from naqeeb.archive import Archive, files
from naqeeb.archive.rows import Rewritten
from naqeeb.errors import ArchiveError, ArchiveLocked, EpisodeUnknown
from naqeeb.model import Episode, State

New = Callable[..., Episode]
Put = Callable[..., Episode]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def temporary(output: Path) -> list[Path]:
    return list(output.rglob(files.TEMPORARY + "*"))


# -- committing ------------------------------------------------------------


def test_a_new_episode_lies_there_with_its_record_and_hashes(archive: Archive, put: Put) -> None:
    episode = put(archive, 1, sound=b"sound")
    folder = archive.folder(episode.id)
    assert names(folder) == {episode.audio.name, "transcript.vtt", "index.html", "episode.json"}
    for name, digest in episode.files.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert archive.load(episode.id) == episode
    assert archive.has_all_files(episode)
    assert temporary(archive.output) == []


def test_a_correction_puts_the_new_sound_beside_the_old(archive: Archive, put: Put) -> None:
    before = put(archive, 1, sound=b"first")
    after = put(
        archive, 1, sound=b"second", title="تصحیح", previous_audio=((before.audio.name, NOW),)
    )
    folder = archive.folder(after.id)
    assert (folder / before.audio.name).read_bytes() == b"first"
    assert (folder / after.audio.name).read_bytes() == b"second"
    assert (folder / "index.html").read_text("utf-8") == "تصحیح"
    assert (after.id, after.guid, after.published) == (before.id, before.guid, before.published)
    assert [entry.audio for entry in archive.entries()] == [after.audio.name]


def test_replaced_sound_goes_after_its_time(archive: Archive, put: Put) -> None:
    before = put(archive, 1, sound=b"first")
    after = put(archive, 1, sound=b"second", previous_audio=((before.audio.name, NOW),))
    month = timedelta(days=30)
    kept = archive.expire_audio(after, now=NOW + month, keep=month)
    assert kept == after
    assert (archive.folder(after.id) / before.audio.name).exists()
    left = archive.expire_audio(after, now=NOW + month + timedelta(seconds=1), keep=month)
    assert left.previous_audio == ()
    assert not (archive.folder(after.id) / before.audio.name).exists()
    assert archive.load(after.id) == left
    assert archive.has_all_files(left)


def test_sound_that_came_back_does_not_expire(archive: Archive, put: Put) -> None:
    before = put(archive, 1, sound=b"first")
    put(archive, 1, sound=b"second", previous_audio=((before.audio.name, NOW),))
    again = put(archive, 1, sound=b"first", previous_audio=((before.audio.name, NOW),))
    archive.expire_audio(again, now=NOW + timedelta(days=99), keep=timedelta(days=30))
    assert archive.has_all_files(again)


def test_a_record_that_names_a_path_cannot_remove_outside_of_its_folder(
    archive: Archive, put: Put, tmp_path: Path
) -> None:
    (tmp_path / "precious.mp3").write_bytes(b"x")
    episode = put(archive, 1, previous_audio=(("../../../precious.mp3", NOW),))
    archive.expire_audio(episode, now=NOW + timedelta(days=99), keep=timedelta(days=30))
    assert (tmp_path / "precious.mp3").exists()


def test_refresh_writes_only_what_differs(archive: Archive, put: Put) -> None:
    episode = put(archive, 1)
    folder = archive.folder(episode.id)
    same = {name: (folder / name).read_bytes() for name in episode.files}
    stamps = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert archive.refresh([(episode, same)]) == []
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps
    assert archive.refresh([(episode, same | {"index.html": b"new"})]) == [episode.id]
    again = archive.load(episode.id)
    assert again.files["index.html"] == hashlib.sha256(b"new").hexdigest()
    assert again.guid == episode.guid


def test_a_record_that_was_edited_before_it_is_rewritten_is_read_again(
    archive: Archive, put: Put
) -> None:
    episode = put(archive, 1)
    path = archive.folder(episode.id) / "episode.json"
    path.write_bytes(path.read_bytes().replace("بارش کی خبر".encode(), b"Rain"))
    before = archive.stamp_of(episode.id)
    archive.refresh([(archive.load(episode.id), {"index.html": b"new"})])
    archive.note_rewritten([Rewritten(episode.id, before, archive.stamp_of(episode.id))])
    assert archive.scan()[0][0].title == "Rain 1"


def test_what_is_missing_is_noticed(archive: Archive, put: Put) -> None:
    episode = put(archive, 1)
    folder = archive.folder(episode.id)
    (folder / "index.html").unlink()
    assert not archive.has_all_files(episode)
    archive.refresh([(episode, {"transcript.vtt": b"WEBVTT\n", "index.html": b"x"})])
    assert archive.has_all_files(archive.load(episode.id))
    (folder / episode.audio.name).write_bytes(b"")
    assert not archive.has_all_files(episode)


def test_staging_leaves_nothing_behind_after_an_error(archive: Archive) -> None:
    def fail() -> None:
        with archive.staging() as staged:
            (staged / "x.mp3").write_bytes(b"x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert temporary(archive.output) == []


# -- ids, unknown and removed episodes -------------------------------------


@pytest.mark.parametrize(
    "wrong", ["", "..", "../x", "a/b", ".hidden", "A", "-x", "x" * 81, "x\n", "بارش", "x y"]
)
def test_an_id_is_no_path(archive: Archive, wrong: str) -> None:
    with pytest.raises(EpisodeUnknown):
        archive.load(wrong)


def test_an_unknown_episode_says_where_the_ids_are(archive: Archive) -> None:
    with pytest.raises(EpisodeUnknown, match="there is no episode barish") as error:
        archive.load("barish")
    assert "folder names" in error.value.hint


def test_a_removed_episode_leaves_the_list_and_keeps_its_files(archive: Archive, put: Put) -> None:
    one, two = put(archive, 1), put(archive, 2)
    archive.remove(one.id, now=NOW)
    assert [entry.id for entry in archive.entries()] == [two.id]
    assert archive.has_all_files(one)
    assert one.id in archive
    assert archive.of_names([one.key])[0].id == one.id
    archive.remove(one.id, now=NOW + timedelta(days=1))
    record = archive.load(one.id)
    assert (record.state, record.state_since) == (State.REMOVED, NOW)

    archive.bring_back(one.id, now=NOW)
    assert {entry.id for entry in archive.entries()} == {one.id, two.id}
    with pytest.raises(EpisodeUnknown, match="no removed episode"):
        archive.bring_back(one.id, now=NOW)
    with pytest.raises(EpisodeUnknown):
        archive.remove("nobody", now=NOW)


def test_the_newest_episode_of_a_key_is_found(archive: Archive, put: Put) -> None:
    put(archive, 1, key="today.txt")
    newer = put(archive, 2, key="today.txt")
    put(archive, 3)
    assert archive.of_names(["today.txt"])[0] == newer
    assert archive.of_names(["nothing.txt"]) == ()


# -- writing ---------------------------------------------------------------


def test_unchanged_bytes_are_not_written_again(archive: Archive) -> None:
    assert archive.put("feed.xml", b"one")
    stamp = (archive.output / "feed.xml").stat()
    assert not archive.put("feed.xml", b"one")
    after = (archive.output / "feed.xml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (stamp.st_mtime_ns, stamp.st_ino)
    assert archive.put("feed.xml", b"two")


@pytest.mark.parametrize("stage", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_rest(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    archive.put("feed.xml", b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        if stage == "fsync":
            disk.setattr(os, "fsync", full)
        elif stage == "replace":
            disk.setattr(Path, "replace", full)
        else:
            disk.setattr(
                "naqeeb.safe_files.temporary_beside", lambda _: archive.output / "no" / "x"
            )
        with pytest.raises(ArchiveError, match="could not be written") as error:
            archive.put("feed.xml", b"new")
    assert error.value.errno == (errno.ENOENT if stage == "write" else errno.ENOSPC)
    assert (archive.output / "feed.xml").read_bytes() == b"old"
    assert temporary(archive.output) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x")
    with pytest.raises(ArchiveError, match="cannot be made"), Archive(tmp_path / "output").lock():
        pass


def test_only_old_temporary_files_are_swept(archive: Archive, put: Put) -> None:
    put(archive, 1)
    keep = [archive.output / name for name in (".naqeeb-lock", ".naqeeb-index.json", "feed.xml")]
    keep.append(archive.output / ".naqeeb-followed.json")
    for path in keep:
        path.touch()
    young = archive.output / f"{files.TEMPORARY}young"
    old = archive.output / f"{files.TEMPORARY}old"
    among = archive.output / "episodes" / f"{files.TEMPORARY}among"
    young.touch()
    for folder in (old, among):
        folder.mkdir()
        (folder / "x.mp3").touch()
    yesterday = time.time() - safe_files.STALE_S - 60
    for path in (*keep, old, among):
        os.utime(path, (yesterday, yesterday))
    with archive.staging():
        pass
    assert not old.exists()
    future = archive.output / f"{files.TEMPORARY}future"
    future.touch()
    tomorrow = time.time() + safe_files.STALE_S + 60
    os.utime(future, (tomorrow, tomorrow))
    archive.tidy()
    assert not future.exists()
    assert all(path.exists() for path in (*keep, young))
    assert not among.exists()


# -- crashes and company ---------------------------------------------------

COMMITTER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import commit
from naqeeb.archive import Archive
from naqeeb.archive.rows import Rewritten
archive, start = Archive(Path(sys.argv[1])), int(sys.argv[3])
for turn in range(start, start + int(sys.argv[4])):
    if turn == start + 1:
        print("ready", flush=True)
        sys.stdin.read(1)
    # Every other one is a correction of an episode that is there.
    number = turn if turn % 2 else turn - turn % 4
    sound = f"sound {turn} ".encode() * 20000
    episode = commit(archive, number, sound, title=f"turn {turn}")
    with archive.lock():
        feed = "".join(f"{e.id} {e.audio}\\n" for e in archive.entries())
        archive.put("feed.txt", feed.encode())
"""


def committer(output: Path, start: int, turns: int) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parent)
    process = subprocess.Popen(
        [sys.executable, "-c", COMMITTER, str(output), here, str(start), str(turns)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def begin(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"1")
    process.stdin.flush()


def assert_sound(archive: Archive) -> None:
    """Every record can be read and names a sound that is there, whole; so does the feed."""
    _, damaged = archive.scan()
    assert damaged == []
    for folder in (archive.output / "episodes").iterdir():
        if folder.name.startswith("."):
            continue
        episode = archive.load(folder.name)
        assert files.sha256(folder / episode.audio.name) == episode.audio.sha256
        assert all((folder / name).is_file() for name in episode.files)
    feed = archive.output / "feed.txt"
    if feed.exists():
        for line in feed.read_text().splitlines():
            episode_id, audio = line.split()
            assert (archive.folder(episode_id) / audio).is_file()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants SIGKILL")
def test_kills_leave_nothing_torn_lost_or_dangling(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A process that is stopped may hold the index, which is read without it then.
    monkeypatch.setattr("naqeeb.archive.database._WAIT_S", 0.1)
    chance = random.Random(2026)
    known: set[str] = set()
    # Five processes, stopped or killed and looked at three times each: the disk at a random
    # moment is what a kill at that moment leaves.
    for attempt in range(5):
        process = committer(archive.output, attempt * 40, 40)
        begin(process)
        for _ in range(2):
            time.sleep(chance.uniform(0.0, 0.05))
            process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
            if (archive.output / "episodes").is_dir():
                assert_sound(archive)
            process.send_signal(signal.SIGCONT)
        time.sleep(chance.uniform(0.0, 0.05))
        process.kill()
        process.communicate()
        assert_sound(archive)
        ids = {entry.id for entry in archive.entries()}
        assert known <= ids
        known = ids
    assert known


def test_writers_at_the_same_time_lose_nothing(archive: Archive) -> None:
    processes = [committer(archive.output, start * 100, 8) for start in range(3)]
    for process in processes:
        begin(process)
    for process in processes:
        assert process.wait(60) == 0
        process.communicate()
    expected = {f"turn {s * 100 + turn}" for s in range(3) for turn in range(8)}
    # Of an even turn and its correction the later one is left.
    expected -= {f"turn {s * 100 + turn}" for s in range(3) for turn in (0, 4)}
    assert {entry.title for entry in archive.entries()} == expected
    feed = (archive.output / "feed.txt").read_text().splitlines()
    assert len(feed) == len(expected)
    assert_sound(archive)


def test_a_held_archive_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    monkeypatch.setattr("naqeeb.archive.store.LOCK_WAIT_S", 0.05)
    archive.output.mkdir()
    with (
        filelock.FileLock(archive.output / ".naqeeb-lock"),
        pytest.raises(ArchiveLocked, match="another naqeeb is writing"),
        archive.lock(),
    ):
        pass
