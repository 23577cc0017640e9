"""Sound: clips into one levelled MP3 and its timeline.

The way of a clip::

    take ──trim──▶ ──level, limit──▶ ──stitch (pydub)──▶ ──encode (LAME)──▶ MP3
                                        │                     │
                                    timeline              decode, measure: the check

:func:`record` is all that other rooms need. Encoding runs in a thread beside
the voice, and the check in a thread beside the encoder.
"""

from __future__ import annotations

from naqeeb.sound.recording import record

__all__ = ["record"]
