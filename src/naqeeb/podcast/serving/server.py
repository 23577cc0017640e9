"""The output over HTTP, for a phone on the same network."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from naqeeb.errors import PodcastError
from naqeeb.podcast import address

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from uvicorn import Server

SEND_BUFFER_BYTES = 256 * 1024
"""What the system holds of an answer; a listener 100 ms away is still sent 20 Mbit a second."""
GRACE_S = 3
"""How long downloads that are under way may go on after the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Served:
    """An output folder, and under which address it is served."""

    output: Path
    """The folder, with one show in it or several below it."""
    base_url: str | None = None
    """What links in feed and pages begin with; None follows the Host that the listener used."""
    token: str | None = None
    """A secret first part of every path; without it there is nothing."""
    instead_of: Sequence[str] = ()
    """Addresses that links begin with and that are to give way to the listener's too, besides the
    one that stands for no address yet: a show's ``site_url`` and ``media_url``."""


def app(served: Served) -> Starlette:
    """The ASGI application that serves an output folder.

    Raises:
        SettingsError: ``base_url`` or one of ``instead_of`` is no web address.
    """
    from naqeeb.podcast.serving.web import make

    base = address.base(served.base_url) if served.base_url else None
    return make(served.output, base, served.token, tuple(map(address.base, served.instead_of)))


def run(
    served: Served,
    *,
    host: str = "0.0.0.0",  # noqa: S104 - a phone on the same network is to reach it
    port: int = 8000,
    on_start: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted (Ctrl-C or SIGTERM).

    Args:
        served: the output, and its address.
        host: address to listen on.
        port: 0 takes any that is free.
        on_start: called with the base URL for a phone once the port is open.

    Raises:
        SettingsError: as in ``app``.
        PodcastError: the output is missing, or the port is taken.
    """
    if not served.output.is_dir():
        raise PodcastError(
            f"there is no output in {served.output}",
            cause="nothing has been made yet",
            hint="run `naqeeb make SOURCE` first, or name the folder with --output",
            path=str(served.output),
        )
    server, listener = prepare(served, host=host, port=port)
    with listener:
        port = listener.getsockname()[1]
        on_start(phone_base(host, port, base_url=served.base_url, token=served.token))
        until_stopped(server, listener)


def until_stopped(server: Server, listener: socket.socket) -> None:
    """Run a server until Ctrl-C or SIGTERM, which end it and not the program."""
    with _sigterm_is_an_end(), contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def prepare(
    served: Served, *, host: str = "127.0.0.1", port: int = 0
) -> tuple[Server, socket.socket]:
    """A server that is ready to run, and the open socket it is to run on.

    Raises:
        PodcastError: the port is taken, or the host is not one of this machine.
    """
    import uvicorn

    from naqeeb.podcast.serving.protocol import BACKLOG, DeadlineProtocol

    config = uvicorn.Config(
        app(served),
        http=DeadlineProtocol,
        ws="none",
        lifespan="off",
        backlog=BACKLOG,
        # A private show's token is part of each path: no log of paths.
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return uvicorn.Server(config), listen(host, port)


def phone_base(
    host: str, port: int, *, base_url: str | None = None, token: str | None = None
) -> str:
    """The base URL that a phone on the same network can use, ending in a slash."""
    base = address.base(base_url) if base_url else f"http://{reachable(host)}:{port}/"
    return f"{base}{token}/" if token else base


def feed_url(base: str, slug: str | None = None) -> str:
    """The address to subscribe to, below a base from ``phone_base``."""
    return f"{base}{quote(slug)}/{address.FEED}" if slug else base + address.FEED


def page_url(base: str, slug: str | None = None) -> str:
    """The address of the station's page, below a base from ``phone_base``."""
    return f"{base}{quote(slug)}/" if slug else base


def reachable(host: str) -> str:
    """How an address names the host that is listened on; for all of them, this machine."""
    shown = lan_address() if host in ("", "0.0.0.0", "::") else host  # noqa: S104
    return f"[{shown}]" if ":" in shown else shown


def lan_address() -> str:
    """This machine's address in its own network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket only asks for the route; this block
            # of addresses (RFC 5737) belongs to nobody.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        name: str = probe.getsockname()[0]
        return name


def qr(url: str) -> str:
    """The URL as a QR code of block characters, for a terminal."""
    import segno

    out = StringIO()
    segno.make(url, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()


def listen(host: str, port: int) -> socket.socket:
    """An open socket at an address of this machine; port 0 takes any that is free.

    Raises:
        PodcastError: the port is taken, or the host is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends what is written at once only where TCP is named; else an answer in two parts
    # waits 40 ms for the listener's system to acknowledge the first.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # Elsewhere this would let two programs share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Whoever takes nothing costs no more than this: without it the system would hold megabytes
        # for each of them, and the server would be busy reading what nobody hears.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        listener.bind((host, port))
        listener.listen(512)
    except (OSError, OverflowError) as error:
        listener.close()
        raise _cannot_listen(host, port, error) from None
    return listener


def _cannot_listen(host: str, port: int, error: OSError | OverflowError) -> PodcastError:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        cause, hint = "another program uses the port", "stop it, or choose another with --port"
    elif number == errno.EACCES:
        cause, hint = "ports below 1024 are the administrator's", "choose a higher one with --port"
    else:
        cause = f"{host} is no address of this machine"
        hint = "leave --host out, or name one that the machine has"
    return PodcastError(f"cannot listen on {host} port {port}: {error}", cause=cause, hint=hint)


@contextlib.contextmanager
def _sigterm_is_an_end() -> Iterator[None]:
    """Let SIGTERM end the server, not the program: uvicorn raises it again at the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
