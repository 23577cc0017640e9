"""``lexicon.toml`` as the newsroom writes it: comments and order stay as an editor left them."""

from __future__ import annotations

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


def say(settings: Settings, written: str, spoken: str) -> Path:
    """Note how a word or phrase is spoken, by all voices.

    An entry of the same word that is for all voices and places is changed where it stands.

    Returns:
        The lexicon's path.

    Raises:
        SettingsError: the lexicon is not TOML, or the entry could never match or be spoken;
            the file stays as it was.
        ArchiveError: it cannot be written.
    """
    path = lexicon_path(settings)
    written, spoken = (" ".join(text.split()) for text in (written, spoken))
    try:
        with lock.held(path.with_name(".naqeeb-lexicon-lock")):
            document = toml_file.parsed(path, small_files.read(path) if path.exists() else b"")
            _set(document, written, spoken)
            changed = tomlkit.dumps(document).encode()
            toml_file.refuse_wrong(path, changed, script.Lexicon.load)
            safe_files.write(path, changed)
    except OSError as error:
        raise toml_file.cannot_write(path, error) from None
    return path


def _set(document: TOMLDocument, written: str, spoken: str) -> None:
    for entry in document.get("entry", []):
        if _is_same(entry.get("written"), written) and set(entry) <= {"written", "spoken"}:
            entry["spoken"] = spoken
            return
    if "words" not in document:
        document.add("words", tomlkit.table())
    words: Any = document["words"]
    same = next((key for key in words if _is_same(key, written)), written)
    toml_file.put(words, same, spoken)


def _is_same(one: object, other: str) -> bool:
    return isinstance(one, str) and folded_words(one) == folded_words(other)
