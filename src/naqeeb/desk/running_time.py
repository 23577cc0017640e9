"""How long a script will last, before it is voiced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import combining

from naqeeb.desk.cast import Cast
from naqeeb.desk.write import chunks
from naqeeb.model import Chunk, Role, Script, Voice
from naqeeb.settings import Settings, SoundSettings
from naqeeb.sound.mix import LEAD_MS, TAIL_MS
from naqeeb.sound.pauses import varied_pause_ms


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the parts of a bulletin are, in ms."""

    fixed_ms: float
    """What is said whichever stories are read."""
    openings_ms: Mapping[int, float]
    """Headline, link and title of each story."""
    paragraphs_ms: Mapping[tuple[int, int], float]
    """By story and paragraph."""

    @property
    def all_ms(self) -> float:
        """The whole bulletin."""
        openings, paragraphs = self.openings_ms.values(), self.paragraphs_ms.values()
        return self.fixed_ms + sum(openings) + sum(paragraphs)

    def story_ms(self, story: int, paragraphs: int) -> float:
        """One story with so many of its paragraphs; with none it is not read at all."""
        if not paragraphs:
            return 0.0
        spoken = (self.paragraphs_ms.get((story, each), 0.0) for each in range(paragraphs))
        return self.openings_ms.get(story, 0.0) + sum(spoken)


def lengths_of(written: Script, cast: Cast, settings: Settings) -> Lengths:
    """How long a bulletin is estimated to last, by the pace of the voices that speak it."""
    fixed = float(LEAD_MS + TAIL_MS)
    openings: dict[int, float] = {}
    paragraphs: dict[tuple[int, int], float] = {}
    for chunk in chunks(written, cast.voices, settings):
        line = written.lines[chunk.line]
        length = _chunk_ms(chunk, cast.speaker(line), settings.sound)
        if line.role is Role.BODY:
            place = (line.story, line.paragraph)
            paragraphs[place] = paragraphs.get(place, 0.0) + length
        elif line.role in (Role.LINK, Role.TITLE) or (
            line.role is Role.HEADLINE and line.paragraph >= 0
        ):
            openings[line.story] = openings.get(line.story, 0.0) + length
        else:
            fixed += length
    return Lengths(fixed, openings, paragraphs)


def estimate_ms(written: Script, voice: Voice, settings: Settings) -> dict[int, float]:
    """The length of each story in milliseconds, by its number in the bulletin.

    Greeting, headlines and sign-off count for the story that their lines name. It is the
    voice's measured pace and the pauses of the settings; intro and music are not in it.
    """
    lengths: dict[int, float] = {}
    for chunk in chunks(written, (voice,), settings):
        story = written.lines[chunk.line].story
        lengths[story] = lengths.get(story, 0.0) + _chunk_ms(chunk, voice, settings.sound)
    return lengths


def _chunk_ms(chunk: Chunk, voice: Voice, sound: SoundSettings) -> float:
    letters = sum(not combining(char) for char in chunk.text)
    return letters * 1000 / voice.chars_per_second + varied_pause_ms(chunk, sound)
