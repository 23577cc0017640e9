"""``lexicon.toml`` as the newsroom writes it: comments and order stay as an editor left them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from naqeeb import safe_files, script, small_files
from naqeeb.archive import lock
from naqeeb.desk import toml_file
from naqeeb.desk.write import lexicon_path
from naqeeb.script.letters import folded_words
from naqeeb.settings import Settings

_PLAIN = {"written", "spoken"}
"""All that an entry for all voices and places states."""


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word or phrase, and how it is spoken."""

    written: str
    spoken: str
    only: str = ""
    """Where it is said so, as the file states it; empty: everywhere, and it can be changed here."""


def words(settings: Settings) -> list[KeptWord]:
    """All that is kept, the newest first.

    Raises:
        SettingsError: the lexicon cannot be read.
        ArchiveError: likewise, for the disk.
    """
    path = lexicon_path(settings)
    try:
        data = small_files.read(path) if path.exists() else b""
    except OSError as error:
        raise toml_file.cannot_write(path, error) from None
    script.Lexicon.load(path)  # what it would refuse is named before it is shown
    document = toml_file.parsed(path, data).unwrap()
    kept = [KeptWord(*pair) for pair in document.get("words", {}).items()]
    kept += [
        KeptWord(entry["written"], entry["spoken"], _conditions(entry))
        for entry in document.get("entry", [])
    ]
    return kept[::-1]


def say(
    settings: Settings, written: str, spoken: str, comment: str = "", was: str | None = None
) -> Path:
    """Note how a word or phrase is spoken, by all voices.

    An entry of the same word that is for all voices and places is changed where it stands.

    Args:
        settings: of the station.
        written: the word or phrase.
        spoken: how it is said.
        comment: of a word that comes back; it stands behind a new one.
        was: how whoever changes it takes it to be said now, empty for not at all; None where
            they do not know.

    Returns:
        The lexicon's path.

    Raises:
        DraftChanged: it is said otherwise than ``was``: somebody else wrote meanwhile.
        SettingsError: the lexicon is not TOML, or the entry could never match or be spoken;
            the file stays as it was.
        ArchiveError: it cannot be written.
    """
    written, spoken = (" ".join(text.split()) for text in (written, spoken))
    path = lexicon_path(settings)
    with _edited(path) as document:
        if was is not None:
            _refuse_other(path, document, written, was)
        _set(document, written, spoken, " ".join(comment.split()))
    return path


def forget(settings: Settings, written: str, was: str | None = None) -> tuple[str, str]:
    """Take a word out that is for all voices and places.

    Args:
        settings: of the station.
        written: the word or phrase.
        was: as for ``say``.

    Returns:
        How it was said, and the comment behind it: what ``say`` needs to bring it back.

    Raises:
        SettingsError: the lexicon is not TOML.
        DraftChanged: the word is not there, or somebody wrote meanwhile where it is said so.
        ArchiveError: it cannot be written.
    """
    path = lexicon_path(settings)
    with _edited(path) as document:
        table, key = _place(document, written)
        if table is None:
            raise toml_file.changed_meanwhile(path)
        if was is not None:
            _refuse_other(path, document, written, was)
        item, spoken = table[key], _spoken(document, written)
        comment = "" if isinstance(item, dict) else item.trivia.comment.lstrip("# ")
        del table[key]
        for name in ("words", "entry"):
            if name in document and not document[name]:
                del document[name]
    return spoken, comment


def _refuse_other(path: Path, document: TOMLDocument, written: str, was: str) -> None:
    if _spoken(document, written).split() != was.split():
        raise toml_file.changed_meanwhile(path)


@contextmanager
def _edited(path: Path) -> Iterator[TOMLDocument]:
    """The lexicon to be changed; written at the end, if it would be read so."""
    try:
        with lock.held(path.with_name(".naqeeb-lexicon-lock")):
            document = toml_file.parsed(path, small_files.read(path) if path.exists() else b"")
            yield document
            changed = tomlkit.dumps(document).encode()
            toml_file.refuse_wrong(path, changed, script.Lexicon.load)
            safe_files.write(path, changed)
    except OSError as error:
        raise toml_file.cannot_write(path, error) from None


def _set(document: TOMLDocument, written: str, spoken: str, comment: str) -> None:
    table, key = _place(document, written)
    if table is None:
        if "words" not in document:
            document.add("words", tomlkit.table())
        table = document["words"]
        toml_file.put(table, written, spoken)
        if comment:
            table[written].comment(comment)
    elif isinstance(table[key], dict):
        table[key]["spoken"] = spoken
    else:
        toml_file.put(table, key, spoken)


def _place(document: TOMLDocument, written: str) -> tuple[Any, Any]:
    """The table that has a word for all voices and places, and its key there; else None."""
    entries: Any = document.get("entry", [])
    for number, entry in enumerate(entries):
        if _is_same(entry.get("written"), written) and set(entry) <= _PLAIN:
            return entries, number
    kept: Any = document.get("words", {})
    same = next((key for key in kept if _is_same(key, written)), None)
    return (None, None) if same is None else (kept, same)


def _spoken(document: TOMLDocument, written: str) -> str:
    """How a word is said by all voices and in all places; empty where nothing is stated."""
    table, key = _place(document, written)
    if table is None:
        return ""
    return str(table[key]["spoken"] if isinstance(table[key], dict) else table[key])


def _conditions(entry: dict[str, Any]) -> str:
    conditions = (
        (key, value if isinstance(value, list) else [value])
        for key, value in entry.items()
        if key not in _PLAIN
    )
    return ", ".join(f"{key} = {' | '.join(map(str, values))}" for key, values in conditions)


def _is_same(one: object, other: str) -> bool:
    return isinstance(one, str) and folded_words(one) == folded_words(other)
