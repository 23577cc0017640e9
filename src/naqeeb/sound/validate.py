"""Settings that no track could be made with, refused before the voice speaks."""

from __future__ import annotations

from importlib.util import find_spec

from naqeeb.errors import SettingsError
from naqeeb.settings import SoundSettings

_BETWEEN: dict[str, tuple[float, float]] = {
    "comma_ms": (0, 10_000),
    "breath_ms": (0, 10_000),
    "clause_ms": (0, 10_000),
    "sentence_ms": (0, 10_000),
    "quote_ms": (0, 10_000),
    "item_ms": (0, 10_000),
    "turn_ms": (0, 10_000),
    "headline_ms": (0, 10_000),
    "paragraph_ms": (0, 10_000),
    "title_ms": (0, 10_000),
    "story_ms": (0, 10_000),
    "pause_variation": (0, 0.5),
    "lufs": (-40, -8),
    "true_peak_dbtp": (-20, 0),
    "quality": (0, 9),
    "bed_db": (-60, 0),
    "duck_db": (-60, 0),
    "fade_ms": (0, 10_000),
}


def refuse_impossible(settings: SoundSettings) -> None:
    """Return if a track can be made with these settings.

    Raises:
        SettingsError: a value is outside what makes sense; it names both bounds.
    """
    for key, (least, most) in _BETWEEN.items():
        value = getattr(settings, key)
        if not least <= value <= most:
            raise SettingsError(
                f"[sound] {key} is {value}, which is not between {least} and {most}",
                hint=f"correct {key}, or leave it out",
                key=key,
            )


def refuse_missing(settings: SoundSettings) -> None:
    """Return if the package that the editions need is there, or none is wanted.

    Raises:
        SettingsError: it is not installed.
    """
    if not settings.editions:
        return
    if find_spec("av") is None:
        wanted = " and ".join(dict.fromkeys(settings.editions))
        raise SettingsError(
            f"[sound] editions: PyAV, which writes {wanted}, is not installed",
            hint="pip install 'naqeeb[editions]'",
            key="editions",
        )
