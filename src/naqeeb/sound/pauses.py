"""How long each break lasts."""

from __future__ import annotations

from zlib import crc32

from naqeeb.model import Chunk, Pause
from naqeeb.settings import SoundSettings


def pause_ms(pause: Pause, settings: SoundSettings) -> int:
    """The settings' milliseconds for a break that the script names."""
    return {
        Pause.NONE: 0,
        Pause.COMMA: settings.comma_ms,
        Pause.BREATH: settings.breath_ms,
        Pause.CLAUSE: settings.clause_ms,
        Pause.SENTENCE: settings.sentence_ms,
        Pause.QUOTE: settings.quote_ms,
        Pause.ITEM: settings.item_ms,
        Pause.TURN: settings.turn_ms,
        Pause.HEADLINE: settings.headline_ms,
        Pause.PARAGRAPH: settings.paragraph_ms,
        Pause.TITLE: settings.title_ms,
        Pause.STORY: settings.story_ms,
    }[pause]


def varied_pause_ms(chunk: Chunk, settings: SoundSettings) -> float:
    """The milliseconds after a chunk: its break's, a little more or less.

    Nobody pauses for exactly 350 ms each time. How much more or less depends on the words of
    the chunk alone, so it is the same in each run.
    """
    if chunk.pause_ms is not None:
        return float(chunk.pause_ms)
    # Between -1 and 1, evenly.
    lot = crc32(chunk.text.encode()) / 0x7FFFFFFF - 1
    return pause_ms(chunk.pause, settings) * (1 + settings.pause_variation * lot)
