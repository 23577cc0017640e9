"""The espeak-ng library: a copy of its own for each thread, fresh for each text.

Three traits of the library shape this file:

*  It keeps everything in static variables, so two threads in one library
   crash. A loader takes the same file for the same library, so each thread
   loads a file of its own.
*  What it says depends on what it said before, and neither setting the voice
   again nor initialising again clears that. So it is loaded for each text and
   unloaded after it, which takes half a millisecond: nearly all that loading
   takes otherwise, 3 ms, goes into listing 150 languages and 100 variants, and
   the data folder that it is shown here holds one of each.
*  It keeps its data path in 160 bytes. That folder has a short path.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from ctypes import c_char_p, c_int, c_size_t, c_uint, c_void_p
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, Self

from naqeeb.errors import VoiceFailed, VoiceNotReady

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_BUFFER_MS = 1000
_PHONEMES_IPA = 2
_PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "gap": 7}
_EVENT_END = 0
_EVENT_WORD = 1
_DATA = "espeak-ng-data"
_PREFIX = "naqeeb-espeak-"
_KEPT_S = 86_400.0

# A letter that is neither Arabic nor Latin.
_FOREIGN = re.compile(
    "[^\u0000-\u036f\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u2000-\u2bff"
    "\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff]"
)


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Manner(NamedTuple):
    """How the library is to speak; all values in the library's own units."""

    language: str
    """A language file's name: ``ur``."""
    variant: str
    """A variant file's name, such as ``f2``; empty for none."""
    rate: int
    pitch: int
    range: int
    volume: int
    gap: int


class WordEvent(NamedTuple):
    """The library's report that a word begins."""

    position: int
    """First character in the text, from 0."""
    length: int
    sample: int


class Library:
    """The library in one manner of speaking, for one thread at a time.

    It has not said anything yet. Use it in a ``with`` block, or call ``unload``.

    Raises:
        VoiceNotReady: the library or its data is missing, or knows no such voice.
    """

    def __init__(self, manner: Manner) -> None:
        self._pcm: list[bytes] = []
        self._words: list[WordEvent] = []
        self._home = _home_of(manner)
        self._file = self._home.take()
        self._loaded = _load(self._file)
        self._lib: Any = self._loaded.functions()
        # The library keeps no reference to the callback, so this object does.
        self._callback: Any = _Callback(self._take)
        self.rate_hz: int = self._lib.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, os.fsencode(self._home.folder), _DONT_EXIT
        )
        if self.rate_hz <= 0:
            raise VoiceNotReady(
                "the embedded voice does not find its data",
                cause="the package espeakng-loader is damaged",
                hint="run `pip install --force-reinstall espeakng-loader`",
            )
        self._lib.espeak_SetSynthCallback(self._callback)
        name = f"{manner.language}+{manner.variant}" if manner.variant else manner.language
        if self._lib.espeak_SetVoiceByName(name.encode()) != 0:
            raise _no_voice(manner)
        for parameter, number in _PARAMETERS.items():
            self._lib.espeak_SetParameter(number, getattr(manner, parameter), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unload()

    def say(self, text: str) -> tuple[bytes, list[WordEvent]]:
        """Mono 16-bit samples at ``rate_hz``, and where words begin in them.

        Raises:
            VoiceFailed: the library refused.
        """
        self._pcm, self._words = [], []
        self._prepare_for(text)
        data = text.encode()
        # No flag but the encoding: with SSML on, a text could start programs.
        status = self._lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
        if status != 0:
            raise VoiceFailed(
                f"the embedded voice refused a text of {len(text)} characters (status {status})",
                hint="report it with the text",
            )
        pcm, words = b"".join(self._pcm), self._words
        self._pcm, self._words = [], []
        return pcm, words

    def ipa(self, text: str) -> str:
        """The phonemes of a text, in IPA, clauses joined by a space."""
        self._prepare_for(text)
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value:
            said = self._lib.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _PHONEMES_IPA)
            clauses.append((said or b"").decode("utf-8", "replace"))
        return " ".join(clause for clause in clauses if clause)

    def unload(self) -> None:
        """Let go of the library. May be called twice."""
        if self._lib is not None:
            self._lib.espeak_Terminate()
            _unload(self._loaded)
            # The callback holds this object and this object the callback: parted here,
            # they need not wait, with megabytes of sound, for the collector of cycles.
            self._lib = self._callback = None
            self._home.give_back(self._file)

    def _prepare_for(self, text: str) -> None:
        if _FOREIGN.search(text):
            self._home.read_all()

    def _take(self, wave: int | None, samples: int, events: Any) -> int:
        if wave and samples > 0:
            self._pcm.append(ctypes.string_at(wave, samples * 2))
        index = 0
        while (event := events[index]).type != _EVENT_END:
            if event.type == _EVENT_WORD:
                word = WordEvent(event.text_position - 1, event.length, event.sample)
                self._words.append(word)
            index += 1
        return 0


