"""The newsroom over HTTP: which address, who may come in, until it is stopped."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from naqeeb import small_files
from naqeeb.errors import SettingsError
from naqeeb.newsroom import schedule
from naqeeb.newsroom.app import make
from naqeeb.newsroom.context import Context, SettingsReader
from naqeeb.newsroom.gate import Rules
from naqeeb.podcast.serving import server as serving
from naqeeb.podcast.serving.protocol import BACKLOG, DeadlineProtocol
from naqeeb.settings import Settings

PORT = 8010
GRACE_S = 1
"""How long answers that are under way may go on after the newsroom is told to stop."""
_WAIT_S = 5.0
"""How long work is waited for that was told to stop."""
_TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where the newsroom is to be reached."""

    host: str = "127.0.0.1"
    port: int = PORT
    behind_proxy: bool = False
    """Whether a proxy stands before it that speaks TLS."""

    @property
    def is_private(self) -> bool:
        """Whether only this machine can reach it."""
        return _is_loopback(self.host) and not self.behind_proxy


def run(
    load: Callable[[], Settings],
    settings_path: Path,
    place: Place,
    *,
    say: Callable[[str], None],
    opens: bool = False,
) -> None:
    """Serve the newsroom until interrupted (Ctrl-C or SIGTERM).

    Args:
        load: reads the settings; called for each request.
        settings_path: where ``naqeeb.toml`` is, or would be.
        place: where to listen.
        say: called once with the newsroom's address when the port is open.
        opens: also open the address in the browser.

    Raises:
        SettingsError: it could be reached from elsewhere, and password or TLS is missing.
        PodcastError: the port is taken, or the host is not one of this machine.
    """
    settings = load()
    password = _password(settings, place)
    tls = _tls(settings, place)
    context = Context(secrets.token_urlsafe(_TOKEN_BYTES), SettingsReader(load), settings_path)
    with serving.listen(place.host, place.port) as listener:
        port = listener.getsockname()[1]
        app = make(context, Rules(context.token, _hosts(place, port), password))
        web = server(app, tls, context)
        address = _address(place.host, port, context.token, secure=bool(tls))
        say(address)
        if opens:
            webbrowser.open(address)
        with schedule.kept(context):
            serving.until_stopped(web, listener)
    context.board.close(_WAIT_S)


class _Server(uvicorn.Server):
    """Ends the streams of progress before it waits for answers under way."""

    def __init__(self, config: uvicorn.Config, context: Context) -> None:
        super().__init__(config)
        self._context = context

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and have the streams end first."""
        self._context.closing.set()
        await super().shutdown(sockets)


def server(app: Starlette, tls: dict[str, str], context: Context) -> uvicorn.Server:
    """A server that is ready to run."""
    config = uvicorn.Config(
        app,
        http=DeadlineProtocol,
        ws="none",
        lifespan="off",
        backlog=BACKLOG,
        access_log=False,  # the token is part of each path
        log_level="critical",
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
        ssl_certfile=tls.get("ssl_certfile"),
        ssl_keyfile=tls.get("ssl_keyfile"),
    )
    return _Server(config, context)


def _password(settings: Settings, place: Place) -> str | None:
    """The password that is asked for; None where only this machine can come in.

    Raises:
        SettingsError: it is needed, and none can be read.
    """
    name = settings.newsroom.password_file
    if not name and place.is_private:
        return None
    if not name:
        raise SettingsError(
            f"the newsroom at {place.host} can be reached from elsewhere, and has no password",
            cause="[newsroom] password_file is not set",
            hint="write a password into a file that only you can read, and name it there",
            key="password_file",
        )
    path = settings.root / name
    try:
        password = small_files.read_text(path).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"the password file {path} cannot be read", cause=str(error), key="password_file"
        ) from None
    if not password:
        raise SettingsError(
            f"the password file {path} is empty",
            hint="write a password into it",
            key="password_file",
        )
    return password


def _tls(settings: Settings, place: Place) -> dict[str, str]:
    """What uvicorn wants for TLS; empty where it is not used.

    Raises:
        SettingsError: it is needed, and its files are not named or not there.
    """
    names = {
        "ssl_certfile": settings.newsroom.tls_cert,
        "ssl_keyfile": settings.newsroom.tls_key,
    }
    if not any(names.values()) and (_is_loopback(place.host) or place.behind_proxy):
        return {}
    if not all(names.values()):
        raise SettingsError(
            f"the newsroom at {place.host} can be reached from elsewhere, and has no TLS",
            cause="the password would travel in the clear",
            hint="set [newsroom] tls_cert and tls_key, or say --behind-proxy where a proxy "
            "speaks TLS before it",
            key="tls_cert",
        )
    paths = {key: settings.root / name for key, name in names.items()}
    for path in paths.values():
        if not path.is_file():
            raise SettingsError(f"there is no file {path}", hint="correct [newsroom] tls_cert")
    return {key: str(path) for key, path in paths.items()}


def _hosts(place: Place, port: int) -> frozenset[str] | None:
    """The hosts that a browser may name; None where the world gives this machine its name."""
    if not place.is_private:
        return None
    names = {place.host, "127.0.0.1", "localhost", "::1"}
    return frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names)


def _address(host: str, port: int, token: str, *, secure: bool) -> str:
    return f"{'https' if secure else 'http'}://{serving.reachable(host)}:{port}/{token}/"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
