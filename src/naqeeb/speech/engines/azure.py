"""``azure``: Microsoft's neural voices under a contract, by the Speech service.

The text travels as SSML over the REST interface. Only Microsoft's SDK reports when each word
begins (40 MB of machine code, and a second way to the network with time-outs, proxies and
certificates of its own), so word times are estimated, as for every voice without them.

https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech
"""

from __future__ import annotations

from typing import Any

from naqeeb.errors import VoiceFailed
from naqeeb.model import Clip, Voice
from naqeeb.speech import failures, options
from naqeeb.speech.answers import clip_of
from naqeeb.speech.keys import KEY_OPTIONS
from naqeeb.speech.online import PATIENCE_OPTIONS
from naqeeb.speech.rest_service import paid_service
from naqeeb.speech.ssml import markup, phonemes_of

_PAGE = "https://portal.azure.com"
_FORMAT = "audio-24khz-96kbitrate-mono-mp3"
_OPTIONS = ("voice", "region", "base_url", "rate", "pitch", "phonemes")


class Azure:
    """An engine of the protocol.

    ``[options]``: ``voice`` (``ur-PK-UzmaNeural``), ``region`` (``westeurope``: that of the
    key), ``base_url`` (for a sovereign cloud), ``rate`` (``+10%``), ``pitch`` (``-5Hz``),
    ``phonemes``, ``key_env`` (``AZURE_SPEECH_KEY``) or ``key_file``, and the patience of
    ``naqeeb.speech.online``.
    """

    version = "azure-speech v1"
    online = True
    cacheable = True
    concurrency = 16

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, (*_OPTIONS, *KEY_OPTIONS, *PATIENCE_OPTIONS))
        self.voice = voice
        name = r"[a-z]{2,3}-[A-Z]{2}-\w+"
        self._name = options.text(voice, "voice", "ur-PK-UzmaNeural", pattern=name)
        region = options.text(voice, "region", "westeurope", pattern=r"[a-z0-9]{2,40}")
        self._rate = options.text(voice, "rate", "+0%", pattern=r"[+-]\d{1,3}%")
        self._pitch = options.text(voice, "pitch", "+0Hz", pattern=r"[+-]\d{1,3}Hz")
        self._phonemes = phonemes_of(voice)
        self._service = paid_service(
            voice,
            f"https://{region}.tts.speech.microsoft.com",
            "AZURE_SPEECH_KEY",
            _PAGE,
            self.concurrency,
        )
        self._host = self._service.host
        self.sends_to = f"Microsoft Azure ({self._host})"

    def ready(self) -> None:
        """Look whether there is a key; nothing is sent."""
        self._service.key.read()

    def billed(self, text: str) -> int:
        """Characters that are billed: text and markup, but for ``<speak>`` and ``<voice>``."""
        return len(self._inside(text)) if self.voice.price_per_million != 0 else 0

    def speak(self, text: str) -> Clip:
        """Voice ``text`` through the service."""
        headers = {
            "Ocp-Apim-Subscription-Key": self._service.key.read(),
            "Content-Type": "application/ssml+xml",
            "X-Microsoft-OutputFormat": _FORMAT,
        }
        language = "-".join(self._name.split("-")[:2])
        ssml = (
            '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" '
            f'xml:lang="{language}"><voice name="{self._name}">{self._inside(text)}</voice></speak>'
        )
        path = "cognitiveservices/v1"
        sound = self._service.ask(
            path, ssml.encode(), headers, self._explain, billed=self.billed(text), read=bytes
        )
        return clip_of(sound)

    def close(self) -> None:
        """Close all connections."""
        self._service.close()

    def _inside(self, text: str) -> str:
        inside = markup(text, self._phonemes)
        if (self._rate, self._pitch) == ("+0%", "+0Hz"):
            return inside
        return f'<prosody rate="{self._rate}" pitch="{self._pitch}">{inside}</prosody>'

    def _explain(self, status: int, _: Any, retry_after: str | None) -> VoiceFailed | None:
        # The service tells nothing but the status: 401 also for a key of another region.
        match status:
            case 401:
                return failures.wrong_key(self._host, self._service.key.place, status)
            case 403:
                return failures.quota_used_up(self._host, _PAGE, status)
            case 429:
                return failures.too_many(self._host, status, retry_after)
            case 400 | 404:
                return failures.not_found(self._host, f"the voice {self._name}", status)
        return None
