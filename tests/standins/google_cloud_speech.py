"""Google's Cloud Text-to-Speech: ``v1beta1/text:synthesize``.

https://cloud.google.com/text-to-speech/docs/reference/rest/v1beta1/text/synthesize
"""

from __future__ import annotations

import base64
import io
import wave
import xml.etree.ElementTree as ET

from http_reply import Asked, Reply, faults_of_http
from rest_speech import KEY, header, json_of, json_reply, refuse_unless
from spoken import Spoken

HOST = "texttospeech.googleapis.com"


def _error(status: int, name: str, reason: str, quota: str = "") -> Reply:
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": {"service": HOST} | ({"quota_limit": quota} if quota else {}),
    }
    error = {"code": status, "message": "in words", "status": name, "details": [info]}
    return json_reply(status, {"error": error})


def text_of(asked: Asked) -> str:
    # In fact a wrong key is answered with 400, not with 401.
    wrong_key = _error(400, "INVALID_ARGUMENT", "API_KEY_INVALID")
    refuse_unless(asked.path == "/v1beta1/text:synthesize", Reply(status=404))
    refuse_unless(header(asked, "X-Goog-Api-Key") == KEY, wrong_key)
    table = json_of(asked)
    good = (
        table["voice"]["languageCode"] == "ur-IN"
        and table["voice"]["name"] in {"ur-IN-Wavenet-A", "ur-IN-Wavenet-B"}
        and table["audioConfig"]["audioEncoding"] == "LINEAR16"
        and table["enableTimePointing"] == ["SSML_MARK"]
        and len(table["input"]["ssml"].encode()) <= 5000
    )
    refuse_unless(good, _error(400, "INVALID_ARGUMENT", ""))
    return "".join(ET.fromstring(table["input"]["ssml"]).itertext())


def wav_of(speech: Spoken, pcm: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(speech.clip.rate_hz)
        out.writeframes(pcm)
    return file.getvalue()


def _packed(speech: Spoken, audio: bytes) -> Reply:
    # Each mark is named by the place of its word, which is where the real voice's marks are.
    points = [
        {"markName": str(mark.start), "timeSeconds": mark.at_ms / 1000}
        for mark in speech.clip.marks
    ]
    encoded = base64.b64encode(audio).decode()
    return json_reply(200, {"audioContent": encoded, "timepoints": points})


def _answer(speech: Spoken, audio: bytes) -> Reply:
    """WAV in place of the MP3 that other services give; what is no MP3 stays as it is."""
    whole = wav_of(speech, speech.clip.pcm)
    instead = {speech.mp3: whole, b"": b""}
    return _packed(speech, instead.get(audio, audio))


def _silent(speech: Spoken) -> Reply:
    return _packed(speech, wav_of(speech, bytes(len(speech.clip.pcm))))


def _truncated(speech: Spoken) -> Reply:
    whole = wav_of(speech, speech.clip.pcm)
    return _packed(speech, whole[: len(whole) // 3])


def _corrupt(speech: Spoken) -> Reply:
    return _packed(speech, wav_of(speech, speech.clip.pcm).replace(b"WAVE", b"WOVE"))


def _damaged(speech: Spoken) -> Reply:
    reply = _answer(speech, speech.mp3)
    reply.body = reply.body.replace(b'", "timepoints"', b'!", "timepoints"')
    return reply


FAULTS = faults_of_http(_answer) | {
    "silent": _silent,
    "truncated": _truncated,
    "corrupt": _corrupt,
    "no audio": lambda _: json_reply(200, {}),
    "base64": _damaged,
    "quota": lambda _: _error(
        429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", "CharactersPerDayPerProject"
    ),
    "busy": lambda _: _error(
        429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", "RequestsPerMinutePerProject"
    ),
    "403": lambda _: _error(403, "PERMISSION_DENIED", "SERVICE_DISABLED"),
}
