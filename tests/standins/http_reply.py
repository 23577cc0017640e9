"""An HTTP answer of a stand-in, and the faults that every HTTP service can have."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import formatdate

from spoken import PAGE, Spoken, corrupt, silent, truncated


@dataclass
class Reply:
    """An HTTP answer, and how it ends."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    ending: str = "whole"
    """``whole``, ``short`` (closed half way), ``reset``, ``hang`` or ``trickle``."""


@dataclass(frozen=True)
class Asked:
    """An HTTP request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


class Refused(Exception):
    """A request that the service does not accept, with its answer."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


Faults = dict[str, Callable[[Spoken], Reply]]
"""What a service answers, by the name of its fault; no fault has the empty name."""


def faults_of_http(answer: Callable[[Spoken, bytes], Reply]) -> Faults:
    """The faults of any service that answers with the audio of a text.

    Args:
        answer: packs audio as the service does.
    """

    def with_audio(audio: Callable[[Spoken], bytes]) -> Callable[[Spoken], Reply]:
        return lambda speech: answer(speech, audio(speech))

    def status(code: int, **headers: str) -> Callable[[Spoken], Reply]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return lambda _: Reply(status=code, headers=named)

    return {
        "": with_audio(lambda speech: speech.mp3),
        "429": status(429),
        "429, wait 0": status(429, Retry_After="0"),
        "429, wait 1": status(429, Retry_After="1"),
        "429, wait an hour": lambda _: Reply(
            status=429, headers={"Retry-After": formatdate(time.time() + 3600, usegmt=True)}
        ),
        "403": status(403),
        "500": status(500),
        "503": status(503),
        "400": status(400),
        "redirect": status(302, Location="https://consent.example/"),
        "hang": lambda _: Reply(ending="hang"),
        "reset": lambda _: Reply(ending="reset"),
        "short": lambda speech: replace(answer(speech, speech.mp3), ending="short"),
        "trickle": lambda speech: replace(answer(speech, speech.mp3), ending="trickle"),
        "empty audio": with_audio(lambda _: b""),
        "page": lambda _: Reply(headers={"Content-Type": "text/html"}, body=PAGE),
        "page as audio": with_audio(lambda _: PAGE * 40),
        "truncated": with_audio(truncated),
        "corrupt": with_audio(corrupt),
        "silent": with_audio(silent),
        "huge": with_audio(lambda _: bytes(6_000_000)),
    }
