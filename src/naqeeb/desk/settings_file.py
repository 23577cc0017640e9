"""``naqeeb.toml`` as the newsroom writes it: comments and order stay as an editor left them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from naqeeb import safe_files
from naqeeb import settings as settings_module
from naqeeb.archive import lock
from naqeeb.desk import toml_file
from naqeeb.errors import DraftChanged, SettingsError

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

    def edit(document: TOMLDocument) -> None:
        for (section, key), value in values.items():
            _set(document, section, key, value)

    return _edited(path, version, edit)


def follow(path: Path, url: str) -> None:
    """Add a feed; what ``naqeeb follow`` makes of it is held until an editor releases it.

    Raises:
        SettingsError: it would not be read with it, as where the feed is followed already.
        ArchiveError: it cannot be written.
    """

    def edit(document: TOMLDocument) -> None:
        table: Any = tomlkit.table()
        table.update({"url": url, "hold": True})
        if "follow" not in document:
            document.add(tomlkit.nl())
            document.append("follow", tomlkit.aot())
        document["follow"].append(table)

    _edited(path, None, edit)


def unfollow(path: Path, url: str) -> None:
    """Take a feed out that was added by ``follow``.

    Raises:
        SettingsError: it is not there, or holds what an editor wrote by hand.
        ArchiveError: it cannot be written.
    """

    def edit(document: TOMLDocument) -> None:
        feeds: Any = document.get("follow", [])
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
            del document["follow"]

    _edited(path, None, edit)


def _edited(path: Path, version: str | None, edit: Callable[[TOMLDocument], None]) -> str:
    """The new version of the file; a ``version`` of None is whatever it is now."""
    try:
        with lock.held(path.with_name(".naqeeb-settings-lock")):
            data = _bytes_of(path)
            if version is not None and hashlib.sha256(data).hexdigest() != version:
                raise _changed(path)
            document = toml_file.parsed(path, data)
            edit(document)
            changed = tomlkit.dumps(document).encode() or b"\n"
            read = partial(settings_module.load, root=path.resolve().parent)
            toml_file.refuse_wrong(path, changed, read)
            if changed != data:
                safe_files.write(path, changed)
    except OSError as error:
        raise toml_file.cannot_write(path, error) from None
    return hashlib.sha256(changed).hexdigest()


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
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _changed(path: Path) -> DraftChanged:
    return DraftChanged(
        f"somebody else changed {path.name} meanwhile",
        cause="it is open in another window, or was edited as a file",
        hint="load the page again, and put your changes in",
        id=path.name,
    )
