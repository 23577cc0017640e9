"""What ``check`` says to do next mends the fault: damage, do as it says, and nothing is left."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import APIC, ID3, TIT2, TXXX

from naqeeb.cli import main
from naqeeb.safe_files import sha256

ROUNDS = 2
"""What a repair cannot make again it leaves for a second step."""
SETTINGS = """[show]
site_url = "https://radio.example.org/"
[voice]
name = "tone"
[sound]
data_saver = true
"""
NEWS = {
    "roads.txt": "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔ کل بارش ہوگی۔ لوگ خوش ہیں۔",
    "match.txt": "لاہور میں کھیلے گئے میچ میں میزبان ٹیم جیت گئی۔ شائقین موجود تھے۔ موسم اچھا تھا۔",
}


@dataclass(frozen=True)
class Station:
    """A station of two episodes, of which one is damaged."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def folder(self) -> Path:
        (folder,) = self.output.glob("episodes/*sarkon*")
        return folder

    @property
    def record(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads((self.folder / "episode.json").read_text("utf-8"))
        return record

    @property
    def other(self) -> dict[str, Any]:
        (path,) = self.output.glob("episodes/*lahore*/episode.json")
        record: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return record

    @property
    def mp3(self) -> Path:
        return self.folder / str(self.record["audio"]["name"])

    @property
    def data_saver(self) -> Path:
        return self.folder / str(self.record["alternates"][0]["name"])

    def edit(self, **facts: object) -> None:
        """Edit the record by hand."""
        text = json.dumps(self.record | facts, ensure_ascii=False)
        (self.folder / "episode.json").write_text(text, "utf-8")

    def retag(self, change: Callable[[ID3], object], version: int = 3) -> None:
        """Tag the sound otherwise, and have the record agree."""
        tag = ID3(self.mp3, translate=False)
        change(tag)
        tag.save(self.mp3, v2_version=version)
        self.agree()

    def agree(self) -> None:
        """Have the record say of the sound what is there."""
        size, digest = self.mp3.stat().st_size, sha256(self.mp3)
        self.edit(audio=self.record["audio"] | {"size_bytes": size, "sha256": digest})


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def no_sound(station: Station) -> None:
    station.mp3.write_bytes(b"x" * 5000)
    station.agree()


def caption(station: Station, **facts: object) -> None:
    first, *rest = station.record["transcript"]
    station.edit(transcript=[first | facts, *rest])


def lose_record(station: Station, *patterns: str) -> None:
    folder = station.folder
    paths = [path for pattern in patterns for path in folder.glob(pattern)]
    for path in {folder / "episode.json", *paths}:
        path.unlink()


def lose_record_flipped(station: Station) -> None:
    flip(station.mp3)
    lose_record(station)


def other_key(tag: ID3) -> None:
    for frame in tag.getall("UFID"):
        frame.data = frame.data[:-4] + b"0000"


def without_item(station: Station) -> None:
    feed = station.output / "feed.xml"
    text = feed.read_text("utf-8")
    feed.write_text(re.sub(r"<item>.*?</item>", "", text, count=1, flags=re.DOTALL), "utf-8")


def make_twice(station: Station) -> None:
    """Make an article again while its record is away."""
    record, folder = station.folder / "episode.json", station.folder
    aside = record.rename(station.root / "record")
    assert main(["make", "roads.txt"]) == 0
    aside.rename(folder / "episode.json")
    (station.output / ".naqeeb-index.sqlite").unlink()


def come_back(station: Station) -> None:
    """Erase an episode, and lay a copy of it there."""
    copy = station.root / "copy"
    folder = station.folder
    shutil.copytree(folder, copy)
    assert main(["remove", folder.name, "--erase"]) == 0
    copy.rename(folder)


def stay_in_feed(station: Station) -> None:
    feed = (station.output / "feed.xml").read_bytes()
    assert main(["remove", station.folder.name]) == 0
    (station.output / "feed.xml").write_bytes(feed)


def copy_feed(station: Station) -> None:
    shutil.copy(station.output / "feed.xml", station.output / "feed-2.xml")


LARGE = APIC(3, "image/png", 3, "x", b"\x89PNG" + b"0" * 200_000)
NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000"
SILENT = {"start_ms": 900, "end_ms": 800}
DAMAGE: dict[str, Callable[[Station], object]] = {
    "sound missing": lambda s: s.mp3.unlink(),
    "sound cut": lambda s: s.mp3.write_bytes(s.mp3.read_bytes()[:-100]),
    "sound flipped": lambda s: flip(s.mp3),
    "sound a folder": lambda s: become_folder(s.mp3),
    "no sound at all": no_sound,
    "edition missing": lambda s: s.data_saver.unlink(),
    "edition flipped": lambda s: flip(s.data_saver),
    "tag of version 4": lambda s: s.retag(lambda _: None, 4),
    "tag gone": lambda s: s.retag(lambda tag: tag.clear()),
    "tag title": lambda s: s.retag(lambda tag: tag.add(TIT2(1, ["x"]))),
    "tag station": lambda s: s.retag(lambda tag: tag.delall("TALB")),
    "tag guid": lambda s: s.retag(lambda tag: tag.add(TXXX(1, "GUID", [NOBODY]))),
    "tag guid gone": lambda s: s.retag(lambda tag: tag.delall("TXXX")),
    "tag key": lambda s: s.retag(other_key),
    "tag text": lambda s: s.retag(lambda tag: tag.delall("SYLT")),
    "tag chapters": lambda s: s.retag(lambda tag: tag.delall("CHAP")),
    "tag cover": lambda s: s.retag(lambda tag: tag.add(LARGE)),
    "record guid": lambda s: s.edit(guid=NOBODY),
    "record guid of another": lambda s: s.edit(guid=s.other["guid"]),
    "record key": lambda s: s.edit(key="x.txt"),
    "record title": lambda s: s.edit(title="کچھ اور"),
    "record summary": lambda s: s.edit(summary="کچھ اور"),
    "record date": lambda s: s.edit(published="2020-01-01T00:00:00Z"),
    "record state": lambda s: s.edit(state="removed"),
    "record language": lambda s: s.edit(language="en"),
    "record duration": lambda s: s.edit(duration_ms=s.record["duration_ms"] + 500),
    "record editions": lambda s: s.edit(alternates=[]),
    "record files": lambda s: s.edit(files={}),
    "record picture": lambda s: s.edit(files=s.record["files"] | {"x.jpg": "00"}),
    "record times": lambda s: caption(s, **SILENT),
    "record words": lambda s: caption(s, words=[[0, 999, 0, 1]]),
    "record transcript": lambda s: s.edit(transcript=[]),
    "record chapters": lambda s: s.edit(chapters=[]),
    "record of another id": lambda s: s.edit(id="other"),
    "record types": lambda s: s.edit(duration_ms="x"),
    "record torn": lambda s: (s.folder / "episode.json").write_bytes(b"{"),
    "record a folder": lambda s: become_folder(s.folder / "episode.json"),
    "record lost": lose_record,
    "record and transcript lost": lambda s: lose_record(s, "transcript.*"),
    "record and files lost": lambda s: lose_record(s, "*.json", "*.vtt", "*.srt", "*.html"),
    "record and sound lost": lambda s: lose_record(s, s.mp3.name),
    "record and all sound lost": lambda s: lose_record(s, "*.mp3"),
    "record lost, sound flipped": lose_record_flipped,
    "file missing": lambda s: (s.folder / "transcript.vtt").unlink(),
    "file changed": lambda s: (s.folder / "chapters.json").write_text("x"),
    "file a folder": lambda s: become_folder(s.folder / "index.html"),
    "sound of nobody": lambda s: (s.folder / "x.mp3").write_bytes(b"ID3"),
    "folder gone": lambda s: shutil.rmtree(s.folder),
    "folder copied": lambda s: shutil.copytree(s.folder, s.folder.with_name("copy")),
    "folder renamed": lambda s: s.folder.rename(s.folder.with_name("x-sarkon")),
    "folder without a record": lambda s: s.folder.with_name("empty").mkdir(),
    "article made twice": make_twice,
    "erased and back": come_back,
    "removed, and in the feed": stay_in_feed,
    "feed missing": lambda s: (s.output / "feed.xml").unlink(),
    "feed no feed": lambda s: (s.output / "feed.xml").write_text("<x>"),
    "feed without an item": without_item,
    "feed page too many": copy_feed,
    "page changed": lambda s: (s.output / "index.html").write_text("x"),
    "page a pipe": lambda s: become_pipe(s.output / "list.js"),
    "cover missing": lambda s: (s.output / "cover.png").unlink(),
    "icon damaged": lambda s: (s.output / "icon.png").write_bytes(b"x"),
    "state missing": lambda s: (s.output / "show.json").unlink(),
    "state torn": lambda s: (s.output / "show.json").write_text("{"),
    "state without a guid": lambda s: (s.output / "show.json").write_text('{"podcast_guid":"7"}'),
}


@pytest.fixture(scope="session")
def two_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station as it was made, for copies to be taken of."""
    root = tmp_path_factory.mktemp("two_articles")
    (root / "naqeeb.toml").write_text(SETTINGS, "utf-8")
    for name, text in NEWS.items():
        (root / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        assert main(["make", *NEWS, "--jobs", "1"]) == 0
    return root


@pytest.fixture
def station(two_articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    shutil.copytree(two_articles, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Station(tmp_path)


Fault = dict[str, str]


def faults(capsys: pytest.CaptureFixture[str]) -> list[Fault]:
    capsys.readouterr()
    code = main(["check", "--jobs", "1", "--json"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    said = [line for line in lines if "hint" in line]
    assert code == bool(said)
    return said


def follow(faults: Sequence[Fault], root: Path) -> Iterator[Sequence[str]]:
    """Do what the hints say, each once, what mends records first; gives the commands."""
    hints = {fault["hint"]: root / "output" / fault["file"] for fault in faults}
    for hint in sorted(hints, key=lambda each: "--repair" not in each):
        command = re.search(r"`naqeeb ([^`]*)`", hint)
        if command:
            yield command[1].split()
        elif hint.startswith("make its source again with --force"):
            yield ["make", *NEWS, "--force", "--jobs", "1"]
        else:
            assert hint.startswith("remove it")
            hints[hint].unlink(missing_ok=True)


@pytest.mark.parametrize("name", DAMAGE)
def test_who_does_as_it_says_has_no_fault_left(
    station: Station, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGE[name](station)
    before = faults(capsys)
    assert before or name == "record state"
    for number in range(ROUNDS):
        for words in follow(before, station.root):
            # A repair that leaves something names it, with the next step.
            assert main(list(words)) in ({0, 1} if "--repair" in words else {0})
        after = faults(capsys)
        known = {(each["file"], each["what"], each["hint"]) for each in before}
        stayed = [each for each in after if (each["file"], each["what"], each["hint"]) in known]
        assert stayed == [], number
        before = after
    assert before == []


def sounds_of(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [record["audio"], *record["alternates"]]


WITHOUT_SECOND_STEP = ["record lost", "record and transcript lost", "record and files lost"]


@pytest.mark.parametrize("name", WITHOUT_SECOND_STEP)
def test_a_repair_of_a_lost_record_leaves_no_fault(
    station: Station, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = station.record
    DAMAGE[name](station)
    assert main(["check", "--repair", "--jobs", "1"]) == 0
    assert faults(capsys) == []
    after = station.record
    for fact in ("guid", "title", "duration_ms", "chapters"):
        assert after[fact] == before[fact]
    for one, other in zip(sounds_of(after), sounds_of(before), strict=True):
        assert {**one, "bitrate_bps": 0} == {**other, "bitrate_bps": 0}
    texts = [each["text"] for each in after["transcript"]]
    assert texts == [each["text"] for each in before["transcript"]]
