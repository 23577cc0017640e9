"""The server's log: at most one line a second, however many requests are refused."""

from __future__ import annotations

import logging
import time

_EVERY_S = 1.0


class OneLineASecond(logging.Filter):
    """Lets one warning a second pass, with the number of those that it held back.

    Errors always pass.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last_s = -_EVERY_S
        self._held_back = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        if record.levelno > logging.WARNING:
            return True
        now_s = time.monotonic()
        if now_s - self._last_s < _EVERY_S:
            self._held_back += 1
            return False
        if self._held_back:
            record.msg = f"{record.getMessage()} ({self._held_back} more since the last line)"
            record.args = ()
        self._last_s, self._held_back = now_s, 0
        return True


LOG = logging.getLogger("uvicorn.error.naqeeb")
"""Below uvicorn's own logger, which writes to standard error."""
LOG.addFilter(OneLineASecond())
