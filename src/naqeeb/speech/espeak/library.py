"""The espeak-ng library: a copy of its own for each thread, fresh for each text.

Three traits of the library shape this file:

*  It keeps everything in static variables, so two threads in one library
   crash. Each thread loads a file of its own.
*  What it says depends on what it said before, and neither setting the voice
   again nor initialising again clears that. So it is loaded for each text and
   unloaded after it, which takes half a millisecond in its home.
*  It keeps its data path in 160 bytes. That of its home is short.
"""

from __future__ import annotations

import _ctypes
import contextlib
import ctypes
import os
import re
import sys
from ctypes import c_char_p, c_int, c_size_t, c_uint, c_void_p
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, Self

from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.speech.espeak.home import home_of, no_voice, unusable

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8, _PHONEMES_IN_BRACKETS = 1, 0x100
_TEXT = _UTF8 | _PHONEMES_IN_BRACKETS
_BUFFER_MS = 1000
_PHONEMES_OWN, _PHONEMES_IPA = 0, 2
_PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "gap": 7}
_EVENT_END = 0
_EVENT_WORD = 1

# A letter that is neither Arabic nor Latin.
_FOREIGN = re.compile(
    "[^\u0000-\u036f\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u2000-\u2bff"
    "\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff]"
)


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(c_int, c_void_p, c_int, ctypes.POINTER(_Event))


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
        self._home = home_of(manner.language, manner.variant)
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
            raise no_voice(manner.language, manner.variant)
        for parameter, number in _PARAMETERS.items():
            self._lib.espeak_SetParameter(number, getattr(manner, parameter), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unload()

    def say(self, text: str) -> tuple[bytes, list[WordEvent]]:
        """Mono 16-bit samples at ``rate_hz``, and where words begin in them.

        What stands between ``[[`` and ``]]`` is taken for phonemes.

        Raises:
            VoiceFailed: the library refused.
        """
        self._pcm, self._words = [], []
        self._prepare_for(text)
        data = text.encode()
        # No other flag: with SSML on, a text could start programs.
        status = self._lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, _TEXT, None, None)
        if status != 0:
            raise VoiceFailed(
                f"the embedded voice refused a text of {len(text)} characters (status {status})",
                hint="report it with the text",
            )
        pcm, words = b"".join(self._pcm), self._words
        self._pcm, self._words = [], []
        return pcm, words

    def ipa(self, text: str) -> str:
        """The phonemes of a text, in IPA, clauses joined by a space; ``[[`` as in `say`."""
        self.say(" ")  # whether brackets hold phonemes, the library remembers from what it said
        self._prepare_for(text)
        return self._phonemes(text, _PHONEMES_IPA)

    def notation(self, word: str) -> str:
        """The phonemes of an Urdu word as espeak-ng notes them, fit to stand in ``[[ ]]``."""
        return self._phonemes(word, _PHONEMES_OWN)

    def _phonemes(self, text: str, notation: int) -> str:
        rest = c_char_p(text.encode())
        clauses = []
        while rest.value:
            phonemes = self._lib.espeak_TextToPhonemes(ctypes.byref(rest), _TEXT, notation)
            clauses.append((phonemes or b"").decode("utf-8", "replace"))
        return " ".join(clause for clause in clauses if clause)

    def unload(self) -> None:
        """Let go of the library. May be called twice."""
        if self._lib is not None:
            self._lib.espeak_Terminate()
            self._loaded.unload()
            # The callback holds this object and this object the callback: parted here,
            # they need not wait, with megabytes of sound, for the collector of cycles.
            self._lib = self._callback = None
            if not _is_loaded(self._file):
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
            self._handle = _ctypes.dlopen(str(file), os.RTLD_NOW)

    def functions(self) -> Any:
        """What is called of it, by name."""
        mine: Any = self
        return SimpleNamespace(**{name: kind((name, mine)) for name, kind in _PROTOTYPES.items()})

    def unload(self) -> None:
        """Let go of it; its functions may not be called any more."""
        if sys.platform == "win32":
            _ctypes.FreeLibrary(self._handle)
        else:
            _ctypes.dlclose(self._handle)


def _load(file: Path) -> _Loaded:
    try:
        return _Loaded(file)
    except OSError as error:
        raise unusable(file.parent, error) from None


def _is_loaded(file: Path) -> bool:
    """Whether unloading did not unload it, as some C libraries allow themselves."""
    mode = getattr(os, "RTLD_NOLOAD", None)
    if mode is None:
        return False
    with contextlib.suppress(OSError):
        _ctypes.dlclose(_ctypes.dlopen(str(file), mode | os.RTLD_NOW))
        return True
    return False
