"""An editor in front of a newsroom: a real server on loopback, and a client."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from naqeeb.newsroom import server
from naqeeb.newsroom.app import make
from naqeeb.newsroom.gate import Rules
from naqeeb.newsroom.room import Room
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
    room: Room

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
        while any(work.phase not in OVER for work in self.room.board.works()):
            assert time.monotonic() < end
            time.sleep(0.02)
        works: list[dict[str, Any]] = self.get("running/now").json()["works"]
        return works


@contextmanager
def running(room: Room, password: str | None = None) -> Iterator[str]:
    """A newsroom on a free port, and its origin."""
    with serving.listen("127.0.0.1", 0) as listener:
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        rules = Rules(room.token, None if password else frozenset({host}), password)
        web = server.server(make(room, rules), {}, room)
        thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://{host}"
        finally:
            web.should_exit = True
            thread.join()
