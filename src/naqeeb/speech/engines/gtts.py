"""``gtts``: the voice of Google Translate.

The request is gTTS's own; the transport is ours, since gTTS's checks no
certificate, knows no time-out of its own, asks for one chunk at a time and
takes whatever comes back for sound.
"""

from __future__ import annotations

import base64
import binascii
import threading
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from naqeeb.errors import BadAudio, VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.pcm import mp3
from naqeeb.speech import options
from naqeeb.speech.environment import bundle
from naqeeb.speech.failures import (
    MAX_RESPONSE_BYTES,
    bad_certificate,
    bad_proxy,
    broke_off,
    no_answer,
    status_failure,
    too_large,
    too_slow,
    unreachable,
)
from naqeeb.speech.limits import left_s
from naqeeb.speech.online import PATIENCE_OPTIONS, patience_of, service

if TYPE_CHECKING:
    from requests import Response, Session

MAX_CHARS = 100
_AUDIO = b'jQ1olc","[\\"'
"""What precedes the base64 of the sound in the service's answer."""
_READ_BYTES = 65536
_KNOWN = "ur"
"""A language that gTTS has had since 2.0; a test looks whether it still has it."""
_OK = 200
_TLD = r"[a-z]{2,6}(\.[a-z]{2,3})?"


class Gtts:
    """An engine of the protocol.

    ``[options]``: ``tld`` (``com``: which of Google's hosts), ``slow``, and the
    patience of ``naqeeb.speech.online``.
    """

    online = True
    cacheable = True
    concurrency = 16

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, ("tld", "slow", *PATIENCE_OPTIONS))
        self.voice = voice
        # It becomes part of a host name, so nothing but a domain may pass.
        tld = options.text(voice, "tld", "com", pattern=_TLD)
        self._slow = bool(voice.options.get("slow", False))
        self._host = f"translate.google.{tld}"
        self._patience = patience_of(voice)
        self._service = service(self._host)
        self._lock = threading.Lock()
        self._session: Session | None = None
        self.sends_to = f"Google ({self._host})"

    @cached_property
    def version(self) -> str:
        """GTTS's version; the service has none that it tells."""
        from gtts.version import __version__

        return f"gtts {__version__}"

    def ready(self) -> None:
        """Look whether the language is there; nothing is sent."""
        if self.voice.language == _KNOWN:
            return
        from gtts.lang import tts_langs

        if self.voice.language not in tts_langs():
            raise VoiceNotReady(
                f"voice {self.voice.name}: Google has no voice for {self.voice.language!r}",
                hint='set language = "ur" in the voice file',
                voice=self.voice.name,
            )

    def speak(self, text: str) -> Clip:
        """Voice at most 100 characters through the service."""
        body = self._body(text)
        data = self._service.ask(lambda: self._sound(body), self._patience)
        return mp3.decode(data)

    def close(self) -> None:
        """Close idle connections."""
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()

    def _body(self, text: str) -> str:
        from gtts import gTTS

        # With the pre-processors left out, gTTS sends the text as it stands.
        request = gTTS(
            text,
            lang=self.voice.language,
            slow=self._slow,
            lang_check=False,
            pre_processor_funcs=[],
        )
        bodies = request.get_bodies() if text.strip() and len(text.strip()) <= MAX_CHARS else []
        if len(bodies) != 1:
            raise VoiceFailed(
                f"a chunk of {len(text)} characters cannot be sent",
                cause=f"the service takes 1 to {MAX_CHARS} characters at a time",
                hint=f"set max_chars = {MAX_CHARS} in the voice file",
            )
        return str(bodies[0])

    def _sound(self, body: str) -> bytes:
        """One request: the MP3 that came back, not yet looked at."""
        import requests
        import urllib3

        try:
            answer = self._post(body)
        except requests.exceptions.SSLError as error:
            raise _tls(self._host, error) from None
        except requests.exceptions.ProxyError as error:
            raise _proxy(self._host, error) from None
        except requests.exceptions.ConnectTimeout:
            raise unreachable(self._host, passing=True) from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _broken(self._host, error) from None
        return _audio(answer)

    def _post(self, body: str) -> bytes:
        from gtts import gTTS

        patience = self._patience
        end = time.monotonic() + left_s(patience.request_s)
        with self._connections().post(
            f"https://{self._host}/_/TranslateWebserverUi/data/batchexecute",
            data=body,
            headers=gTTS.GOOGLE_TTS_HEADERS,
            # Zero would mean no waiting at all, which is refused.
            timeout=(0.01 + left_s(patience.connect_s), 0.01 + left_s(patience.read_s)),
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != _OK:
                raise status_failure(response.status_code, response.headers.get("Retry-After"))
            return _read(response, end)

    def _connections(self) -> Session:
        with self._lock:
            if self._session is None:
                self._session = _session(self.concurrency)
            return self._session


def _session(size: int) -> Session:
    # Here, as requests itself: to list the voices no connection is made.
    from http.cookiejar import DefaultCookiePolicy

    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.mount("https://", HTTPAdapter(pool_maxsize=size, pool_block=True))
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    trusted = bundle()
    session.verify = trusted.path if trusted else True
    return session


def _read(response: Response, end: float) -> bytes:
    """The whole body, as far as size and time allow."""
    raw: Any = response.raw
    parts: list[bytes] = []
    size = 0
    # read1 returns what one read of the socket brings, so that a body which
    # trickles in cannot outlast the clock.
    while part := raw.read1(_READ_BYTES, decode_content=True):
        size += len(part)
        if size > MAX_RESPONSE_BYTES:
            raise too_large()
        if time.monotonic() > end:
            raise too_slow()
        parts.append(part)
    return b"".join(parts)


def _audio(answer: bytes) -> bytes:
    """The MP3 in an answer of the service.

    gTTS looks for it with a pattern whose time grows with the square of the
    answer's length; two searches for a fixed text do the same.
    """
    start = answer.find(_AUDIO)
    end = answer.find(b'\\"]', start)
    if start < 0 or end < 0:
        page = answer[:200].lstrip().lower().startswith((b"<!doctype", b"<html"))
        raise BadAudio(
            "the service answered without sound",
            cause="a login or consent page answered in its place"
            if page
            else "it does not speak this text or language, or has changed",
            hint="try again, update gTTS (pip install -U gtts), or choose another voice",
        )
    try:
        return base64.b64decode(answer[start + len(_AUDIO) : end], validate=True)
    except binascii.Error:
        raise BadAudio(
            "the service sent sound that cannot be used",
            cause="its base64 is damaged",
            hint="try again, or choose another voice with --voice",
        ) from None


def _tls(host: str, error: Exception) -> VoiceFailed:
    if "certificate" not in str(error).lower():
        return _broken(host, error)
    return bad_certificate(host)


def _proxy(host: str, error: Exception) -> VoiceFailed:
    # What breaks off behind a proxy is called the proxy's fault, too.
    if not any(sign in repr(error) for sign in ("NewConnection", "NameResolution", "Tunnel")):
        return _broken(host, error)
    return bad_proxy()


def _broken(host: str, error: Exception) -> VoiceFailed:
    """A connection that failed or broke off, from requests or urllib3."""
    text = repr(error)
    if "NameResolution" in text or "NewConnection" in text or "Connection refused" in text:
        return unreachable(host)
    late = "timed out" in text.lower() or "timeout" in text.lower()
    return no_answer(host) if late else broke_off(host)
