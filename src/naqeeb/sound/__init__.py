"""Sound: clips into one levelled MP3 and its timeline.

The way of a clip::

    take ──trim──▶ ──level, limit──▶ ──stitch (pydub)──▶ ──encode (LAME)──▶ MP3 ──▶ check
                                          │
                                       timeline

:func:`make_track` is all that other rooms need. It takes each clip as soon as the voice has
spoken it, so the voice, in threads of its own, is already at the next ones.
"""

from __future__ import annotations

from naqeeb.sound.imaging import StationSound
from naqeeb.sound.recording import make_track
from naqeeb.sound.validate import refuse_missing

__all__ = ["StationSound", "make_track", "refuse_missing"]
