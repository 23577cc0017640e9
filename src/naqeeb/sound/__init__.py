"""Sound: clips into one levelled MP3 and its timeline.

The way of a clip::

    take ──trim──▶ ──level, limit──▶ ──stitch (pydub)──▶ ──encode (LAME)──▶ MP3
                                        │                     │
                                    timeline              decode, measure: the check

:func:`record` is all that other rooms need. Encoding runs in threads beside
the voice, on several stretches of the track at once, and the check in a thread beside them.
"""

from __future__ import annotations

from naqeeb.sound.limits import refuse_missing
from naqeeb.sound.recording import record

__all__ = ["record", "refuse_missing", "warm"]

_ANY_RATE_HZ = 22050


def warm() -> None:
    """Import the libraries that :func:`record` works with, ahead of the first take."""
    import lameenc  # noqa: F401 - for the encoder

    from naqeeb.sound import decode, loudness, stitch

    decode.miniaudio()
    loudness.meter(_ANY_RATE_HZ)
    stitch.silence(0, _ANY_RATE_HZ)
