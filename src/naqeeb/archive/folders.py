"""The folders of episodes, as the disk has them."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from naqeeb.errors import ArchiveError
from naqeeb.text.addresses import is_address, redacted

EPISODES = "episodes"
RECORD_FILE = "episode.json"
_LONGEST_FILE = Path(EPISODES, "x" * 80, "x" * 104)
_SHOWN_CHARS = 200
_NO_NAME = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)


def names(episodes: Path) -> Iterator[str]:
    """The names of all folders; nothing is known of what is in them."""
    with contextlib.suppress(OSError), os.scandir(episodes) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                yield entry.name


def those_there(output: Path, ids: Iterable[str]) -> list[str]:
    """Those of these episodes that have a folder; quick where it is asked of thousands."""
    start = os.path.join(output, EPISODES, "")  # noqa: PTH118 - a path object for each takes longer
    return [each for each in ids if os.path.lexists(start + each)]


def record(output: Path, name: str) -> Path:
    """Where the record of an episode lies."""
    return output / EPISODES / name / RECORD_FILE


def stamp(output: Path, name: str) -> tuple[int, int] | None:
    """When a record was last written, in nanoseconds, and its size; None where there is none."""
    try:
        status = os.stat(record(output, name))  # noqa: PTH116 - asked for each of very many
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def listing_stamp(output: Path) -> int:
    """When a folder last came, went or was renamed, in nanoseconds; 0 where there is none yet."""
    try:
        return (output / EPISODES).stat().st_mtime_ns
    except OSError:
        return 0


def usable(output: Path) -> Path:
    """An output as a station may have it: the system and all libraries can name what lies there.

    Raises:
        ArchiveError: they cannot.
    """
    if is_address(str(output)):
        raise _no_output(Path(redacted(str(output))), "it is an address, and a station is a folder")
    if str(output).startswith("~"):
        output = Path.cwd() / output  # miniaudio would look for the home of somebody
    try:
        str(output).encode()
        (output / _LONGEST_FILE).stat()
    except UnicodeEncodeError:
        raise _no_output(output, "its name is not UTF-8") from None
    except ValueError as error:
        raise _no_output(output, str(error)) from None
    except OSError as error:
        # That it is not there, or may not be looked at, is said by whoever needs it.
        if error.errno in _NO_NAME:
            raise _no_output(output, str(error.strerror)) from None
    return output


def _no_output(output: Path, cause: str) -> ArchiveError:
    shown = str(output).encode("utf-8", "backslashreplace").decode()
    shown = shown if len(shown) <= _SHOWN_CHARS else f"{shown[:_SHOWN_CHARS]}…"
    return ArchiveError(
        f"no station can lie in the folder {shown}",
        cause=cause,
        hint="choose another folder with --output",
        path=shown,
    )


def names_within(output: Path, episode_id: str) -> list[str]:
    """The names of an episode's files within the output, in order."""
    folder = output / EPISODES / episode_id
    return sorted(each.relative_to(output).as_posix() for each in folder.rglob("*"))
