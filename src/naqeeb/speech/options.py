"""A voice file's ``[options]``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from naqeeb.errors import SettingsError
from naqeeb.model import Delivery, Voice
from naqeeb.model.values import CONTROLS
from naqeeb.settings.table import nearest, read_toml, shown

# The folder of the voice file, put there by the code that reads it, and what `roles` reads.
_ALWAYS = frozenset({"folder", "roles"})


def refuse_unknown(voice: Voice, known: Iterable[str]) -> None:
    """Raise where the file has an option that the engine does not know.

    Raises:
        SettingsError: names the option and the nearest known one.
    """
    names = sorted(known)
    for key in voice.options:
        if key in _ALWAYS or key in names:
            continue
        what = f"[options] {key} is not an option of {voice.engine}"
        raise wrong(voice, key, what, nearest(key, names))


def number(voice: Voice, key: str, default: float, low: float, high: float) -> float:
    """A number between two bounds, both allowed.

    Raises:
        SettingsError: it is no number or lies outside.
    """
    value = voice.options.get(key, default)
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return value
    raise _wrong(voice, key, f"a number from {low:g} to {high:g}")


def whole(voice: Voice, key: str, default: int, low: int, high: int) -> int:
    """A whole number between two bounds, both allowed.

    Raises:
        SettingsError: it is no whole number or lies outside.
    """
    value = number(voice, key, default, low, high)
    if isinstance(value, int):
        return value
    raise _wrong(voice, key, f"a whole number from {low} to {high}")


def text(voice: Voice, key: str, default: str, *, pattern: str = f"[^{CONTROLS}]*") -> str:
    """A text that a regular expression matches from end to end.

    Raises:
        SettingsError: it is no text, or not of that form.
    """
    value = voice.options.get(key, default)
    if isinstance(value, str) and re.fullmatch(pattern, value):
        return value
    raise _wrong(voice, key, f"a text of the form {pattern}")


def wrong(
    voice: Voice, key: str, what: str, hint: str, *, cause: str = "", table: str = "options"
) -> SettingsError:
    """The error for an option of a voice file, which it names with the line."""
    return SettingsError(
        f"{place(voice, table, key)}voice {voice.name}: {what}",
        cause=cause,
        hint=hint,
        voice=voice.name,
        key=key,
    )


def _wrong(voice: Voice, key: str, wanted: str) -> SettingsError:
    what = f"[options] {key} is {shown(voice.options.get(key))}, not {wanted}"
    return wrong(voice, key, what, f"correct {key} in the voice file {voice.name}.toml")


def place(voice: Voice, section: str, key: str) -> str:
    """Where a voice file says something, as a message begins; empty for a voice of no file."""
    path = Path(str(voice.options.get("folder", ""))) / f"{voice.name}.toml"
    try:
        file = read_toml(path)
    except SettingsError:
        return ""
    sections = (section, *(f"{section}.roles.{role.value}" for role in Delivery))
    section = next((each for each in sections if file.has(each, key)), section)
    return f"{file.place(section, key)}: "
