"""Stand-ins for the services of the online voices, on the loopback interface.

``Services`` is an HTTPS proxy under a test authority: a client that honours
``HTTPS_PROXY`` and the usual variables for certificates reaches
``translate.google.com`` and ``speech.platform.bing.com`` through it and cannot
tell the difference. Both speak their real wire format and return real speech
by the embedded voice, as MP3. Faults are named in ``GOOGLE_FAULTS`` and
``EDGE_FAULTS``; each service takes them from its ``faults`` list, one for each
request, and then from ``always``.

    with Services(folder) as services:
        services.google.always = "429"
        subprocess.run(command, env=os.environ | services.env)
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import html
import json
import re
import socket
import socketserver
import ssl
import struct
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import lru_cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Self

import lameenc
import trustme

from naqeeb import speech
from naqeeb.model import Clip, Voice

GOOGLE = "translate.google.com"
EDGE = "speech.platform.bing.com"
_HANG_S = 300.0
"""Longer than a test may take: who waits for an answer is found out."""


@dataclass(frozen=True)
class Spoken:
    """A text as real speech: the clip that was made and its MP3."""

    clip: Clip
    mp3: bytes


def encode(pcm: bytes, rate_hz: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


@lru_cache(maxsize=4096)
def spoken(text: str) -> Spoken:
    engine = speech.engine_for(Voice(name="espeak", engine="espeak"))
    try:
        clip = engine.speak(text)
    finally:
        engine.close()
    return Spoken(clip, encode(clip.pcm, clip.rate_hz))


@dataclass
class Reply:
    """An HTTP answer, and how it ends."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    ending: str = "whole"
    """``whole``, ``short`` (closed half way), ``reset``, ``hang`` or ``trickle``."""


@dataclass
class Host:
    """One service: what it was asked, and how it is to behave."""

    latency_s: float = 0.0
    company: int = 0
    """How many must have asked before the first one is answered."""
    faults: list[str] = field(default_factory=list)
    always: str = ""
    requests: list[str] = field(default_factory=list)
    """The text of every request that arrived, in order."""
    connections: int = 0

    def fault(self) -> str:
        return self.faults.pop(0) if self.faults else self.always


def _google(audio: bytes | None) -> Reply:
    """``audio`` as batchexecute answers: a guard line, lengths, JSON in JSON."""
    encoded = None if audio is None else base64.b64encode(audio).decode()
    return _google_text(encoded)


def _google_text(encoded: str | None) -> Reply:
    inner = None if encoded is None else json.dumps([encoded], separators=(",", ":"))
    frame = [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]]
    line = json.dumps(frame, separators=(",", ":"))
    tail = '[["di",45],["af.httprm",45,"-1",2]]'
    body = (
        f')]}}\'\n\n{len(line) + 2}\n{line}\n{len(tail) + 2}\n{tail}\n25\n[["e",4,null,null,142]]\n'
    )
    return Reply(headers={"Content-Type": "application/json; charset=utf-8"}, body=body.encode())


def _corrupt(mp3: bytes) -> bytes:
    middle = len(mp3) // 2
    return mp3[:middle] + bytes(400) + mp3[middle + 400 :]


def _silent(said: Spoken) -> bytes:
    return encode(bytes(len(said.clip.pcm)), said.clip.rate_hz)


@lru_cache(maxsize=1)
def _huge() -> Reply:
    return _google(bytes(38_000_000))


_PAGE = b"<!DOCTYPE html><html><body>Before you continue to Google</body></html>"

