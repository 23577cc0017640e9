"""What stands in the place of one of naqeeb's own files and is none: a folder, a pipe, a device.

Nothing could be written there, and each later run would end on it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from naqeeb.archive import Archive, files
from naqeeb.archive.folders import EPISODES
from naqeeb.archive.index import INDEX_FILE
from naqeeb.archive.log import LOG_FILE
from naqeeb.archive.reading import BEHIND_FILE
from naqeeb.archive.show_files import LOCK_FILE
from naqeeb.desk.derive_again import DERIVED_FILE

_OWN = frozenset((LOCK_FILE, DERIVED_FILE, BEHIND_FILE, LOG_FILE, INDEX_FILE))
_KINDS = frozenset(
    (".xml", ".html", ".css", ".js", ".json", ".png", ".jpg", ".txt", ".webmanifest", ".woff2")
)
"""Of the files of a show itself; its folders have no such names."""


def out_of_place(archive: Archive) -> Iterator[Path]:
    """All that stands in the place of a file or of an episode's folder, and is none."""
    episodes = archive.output / EPISODES
    for path in _in(archive.output):
        # What was put aside before keeps its ending, and its name begins with a dot.
        is_ours = path.suffix in _KINDS and not path.name.startswith(".")
        if (path.name in _OWN or is_ours) and not path.is_file():
            yield path
    if os.path.lexists(episodes) and not episodes.is_dir():
        yield episodes
    for folder in _in(episodes):
        if folder.name.startswith("."):
            continue
        if not folder.is_dir():
            yield folder
        # What a link leads to is somebody else's.
        for path in [] if folder.is_symlink() else _in(folder):
            if not (path.name.startswith(".") or path.is_file()):
                yield path


def put_aside(archive: Archive) -> Iterator[str]:
    """Get all of it out of the way; nothing of it is lost.

    The lock may be among it, so that it cannot be held before.

    Yields:
        What was done, one sentence each.

    Raises:
        ArchiveError: it cannot be moved.
    """
    for path in list(out_of_place(archive)):
        files.put_aside(path)
        yield f"{path.relative_to(archive.output)} was no file of naqeeb's: it was put aside"


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
