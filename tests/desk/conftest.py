"""Stations: each an output of its own, with episodes in the voice ``tone``."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Web, serving

from naqeeb.archive import Archive
from naqeeb.desk import site
from naqeeb.desk.check import check
from naqeeb.desk.desk import Desk
from naqeeb.desk.publish import Manner, publish
from naqeeb.model import Episode, Show
from naqeeb.podcast.publishing import Step
from naqeeb.settings import Settings, VoiceSettings

SENTENCES = (
    "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔",
    "لاہور میں کھیلے گئے میچ میں میزبان ٹیم جیت گئی۔",
    "محکمہ موسمیات کے مطابق کل بارش کا امکان ہے۔",
    "کراچی کی بندرگاہ پر نئے جہاز پہنچ گئے۔",
    "پشاور میں کتابوں کا میلہ جاری ہے۔",
    "کوئٹہ میں سیب کی فصل اچھی رہی۔",
    "اسلام آباد میں نئی لائبریری کھل گئی۔",
    "ملتان میں آموں کی نمائش ہوئی۔",
)


@dataclass(frozen=True)
class Station:
    """A folder with articles and an output."""

    settings: Settings

    @property
    def output(self) -> Path:
        return self.settings.output

    @property
    def archive(self) -> Archive:
        return Archive(self.output)

    def make(self, name: str, *numbers: int, day: int | None = None) -> Episode:
        """An article of these sentences, spoken; ``day`` of November 2026 is stated in it."""
        path = self.settings.root / f"{name}.txt"
        head = f"---\ndate: 2026-11-{day:02}\n---\n" if day else ""
        sentences = [SENTENCES[number] for number in numbers or (0, 1)]
        path.write_text(f"{head}{' '.join(sentences)}\n", "utf-8")
        return Desk(self.settings).make(path)

    def faults(self) -> list[str]:
        """What ``check`` finds wrong."""
        return [fault.what for result in check(self.settings) for fault in result.faults]

    def publish(self, target: object, **options: bool) -> list[Step]:
        """All steps of publishing."""
        return list(publish(self.settings, str(target), Manner(**options)))

    def remove(self, episode: Episode) -> None:
        """Take an episode off the air."""
        with self.archive.lock():
            self.archive.remove(episode.id, now=datetime(2026, 11, 22, tzinfo=UTC))
        site.update(self.settings, self.settings.show)

    def bring_back(self, episode: Episode) -> None:
        """Put it on the air again."""
        with self.archive.lock():
            self.archive.bring_back(episode.id, now=datetime(2026, 11, 23, tzinfo=UTC))
        site.update(self.settings, self.settings.show)

    def on(self, show: Show) -> Station:
        """The same station with another show, its feed and pages brought up to date."""
        settings = replace(self.settings, shows=(show,))
        site.update(settings, show)
        return Station(settings)


CHILD = """
import pickle, sys
import filelock, httpx
from naqeeb.desk.publish import Manner, publish
settings, target = pickle.load(sys.stdin.buffer)
print("ready", flush=True)
sys.stdin.buffer.read(1)
for step in publish(settings, target, Manner(verify=False)):
    pass
"""


@dataclass
class Child:
    """A publisher in a process of its own, ready to begin."""

    process: subprocess.Popen[bytes]

    def begin(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"1")
        self.process.stdin.flush()


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on loopback."""
    with serving() as made:
        yield made


@pytest.fixture
def publisher() -> Iterator[Callable[[Station, object], Child]]:
    """``publisher(station, target)``: a process that publishes once it is told to begin."""
    children: list[subprocess.Popen[bytes]] = []

    def start(station: Station, target: object) -> Child:
        process = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        children.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        pickle.dump((station.settings, str(target)), process.stdin)
        process.stdin.flush()
        assert process.stdout.readline() == b"ready\n"
        return Child(process)

    yield start
    for process in children:
        process.kill()
        process.communicate()


Build = Callable[..., Station]


def station_in(root: Path, show: Show | None = None) -> Station:
    """A station that works in this folder, and in this process."""
    return Station(
        Settings(
            root=root,
            output=root / "output",
            jobs=1,
            shows=(show or Show(title="ریڈیو نقیب"),),
            voice=VoiceSettings(name="tone"),
        )
    )


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """``build("karachi", show)``: a station without episodes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def station(name: str = "station", show: Show | None = None) -> Station:
        (tmp_path / name).mkdir()
        return station_in(tmp_path / name, show)

    return station


@pytest.fixture(scope="session")
def two_episodes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with two episodes, and its cache: made once, for copies to be taken of."""
    folder = tmp_path_factory.mktemp("two_episodes")
    (folder / "station").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        made = station_in(folder / "station")
        made.make("roads", 0, 2, day=20)
        made.make("match", 1, 3, day=21)
    return folder


@pytest.fixture
def station(two_episodes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    """A station with two episodes."""
    shutil.copytree(two_episodes, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return station_in(tmp_path / "station")


@pytest.fixture
def newsdesk(build: Callable[..., Station]) -> Station:
    """A station in Karachi without episodes."""
    return build("karachi", Show(title="ریڈیو نقیب", timezone="Asia/Karachi"))
