"""``lexicon.toml`` as the newsroom writes it: comments and order stay as an editor left them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from naqeeb import safe_files, script
from naqeeb.archive import lock
from naqeeb.desk.write import lexicon_path
from naqeeb.errors import ArchiveError, SettingsError
from naqeeb.script.letters import fold_text
from naqeeb.settings import Settings

_LOCK_WAIT_S = 10.0


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
        with lock.held(path.with_name(".naqeeb-lexicon-lock"), wait_s=_LOCK_WAIT_S):
            text = path.read_text("utf-8-sig") if path.exists() else ""
            document = _parsed(path, text)
            _set(document, written, spoken)
            changed = tomlkit.dumps(document)
            _refuse_wrong(path, changed)
            safe_files.write(path, changed.encode())
    except OSError as error:
        raise ArchiveError(
            f"{path} cannot be written: {error.strerror}", path=str(path), errno=error.errno
        ) from None
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
    words[same] = spoken


def _is_same(one: object, other: str) -> bool:
    return isinstance(one, str) and _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(fold_text(text).split()).casefold()


def _parsed(path: Path, text: str) -> TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise SettingsError(
            f"{path} is not TOML: {error}",
            cause="a quotation mark, bracket or equals sign is missing",
            hint="mend it in a text editor, then try again",
            path=str(path),
        ) from None


def _refuse_wrong(path: Path, text: str) -> None:
    """Return if the lexicon would be read with this text."""
    with tempfile.TemporaryDirectory(prefix="naqeeb-") as folder:
        trial = Path(folder) / path.name
        trial.write_text(text, "utf-8")
        try:
            script.Lexicon.load(trial)
        except SettingsError as error:
            what = error.what.replace(str(trial), path.name)
            raise SettingsError(what, cause=error.cause, hint=error.hint) from None
