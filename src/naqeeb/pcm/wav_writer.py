"""A clip as a WAV file: what is heard once and not kept. It needs no decoder."""

from __future__ import annotations

import io
import wave

from naqeeb.model import Clip


def as_wav(clip: Clip) -> bytes:
    """The clip as a WAV file of one channel and 16 bit."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate_hz)
        file.writeframes(clip.pcm)
    return out.getvalue()
