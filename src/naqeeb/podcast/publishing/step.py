"""What publishing reports while it goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, or would be."""

    did: str
    """``sent``, ``kept``, ``removed``, ``merged``, ``read back``, ``checked``, ``unchecked``,
    ``pinged``, ``warned``, ``refused``; with ``--dry-run`` ``would send`` and ``would remove``."""
    name: str
    size_bytes: int = 0
    detail: str = ""
    failed: bool = False
