"""The voices of an episode are opened once and closed once, however often they speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bulletin_runs import WORDS, one, run, with_bulletin, write
from strict_engine import Strict

from naqeeb import Failure, Kind
from naqeeb.settings import Settings, VoiceSettings
from naqeeb.speech import registry

if TYPE_CHECKING:
    Station = Any

LONG = " ".join([WORDS] * 6)


@pytest.fixture
def strict(newsdesk: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine, as ``pip install`` lays its entry point down, and three voices of it."""
    site = tmp_path / "site"
    info = site / "strict_engine-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: strict-engine\nVersion: 1\n", "utf-8"
    )
    points = f"[{registry.GROUP}]\nstrict = strict_engine:Strict\n"
    (info / "entry_points.txt").write_text(points, "utf-8")
    monkeypatch.syspath_prepend(str(site))
    registry.registered.cache_clear()
    Strict.every.clear()
    folder = newsdesk.settings.root / "voices"
    folder.mkdir()
    for name in ("main", "second", "guest"):
        # It speaks more slowly than it says, so that a bulletin is voiced again.
        (folder / f"{name}.toml").write_text(
            'engine = "strict"\nchars_per_second = 20.0\nmax_chars = 300\nlufs = -20.0\n', "utf-8"
        )
    yield
    monkeypatch.undo()
    registry.registered.cache_clear()


def settings(station: Station, **voice: Any) -> Settings:
    wanted = VoiceSettings(**{"name": "main", "stories": ("second",)} | voice)
    return replace(with_bulletin(station, length="40s"), voice=wanted)


@pytest.mark.usefixtures("strict")
def test_a_bulletin_that_is_voiced_again_is_spoken_by_the_same_engines(newsdesk: Station) -> None:
    sources = [write(newsdesk, f"{n}.txt", LONG, title=f"خبر {n}") for n in range(4)]
    result = one(run(settings(newsdesk), *sources))
    assert result.episode.duration_ms == pytest.approx(40_000, rel=0.05)
    assert {engine.voice.name for engine in Strict.every} == {"main", "second"}
    main = next(engine for engine in Strict.every if engine.spoken)
    assert len(main.spoken) > len(set(main.spoken)), "the case is one that is voiced again"
    assert [engine.closed for engine in Strict.every] == [1] * len(Strict.every)


@pytest.mark.usefixtures("strict")
def test_all_are_closed_where_one_of_the_cast_cannot_be_opened(newsdesk: Station) -> None:
    source = write(newsdesk, "a.txt", LONG, title="خبر")
    (outcome,) = run(settings(newsdesk, stories=("second", "nobody")), source)
    assert isinstance(outcome, Failure)
    assert [engine.closed for engine in Strict.every] == [1] * len(Strict.every)


@pytest.mark.usefixtures("strict")
def test_a_guest_whose_story_is_dropped_changes_nothing_the_next_time(newsdesk: Station) -> None:
    first = write(newsdesk, "a.txt", LONG, title="پہلی")
    second = write(newsdesk, "b.txt", f"{{voice guest}} {LONG}", title="دوسری", priority="9")
    third = write(newsdesk, "c.txt", LONG, title="تیسری")
    result = one(run(settings(newsdesk), first, second, third))
    assert "dropped: دوسری" in result.note
    opened = len(Strict.every)
    assert one(run(settings(newsdesk), first, second, third)).kind is Kind.UNCHANGED
    assert len(Strict.every) == opened, "nobody was asked to speak"
