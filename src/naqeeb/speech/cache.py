"""The chunk cache: voiced chunks as plain files, one each.

A file is the sha256 of all that follows it, a line of JSON (sample rate, word
marks) and the samples, so a file that was cut short or has rotted is noticed
and dropped. Files are written beside their place and renamed into it, hence
several processes can share the folder without a lock. The files used longest
ago go first when the folder grows over its size.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from naqeeb.model import Clip, Mark
from naqeeb.speech.engine import Engine

MAX_BYTES = 1 << 30
_SUFFIX = ".clip"
# What another process is writing at this moment is younger than this.
_ABANDONED_S = 3600.0


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What the cache holds."""

    folder: Path
    clips: int
    size_bytes: int
    max_bytes: int


_UNHEARD = frozenset({"folder", "roles"})
"""Where the voice file lies, and how the voice speaks in roles other than this one."""


def key(engine: Engine, text: str) -> str:
    """What a chunk's audio depends on, hashed: engine, version, options, text."""
    voice = engine.voice
    chosen = {name: value for name, value in voice.options.items() if name not in _UNHEARD}
    parts = (voice.engine, engine.version, voice.language, chosen, text)
    packed = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(packed.encode()).hexdigest()


class Cache:
    """Clips by key. Every method may be called from any thread.

    The cache never fails a run: where its folder cannot be read or written it
    holds nothing.

    Args:
        folder: where the files lie; None means ``$XDG_CACHE_HOME/naqeeb/clips``.
        max_bytes: the size that it may grow to.
    """

    def __init__(self, folder: Path | None = None, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._unswept = max_bytes
        self.asked = 0
        """Clips that were wanted, also of voices of which none is kept."""
        self.hits = 0
        """How often there was one."""

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        if self._folder is None:
            # Looked up late: a run that caches nothing is spared the import.
            import platformdirs

            self._folder = platformdirs.user_cache_path("naqeeb") / "clips"
        return self._folder

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def get(self, key: str) -> Clip | None:
        """The clip, or None where there is no sound file for it."""
        clip = self._read(self._path(key))
        with self._lock:
            self.hits += clip is not None
        return clip

    def note_asked(self) -> None:
        """Count a clip that is wanted."""
        with self._lock:
            self.asked += 1

    def _read(self, path: Path) -> Clip | None:
        try:
            data = path.read_bytes()
        except OSError:
            return None
        clip = _unpack(data)
        with contextlib.suppress(OSError):
            if clip is None:
                path.unlink()
            else:
                os.utime(path)
        return clip

    def put(self, key: str, clip: Clip) -> None:
        """Keep a clip, whole or not at all."""
        path = self._path(key)
        data = _pack(clip)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            return
        with self._lock:
            self._unswept += len(data)
            due = self._unswept > self.max_bytes // 20
            if due:
                self._unswept = 0
        if due:
            self._sweep()

    def stats(self) -> CacheStats:
        """How much the folder holds now."""
        sizes = [size for _, size, path in self._files() if path.suffix == _SUFFIX]
        return CacheStats(self.folder, len(sizes), sum(sizes), self.max_bytes)

    def clear(self) -> CacheStats:
        """Remove every clip; returns what there was."""
        before = self.stats()
        for _, _, path in self._files():
            with contextlib.suppress(OSError):
                path.unlink()
        return before

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_SUFFIX}"

    def _files(self) -> list[tuple[float, int, Path]]:
        """Every file with the time of its last use and its size."""
        files = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                files.append((status.st_mtime, status.st_size, path))
        return files

    def _sweep(self) -> None:
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        old = time.time() - _ABANDONED_S
        for used, size, path in files:
            abandoned = path.suffix != _SUFFIX and used < old
            if abandoned or (total > self.max_bytes and path.suffix == _SUFFIX):
                with contextlib.suppress(OSError):
                    path.unlink()
                total -= size


def _pack(clip: Clip) -> bytes:
    marks = [(mark.start, mark.end, mark.at_ms) for mark in clip.marks]
    facts = json.dumps({"rate_hz": clip.rate_hz, "marks": marks}).encode() + b"\n"
    digest = hashlib.sha256(facts)
    digest.update(clip.pcm)
    return b"".join((digest.hexdigest().encode(), b"\n", facts, clip.pcm))


def _unpack(data: bytes) -> Clip | None:
    digest, _, rest = data.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return None
    line, _, pcm = rest.partition(b"\n")
    facts = json.loads(line)
    return Clip(pcm, facts["rate_hz"], tuple(Mark(*mark) for mark in facts["marks"]))
