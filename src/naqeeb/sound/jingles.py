"""Station sound that is generated, so that a new station needs no file."""

from __future__ import annotations

from array import array
from math import pi, sin

from naqeeb.pcm.samples import FULL_SCALE, from_decibels, mixed
from naqeeb.sound.stitch import faded, joined, silence

_PIP_HZ = 1000
_SHORT_PIPS = 3
_SHORT_PIP_MS, _LONG_PIP_MS = 100, 500
_SECOND_MS = 1000

_NOTES = ((587.33, 0), (739.99, 110), (880.0, 220), (1174.66, 330))
"""D major upwards, each note with the millisecond at which it comes in."""
_NOTE_MS = 1100

_TONE_OVER_LUFS_DB = 3.0
"""A sine of this many decibels above a level is as loud as speech at it."""
_BELOW_SPEECH_DB = 3.0
"""Tones draw more attention than words of the same loudness."""


def generated(name: str, rate_hz: int, lufs: float) -> bytes:
    """A built-in sound, a little below the level of the speech."""
    peak_db = lufs + _TONE_OVER_LUFS_DB - _BELOW_SPEECH_DB
    return {"pips": _pips, "sting": _sting}[name](rate_hz, peak_db)


def _pips(rate_hz: int, peak_db: float) -> bytes:
    """A time signal: three short pips, a second apart, and a long one on the full second."""
    short = faded(_tone(_PIP_HZ, _SHORT_PIP_MS, rate_hz, peak_db), rate_hz)
    long = faded(_tone(_PIP_HZ, _LONG_PIP_MS, rate_hz, peak_db), rate_hz)
    rest = silence(_SECOND_MS - _SHORT_PIP_MS, rate_hz)
    return joined([short, rest] * _SHORT_PIPS + [long])


def _sting(rate_hz: int, peak_db: float) -> bytes:
    """Four notes upwards that ring on."""
    parts = []
    for hertz, at_ms in _NOTES:
        note = faded(_tone(hertz, _NOTE_MS, rate_hz, peak_db - 6), rate_hz, out_ms=_NOTE_MS - 20)
        parts.append(joined([silence(at_ms, rate_hz), note]))
    whole = parts[-1]
    for part in parts[:-1]:
        whole = mixed(whole, part)
    return whole


def _tone(hertz: float, ms: int, rate_hz: int, peak_db: float) -> bytes:
    peak = FULL_SCALE * from_decibels(peak_db)
    turn = 2 * pi * hertz / rate_hz
    return array(
        "h", [round(peak * sin(turn * at)) for at in range(rate_hz * ms // 1000)]
    ).tobytes()
