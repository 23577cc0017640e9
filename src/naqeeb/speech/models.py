"""Model files of the voices that run on this machine: where they lie."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from naqeeb.errors import VoiceNotReady
from naqeeb.model import Voice
from naqeeb.paths import expanded, is_file

HASHES = "hashes.json"
"""In the user's folder: the hashes of files that no voice file states, as first fetched."""
_READ_BYTES = 1 << 20


def find_model(voice: Voice, name: str, source: str) -> Path:
    """The file of this name: as given, beside the voice file, or in ``voices/`` here.

    Args:
        voice: whose file it is.
        name: a path, or a name to look for.
        source: where people can get it, for the error.

    Raises:
        VoiceNotReady: there is none; the hint says how to get it.
    """
    path = _path_of(voice, name)
    if path is not None:
        return path
    by_hand = f"get it from {source} and put it into {Path('voices').absolute()}"
    command = f"run `naqeeb voices --get {voice.name}`, or "
    raise VoiceNotReady(
        f"voice {voice.name} needs the file {name}",
        cause="it is large and under a licence of its own, so it does not come with naqeeb",
        hint=f"{command if voice.files else ''}{by_hand}",
        voice=voice.name,
        file=name,
    )


def fetch_again(voice: Voice, source: str) -> str:
    """The next step where a model that lies here is no good."""
    if not voice.files:
        return f"fetch it again from {source}"
    return f"run `naqeeb voices --remove {voice.name}`, then `naqeeb voices --get {voice.name}`"


def lies_here(voice: Voice) -> bool:
    """Whether all files of the voice's model are on this machine."""
    names = [file.name for file in voice.files] or [str(voice.options.get("model", ""))]
    return all(name and _path_of(voice, name) for name in names)


def user_folder() -> Path:
    """Where one user keeps models for all projects."""
    return platformdirs.user_data_path("naqeeb") / "voices"


def fingerprint(path: Path) -> str:
    """Eight digits that change when the file does: its size, its beginning and its end."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        digest.update(file.read(_READ_BYTES))
        file.seek(max(0, size - _READ_BYTES))
        digest.update(file.read())
    return digest.hexdigest()[:8]


def _path_of(voice: Voice, name: str) -> Path | None:
    folders = [Path(str(voice.options.get("folder", "."))), Path("voices"), user_folder()]
    paths = (folder / expanded(name) for folder in folders)
    return next((path for path in paths if is_file(path)), None)
