"""How long a run rests between two looks at its feeds."""

from __future__ import annotations

import re

from naqeeb.errors import SettingsError

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)?\Z")
_UNIT_S = {"s": 1, "m": 60, "h": 3600, "d": 86400, None: 1}
SHORTEST_S = 30.0
"""Asking a newsroom's server more often than this would be rude."""
LONGEST_S = 366 * 86_400.0


def seconds(text: str) -> float:
    """``10m`` into seconds.

    Raises:
        SettingsError: it is no length of time from 30 seconds to a year.
    """
    match = _TIME.match(text.strip())
    length = float(match[1]) * _UNIT_S[match[2]] if match else 0.0
    if not SHORTEST_S <= length <= LONGEST_S:
        raise SettingsError(
            f"--every {text[:40]!r} is not a length of time from {SHORTEST_S:.0f} s to a year",
            hint="write 10m, 1h or 90s",
        )
    return length
