"""Intro, outro, sting and bed from a newsroom's own files."""

from __future__ import annotations

from pathlib import Path

from naqeeb.errors import SoundFileRefused
from naqeeb.pcm.decode import decoded_sound
from naqeeb.pcm.samples import SAMPLE_BYTES
from naqeeb.sound.sniff import ACCEPTED, HEAD_BYTES, kind_of

MOST_BYTES = 64 << 20
MOST_SECONDS = 600

_HINT = "use a WAV, MP3, FLAC or OGG (Vorbis) file of at most ten minutes"


def read_sound(name: str, root: Path, rate_hz: int, *, setting: str) -> bytes:
    """A sound file as mono PCM at ``rate_hz``.

    Args:
        name: the path as the settings state it.
        root: the folder that a relative path refers to.
        rate_hz: the track's sample rate.
        setting: which setting names it, for the error.

    Raises:
        SoundFileRefused: missing, too large, too long, or not one of the four formats.
    """
    kind = refuse_unusable(name, root, setting=setting)
    try:
        data = (root / name).read_bytes()
    except OSError as error:
        raise _unreadable(setting, name, error) from None
    pcm = decoded_sound(data, rate_hz, most_samples=MOST_SECONDS * rate_hz)
    if pcm is None:
        raise _refused(setting, name, f"a damaged {kind} file", _HINT)
    if len(pcm) > MOST_SECONDS * rate_hz * SAMPLE_BYTES:
        raise _refused(setting, name, f"longer than {MOST_SECONDS // 60} minutes", _HINT)
    return pcm


def refuse_unusable(name: str, root: Path, *, setting: str) -> str:
    """Look at a file's size and beginning; returns which of the four formats it is.

    Raises:
        SoundFileRefused: missing, too large, or not one of the four formats.
    """
    if "://" in name:
        raise _refused(setting, name, "an address", "download the file first and name it here")
    path = root / name
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size = path.stat().st_size
    except OSError as error:
        raise _unreadable(setting, name, error) from None
    kind = kind_of(head)
    if kind not in ACCEPTED:
        raise _refused(setting, name, kind, _HINT)
    if size > MOST_BYTES:
        raise _refused(setting, name, f"larger than {MOST_BYTES >> 20} MB", _HINT)
    return kind


def _unreadable(setting: str, name: str, error: OSError) -> SoundFileRefused:
    why = f"not to be read ({error.strerror})"
    return _refused(setting, name, why, "correct the path; it is relative to naqeeb.toml")


def _refused(setting: str, name: str, kind: str, hint: str) -> SoundFileRefused:
    return SoundFileRefused(f"[sound] {setting} = {name!r} is {kind}", hint=hint, path=name)
