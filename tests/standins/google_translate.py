"""Google Translate's voice: the wire format that gTTS speaks."""

from __future__ import annotations

import base64
import json
import urllib.parse
from functools import lru_cache

from http_reply import Asked, Reply, faults_of_http
from spoken import Spoken

HOST = "translate.google.com"


def text_of(asked: Asked) -> str:
    calls = json.loads(urllib.parse.unquote(asked.body.decode().removeprefix("f.req=").rstrip("&")))
    text: str = json.loads(calls[0][0][1])[0]
    return text


def _answer(encoded: str | None) -> Reply:
    """Audio as batchexecute packs it: a guard line, lengths, JSON in JSON."""
    inner = None if encoded is None else json.dumps([encoded], separators=(",", ":"))
    frame = [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]]
    line = json.dumps(frame, separators=(",", ":"))
    tail = '[["di",45],["af.httprm",45,"-1",2]]'
    body = (
        f')]}}\'\n\n{len(line) + 2}\n{line}\n{len(tail) + 2}\n{tail}\n25\n[["e",4,null,null,142]]\n'
    )
    return Reply(headers={"Content-Type": "application/json; charset=utf-8"}, body=body.encode())


def _packed(_: Spoken, audio: bytes) -> Reply:
    return _answer(base64.b64encode(audio).decode())


@lru_cache(maxsize=1)
def _huge() -> Reply:
    return _answer(base64.b64encode(bytes(38_000_000)).decode())


def _damaged(speech: Spoken) -> Reply:
    return _answer(base64.b64encode(speech.mp3).decode()[:-2] + "!*")


FAULTS = faults_of_http(_packed) | {
    "no audio": lambda _: _answer(None),
    "base64": _damaged,
    "huge": lambda _: _huge(),
}
