"""Each break lasts as long as its own setting says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.model import Article, Chunk, Pause, Role, Take
from naqeeb.script import chunks, compose
from naqeeb.script.rundown import Rundown
from naqeeb.settings import SoundSettings, find_voice
from naqeeb.sound import StationSound, make_track
from naqeeb.sound.pauses import pause_ms, varied_pause_ms
from naqeeb.speech.engines.tone import Tone

LENGTHS = {
    "comma_ms": 110,
    "breath_ms": 170,
    "clause_ms": 220,
    "sentence_ms": 330,
    "quote_ms": 350,
    "item_ms": 370,
    "turn_ms": 390,
    "headline_ms": 410,
    "paragraph_ms": 440,
    "title_ms": 550,
    "story_ms": 660,
}
SETTING_OF = {Pause(name.removesuffix("_ms")): name for name in LENGTHS}


@pytest.mark.parametrize("pause", SETTING_OF)
def test_each_break_has_a_setting_of_its_own(pause: Pause) -> None:
    settings = SoundSettings(**LENGTHS)  # type: ignore[arg-type]
    assert pause_ms(pause, settings) == LENGTHS[SETTING_OF[pause]]


def test_a_cut_for_length_alone_is_no_break() -> None:
    assert pause_ms(Pause.NONE, SoundSettings()) == 0


@pytest.mark.parametrize("pause", SETTING_OF)
def test_it_is_heard_in_the_track(make: Any, bulletin: Any, pause: Pause) -> None:
    track = make(
        bulletin((Role.BODY, 0), (Role.BODY, 1), pause=pause), pause_variation=0.0, **LENGTHS
    )
    first, second = track.cues
    assert second.start_ms - first.end_ms == pytest.approx(LENGTHS[SETTING_OF[pause]], abs=2)


def test_between_two_stories_stands_the_break_of_stories(tmp_path: Path) -> None:
    """From articles to track: no room on the way takes another break for it."""
    articles = [Article(name, name, (f"{name} بارش ہوئی۔",), title_stated=False) for name in "اب"]
    script = compose(articles, rundown=Rundown())
    voice = find_voice("tone", Path())
    begins = [(line.role, line.story) for line in script.lines].index((Role.BODY, 1))
    takes = [Take(chunk, Tone(voice).speak(chunk.text), voice) for chunk in chunks(script, 300)]
    settings = SoundSettings(pause_variation=0.0, **LENGTHS)  # type: ignore[arg-type]
    track = make_track(
        script, takes, tmp_path / "x.mp3", StationSound(settings, tmp_path), check=False
    )
    gap_ms = track.cues[begins].start_ms - track.cues[begins - 1].end_ms
    assert gap_ms == pytest.approx(LENGTHS["story_ms"], abs=2)


def chunk_of(text: str) -> Chunk:
    return Chunk(0, 0, len(text), text, Pause.SENTENCE)


@given(st.text(), st.floats(0, 0.5))
def test_pauses_vary_within_the_share_that_is_set(text: str, share: float) -> None:
    settings = SoundSettings(sentence_ms=1000, pause_variation=share)
    pause = varied_pause_ms(chunk_of(text), settings)
    assert 1000 * (1 - share) - 1e-6 <= pause <= 1000 * (1 + share) + 1e-6


def test_they_use_the_whole_share_evenly() -> None:
    settings = SoundSettings(sentence_ms=1000)
    pauses = sorted(varied_pause_ms(chunk_of(f"خبر {n}"), settings) for n in range(1000))
    assert pauses[0] < 855
    assert pauses[-1] > 1145
    assert pauses[500] == pytest.approx(1000, abs=30)
    assert len({round(each) for each in pauses}) > 200


@pytest.mark.parametrize("stated_ms", [0, 1500])
def test_a_pause_that_an_editor_states_is_exact(stated_ms: int) -> None:
    chunk = replace(chunk_of("خبر"), pause_ms=stated_ms)
    assert varied_pause_ms(chunk, SoundSettings(pause_variation=0.5)) == stated_ms


def test_they_are_the_same_in_each_run() -> None:
    """A number that is written down: neither the process nor the version of Python matters."""
    assert round(varied_pause_ms(chunk_of("بارش ہوئی۔"), SoundSettings()), 3) == 304.983


@pytest.mark.parametrize("setting", ["comma_ms", "breath_ms", "clause_ms", "sentence_ms"])
def test_the_shortest_of_each_is_still_heard_as_a_pause(setting: str) -> None:
    """150 ms, though a comma within what a voice says at once is its own to keep."""
    settings = SoundSettings()
    assert getattr(settings, setting) * (1 - settings.pause_variation) >= 150
