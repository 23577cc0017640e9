"""Each break lasts as long as its own setting says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from naqeeb.model import Article, Pause, Role, Take
from naqeeb.script import Lexicon, chunks, compose
from naqeeb.settings import ScriptSettings, SoundSettings, find_voice
from naqeeb.sound import record
from naqeeb.sound.pauses import pause_ms
from naqeeb.speech.engines.tone import Tone

LENGTHS = {
    "comma_ms": 110,
    "clause_ms": 220,
    "sentence_ms": 330,
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
    track = make(bulletin((Role.BODY, 0), (Role.BODY, 1), pause=pause), **LENGTHS)
    first, second = track.cues
    assert second.start_ms - first.end_ms == pytest.approx(LENGTHS[SETTING_OF[pause]], abs=2)


def test_between_two_stories_stands_the_break_of_stories(tmp_path: Path) -> None:
    """From articles to track: no room on the way takes another break for it."""
    articles = [Article(name, name, (f"{name} بارش ہوئی۔",), title_stated=False) for name in "اب"]
    script = compose(articles, settings=ScriptSettings(), lexicon=Lexicon.load(None))
    voice = find_voice("tone", Path())
    begins = [(line.role, line.story) for line in script.lines].index((Role.BODY, 1))
    takes = [Take(chunk, Tone(voice).speak(chunk.text), voice) for chunk in chunks(script, 300)]
    settings = SoundSettings(**LENGTHS)  # type: ignore[arg-type]
    track = record(script, takes, tmp_path / "x.mp3", settings=settings, root=tmp_path, check=False)
    gap_ms = track.cues[begins].start_ms - track.cues[begins - 1].end_ms
    assert gap_ms == pytest.approx(LENGTHS["story_ms"], abs=2)