GOOGLE_FAULTS: dict[str, Callable[[Spoken], Reply]] = {
    "": lambda said: _google(said.mp3),
    "429": lambda _: Reply(status=429),
    "429, wait 0": lambda _: Reply(status=429, headers={"Retry-After": "0"}),
    "429, wait 1": lambda _: Reply(status=429, headers={"Retry-After": "1"}),
    "429, wait an hour": lambda _: Reply(
        status=429, headers={"Retry-After": formatdate(time.time() + 3600, usegmt=True)}
    ),
    "403": lambda _: Reply(status=403),
    "500": lambda _: Reply(status=500),
    "503": lambda _: Reply(status=503),
    "400": lambda _: Reply(status=400),
    "redirect": lambda _: Reply(status=302, headers={"Location": "https://consent.google.com/"}),
    "hang": lambda _: Reply(ending="hang"),
    "reset": lambda _: Reply(ending="reset"),
    "short": lambda said: Reply(body=_google(said.mp3).body, ending="short"),
    "trickle": lambda said: Reply(body=_google(said.mp3).body, ending="trickle"),
    "no audio": lambda _: _google(None),
    "empty audio": lambda _: _google(b""),
    "page": lambda _: Reply(headers={"Content-Type": "text/html"}, body=_PAGE),
    "page as audio": lambda _: _google(_PAGE * 40),
    "truncated": lambda said: _google(said.mp3[: len(said.mp3) // 3]),
    "corrupt": lambda said: _google(_corrupt(said.mp3)),
    "silent": lambda said: _google(_silent(said)),
    "base64": lambda said: _google_text(base64.b64encode(said.mp3).decode()[:-2] + "!*"),
    "50 MB": lambda _: _huge(),
}


class Services:
    """Both services behind one proxy.

    Args:
        folder: where the test authority's certificate is written.
        trusted: False puts a certificate of another authority in its place.
    """

    def __init__(self, folder: Path, *, trusted: bool = True) -> None:
        authority = trustme.CA()
        self._bundle = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self._bundle))
        issuer = authority if trusted else trustme.CA()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issuer.issue_cert(GOOGLE, EDGE).configure_cert(self.tls)
        self.google = Host()
        self.edge = Host()
        self._server = _Server(self)

    @property
    def env(self) -> dict[str, str]:
        """What a client's environment needs to come here."""
        address = f"http://127.0.0.1:{self._server.server_address[1]}"
        return {
            "HTTPS_PROXY": address,
            "https_proxy": address,
            "NO_PROXY": "",
            "no_proxy": "",
            "REQUESTS_CA_BUNDLE": str(self._bundle),
        }

    def reset(self) -> None:
        """Well-behaved and unasked, as at the start."""
        self.google = Host()
        self.edge = Host()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, services: Services) -> None:
        self.services = services
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", 0), _Proxy)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the exercise."""


