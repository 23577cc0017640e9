"""The body of a service's answer: JSON, and the sound in it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from naqeeb.errors import BadAudio
from naqeeb.model import Clip
from naqeeb.pcm import mp3, wav


def json_of(body: bytes) -> Any:
    """What JSON says; None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def object_of(body: bytes) -> dict[str, Any]:
    """The JSON object that an answer must be.

    Raises:
        BadAudio: it is something else.
    """
    table = json_of(body)
    if isinstance(table, dict):
        return table
    raise no_sound(body)


def audio_of(table: Mapping[str, Any], name: str) -> bytes:
    """The sound that an answer holds in base64.

    Raises:
        BadAudio: there is none, or it is damaged.
    """
    encoded = table.get(name)
    if not isinstance(encoded, str):
        raise no_sound(b"")
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BadAudio(
            "the service sent sound that cannot be used",
            cause="its base64 is damaged",
            hint="try again, or choose another voice with --voice",
        ) from None


def clip_of(data: bytes) -> Clip:
    """The sound of an answer, MP3 or WAV: some servers know only one, whatever is asked for.

    Raises:
        BadAudio: it is neither, or is cut off or damaged.
    """
    if data[:4] == b"RIFF":
        return wav.read(data)
    if data.lstrip()[:1] in (b"{", b"<"):
        raise no_sound(data)
    return mp3.decode(data)


def no_sound(body: bytes) -> BadAudio:
    """The error for an answer that holds no sound."""
    page = body[:200].lstrip().lower().startswith((b"<!doctype", b"<html"))
    return BadAudio(
        "the service answered without sound",
        cause="a login or consent page answered in its place"
        if page
        else "it does not speak this text with this voice, or has changed",
        hint="try again, or choose another voice with --voice",
    )
