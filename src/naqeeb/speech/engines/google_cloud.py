"""``google-cloud``: Google's voices under a contract, by the Text-to-Speech service.

The text travels as SSML with a mark before each word, and the service reports when it reaches
each mark, so transcripts follow the voice word by word. That is in v1beta1 alone. The REST
interface gives all that Google's own library (grpc, 60 MB) would.

https://cloud.google.com/text-to-speech/docs/reference/rest/v1beta1/text/synthesize
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
from naqeeb.speech.ssml import markup, phonemes_of
from naqeeb.speech.word_marks import with_marks

_PAGE = "https://console.cloud.google.com/apis/credentials"
_MOST_BYTES = 5_000
"""Of SSML in one request: https://cloud.google.com/text-to-speech/quotas."""
_OPTIONS = ("voice", "base_url", "rate", "pitch", "phonemes")


class GoogleCloud:
    """An engine of the protocol.

    ``[options]``: ``voice`` (``ur-IN-Wavenet-A``), ``base_url``, ``rate`` (0.25 to 2),
    ``pitch`` (-20 to 20 semitones), ``phonemes``, ``key_env`` (``GOOGLE_TTS_API_KEY``) or
    ``key_file``, and the patience of ``naqeeb.speech.online``.
    """

    version = "google-cloud-tts v1beta1"
    online = True
    cacheable = True
    concurrency = 16

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, (*_OPTIONS, *KEY_OPTIONS, *PATIENCE_OPTIONS))
        self.voice = voice
        name = r"[a-z]{2,3}-[A-Z]{2}-[\w-]+"
        self._name = options.text(voice, "voice", "ur-IN-Wavenet-A", pattern=name)
        self._rate = options.number(voice, "rate", 1.0, 0.25, 2.0)
        self._pitch = options.number(voice, "pitch", 0.0, -20, 20)
        self._phonemes = phonemes_of(voice)
        self._service = paid_service(
            voice,
            "https://texttospeech.googleapis.com",
            "GOOGLE_TTS_API_KEY",
            _PAGE,
            self.concurrency,
        )
        self._host = self._service.host
        self.sends_to = f"Google Cloud ({self._host})"

    def ready(self) -> None:
        """Look whether there is a key; nothing is sent."""
        self._service.key.read()

    def billed(self, text: str) -> int:
        """Characters that are billed: text and markup, but for ``<mark>``."""
        if self.voice.price_per_million == 0:
            return 0
        return len(f"<speak>{markup(text, self._phonemes)}</speak>")

    def speak(self, text: str) -> Clip:
        """Voice ``text`` through the service."""
        headers = {"X-Goog-Api-Key": self._service.key.read(), "Content-Type": "application/json"}
        ssml = f"<speak>{markup(text, self._phonemes, marks=True)}</speak>"
        failures.refuse_long(self._host, len(ssml.encode()), _MOST_BYTES, "bytes of SSML")
        request = {
            "input": {"ssml": ssml},
            "voice": {"languageCode": "-".join(self._name.split("-")[:2]), "name": self._name},
            "audioConfig": {
                "audioEncoding": "LINEAR16",
                "speakingRate": self._rate,
                "pitch": self._pitch,
            },
            "enableTimePointing": ["SSML_MARK"],
        }
        path = "v1beta1/text:synthesize"
        body = json.dumps(request, ensure_ascii=False).encode()
        answer = self._service.ask(
            path, body, headers, self._explain, billed=self.billed(text), read=object_of
        )
        return with_marks(clip_of(audio_of(answer, "audioContent")), _marks(text, answer))

    def close(self) -> None:
        """Close all connections."""
        self._service.close()

    def _explain(self, status: int, answer: Any, retry_after: str | None) -> VoiceFailed | None:
        error = answer.get("error") if isinstance(answer, Mapping) else None
        reasons = _reasons(error) if isinstance(error, Mapping) else set()
        # A key that is not valid is answered with 400, not with 401.
        if status == 401 or reasons & {"API_KEY_INVALID", "API_KEY_EXPIRED"}:  # noqa: PLR2004
            return failures.wrong_key(self._host, self._service.key.place, status)
        match status:
            case 403:
                return failures.account_refused(self._host, _PAGE, status)
            case 429 if any("day" in reason.lower() for reason in reasons):
                return failures.quota_used_up(self._host, _PAGE, status)
            case 429:
                return failures.too_many(self._host, status, retry_after)
            case 400 | 404:
                return failures.not_found(self._host, f"the voice {self._name}", status)
        return None


def _reasons(error: Mapping[str, Any]) -> set[str]:
    """The reasons and the quotas that an error names in its details."""
    reasons: set[str] = set()
    details = error.get("details")
    for detail in details if isinstance(details, list) else ():
        if isinstance(detail, Mapping):
            metadata = detail.get("metadata")
            limits = metadata.get("quota_limit", "") if isinstance(metadata, Mapping) else ""
            reasons |= {str(detail.get("reason", "")), str(limits)}
    return reasons


def _marks(text: str, answer: Mapping[str, Any]) -> list[Mark]:
    """The reports of ``<mark>``s, each named by the character at which its word begins."""
    marks: list[Mark] = []
    points = answer.get("timepoints")
    for point in points if isinstance(points, list) else ():
        name, seconds = point.get("markName"), point.get("timeSeconds", 0)
        if str(name).isdecimal() and isinstance(seconds, int | float):
            start = int(name)
            word = text[start:].split(maxsplit=1)[:1]
            if word and (not marks or start > marks[-1].start):
                marks.append(Mark(start, start + len(word[0]), seconds * 1000))
    return marks
