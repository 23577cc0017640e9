"""Regular expressions that are compiled when they are first used.

There are some eighty in this room; compiled at import they would cost more than
importing everything else.
"""

from __future__ import annotations

import re
from typing import cast


class _Late:
    """Stands for a compiled expression until the first call to one of its methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        # From now on the methods are found at once, without coming here.
        self.__dict__.update(
            (method, getattr(compiled, method))
            for method in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")
        )
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, put off until it is needed."""
    return cast("re.Pattern[str]", _Late(pattern, int(flags)))
