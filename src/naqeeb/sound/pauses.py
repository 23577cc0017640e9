"""How long each break lasts."""

from __future__ import annotations

from naqeeb.model import Pause
from naqeeb.settings import SoundSettings


def pause_ms(pause: Pause, settings: SoundSettings) -> int:
    """The settings' milliseconds for a break that the script names."""
    return {
        Pause.NONE: 0,
        Pause.COMMA: settings.comma_ms,
        Pause.CLAUSE: settings.clause_ms,
        Pause.SENTENCE: settings.sentence_ms,
        Pause.PARAGRAPH: settings.paragraph_ms,
        Pause.TITLE: settings.title_ms,
        Pause.STORY: settings.story_ms,
    }[pause]
