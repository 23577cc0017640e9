"""Where the disk takes no feed: the message says what was done, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.desk import air, episode_list, site
from naqeeb.desk.batch import make_all
from naqeeb.desk.check import check
from naqeeb.desk.events import silence
from naqeeb.desk.job import Overrides
from naqeeb.errors import ArchiveError, ClusterLost, EpisodeUnknown
from naqeeb.model import Article, State
from naqeeb.settings import Settings
from naqeeb.signals import Terminated

if TYPE_CHECKING:
    Station = Any

NEXT = "run `naqeeb feed`; what was done to the episodes is recorded"
NEWS = "پشاور میں کتابوں کا میلہ جاری ہے۔ لوگ خوش ہیں۔"

DEEDS: dict[str, tuple[Callable[[Settings], object], State]] = {
    "remove": (lambda settings: air.remove(settings, "1"), State.REMOVED),
    "hold": (lambda settings: air.hold(settings, "1"), State.HELD),
    "undo": (lambda settings: air.remove(settings, "2026-11-29", undo=True), State.ON_AIR),
    "release": (lambda settings: list(air.release(settings, ["2026-11-30"])), State.ON_AIR),
}
NAMES = {"remove": "1", "hold": "1", "undo": "2026-11-29", "release": "2026-11-30"}


@pytest.fixture
def stuck(station: Station) -> Settings:
    """That of 29 November is removed, that of the 30th held; ``index.html`` stays as it is."""
    settings: Settings = station.settings
    for name, day in (("two", 29), ("three", 30)):
        path = settings.root / f"{name}.txt"
        path.write_text(f"---\ndate: 2026-11-{day}\n---\n{NEWS} {name}", "utf-8")
        list(make_all(settings, [str(path)], Overrides(hold=True), silence))
    list(air.release(settings, ["2026-11-29"]))
    air.remove(settings, "2026-11-29")
    block(settings)
    return settings


def block(settings: Settings) -> None:
    page = settings.output / "index.html"
    page.unlink()
    page.mkdir()


def free(settings: Settings) -> None:
    (settings.output / "index.html").rmdir()


@pytest.mark.parametrize("deed", DEEDS)
def test_the_change_is_recorded_and_the_message_says_so(deed: str, stuck: Settings) -> None:
    do, state = DEEDS[deed]
    with pytest.raises(ArchiveError, match="feed and pages are behind the episodes") as error:
        do(stuck)
    assert error.value.hint.endswith(NEXT)
    assert episode_list.find(stuck, NAMES[deed]).entry.state is state
    free(stuck)
    site.update(stuck, stuck.show, everything=True)
    assert not [fault for each in check(stuck) for fault in each.faults]


def test_an_episode_that_is_not_erased_yet_is_not_said_to_be(stuck: Settings) -> None:
    name = episode_list.find(stuck, "1").entry.id
    with pytest.raises(ArchiveError, match="is removed, but its files are not gone yet") as error:
        air.remove(stuck, "1", erase=True)
    assert error.value.hint.endswith(f"run `naqeeb remove {name} --erase` again")
    assert list((stuck.output / "episodes" / name).glob("*.mp3"))
    free(stuck)
    air.remove(stuck, name, erase=True)
    assert not (stuck.output / "episodes" / name).exists()
    assert not [fault for each in check(stuck) for fault in each.faults]


def test_a_refusal_is_not_hidden_by_what_follows_it(stuck: Settings) -> None:
    with pytest.raises(ArchiveError):
        list(air.release(stuck, ["2026-11-30"]))
    with pytest.raises(EpisodeUnknown, match="no episode 99") as error:
        list(air.release(stuck, ["99"]))
    assert "feed and pages are behind the episodes" in error.value.hint
    assert episode_list.find(stuck, "2026-11-30").entry.state is State.ON_AIR


def test_a_feed_alone_that_cannot_be_written(stuck: Settings) -> None:
    with pytest.raises(ArchiveError, match="feed and pages are behind"):
        site.update(stuck, stuck.show, everything=True)


@pytest.mark.parametrize("end", [Terminated(), KeyboardInterrupt(), ClusterLost("gone")])
def test_why_a_run_was_ended_is_not_hidden(end: BaseException, stuck: Settings) -> None:
    def sources() -> Iterator[Article]:
        yield Article(id="wire:1", title="میلہ", paragraphs=(f"{NEWS} one",))
        yield Article(id="wire:2", title="میلہ", paragraphs=(f"{NEWS} two",))
        raise end

    with pytest.raises(type(end)):
        list(make_all(replace(stuck, jobs=1), sources(), Overrides(), silence))