class _Home:
    """A folder for one manner: the data that it needs, and copies of the library."""

    def __init__(self, manner: Manner) -> None:
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
            _furnish(self.folder / _DATA, self._data, manner)
        except OSError as error:
            raise _unwritable(self.folder, error) from None

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
        """A copy of the library that nobody has loaded."""
        with self._lock:
            if self._free:
                return self._free.pop()
            self._copies += 1
            number = self._copies
        path = self.folder / f"copy-{number}{self._original.suffix}"
        try:
            shutil.copyfile(self._original, path)
        except OSError as error:
            raise _unwritable(self.folder, error) from None
        return path

    def give_back(self, path: Path) -> None:
        """A copy may be loaded again, unless the system has kept it loaded."""
        if not _is_loaded(path):
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


_homes: dict[tuple[str, str], _Home] = {}
_homes_lock = threading.Lock()


def _home_of(manner: Manner) -> _Home:
    key = (manner.language, manner.variant)
    with _homes_lock:
        home = _homes.get(key)
        if home is None or not home.usable:
            home = _homes[key] = _Home(manner)
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


def _furnish(folder: Path, data: Path, manner: Manner) -> None:
    """The data folder as the library wants it, with one language and one variant."""
    # Languages lie in `lang` or in a folder of their family there.
    places = [data / "lang", *(entry for entry in os.scandir(data / "lang") if entry.is_dir())]
    language = next(
        (path for place in places if (path := Path(place, manner.language)).is_file()), None
    )
    variant = data / "voices" / "!v" / manner.variant
    if language is None or not variant.exists():
        raise _no_voice(manner)
    names = ("phontab", "phonindex", "phondata", "intonations", "en_dict")
    wanted = [*(data / name for name in names), data / f"{manner.language}_dict", language]
    if manner.variant:
        wanted.append(variant)
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


_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "espeak_Initialize": (c_int, c_int, c_int, c_char_p, c_int),
    "espeak_SetSynthCallback": (None, _Callback),
    "espeak_SetVoiceByName": (c_int, c_char_p),
    "espeak_SetParameter": (c_int, c_int, c_int, c_int),
    "espeak_Synth": (c_int, c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, c_void_p, c_void_p),
    "espeak_TextToPhonemes": (c_char_p, c_void_p, c_int, c_int),
    "espeak_Terminate": (c_int,),
}
"""What is called of the library: types of the result and of the arguments."""
_PROTOTYPES = {name: ctypes.CFUNCTYPE(*types) for name, types in _SIGNATURES.items()}


class _Loaded:
    """A library file, loaded by hand.

    ``ctypes.CDLL`` makes a class for each library, which only the collector of
    cycles removes; with one library a sentence that took memory apart. Nor has
    ctypes a public way to unload a library.
    """

    def __init__(self, file: Path) -> None:
        # The name is ctypes' own: a prototype looks for it.
        self._handle: int
        if sys.platform == "win32":
            self._handle = ctypes.CDLL(str(file))._handle  # noqa: SLF001 - it has no other
        else:
            import _ctypes

            self._handle = _ctypes.dlopen(str(file), os.RTLD_NOW)

    def functions(self) -> Any:
        """What is called of it, by name."""
        mine: Any = self
        return SimpleNamespace(**{name: kind((name, mine)) for name, kind in _PROTOTYPES.items()})


def _load(file: Path) -> _Loaded:
    try:
        return _Loaded(file)
    except OSError as error:
        raise _unwritable(file.parent, error) from None


def _unload(loaded: _Loaded) -> None:
    import _ctypes

    handle = loaded._handle  # noqa: SLF001 - of this file
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


def _is_loaded(file: Path) -> bool:
    """Whether unloading did not unload it, as some C libraries allow themselves."""
    mode = getattr(os, "RTLD_NOLOAD", None)
    if mode is None:
        return False
    import _ctypes

    with contextlib.suppress(OSError):
        _ctypes.dlclose(_ctypes.dlopen(str(file), mode | os.RTLD_NOW))
        return True
    return False


def _no_voice(manner: Manner) -> VoiceNotReady:
    asked = f"{manner.language}+{manner.variant}" if manner.variant else manner.language
    return VoiceNotReady(
        f"the embedded voice has no voice {asked!r}",
        hint='correct voice and variant in the voice file; voice = "ur" always works',
    )


def _unwritable(folder: Path, error: OSError) -> VoiceNotReady:
    return VoiceNotReady(
        f"the embedded voice's library does not load: {error}",
        cause=f"{folder.parent} is full or allows no programs, or espeakng-loader is damaged",
        hint="set TMPDIR to another folder, or reinstall espeakng-loader",
    )
