"""What the desk tells while it works; whoever listens decides how to show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from naqeeb.records import record

Stage = Literal["read", "unchanged", "voice", "speak", "save", "feed"]


@record
class Event:
    """One step on an article's way."""

    stage: Stage
    source: str
    text: str = ""
    """For a person: the title, the voice and why, and so on."""
    done: int = 0
    """Characters spoken so far, in the stage ``speak``."""
    total: int = 0


Listener = Callable[[Event], None]


def silence(_: Event) -> None:
    """The listener that does nothing."""
