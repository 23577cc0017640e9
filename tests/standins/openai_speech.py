"""OpenAI's ``POST /v1/audio/speech``.

https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from __future__ import annotations

from http_reply import Asked, Reply, faults_of_http
from rest_speech import KEY, header, json_of, json_reply, refuse_unless
from spoken import Spoken

HOST = "api.openai.com"


def _error(status: int, code: str, message: str) -> Reply:
    kind = "insufficient_quota" if code == "insufficient_quota" else "invalid_request_error"
    table = {"message": message, "type": kind, "param": None, "code": code}
    return json_reply(status, {"error": table})


def text_of(asked: Asked) -> str:
    key = header(asked, "Authorization").removeprefix("Bearer ")
    # The service repeats a part of the key, as it does in fact.
    wrong = _error(401, "invalid_api_key", f"Incorrect API key provided: {key}.")
    refuse_unless(asked.path == "/v1/audio/speech", Reply(status=404))
    refuse_unless(key == KEY, wrong)
    table = json_of(asked)
    known = {"model", "input", "voice", "instructions", "response_format", "speed"}
    refuse_unless(set(table) <= known, _error(400, "unknown_parameter", "unknown"))
    refuse_unless(table["model"] == "gpt-4o-mini-tts", _error(404, "model_not_found", "no model"))
    text: str = table["input"]
    return text


def _answer(_: Spoken, audio: bytes) -> Reply:
    return Reply(headers={"Content-Type": "audio/mpeg"}, body=audio)


FAULTS = faults_of_http(_answer) | {
    "quota": lambda _: _error(429, "insufficient_quota", "You exceeded your current quota."),
    "busy": lambda _: _error(429, "rate_limit_exceeded", "Rate limit reached."),
}
