"""Stand-ins for the services of the online voices, on the loopback interface.

``Services`` is an HTTPS proxy under a test authority: a client that honours
``HTTPS_PROXY`` and the usual variables for certificates reaches the services'
hosts through it and cannot tell the difference. Each service speaks its real
wire format, in a module of its own, and returns real speech by the embedded
voice. It takes the faults to make from its ``faults`` list, one for each
request, and then from ``always``; the module's ``FAULTS`` names them.

    with Services(folder) as services:
        services.google.always = "429"
        subprocess.run(command, env=os.environ | services.env)
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Self

import azure_speech
import edge_read_aloud
import elevenlabs_speech
import google_cloud_speech
import google_translate
import openai_speech
import trustme
from http_reply import Asked, Refused, Reply
from spoken import spoken

_HANG_S = 300.0
"""Longer than a test may take: who waits for an answer is found out."""
MODULES = {
    "gtts": google_translate,
    "openai": openai_speech,
    "azure": azure_speech,
    "google-cloud": google_cloud_speech,
    "elevenlabs": elevenlabs_speech,
}
"""The services that speak HTTP, by the engine that asks them."""
_BY_HTTP = {module.HOST: module for module in MODULES.values()}


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


class Services:
    """All services behind one proxy.

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
        issuer.issue_cert(*_BY_HTTP, edge_read_aloud.HOST).configure_cert(self.tls)
        self.hosts: dict[str, Host] = {}
        self.reset()
        self._server = _Server(self)

    @property
    def google(self) -> Host:
        return self.hosts[google_translate.HOST]

    @property
    def edge(self) -> Host:
        return self.hosts[edge_read_aloud.HOST]

    def of(self, engine: str) -> Host:
        """The service that an engine asks."""
        return self.edge if engine == "edge" else self.hosts[MODULES[engine].HOST]

    @property
    def requests(self) -> list[str]:
        """The texts that arrived anywhere."""
        return [text for host in self.hosts.values() for text in host.requests]

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
        # What the test before left under way must not count as the next one's.
        for thread in threading.enumerate():
            if thread.name == "naqeeb-voice":
                thread.join(5.0)
        self.hosts = {name: Host() for name in (*_BY_HTTP, edge_read_aloud.HOST)}

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
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service = _BY_HTTP[self.host]
        host = self._host()
        try:
            text = service.text_of(Asked(self.path, dict(self.headers), body))
        except Refused as refused:
            self.send(refused.reply)
            return
        host.requests.append(text)
        fault = host.fault()
        if host.latency_s:
            time.sleep(host.latency_s)
        while len(host.requests) < host.company and not self.server.closing.wait(0.005):
            pass
        self.send(service.FAULTS[fault](spoken(text)))

    def do_GET(self) -> None:
        edge_read_aloud.Conversation(self, self._host()).run()
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
        return self.server.services.hosts[self.host]

    def send(self, reply: Reply) -> None:
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
