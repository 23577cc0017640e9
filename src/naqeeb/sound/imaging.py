"""Imaging, as radio calls what makes a station known: intro, stings, bed, outro."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from naqeeb.model import Line, Role
from naqeeb.pcm.samples import duration_ms
from naqeeb.settings import Settings, SoundSettings
from naqeeb.settings.value_checks import BUILT_IN_SOUNDS
from naqeeb.sound.files import read_sound, refuse_unusable
from naqeeb.sound.jingles import generated
from naqeeb.sound.levels import Aim
from naqeeb.sound.limiter import level
from naqeeb.sound.loudness import meter

UNDER_BED = (Role.GREETING, Role.HEADLINE)
"""Music lies under the opening of a bulletin, never under its stories."""
SLOTS = ("intro", "outro", "sting", "bed")
_SOFTEST_LUFS = -70.0
"""The standard's gate: what is softer has no loudness."""
_MOST_GAIN_DB = 20.0
_ROUGH_HZ = 8000
"""Enough to know how long a sound lasts."""


@dataclass(frozen=True, slots=True)
class StationSound:
    """How a station sounds: what an editor states, and where the files that it names lie."""

    settings: SoundSettings
    """Pauses, level, format, and what of intro, stings, bed and outro is wanted."""
    root: Path
    """The folder that relative paths in ``settings`` refer to."""
    headline_stings: bool = False
    """Whether the sting stands between headlines too."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings of a run state it."""
        return cls(settings.sound, settings.root, settings.bulletin.stings)


class Imaging(NamedTuple):
    """The sounds as PCM at the track's rate and level; empty where not wanted."""

    intro: bytes = b""
    outro: bytes = b""
    sting: bytes = b""
    bed: bytes = b""


class Break(NamedTuple):
    """What stands between two lines besides the pause."""

    bed_ends: bool
    sting: bool
    bed_begins: bool


def refuse_unusable_files(settings: SoundSettings, root: Path) -> None:
    """Look at the files that the settings name, before the voice says a word.

    Raises:
        SoundFileRefused: a file is missing or of another format.
    """
    for setting in SLOTS:
        name = getattr(settings, setting)
        if name and name not in BUILT_IN_SOUNDS:
            refuse_unusable(name, root, setting=setting)


def load_imaging(settings: SoundSettings, root: Path, rate_hz: int, aim: Aim) -> Imaging:
    """Read or generate what the settings name.

    Raises:
        SoundFileRefused: a file is missing or of another format.
    """
    return Imaging(**{setting: _load(settings, setting, root, rate_hz, aim) for setting in SLOTS})


def lengths_ms(settings: SoundSettings, root: Path) -> dict[str, float]:
    """How long each sound lasts, by its setting; 0 where none is wanted.

    Raises:
        SoundFileRefused: a file is missing or of another format.
    """
    return {setting: _length_ms(getattr(settings, setting), root, setting) for setting in SLOTS}


def _length_ms(name: str, root: Path, setting: str) -> float:
    if not name:
        return 0.0
    if name in BUILT_IN_SOUNDS:
        return _generated_ms(name)
    refuse_unusable(name, root, setting=setting)
    return _file_ms(root / name, (root / name).stat().st_mtime_ns, setting)


@cache
def _generated_ms(name: str) -> float:
    return duration_ms(generated(name, _ROUGH_HZ, _SOFTEST_LUFS), _ROUGH_HZ)


@lru_cache(maxsize=len(SLOTS))
def _file_ms(path: Path, mtime_ns: int, setting: str) -> float:
    del mtime_ns  # it makes an entry of each version of the file
    return duration_ms(read_sound(path.name, path.parent, _ROUGH_HZ, setting=setting), _ROUGH_HZ)


def _load(settings: SoundSettings, setting: str, root: Path, rate_hz: int, aim: Aim) -> bytes:
    name: str = getattr(settings, setting)
    if not name:
        return b""
    if name in BUILT_IN_SOUNDS:
        return generated(name, rate_hz, aim.lufs)
    pcm = read_sound(name, root, rate_hz, setting=setting)
    listener = meter(rate_hz)
    listener.add(pcm)
    gain_db = aim.lufs - max(listener.lufs(), _SOFTEST_LUFS)
    return level(pcm, rate_hz, min(gain_db, _MOST_GAIN_DB), aim.ceiling_dbfs)


def break_between(
    before: Line | None, line: Line | None, *, headline_stings: bool = False
) -> Break:
    """What comes between two lines; None stands for the beginning or the end.

    Args:
        before: the line that was spoken last.
        line: the next one.
        headline_stings: whether a sting stands between headlines too.
    """
    was_under = before is not None and before.role in UNDER_BED
    is_under = line is not None and line.role in UNDER_BED
    begins_story = (
        before is not None
        and line is not None
        and line.role.is_of_a_story
        and (not before.role.is_of_a_story or before.story != line.story)
    )
    return Break(
        bed_ends=was_under and not is_under,
        sting=begins_story or (headline_stings and _parts_headlines(before, line)),
        bed_begins=is_under and not was_under,
    )


def _parts_headlines(before: Line | None, line: Line | None) -> bool:
    """Whether two lines are of two headlines; what is said around them is numbered -1."""
    return (
        before is not None
        and line is not None
        and before.role is line.role is Role.HEADLINE
        and min(before.paragraph, line.paragraph) >= 0
        and before.paragraph != line.paragraph
    )
