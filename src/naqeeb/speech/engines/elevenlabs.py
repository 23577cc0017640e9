"""``elevenlabs``: natural voices under a contract, with the time of each character.

Of its models Eleven v3 speaks Urdu; the others do not, and read it as Arabic or not at all.

https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from naqeeb.errors import VoiceFailed
from naqeeb.model import Clip, Mark, Voice
from naqeeb.speech import failures, options
from naqeeb.speech.answers import audio_of, clip_of, object_of
from naqeeb.speech.keys import KEY_OPTIONS
from naqeeb.speech.online import PATIENCE_OPTIONS
from naqeeb.speech.rest_service import paid_service
from naqeeb.speech.word_marks import marks_of_characters, with_marks

_PAGE = "https://elevenlabs.io/app/settings/api-keys"
_MODEL = "eleven_v3"
_MOST_CHARS = 5_000
"""That this model takes in one request."""
_WITHOUT_URDU = (
    "eleven_multilingual_v1",
    "eleven_multilingual_v2",
    "eleven_monolingual_v1",
    "eleven_turbo_v2",
    "eleven_turbo_v2_5",
    "eleven_flash_v2",
    "eleven_flash_v2_5",
)
"""By https://elevenlabs.io/docs/models: Urdu is in none of their lists of languages."""
_OPTIONS = ("voice", "model", "base_url", "stability", "similarity", "speed")


class ElevenLabs:
    """An engine of the protocol.

    ``[options]``: ``voice`` (the id of a voice in the account), ``model`` (``eleven_v3``),
    ``base_url``, ``stability`` and ``similarity`` (0 to 1), ``speed`` (0.7 to 1.2),
    ``key_env`` (``ELEVENLABS_API_KEY``) or ``key_file``, and the patience of
    ``naqeeb.speech.online``.
    """

    version = "elevenlabs v1"
    online = True
    cacheable = True
    concurrency = 4

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, (*_OPTIONS, *KEY_OPTIONS, *PATIENCE_OPTIONS))
        self.voice = voice
        self._name = options.text(voice, "voice", "JBFqnCBsd6RMkjVDRZzb", pattern=r"\w{10,40}")
        self._model = options.text(voice, "model", _MODEL, pattern=r"[\w.-]+")
        _refuse_without_urdu(voice, self._model)
        self._settings = {
            name: options.number(voice, ours, default, low, high)
            for ours, name, default, low, high in (
                ("stability", "stability", 0.5, 0.0, 1.0),
                ("similarity", "similarity_boost", 0.75, 0.0, 1.0),
                ("speed", "speed", 1.0, 0.7, 1.2),
            )
        }
        url = "https://api.elevenlabs.io"
        self._service = paid_service(voice, url, "ELEVENLABS_API_KEY", _PAGE, self.concurrency)
        self._host = self._service.host
        self.sends_to = f"ElevenLabs ({self._host})"

    def ready(self) -> None:
        """Look whether there is a key; nothing is sent."""
        self._service.key.read()

    def billed(self, text: str) -> int:
        """Characters that are billed: those of the text."""
        return len(text) if self.voice.price_per_million != 0 else 0

    def speak(self, text: str) -> Clip:
        """Voice ``text`` through the service."""
        failures.refuse_long(self._host, len(text), _MOST_CHARS, "characters")
        headers = {"xi-api-key": self._service.key.read(), "Content-Type": "application/json"}
        request = {
            # In square brackets Eleven v3 takes a direction such as [whispers].
            "text": text.replace("[", "(").replace("]", ")"),
            "model_id": self._model,
            "language_code": self.voice.language,
            "voice_settings": self._settings,
        }
        path = f"v1/text-to-speech/{self._name}/with-timestamps?output_format=mp3_44100_128"
        body = json.dumps(request, ensure_ascii=False).encode()
        answer = self._service.ask(
            path, body, headers, self._explain, billed=self.billed(text), read=object_of
        )
        clip = clip_of(audio_of(answer, "audio_base64"))
        return with_marks(clip, _marks(text, answer.get("alignment")))

    def close(self) -> None:
        """Close all connections."""
        self._service.close()

    def _explain(self, status: int, answer: Any, retry_after: str | None) -> VoiceFailed | None:
        detail = answer.get("detail") if isinstance(answer, Mapping) else None
        reason = str(detail.get("status", "")) if isinstance(detail, Mapping) else ""
        # A quota that is used up is answered with 401, like a wrong key.
        if reason == "quota_exceeded" or status == 402:  # noqa: PLR2004 - payment required
            return failures.quota_used_up(self._host, "https://elevenlabs.io/app/usage", status)
        if reason in ("voice_not_found", "model_not_found") or status in (404, 422):
            what = f"the voice {self._name} or the model {self._model}"
            return failures.not_found(self._host, what, status)
        match status:
            case 401:
                return failures.wrong_key(self._host, self._service.key.place, status)
            case 403:
                return failures.account_refused(self._host, _PAGE, status)
            case 429:
                return failures.too_many(self._host, status, retry_after)
        return None


def _refuse_without_urdu(voice: Voice, model: str) -> None:
    if model in _WITHOUT_URDU:
        raise options.wrong(
            voice,
            "model",
            f"the model {model} does not speak Urdu",
            f'write model = "{_MODEL}" in the voice file',
            cause="its languages are listed at https://elevenlabs.io/docs/models",
        )


def _marks(text: str, alignment: object) -> list[Mark]:
    if not isinstance(alignment, Mapping):
        return []
    characters = alignment.get("characters")
    starts_s = alignment.get("character_start_times_seconds")
    if not isinstance(characters, list) or not isinstance(starts_s, list):
        return []
    return marks_of_characters(text, characters, starts_s)
