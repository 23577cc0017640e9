"""``edge``: Microsoft's neural voices, as the Edge browser reads pages aloud.

The conversation with the service is edge-tts's own. The service reports when
each word begins, so transcripts follow the voice word by word.
"""

from __future__ import annotations

import asyncio
import math
import os
import threading
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from naqeeb.errors import BadAudio, SpeechError, VoiceFailed
from naqeeb.model import Clip, Voice
from naqeeb.pcm import mp3
from naqeeb.speech import options
from naqeeb.speech.environment import bundle, proxy_to
from naqeeb.speech.failures import (
    MAX_RESPONSE_BYTES,
    bad_certificate,
    bad_proxy,
    broke_off,
    failed,
    no_answer,
    status_failure,
    too_large,
    unreachable,
)
from naqeeb.speech.limits import left_s
from naqeeb.speech.online import PATIENCE_OPTIONS, patience_of, service
from naqeeb.speech.packages import refuse_missing
from naqeeb.speech.word_marks import marks_of_words, with_marks

if TYPE_CHECKING:
    from edge_tts import Communicate

_HOST = "speech.platform.bing.com"
_TICKS_IN_MS = 10_000
_lock = threading.Lock()
_loops: dict[int, asyncio.AbstractEventLoop] = {}
"""By process: a fork has the threads of its parent no more."""
_bundles_added: set[str] = set()


class Edge:
    """An engine of the protocol.

    ``[options]``: ``voice`` (``ur-PK-UzmaNeural``), ``rate`` (``+10%``),
    ``pitch`` (``-5Hz``), ``volume`` (``+0%``), and the patience of
    ``naqeeb.speech.online``.
    """

    online = True
    cacheable = True
    concurrency = 8
    sends_to = f"Microsoft ({_HOST})"

    def __init__(self, voice: Voice) -> None:
        known = ("voice", "rate", "pitch", "volume")
        options.refuse_unknown(voice, (*known, *PATIENCE_OPTIONS))
        self.voice = voice
        name = r"[a-z]{2,3}-[A-Z]{2}-\w+Neural"
        self._name = options.text(voice, "voice", "ur-PK-UzmaNeural", pattern=name)
        self._rate = options.text(voice, "rate", "+0%", pattern=r"[+-]\d{1,3}%")
        self._pitch = options.text(voice, "pitch", "+0Hz", pattern=r"[+-]\d{1,3}Hz")
        self._volume = options.text(voice, "volume", "+0%", pattern=r"[+-]\d{1,3}%")
        self._patience = patience_of(voice)
        self._service = service(_HOST)

    @property
    def version(self) -> str:
        """edge-tts's version; the service has none that it tells."""
        try:
            from edge_tts.version import __version__
        except ImportError:
            return "edge-tts (not installed)"
        return f"edge-tts {__version__}"

    def ready(self) -> None:
        """Look whether the package is there; nothing is sent."""
        refuse_missing(self.voice, module="edge_tts", package="edge-tts", extra="edge")

    def speak(self, text: str) -> Clip:
        """Voice ``text`` through the service."""
        self.ready()
        data, words = self._service.ask(lambda: self._converse(text), self._patience)
        return with_marks(mp3.decode(data), marks_of_words(text, words))

    def close(self) -> None:
        """Nothing stays open between chunks."""

    def _converse(self, text: str) -> tuple[bytes, list[tuple[str, float]]]:
        """One conversation: the MP3, and each word with its milliseconds."""
        from edge_tts import Communicate

        _trust_bundle()
        talk = Communicate(
            text,
            self._name,
            rate=self._rate,
            pitch=self._pitch,
            volume=self._volume,
            boundary="WordBoundary",
            proxy=proxy_to(_HOST),  # aiohttp looks for one that is named for websockets
            connect_timeout=math.ceil(self._patience.connect_s),
            receive_timeout=math.ceil(self._patience.read_s),
        )
        seconds = max(0.01, left_s(self._patience.request_s))
        try:
            conversation = asyncio.wait_for(_listen(talk), seconds)
            return asyncio.run_coroutine_threadsafe(conversation, _loop()).result()
        except SpeechError:
            raise
        except Exception as error:
            # edge-tts and aiohttp raise some twenty kinds, from two packages.
            raise _explained(error) from error


def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of all conversations of this process, in a thread of its own.

    A loop for each chunk would be torn down before its connections are closed:
    a server that has stopped answering does not confirm that either.
    """
    with _lock:
        if os.getpid() not in _loops:
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="naqeeb-edge", daemon=True).start()
            _loops[os.getpid()] = loop
        return _loops[os.getpid()]


async def _listen(talk: Communicate) -> tuple[bytes, list[tuple[str, float]]]:
    audio: list[bytes] = []
    words: list[tuple[str, float]] = []
    size = 0
    async with aclosing(talk.stream()) as parts:
        async for part in parts:
            if part["type"] == "audio":
                size += len(part["data"])
                if size > MAX_RESPONSE_BYTES:
                    raise too_large()
                audio.append(part["data"])
            elif part["type"] == "WordBoundary":
                words.append((part["text"], part["offset"] / _TICKS_IN_MS))
    return b"".join(audio), words


def _trust_bundle() -> None:
    """Let edge-tts trust the certificates that the environment names.

    It trusts certifi's alone, which locks out whoever sits behind a proxy that
    reads the traffic; the other clients here honour these variables.
    """
    from edge_tts import communicate

    trusted = bundle()
    with _lock:
        if trusted is not None and trusted.path not in _bundles_added:
            context: Any = communicate._SSL_CTX  # noqa: SLF001 - edge-tts offers no other way
            context.load_verify_locations(trusted.path)
            _bundles_added.add(trusted.path)


def _explained(error: Exception) -> VoiceFailed | BadAudio:
    import aiohttp
    from edge_tts import exceptions

    if isinstance(error, exceptions.NoAudioReceived):
        return BadAudio(
            "the service answered without sound",
            cause="it does not speak this text with this voice, or broke off",
            hint="try again, or choose another voice with --voice",
        )
    if isinstance(error, aiohttp.ClientHttpProxyError | aiohttp.ClientProxyConnectionError):
        return bad_proxy()
    if isinstance(error, aiohttp.ClientResponseError):
        after = error.headers.get("Retry-After") if error.headers else None
        return status_failure(error.status, after)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return bad_certificate(_HOST)
    if isinstance(error, aiohttp.ClientConnectorError):
        return unreachable(_HOST)
    if isinstance(error, TimeoutError):
        return no_answer(_HOST)
    if isinstance(error, aiohttp.ClientError | exceptions.WebSocketError | OSError):
        return broke_off(_HOST)
    return failed(
        f"the service answered in an unknown way ({type(error).__name__}: {error})",
        cause="the service has changed",
        hint="update edge-tts (pip install -U edge-tts), or choose another voice",
    )
