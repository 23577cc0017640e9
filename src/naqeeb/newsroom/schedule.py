"""What is scheduled goes on the air in time while the newsroom is open."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from naqeeb.desk import up_to_date
from naqeeb.newsroom.context import Context
from naqeeb.unforeseen import for_user

EVERY_S = 20.0
"""How late an episode goes on the air at most."""
_WAIT_S = 5.0


@contextmanager
def kept(context: Context) -> Iterator[None]:
    """Look at the clock, in a thread of its own, until the newsroom closes."""
    thread = Thread(target=_keep, args=(context,), name="schedule", daemon=True)
    thread.start()
    try:
        yield
    finally:
        context.closing.set()
        thread.join(_WAIT_S)


def _keep(context: Context) -> None:
    while True:
        try:
            up_to_date.catch_up(context.load())
        except Exception as error:  # noqa: BLE001 - the next look may find it as it should be
            logging.getLogger("naqeeb").warning("not on the air yet: %s", for_user(error).what)
        if context.closing.wait(EVERY_S):
            return