class _Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server
    host = ""

    def do_CONNECT(self) -> None:
        self.host = self.path.partition(":")[0]
        self.send_response(200, "Connection established")
        self.end_headers()
        self.connection = self.server.services.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]
        self._host().connections += 1
        self.close_connection = False

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        calls = json.loads(urllib.parse.unquote(body.removeprefix("f.req=").rstrip("&")))
        text = json.loads(calls[0][0][1])[0]
        host = self._host()
        host.requests.append(text)
        fault = host.fault()
        if host.latency_s:
            time.sleep(host.latency_s)
        while len(host.requests) < host.company and not self.server.closing.wait(0.005):
            pass
        self._send(GOOGLE_FAULTS[fault](spoken(text)))

    def do_GET(self) -> None:
        _EdgeTalk(self, self._host()).run()
        self.close_connection = True

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        # The server closes what it accepted, and knows nothing of TLS over it.
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the same
        """Nothing: the tests look at ``requests``."""

    def wait(self) -> None:
        self.server.closing.wait(_HANG_S)

    def reset(self) -> None:
        """Close so that the peer sees a reset, not an end."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        socket.socket(fileno=self.connection.detach()).close()

    def _host(self) -> Host:
        services = self.server.services
        return services.edge if self.host == EDGE else services.google

    def _send(self, reply: Reply) -> None:
        if reply.ending == "hang":
            self.wait()
        if reply.ending in ("reset", "hang"):
            self.reset()
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.ending == "short":
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.close_connection = True
        elif reply.ending == "trickle":
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                if self.server.closing.wait(0.02):
                    return
        else:
            self.wfile.write(reply.body)


EDGE_FAULTS = (
    "",
    "429",
    "403",
    "503",
    "hang",
    "hang half way",
    "reset",
    "no audio",
    "page as audio",
    "truncated",
    "corrupt",
    "silent",
    "50 MB",
)


class _EdgeTalk:
    """One conversation in the wire format of the Edge read-aloud service."""

    def __init__(self, proxy: _Proxy, host: Host) -> None:
        self._proxy = proxy
        self._host = host

    def run(self) -> None:
        fault = self._host.fault()
        if self._host.latency_s:
            time.sleep(self._host.latency_s)
        if fault.isdigit():
            self._host.requests.append("")
            self._proxy._send(Reply(status=int(fault)))
            return
        self._upgrade()
        self._receive()  # speech.config
        text = _ssml_text(self._receive())
        self._host.requests.append(text)
        if fault == "hang":
            self._proxy.wait()
        if fault in ("hang", "reset"):
            self._proxy.reset()
            return
        self._answer(spoken(text), text, fault)

    def _answer(self, said: Spoken, text: str, fault: str) -> None:
        audio = {
            "no audio": b"",
            "page as audio": _PAGE * 40,
            "truncated": said.mp3[: len(said.mp3) // 3],
            "corrupt": _corrupt(said.mp3),
            "silent": _silent(said),
            "50 MB": bytes(50_000_000),
        }.get(fault, said.mp3)
        self._send_text("turn.start", {"context": {"serviceTag": "test"}})
        for mark in said.clip.marks:
            self._send_text("audio.metadata", _boundary(text[mark.start : mark.end], mark.at_ms))
        for start in range(0, len(audio), 720):
            self._send_audio(audio[start : start + 720])
            if fault == "hang half way" and start > len(audio) // 2:
                self._proxy.wait()
                return
        if audio:
            self._send_audio(b"")
        self._send_text("turn.end", {})
        with contextlib.suppress(OSError):
            self._receive()

    def _upgrade(self) -> None:
        key = self._proxy.headers["Sec-WebSocket-Key"]
        accept = hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()
        self._proxy.send_response(101, "Switching Protocols")
        self._proxy.send_header("Upgrade", "websocket")
        self._proxy.send_header("Connection", "Upgrade")
        self._proxy.send_header("Sec-WebSocket-Accept", base64.b64encode(accept).decode())
        self._proxy.end_headers()

    def _receive(self) -> str:
        """One message of the client's: masked, as RFC 6455 asks of clients."""
        read = self._proxy.rfile.read
        size = read(2)[1] & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", read(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", read(8))
        mask = read(4)
        data = read(size)
        return bytes(byte ^ mask[n % 4] for n, byte in enumerate(data)).decode("utf-8", "replace")

    def _send(self, opcode: int, data: bytes) -> None:
        size = len(data)
        length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size)
        if size >= 1 << 16:
            length = b"\x7f" + struct.pack(">Q", size)
        self._proxy.wfile.write(bytes([0x80 | opcode]) + length + data)

    def _send_text(self, path: str, data: object) -> None:
        head = "X-RequestId:0\r\nContent-Type:application/json; charset=utf-8\r\n"
        self._send(1, f"{head}Path:{path}\r\n\r\n{json.dumps(data)}".encode())

    def _send_audio(self, data: bytes) -> None:
        kind = "Content-Type:audio/mpeg\r\n" if data else ""
        head = f"X-RequestId:0\r\n{kind}X-StreamId:0\r\nPath:audio\r\n".encode()
        self._send(2, struct.pack(">H", len(head)) + head + data)


def _ssml_text(message: str) -> str:
    found = re.search(r"<prosody[^>]*>(.*)</prosody>", message, re.DOTALL)
    return html.unescape(found.group(1)) if found else ""


def _boundary(word: str, at_ms: float) -> dict[str, object]:
    data = {
        "Offset": round(at_ms * 10_000),
        "Duration": 1_000_000,
        "text": {"Text": html.escape(word), "Length": len(word), "BoundaryType": "WordBoundary"},
    }
    return {"Metadata": [{"Type": "WordBoundary", "Data": data}]}
