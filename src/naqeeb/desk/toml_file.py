"""TOML files that an editor and naqeeb both write: read with their comments, tried before saved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from naqeeb import file_errors
from naqeeb.errors import ArchiveError, DraftChanged, SettingsError
from naqeeb.settings.table import not_toml


def parsed(path: Path, data: bytes) -> TOMLDocument:
    """The file's bytes as a document that keeps comments and order.

    Raises:
        SettingsError: they are not TOML.
    """
    text = ""
    try:
        text = data.decode("utf-8-sig")
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise not_toml(path, text, error) from None


def refuse_wrong(path: Path, data: bytes, read: Callable[[Path], object]) -> None:
    """Return if ``read`` would take the file with these bytes.

    Raises:
        SettingsError: what ``read`` found, with the file's own name.
    """
    with tempfile.TemporaryDirectory(prefix="naqeeb-") as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(data)
        try:
            read(trial)
        except SettingsError as error:
            what = error.what.replace(str(trial), path.name)
            raise SettingsError(what, cause=error.cause, hint=error.hint, key=error.key) from None


def cannot_write(path: Path, error: OSError) -> ArchiveError:
    """The error for such a file that could not be written."""
    hint = "mend that, then try again; the file is as it was"
    return file_errors.cannot_write(path, error, hint=hint)


def changed_meanwhile(path: Path) -> DraftChanged:
    """The error for such a file that is not as the editor's page showed it any more."""
    return DraftChanged(
        f"somebody else changed {path.name} meanwhile",
        cause="it is open in another window, or was edited as a file",
        hint="load the page again, and put your changes in",
        id=path.name,
    )


def put(table: Any, key: str, value: object) -> None:
    """Set a key of a table; a new one stands behind the last, before the next table's heading.

    A comment at the end of a table's lines mostly introduces what follows.
    """
    if key in table:
        if table[key] != value:
            table[key] = value
        return
    body = table.value.body if isinstance(table, Table) else []
    heading: list[Any] = []
    while body and body[-1][0] is None:
        heading.insert(0, body.pop())
    table[key] = value
    body.extend(heading)
