"""The user's models: fetched, brought by hand, and removed.

Where the voice file knows no hash of a file, that of the first fetch is noted in
``hashes.json`` beside the models, and later fetches are held to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from filelock import FileLock

from naqeeb import safe_files
from naqeeb.errors import SettingsError, VoiceNotReady
from naqeeb.model import ModelFile, Voice
from naqeeb.paths import is_file
from naqeeb.settings.did_you_mean import did_you_mean
from naqeeb.speech.fetch import Progress, download, parts_of, take
from naqeeb.speech.models import HASHES, user_folder


@dataclass(frozen=True, slots=True)
class Kept:
    """A model's file as it lies on this machine."""

    name: str
    path: Path
    size_bytes: int
    sha256: str
    fetched: bool
    """False where it was there already."""


def get(
    voice: Voice, progress: Progress, *, mirror: str = "", source: Path | None = None
) -> list[Kept]:
    """Fetch the files of a voice's model into the user's folder.

    Args:
        voice: its ``files`` say what and from where.
        progress: told of the bytes of each file.
        mirror: the address of a server that has the same files.
        source: a file or folder on this machine to take them from instead.

    Raises:
        VoiceNotReady: a file cannot be got. Those that are there stay.
        SettingsError: the voice file names a file that leads out of the folder.
    """
    if not voice.files:
        raise VoiceNotReady(
            f"voice {voice.name} has no model to fetch",
            cause="its voice file lists no [[files]]: it needs none, or they are fetched by hand",
            hint="see docs/voices.md; `naqeeb voices` says what a voice needs",
            voice=voice.name,
        )

    supply = _Supply(progress, mirror, source)
    with _locked() as folder:
        return [_get(voice, file, folder, supply) for file in voice.files]


def remove(voice: Voice) -> list[Kept]:
    """Remove the files of a voice's model from the user's folder.

    Raises:
        VoiceNotReady: there are none, or they cannot be removed.
    """
    removed = []
    with _locked() as folder:
        for file in voice.files:
            path = _place(voice, file, folder)
            for left in parts_of(path):
                left.unlink(missing_ok=True)
            if is_file(path):
                size = path.stat().st_size
                path.unlink()
                removed.append(Kept(file.name, path, size, "", fetched=False))
    if not removed:
        raise VoiceNotReady(
            f"no model of voice {voice.name} lies in {user_folder()}",
            cause="it was never fetched, or lies elsewhere, where naqeeb removes nothing",
            hint="`naqeeb voices` says which voices are ready",
            voice=voice.name,
        )
    return removed


@dataclass(frozen=True, slots=True)
class _Supply:
    """Where files of models come from."""

    progress: Progress
    mirror: str
    source: Path | None

    def bring(self, file: ModelFile, target: Path) -> str:
        """Put a file in its place; gives its SHA-256."""
        if self.source is not None:
            return take(file, _brought(file, self.source), target, self.progress)
        return download(file, _addresses(file, self.mirror), target, self.progress)


def _get(voice: Voice, file: ModelFile, folder: Path, supply: _Supply) -> Kept:
    path = _place(voice, file, folder)
    notes = _Notes(folder)
    noted = notes.read().get(file.name)
    file = replace(file, sha256=file.sha256 or noted)
    if is_file(path):
        digest = safe_files.sha256(path)
        if file.sha256 in (None, digest):
            return Kept(file.name, path, path.stat().st_size, digest, fetched=False)
    digest = supply.bring(file, path)
    if noted is None:
        notes.add(file.name, digest)
    return Kept(file.name, path, path.stat().st_size, digest, fetched=True)


def _place(voice: Voice, file: ModelFile, folder: Path) -> Path:
    parts = PurePosixPath(file.name).parts
    inside = parts and not file.name.startswith("/") and not {"..", "."} & set(parts)
    if not inside or "\\" in file.name or ":" in file.name or "\x00" in file.name:
        raise SettingsError(
            f"voice {voice.name}: [[files]] name {file.name!r} leads out of the folder of models",
            hint='write a plain name, as in name = "voice.onnx"',
            voice=voice.name,
            key="files",
        )
    return folder.joinpath(*parts)


def _addresses(file: ModelFile, mirror: str) -> list[str]:
    """Where to look, the best first; a mirror has the same path, or all files side by side."""
    if not mirror:
        return [file.url]
    base, path = mirror.rstrip("/"), urlsplit(file.url).path
    return [f"{base}{path}", f"{base}/{PurePosixPath(path).name}"]


def _brought(file: ModelFile, source: Path) -> Path:
    """The file that a person brought: the one named, one in that folder, or beside it."""
    name = PurePosixPath(file.name).name
    if not source.exists():
        raise VoiceNotReady(
            f"there is no file or folder {source}",
            cause="the name is mistyped, or it lies in another folder",
            hint=f"{did_you_mean(source)}name the model's file, or the folder of all its files",
            file=name,
        )
    folder = source if source.is_dir() else source.parent
    for path in (folder / file.name, folder / name):
        if is_file(path):
            return path
    raise VoiceNotReady(
        f"{folder} holds no file {name}",
        cause="a voice's model may be several files, which are looked for side by side",
        hint=f"get it from {file.url} and put it there",
        file=name,
    )


@contextmanager
def _locked() -> Iterator[Path]:
    """The user's folder, for one process at a time."""
    folder = user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            yield folder
    except OSError as error:
        raise VoiceNotReady(
            f"the folder of models {folder} cannot be used",
            cause=str(error),
            hint="look at its rights, or set XDG_DATA_HOME to another folder",
        ) from None


class _Notes:
    """The hashes of what was fetched first."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / HASHES

    def read(self) -> dict[str, str]:
        try:
            table = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):
            table = None
        if not isinstance(table, dict):
            raise VoiceNotReady(
                f"{self._path} is damaged",
                cause="it holds the hashes that fetched models are held to",
                hint="repair it, or remove it: then the next fetch is noted as the first",
            )
        return {str(name): str(digest) for name, digest in table.items()}

    def add(self, name: str, digest: str) -> None:
        table = self.read() | {name: digest}
        safe_files.write(self._path, json.dumps(table, indent=1).encode())
