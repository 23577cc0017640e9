"""Where the espeak-ng library lives: a folder with no more of its data than one voice needs.

Starting the library takes half a millisecond there; among all 150 languages and
100 variants, which it lists, it takes 3 ms more. And a loader takes the same file
for the same library, so each thread is given a copy of the file of its own.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from naqeeb.errors import VoiceNotReady

_DATA = "espeak-ng-data"
_PREFIX = "naqeeb-espeak-"
_KEPT_S = 86_400.0


class Home:
    """A folder for one voice: the data that it needs, and copies of the library.

    Raises:
        VoiceNotReady: the package is missing, has no such voice, or the folder cannot be made.
    """

    def __init__(self, language: str, variant: str) -> None:
        self._original, self._data = _installed()
        self._lock = threading.Lock()
        self._free: list[Path] = []
        self._copies = 0
        self._reads_all = False
        self._process = os.getpid()
        _sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{self._process}-"))
        atexit.register(self._remove)
        try:
            _furnish(self.folder / _DATA, self._data, language, variant)
        except OSError as error:
            raise unusable(self.folder, error) from None

    @property
    def usable(self) -> bool:
        """False in a forked child, and where a cleaner of old files has been."""
        return self._process == os.getpid() and self.folder.is_dir()

    def read_all(self) -> None:
        """Bring the dictionaries of all languages: letters of each script are read by its own."""
        with self._lock:
            if not self._reads_all:
                _link_all(self._data.glob("*_dict"), self._data, self.folder / _DATA)
                self._reads_all = True

    def take(self) -> Path:
        """A copy of the library that nobody has loaded.

        Raises:
            VoiceNotReady: the disk is full.
        """
        with self._lock:
            if self._free:
                return self._free.pop()
            self._copies += 1
            number = self._copies
        path = self.folder / f"copy-{number}{self._original.suffix}"
        try:
            shutil.copyfile(self._original, path)
        except OSError as error:
            raise unusable(self.folder, error) from None
        return path

    def give_back(self, path: Path) -> None:
        """Let another have a copy, which is no longer loaded."""
        with self._lock:
            self._free.append(path)

    def _remove(self) -> None:
        if self._process == os.getpid():
            shutil.rmtree(self.folder, ignore_errors=True)


def _sweep() -> None:
    """Remove the folders of processes that were killed a day ago or more."""
    if sys.platform == "win32":
        return  # a process is not asked there whether it lives without ending it
    old = time.time() - _KEPT_S
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):
            if number.isdigit() and folder.lstat().st_mtime < old and not _lives(int(number)):
                shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


_homes: dict[tuple[str, str], Home] = {}
_homes_lock = threading.Lock()


def home_of(language: str, variant: str) -> Home:
    """The home of a voice in this process; made where there is none, or none any longer."""
    key = (language, variant)
    with _homes_lock:
        home = _homes.get(key)
        if home is None or not home.usable:
            home = _homes[key] = Home(language, variant)
        return home


def _after_fork() -> None:
    # Another thread of the parent may have held it.
    global _homes_lock  # noqa: PLW0603 - there is one for the process
    _homes_lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _installed() -> tuple[Path, Path]:
    """The library file and its data folder."""
    try:
        import espeakng_loader
    except ImportError:
        raise VoiceNotReady(
            "the embedded voice is not installed",
            hint="run `pip install espeakng-loader`",
        ) from None
    return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())


def _furnish(folder: Path, data: Path, language: str, variant: str) -> None:
    """The data folder as the library wants it, with one language and one variant."""
    # Languages lie in `lang` or in a folder of their family there.
    places = [data / "lang", *(entry for entry in os.scandir(data / "lang") if entry.is_dir())]
    spoken = next((path for place in places if (path := Path(place, language)).is_file()), None)
    speaker = data / "voices" / "!v" / variant
    if spoken is None or not speaker.exists():
        raise no_voice(language, variant)
    names = ("phontab", "phonindex", "phondata", "intonations", "en_dict")
    wanted = [*(data / name for name in names), data / f"{language}_dict", spoken]
    if variant:
        wanted.append(speaker)
    _link_all(wanted, data, folder)


def _link_all(sources: Iterable[Path], data: Path, folder: Path) -> None:
    for source in sources:
        target = folder / source.relative_to(data)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:
        # Windows allows symbolic links to few users, and hard links within a disk.
        try:
            target.hardlink_to(source)
        except OSError:
            shutil.copyfile(source, target)


def no_voice(language: str, variant: str) -> VoiceNotReady:
    """The error for a voice that the library does not have."""
    asked = f"{language}+{variant}" if variant else language
    return VoiceNotReady(
        f"the embedded voice has no voice {asked!r}",
        hint='correct voice and variant in the voice file; voice = "ur" always works',
    )


def unusable(folder: Path, error: OSError) -> VoiceNotReady:
    """The error for a library that cannot be copied there, or not be loaded from there."""
    return VoiceNotReady(
        f"the embedded voice's library does not load: {error}",
        cause=f"{folder.parent} is full or allows no programs, or espeakng-loader is damaged",
        hint="set TMPDIR to another folder, or reinstall espeakng-loader",
    )
