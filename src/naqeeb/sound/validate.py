"""Settings that no track could be made with, refused before the voice speaks."""

from __future__ import annotations

from importlib.util import find_spec
from typing import get_args, get_type_hints

from msgspec import Meta

from naqeeb.errors import SettingsError
from naqeeb.settings import SoundSettings


def refuse_impossible(settings: SoundSettings) -> None:
    """Return if each number lies between its bounds: of settings that Python made, nobody looked.

    Raises:
        SettingsError: one does not; it names both bounds.
    """
    for key, hint in get_type_hints(SoundSettings, include_extras=True).items():
        value = getattr(settings, key)
        for bounds in get_args(hint):
            if not isinstance(bounds, Meta) or bounds.ge is None or bounds.le is None:
                continue
            if not bounds.ge <= value <= bounds.le:
                raise SettingsError(
                    f"[sound] {key} is {value}, which is not between {bounds.ge} and {bounds.le}",
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
