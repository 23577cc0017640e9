"""ElevenLabs' ``text-to-speech/{voice_id}/with-timestamps``.

https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps
"""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

from http_reply import Asked, Reply, faults_of_http
from rest_speech import KEY, header, json_of, json_reply, refuse_unless
from spoken import Spoken

HOST = "api.elevenlabs.io"
_VOICE = "JBFqnCBsd6RMkjVDRZzb"


def _error(status: int, name: str, message: str) -> Reply:
    return json_reply(status, {"detail": {"status": name, "message": message}})


def text_of(asked: Asked) -> str:
    parts = urlsplit(asked.path)
    way = f"/v1/text-to-speech/{_VOICE}/with-timestamps"
    refuse_unless(header(asked, "xi-api-key") == KEY, _error(401, "invalid_api_key", "Invalid"))
    refuse_unless(parts.path == way, _error(404, "voice_not_found", "No such voice"))
    refuse_unless(parse_qs(parts.query) == {"output_format": ["mp3_44100_128"]}, Reply(status=422))
    table = json_of(asked)
    known = {"text", "model_id", "language_code", "voice_settings"}
    good = set(table) <= known and table["model_id"] == "eleven_v3"
    refuse_unless(good, json_reply(422, {"detail": [{"loc": ["body"], "msg": "wrong"}]}))
    text: str = table["text"]
    return text


def _packed(speech: Spoken, audio: bytes) -> Reply:
    """The sound, and the time of each character: a word's are spread over its length."""
    marks = {mark.start: mark.at_ms / 1000 for mark in speech.clip.marks}
    starts, now = [], 0.0
    for place in range(len(speech.text)):
        now = marks.get(place, now + 0.001)
        starts.append(now)
    alignment = {
        "characters": list(speech.text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [*starts[1:], speech.clip.duration_ms / 1000],
    }
    table = {
        "audio_base64": base64.b64encode(audio).decode(),
        "alignment": alignment,
        "normalized_alignment": alignment,
    }
    return json_reply(200, table)


def _damaged(speech: Spoken) -> Reply:
    table = {"audio_base64": base64.b64encode(speech.mp3).decode()[:-2] + "!*"}
    return json_reply(200, table)


FAULTS = faults_of_http(_packed) | {
    "no audio": lambda _: json_reply(200, {}),
    "base64": _damaged,
    "quota": lambda _: _error(401, "quota_exceeded", "This request exceeds your quota."),
    "busy": lambda _: _error(429, "too_many_concurrent_requests", "Too many."),
}
