"""Reading what a person writes: settings, voices, words, keys."""

from __future__ import annotations

import errno
from pathlib import Path

MOST_BYTES = 64_000_000
"""Of a file that is read whole: a lexicon of a million words."""


def read(path: Path) -> bytes:
    """The bytes of a file that is small; a device without an end would fill the memory.

    Raises:
        OSError: it cannot be read, or is not small.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it has over {MOST_BYTES // 10**6} MB", str(path))
    return data


def read_text(path: Path) -> str:
    """The text of a small file in UTF-8, without a mark at its beginning.

    Raises:
        OSError: as for ``read``.
        UnicodeDecodeError: it is not UTF-8.
    """
    return read(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
