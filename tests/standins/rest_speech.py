"""What the paid services' stand-ins share: the key that they accept, and requests of JSON."""

from __future__ import annotations

import json
from typing import Any

from http_reply import Asked, Refused, Reply

KEY = "canary-7f3a9c51-never-to-be-seen"
"""The one that is accepted; no record, log, error or cache may hold it."""
KEY_VARIABLES = {
    "openai": "OPENAI_API_KEY",
    "azure": "AZURE_SPEECH_KEY",
    "google-cloud": "GOOGLE_TTS_API_KEY",
    "elevenlabs": "ELEVENLABS_API_KEY",
}
"""Where each engine looks for its key, where the voice file says nothing else."""


def header(asked: Asked, name: str) -> str:
    values = {each.lower(): value for each, value in asked.headers.items()}
    return values.get(name.lower(), "")


def json_reply(status: int, table: object, **headers: str) -> Reply:
    kind = {"Content-Type": "application/json"}
    return Reply(status=status, headers=kind | headers, body=json.dumps(table).encode())


def json_of(asked: Asked) -> Any:
    if header(asked, "Content-Type") != "application/json":
        raise Refused(Reply(status=415))
    return json.loads(asked.body)


def refuse_unless(right: bool, reply: Reply) -> None:
    if not right:
        raise Refused(reply)
