"""How long a script will last, before it is voiced."""

from __future__ import annotations

from naqeeb.desk.write import chunks
from naqeeb.model import Script, Voice
from naqeeb.settings import Settings
from naqeeb.sound.pauses import pause_ms


def estimate_ms(written: Script, voice: Voice, settings: Settings) -> dict[int, float]:
    """The length of each story in milliseconds, by its number in the bulletin.

    Greeting, headlines and sign-off count for the story that their lines name. It is the
    voice's measured pace and the pauses of the settings; intro and music are not in it.
    """
    lengths: dict[int, float] = {}
    for chunk in chunks(written, (voice,), settings):
        story = written.lines[chunk.line].story
        spoken_ms = len(chunk.text) * 1000 / voice.chars_per_second
        lengths[story] = lengths.get(story, 0.0) + spoken_ms + pause_ms(chunk.pause, settings.sound)
    return lengths
