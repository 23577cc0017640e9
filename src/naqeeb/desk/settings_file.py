"""``naqeeb.toml`` as the newsroom writes it: comments and order stay as an editor left them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from naqeeb import safe_files, small_files
from naqeeb import settings as settings_module
from naqeeb.archive import lock
from naqeeb.desk import toml_file
from naqeeb.errors import SettingsError

Values = Mapping[tuple[str, str], object]
"""New texts by section and key; None takes the line out, where no comment stands behind it."""


def version_of(path: Path) -> str:
    """Hash of the file's bytes; that of nothing where there is no file."""
    return hashlib.sha256(_bytes_of(path)).hexdigest()


def change(path: Path, version: str, values: Values) -> str:
    """Change some settings; with ``[[show]]`` tables those of the first show.

    Args:
        path: ``naqeeb.toml``; it is begun where there is none.
        version: of the file that the editor read.
        values: what to change.

    Returns:
        The new version.

    Raises:
        DraftChanged: somebody else changed the file meanwhile.
        SettingsError: it would not be read with these values; the file stays as it was.
        ArchiveError: it cannot be written.
    """
    with _edited(path, version) as file:
        for (section, key), value in values.items():
            _set(file.document, section, key, value)
    return file.version


def follow(path: Path, url: str) -> None:
    """Add a feed; what ``naqeeb follow`` makes of it is held until an editor releases it.

    Raises:
        SettingsError: it would not be read with it, as where the feed is followed already.
        ArchiveError: it cannot be written.
    """
    table: Any = tomlkit.table()
    table.update({"url": url, "hold": True})
    with _edited(path) as file:
        if "follow" not in file.document:
            file.document.add(tomlkit.nl())
            file.document.append("follow", tomlkit.aot())
        file.document["follow"].append(table)


def unfollow(path: Path, url: str) -> None:
    """Take a feed out that was added by ``follow``.

    Raises:
        SettingsError: it is not there, or holds what an editor wrote by hand.
        ArchiveError: it cannot be written.
    """
    with _edited(path) as file:
        feeds: Any = file.document.get("follow", [])
        at = next((at for at, feed in enumerate(feeds) if feed.get("url") == url), None)
        if at is None:
            raise SettingsError("this feed is not followed", hint="load the page again")
        if not set(feeds[at]) <= {"url", "hold"}:
            raise SettingsError(
                "this feed has settings of its own, which would be lost",
                hint=f"take it out of {path.name} in a text editor",
            )
        del feeds[at]
        if not feeds:
            del file.document["follow"]


@dataclass(slots=True)
class _File:
    """A file under way."""

    document: TOMLDocument
    version: str
    """Of what was read; once it is written, of that."""


@contextmanager
def _edited(path: Path, version: str | None = None) -> Iterator[_File]:
    """The file to be changed; written at the end, if it would be read so. None: any version."""
    try:
        with lock.held(path.with_name(".naqeeb-settings-lock")):
            data = _bytes_of(path)
            current = hashlib.sha256(data).hexdigest()
            if version not in (None, current):
                raise toml_file.changed_meanwhile(path)
            file = _File(toml_file.parsed(path, data), current)
            yield file
            changed = tomlkit.dumps(file.document).encode() or b"\n"
            read = partial(settings_module.load, root=path.resolve().parent)
            toml_file.refuse_wrong(path, changed, read)
            if changed != data:
                safe_files.write(path, changed)
            file.version = hashlib.sha256(changed).hexdigest()
    except OSError as error:
        raise toml_file.cannot_write(path, error) from None


def _set(document: TOMLDocument, section: str, key: str, value: object) -> None:
    table: Any = document.get(section)
    if isinstance(table, list):
        table = table[0]
    if value is None:
        if table is not None and key in table:
            if table[key].trivia.comment:
                table[key] = ""  # a text that is empty: with its line the comment would go
            else:
                del table[key]
        return
    if table is None:
        table = tomlkit.table()
        document.add(section, table)
    toml_file.put(table, key, value)


def _bytes_of(path: Path) -> bytes:
    try:
        return small_files.read(path)
    except FileNotFoundError:
        return b""
