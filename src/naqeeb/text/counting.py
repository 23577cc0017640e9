"""Numbers of things, in the English of messages."""

from __future__ import annotations


def counted(count: int, thing: str) -> str:
    """A number of things: ``1 file``, ``2 files``."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
