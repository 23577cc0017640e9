"""``openai``: any server that speaks OpenAI's ``POST /v1/audio/speech``.

That is OpenAI itself, and the servers that people run beside a graphics card: Kokoro-FastAPI,
Speaches, LocalAI, vLLM, Orpheus. A server on this machine is no online voice: no text leaves
it. The interface reports no word times, so they are estimated.

https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.speech import failures, options
from naqeeb.speech.address import address_of, listens, refuse_plain
from naqeeb.speech.answers import clip_of
from naqeeb.speech.keys import KEY_OPTIONS, Key
from naqeeb.speech.online import PATIENCE_OPTIONS
from naqeeb.speech.rest_service import RestService

_OWN = "https://api.openai.com/v1"
_MOST_CHARS = 4_096
"""That OpenAI itself takes in one request."""
_PAGE = "https://platform.openai.com/api-keys"
_OPTIONS = ("base_url", "model", "voice", "instructions", "speed", "format", "concurrency")


class OpenAI:
    """An engine of the protocol.

    ``[options]``: ``base_url`` (``https://api.openai.com/v1``), ``model``
    (``gpt-4o-mini-tts``), ``voice`` (``coral``), ``instructions`` (how to speak, in words),
    ``speed`` (0.25 to 4), ``format`` (``mp3`` or ``wav``), ``concurrency`` (requests that the
    server bears at once), ``key_env`` or ``key_file``, and the patience of
    ``naqeeb.speech.online``. The key is that of ``OPENAI_API_KEY`` for OpenAI itself; another
    server gets one only where the voice file names it.
    """

    version = "openai-speech v1"
    cacheable = True

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, (*_OPTIONS, *KEY_OPTIONS, *PATIENCE_OPTIONS))
        self.voice = voice
        self._address = address_of(voice, _OWN)
        self._host = self._address.host
        key = Key(voice, "OPENAI_API_KEY" if self._address.base_url == _OWN else "", _PAGE)
        if any(voice.options.get(name) for name in KEY_OPTIONS):
            refuse_plain(voice, self._address)
        self._request = {
            "model": options.text(voice, "model", "gpt-4o-mini-tts", pattern=r"[\w./:-]+"),
            "voice": options.text(voice, "voice", "coral", pattern=r"[\w./:+()-]+"),
            "response_format": options.text(voice, "format", "mp3", pattern="mp3|wav"),
        }
        if instructions := options.text(voice, "instructions", ""):
            self._request["instructions"] = instructions
        self._speed = options.number(voice, "speed", 1.0, 0.25, 4.0)
        self.online = not self._address.here
        self.concurrency = options.whole(voice, "concurrency", 8 if self.online else 1, 1, 64)
        self._service = RestService(voice, self._address, key, self.concurrency)
        self.sends_to = f"OpenAI ({self._host})" if self._is_openai else self._host

    @property
    def _is_openai(self) -> bool:
        return self._address.base_url == _OWN

    def ready(self) -> None:
        """Look whether there is a key, where one is needed, and a server here; nothing is sent."""
        self._service.key.read()
        if not listens(self._address):
            error = failures.not_running(self._host)
            what = f"voice {self.voice.name}: {error.what}"
            raise VoiceNotReady(what, cause=error.cause, hint=error.hint, voice=self.voice.name)

    def billed(self, text: str) -> int:
        """Characters that are billed: those of the text; none for a server of one's own."""
        price = self.voice.price_per_million
        free = price == 0 or (price is None and not self.online)
        return 0 if free else len(text)

    def speak(self, text: str) -> Clip:
        """Voice ``text`` through the server."""
        if self._is_openai:
            failures.refuse_long(self._host, len(text), _MOST_CHARS, "characters")
        headers = {"Content-Type": "application/json"}
        if key := self._service.key.read():
            headers["Authorization"] = f"Bearer {key}"
        request: dict[str, object] = {**self._request, "input": text}
        if self._speed != 1.0:
            request["speed"] = self._speed
        body = json.dumps(request, ensure_ascii=False).encode()
        sound = self._service.ask(
            "audio/speech", body, headers, self._explain, billed=self.billed(text), read=bytes
        )
        return clip_of(sound)

    def close(self) -> None:
        """Close all connections."""
        self._service.close()

    def _explain(self, status: int, answer: Any, retry_after: str | None) -> VoiceFailed | None:
        error = answer.get("error") if isinstance(answer, Mapping) else None
        code = str(error.get("code") or error.get("type")) if isinstance(error, Mapping) else ""
        match status:
            case 401:
                return failures.wrong_key(self._host, self._service.key.place, status)
            case 403:
                return failures.account_refused(self._host, _PAGE, status)
            case 429 if code in ("insufficient_quota", "billing_hard_limit_reached"):
                page = "https://platform.openai.com/settings/organization/billing"
                return failures.quota_used_up(self._host, page, status)
            case 429:
                return failures.too_many(self._host, status, retry_after)
            case 400 | 404 | 422:
                names = f"the model {self._request['model']} or the voice {self._request['voice']}"
                return failures.not_found(self._host, names, status)
        return None
