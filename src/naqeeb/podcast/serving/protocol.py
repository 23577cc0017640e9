"""uvicorn's HTTP protocol with deadlines, and with a limit on how many connections are open.

uvicorn waits for ever for the headers of a request, and for a listener who stops
reading. A few hundred such connections take all files that a process may open, and
then nobody is served.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

from naqeeb.podcast.serving.log import LOG

REQUEST_S = 10.0
"""How long a request may take until it is there whole, however slowly it trickles in."""
STALL_S = 30.0
"""How often it is looked whether a listener still takes what is sent. One that took
nothing from one look to the next is disconnected; players then ask for the rest again."""
BACKLOG = 128
"""Connections that are accepted at a time."""
_OTHER_FILES = 64
"""What else is open: the libraries, the log, the listening socket."""
_LIMIT_ELSEWHERE = 500


def connection_limit() -> int:
    """How many connections may be open, so that each can have a file open as well."""
    try:
        import resource
    except ImportError:
        # Windows has no such limit on sockets.
        return _LIMIT_ELSEWHERE
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _LIMIT_ELSEWHERE
    return max(8, min(_LIMIT_ELSEWHERE * 4, (files - BACKLOG - _OTHER_FILES) // 2))


class DeadlineProtocol(H11Protocol):
    """One connection, with one timer: for its request, and then for its listener."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # uvicorn warns of every request that is none.
        self.logger = LOG
        self._timer: asyncio.TimerHandle | None = None
        self._since_s = 0.0
        self._answered = False
        self._buffered_bytes = 0
        self._taken = False

    @property
    def is_answering(self) -> bool:
        """Whether a request is there and its answer is not finished."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def rank(self) -> tuple[int, float]:
        """Which connection is closed first where there are too many: the lowest.

        First those that never finished a request, then those that wait for another
        one, then those that are answered; of each the oldest.
        """
        return 2 if self.is_answering else 1 if self._answered else 0, self._since_s

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A listener has connected."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._watch()
        if len(self.connections) > connection_limit():
            oldest = min(self._others(), key=lambda other: other.rank, default=self)
            oldest.drop("too many connections are open")

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A part of a request has come; the deadline is that of the whole request."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._watch()

    def on_response_complete(self) -> None:
        """An answer was handed over; the next request has its own deadline."""
        self._answered = True
        before = self.cycle
        super().on_response_complete()
        if self.cycle is before and not self.transport.is_closing():
            self._watch()

    def resume_writing(self) -> None:
        """The listener has taken most of what was sent."""
        self._taken = True
        super().resume_writing()

    def drop(self, reason: str) -> None:
        """Close the connection at once, whatever is on the way."""
        self.logger.warning("a connection was closed: %s", reason)
        self.transport.abort()

    def _others(self) -> Iterator[DeadlineProtocol]:
        for each in self.connections:
            if each is self or not isinstance(each, DeadlineProtocol):
                continue
            # One that was dropped stays in the set until the loop comes round.
            if not each.transport.is_closing():
                yield each

    def _watch(self) -> None:
        """Start the timer for the request that is awaited, or for the answer."""
        self._since_s = self.loop.time()
        self._buffered_bytes, self._taken = 0, False
        self._look_after(STALL_S if self.is_answering else REQUEST_S)

    def _look_after(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        buffered = self.transport.get_write_buffer_size()
        if not self.is_answering and not buffered:
            self.drop(f"no whole request came within {REQUEST_S:.0f} s")
        elif buffered and buffered == self._buffered_bytes and not self._taken:
            self.drop(f"the listener took nothing for {STALL_S:.0f} s")
        else:
            self._buffered_bytes, self._taken = buffered, False
            self._look_after(STALL_S)
