"""The entries of a ``lexicon.toml`` as they stand in the file, each with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from naqeeb.errors import SettingsError
from naqeeb.settings.table import shown


def numbered(path: Path, text: str, table: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Each entry's table with the line on which it begins."""
    lines = text.split("\n")
    line_of = _line_of_each(lines)
    unknown = [key for key in table if key not in ("words", "entry")]
    if unknown:
        raise wrong(
            path,
            line_of.get(unknown[0], 1),
            f"{shown(unknown[0])} is neither [words] nor [[entry]]",
            "put words under [words], or write an [[entry]]",
        )
    words, entries = table.get("words", {}), table.get("entry", [])
    if not isinstance(words, dict) or not _are_tables(entries):
        raise wrong(path, 1, "[words] is a table and [[entry]] a list of tables", "")
    heads = [at for at, line in enumerate(lines, 1) if re.match(r"\s*\[\[ *entry *]]", line)]
    entered = [
        (line_of.get(written, 1), {"written": written, "spoken": spoken})
        for written, spoken in words.items()
    ]
    heads += [1] * (len(entries) - len(heads))
    entered += list(zip(heads, entries, strict=False))
    return entered


def _are_tables(entries: object) -> bool:
    return isinstance(entries, list) and all(isinstance(each, dict) for each in entries)


def _line_of_each(lines: list[str]) -> dict[str, int]:
    """On which line each name stands first, found in one look for all of them."""
    line_of: dict[str, int] = {}
    for at, line in enumerate(lines, 1):
        line_of.setdefault(line.split("=")[0].strip().strip("\"'[]"), at)
    return line_of


def wrong(path: Path, line: int, what: str, hint: str) -> SettingsError:
    """The error that names file and line."""
    return SettingsError(f"{path}, line {line}: {what}", hint=hint, path=str(path), line=line)
