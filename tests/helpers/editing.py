"""An editor in front of a newsroom: a real server on loopback, and a client."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config, Server

from naqeeb.newsroom import server
from naqeeb.newsroom.app import make
from naqeeb.newsroom.context import Context
from naqeeb.newsroom.gate import Rules
from naqeeb.newsroom.work import OVER
from naqeeb.podcast.serving import server as serving

TOKEN = "a-token-of-twenty-letters"
RAIN = "لاہور میں رات بھر بارش ہوئی۔ سڑکوں پر پانی کھڑا ہے۔"
MATCH = "کراچی میں میزبان ٹیم نے میچ 5 وکٹوں سے جیت لیا۔ شائقین خوش ہیں۔"
FAIR = "پشاور میں کتابوں کا میلہ جاری ہے۔ 80 ناشر آئے ہیں۔"
PATIENCE_S = 60


@dataclass
class Newsroom:
    """A newsroom and what an editor does with it."""

    root: Path
    client: httpx.Client
    base: str
    context: Context

    @property
    def url(self) -> str:
        """Its one address."""
        return f"{self.base}/{TOKEN}/"

    def get(self, path: str = "", **options: Any) -> httpx.Response:
        return self.client.get(self.url + path, **options)

    def ask(
        self, path: str, table: Any = None, method: str = "POST", **more: Any
    ) -> httpx.Response:
        return self.client.request(method, self.url + path, json=table or {}, **more)

    def draft(self, text: str, title: str = "") -> dict[str, Any]:
        whole = f"{title}\n\n{text}" if title else text
        answer = self.ask("drafts", {"text": whole})
        assert answer.status_code == 201, answer.text
        table: dict[str, Any] = answer.json()
        return table

    def works(self) -> list[dict[str, Any]]:
        """All work, once none of it is running."""
        end = time.monotonic() + PATIENCE_S
        while any(work.phase not in OVER for work in self.context.board.works()):
            assert time.monotonic() < end
            time.sleep(0.02)
        works: list[dict[str, Any]] = self.get("running/now").json()["works"]
        return works


@contextmanager
def running(context: Context, password: str | None = None) -> Iterator[str]:
    """A newsroom on a free port, and its origin."""
    with serving.listen("127.0.0.1", 0) as listener:
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        rules = Rules(context.token, None if password else frozenset({host}), password)
        with _served(server.server(make(context, rules), {}, context), listener):
            yield f"http://{host}"


class Door:
    """A server that leads to one newsroom after the other: to stop a server takes a while."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._app: ASGIApp | None = None

    @contextmanager
    def leads_to(self, context: Context) -> Iterator[str]:
        """The newsroom's origin, as long as this context lasts."""
        self._app = make(context, Rules(context.token, frozenset({self.host}), None))
        yield f"http://{self.host}"
        self._app = None
        context.closing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self._app is not None
        await self._app(scope, receive, send)


@contextmanager
def door() -> Iterator[Door]:
    """A server on a free port."""
    with serving.listen("127.0.0.1", 0) as listener:
        door = Door(f"127.0.0.1:{listener.getsockname()[1]}")
        config = Config(door, lifespan="off", access_log=False, log_level="critical")
        with _served(Server(config), listener):
            yield door


@contextmanager
def _served(web: Server, listener: socket.socket) -> Iterator[None]:
    thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        web.should_exit = True
        thread.join()
