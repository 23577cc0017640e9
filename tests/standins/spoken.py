"""Texts as real speech: the embedded voice's clip and its MP3, whole or spoilt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import lameenc

from naqeeb import speech
from naqeeb.model import Clip, Voice

PAGE = b"<!DOCTYPE html><html><body>Before you continue</body></html>"
"""What a login or consent page begins like."""


@dataclass(frozen=True)
class Spoken:
    """A text as real speech: the clip that was made and its MP3."""

    text: str
    clip: Clip
    mp3: bytes


def encode(pcm: bytes, rate_hz: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


@lru_cache(maxsize=4096)
def spoken(text: str) -> Spoken:
    engine = speech.engine_for(Voice(name="espeak", engine="espeak"))
    try:
        clip = engine.speak(text)
    finally:
        engine.close()
    return Spoken(text, clip, encode(clip.pcm, clip.rate_hz))


def truncated(speech: Spoken) -> bytes:
    return speech.mp3[: len(speech.mp3) // 3]


def corrupt(speech: Spoken) -> bytes:
    middle = len(speech.mp3) // 2
    return speech.mp3[:middle] + bytes(400) + speech.mp3[middle + 400 :]


def silent(speech: Spoken) -> bytes:
    return encode(bytes(len(speech.clip.pcm)), speech.clip.rate_hz)
