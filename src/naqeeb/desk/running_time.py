"""How long a script will last, before it is voiced."""

from __future__ import annotations

from naqeeb import script
from naqeeb.model import Pause, Script, Voice
from naqeeb.settings import SoundSettings


def estimate_ms(written: Script, voice: Voice, sound: SoundSettings) -> dict[int, float]:
    """The length of each story in milliseconds, by its number in the bulletin.

    Greeting, headlines and sign-off count for the story that their lines name. It is the
    voice's measured pace and the pauses of the settings; intro and music are not in it.
    """
    pauses = {
        Pause.NONE: 0,
        Pause.COMMA: sound.comma_ms,
        Pause.CLAUSE: sound.clause_ms,
        Pause.SENTENCE: sound.sentence_ms,
        Pause.PARAGRAPH: sound.paragraph_ms,
        Pause.TITLE: sound.title_ms,
        Pause.STORY: sound.story_ms,
    }
    lengths: dict[int, float] = {}
    for chunk in script.chunks(written, voice.max_chars):
        story = written.lines[chunk.line].story
        spoken_ms = len(chunk.text) * 1000 / voice.chars_per_second
        lengths[story] = lengths.get(story, 0.0) + spoken_ms + pauses[chunk.pause]
    return lengths
