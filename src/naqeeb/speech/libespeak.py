"""The espeak-ng library, one private copy for each thread that speaks.

Three traits of the library shape this file:

*  It keeps everything in static variables, so two threads in one copy crash.
   A loader takes the same file for the same library, so each copy is loaded
   from a file of its own.
*  What it says depends on what it said before, and neither setting the voice
   again nor initialising again clears that. Its writable segment is therefore
   saved once and put back before each text: 110 kB, 4 microseconds. Where the
   segment is not known (other systems than 64-bit Linux), and for a text with
   letters for which the library replaces things that it holds outside of the
   segment, a copy is loaded for that one text instead: about 6 ms.
*  It keeps its data path in 160 bytes, so a long path is reached by a short
   link.
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.speech.segment import writable_segment

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_BUFFER_MS = 1000
_PHONEMES_IPA = 2
_PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "gap": 7}
_LONGEST_DATA_PATH = 120

# Spoken once before the segment is saved. It makes the library settle what it
# allocates on first use: its copy of the voice, and its English for Latin
# letters and for the names of signs (which it never frees again: 380 kB).
_PRIMER = "ہے SCO & × ۔"

# Letters of any other script make the library exchange its second language,
# which it holds outside of the segment.
_FOREIGN = re.compile(
    "[^\u0000-\u036f\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u2000-\u206f\u20a0-\u20cf"
    "\u2100-\u2bff\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff]"
)

_EVENT_END = 0
_EVENT_WORD = 1


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


@dataclass(frozen=True, slots=True)
class Manner:
    """How the library is to speak; all values in the library's own units."""

    voice: str
    """A language, and after ``+`` a variant: ``ur``, ``ur+f2``."""
    rate: int
    pitch: int
    range: int
    volume: int
    gap: int


@dataclass(frozen=True, slots=True)
class WordEvent:
    """The library's report that a word begins."""

    position: int
    """First character in the text, from 0."""
    length: int
    sample: int


class Library:
    """One private copy. Belongs to one thread at a time.

    Raises:
        VoiceNotReady: the library or its data is missing, or knows no such voice.
    """

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._kept: _Copy | None = _Copy(manner)
        self.rate_hz = self._kept.rate_hz

    def speak(self, text: str) -> tuple[bytes, list[WordEvent]]:
        """Mono 16-bit samples at ``rate_hz``, and where words begin in them.

        Raises:
            VoiceFailed: the library refused.
        """
        with self._copy_for(text) as copy:
            return copy.say(text)

    def ipa(self, text: str) -> str:
        """The phonemes of a text, in IPA, clauses joined by a space."""
        with self._copy_for(text) as copy:
            return copy.ipa(text)

    def close(self) -> None:
        """Unload this copy. May be called twice."""
        if self._kept is not None:
            self._kept.unload()
            self._kept = None

    @contextmanager
    def _copy_for(self, text: str) -> Iterator[_Copy]:
        if self._kept is None:
            self._kept = _Copy(self._manner)
        if self._kept.can_rewind and not _FOREIGN.search(text):
            self._kept.rewind()
            yield self._kept
            return
        copy = _Copy(self._manner, rewinds=False)
        try:
            yield copy
        finally:
            copy.unload()


