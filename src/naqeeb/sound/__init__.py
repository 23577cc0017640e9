"""Sound: clips into one levelled MP3 and its timeline.

The way of a clip::

    take ──trim──▶ ──level, limit──▶ ──stitch (pydub)──▶ ──encode (LAME)──▶ MP3
                                        │                     │
                                    timeline              decode, measure: the check

:func:`record` is all that other rooms need. Encoding runs in threads beside
the voice, on several stretches of the track at once, and the check in a thread beside them.
"""

from __future__ import annotations

from naqeeb.sound.recording import record
from naqeeb.sound.validate import refuse_missing

__all__ = ["record", "refuse_missing"]