class _Copy:
    """The library, loaded and ready to speak in one manner."""

    def __init__(self, manner: Manner, *, rewinds: bool = True) -> None:
        self._pcm: list[bytes] = []
        self._events: list[WordEvent] = []
        self._lib = _load()
        # The library keeps no reference to the callback, so this object does.
        self._callback = _Callback(self._take)
        self.rate_hz: int = self._lib.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, os.fsencode(_data_parent()), _DONT_EXIT
        )
        if self.rate_hz <= 0:
            raise VoiceNotReady(
                "the embedded voice does not find its data",
                cause="the package espeakng-loader is damaged",
                hint="run `pip install --force-reinstall espeakng-loader`",
            )
        self._lib.espeak_SetSynthCallback(self._callback)
        if self._lib.espeak_SetVoiceByName(manner.voice.encode()) != 0:
            raise VoiceNotReady(
                f"the embedded voice has no voice {manner.voice!r}",
                hint='correct voice and variant in the voice file; voice = "ur" always works',
            )
        for name, number in _PARAMETERS.items():
            self._lib.espeak_SetParameter(number, getattr(manner, name), 0)
        # Klatt synthesis keeps its state elsewhere.
        rewinds = rewinds and "klatt" not in manner.voice
        self._segment = writable_segment(self._lib) if rewinds else None
        self._saved = b""
        if self._segment is not None:
            self.say(_PRIMER)
            self._saved = ctypes.string_at(*self._segment)

    @property
    def can_rewind(self) -> bool:
        return self._segment is not None

    def rewind(self) -> None:
        """Put the library back to the state in which it was saved."""
        if self._segment is not None:
            ctypes.memmove(self._segment[0], self._saved, self._segment[1])

    def say(self, text: str) -> tuple[bytes, list[WordEvent]]:
        self._pcm, self._events = [], []
        data = text.encode()
        # No flag but the encoding: with SSML on, a text could start programs.
        status = self._lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
        if status != 0:
            raise VoiceFailed(
                f"the embedded voice refused a text of {len(text)} characters (status {status})",
                hint="report it with the text",
            )
        return b"".join(self._pcm), self._events

    def ipa(self, text: str) -> str:
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value:
            said = self._lib.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _PHONEMES_IPA)
            clauses.append((said or b"").decode("utf-8", "replace"))
        return " ".join(clause for clause in clauses if clause)

    def unload(self) -> None:
        self._lib.espeak_Terminate()
        _unload(self._lib)

    def _take(self, wave: int | None, samples: int, events: Any) -> int:
        if wave and samples > 0:
            self._pcm.append(ctypes.string_at(wave, samples * 2))
        index = 0
        while (event := events[index]).type != _EVENT_END:
            if event.type == _EVENT_WORD:
                word = WordEvent(event.text_position - 1, event.length, event.sample)
                self._events.append(word)
            index += 1
        return 0


@cache
def _installed() -> tuple[Path, Path]:
    """The library file and the folder that holds ``espeak-ng-data``."""
    try:
        import espeakng_loader
    except ImportError:
        raise VoiceNotReady(
            "the embedded voice is not installed",
            hint="run `pip install espeakng-loader`",
        ) from None
    return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path()).parent


@cache
def _data_parent() -> str:
    """A path to the data that is short and, on Windows, plain."""
    parent = _installed()[1]
    plain = sys.platform != "win32" or str(parent).isascii()
    if len(os.fsencode(parent)) <= _LONGEST_DATA_PATH and plain:
        return str(parent)
    short = tempfile.mkdtemp(prefix="naqeeb-")
    atexit.register(shutil.rmtree, short, ignore_errors=True)
    here = Path(short, "espeak-ng-data")
    try:
        here.symlink_to(parent / "espeak-ng-data", target_is_directory=True)
    except OSError:
        # Windows allows links to few users.
        shutil.copytree(parent / "espeak-ng-data", here)
    return short


def _load() -> ctypes.CDLL:
    original = _installed()[0]
    handle, name = tempfile.mkstemp(prefix="naqeeb-", suffix=original.suffix)
    os.close(handle)
    try:
        shutil.copyfile(original, name)
        lib = ctypes.CDLL(name)
    except OSError as error:
        raise VoiceNotReady(
            f"the embedded voice's library does not load: {error}",
            cause=f"the folder {Path(name).parent} is full or allows no programs",
            hint="set TMPDIR to a folder that does, or reinstall espeakng-loader",
        ) from None
    finally:
        # A loaded library needs its file no more, except on Windows.
        with contextlib.suppress(OSError):
            Path(name).unlink()
    if Path(name).exists():
        atexit.register(_remove, name, lib)
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    lib.espeak_Synth.argtypes = (
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    )
    return lib


def _remove(name: str, lib: ctypes.CDLL) -> None:
    with contextlib.suppress(OSError):
        _unload(lib)
    with contextlib.suppress(OSError):
        Path(name).unlink()


def _unload(lib: ctypes.CDLL) -> None:
    # ctypes has no public way to unload a library.
    import _ctypes

    handle = lib._handle  # noqa: SLF001 - the same
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)
