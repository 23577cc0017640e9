"""``espeak``: the embedded voice, espeak-ng inside this process.

Chunks are voiced on as many threads as call, and a chunk's samples are the
same whatever was spoken before or is being spoken beside it.
"""

from __future__ import annotations

import os
import re
import threading
from bisect import bisect_right

from naqeeb.model import Clip, Mark, Voice
from naqeeb.model.values import CONTROLS
from naqeeb.speech import options
from naqeeb.speech.espeak.library import Library, Manner, WordEvent
from naqeeb.speech.espeak.nasal import noted

# `[[` opens espeak's own phoneme notation, control characters end or upset a
# text, and lone surrogates cannot be encoded.
_NOT_SPOKEN = re.compile(rf"[{CONTROLS}\ud800-\udfff]")


class Espeak:
    """An engine of the protocol.

    ``[options]``: ``voice`` (``ur``), ``variant`` (``f2``), ``rate`` in words a
    minute (80 to 450), ``pitch``, ``range`` (0 to 99), ``volume`` (0 to 100) and
    ``gap`` between words (0 to 20, in espeak-ng's units of 10 ms).
    """

    version = "espeak-ng 1.52"
    online = False
    cacheable = False

    def __init__(self, voice: Voice) -> None:
        known = ("voice", "variant", "rate", "pitch", "range", "volume", "gap")
        options.refuse_unknown(voice, known)
        self.voice = voice
        # One processor is left to whoever levels and encodes what is spoken.
        self.concurrency = max(1, (os.cpu_count() or 1) - 1)
        self._manner = Manner(
            language=options.text(voice, "voice", "ur", pattern=r"[a-z][a-z0-9-]{0,39}"),
            variant=options.text(voice, "variant", "", pattern=r"[\w-]{0,40}"),
            rate=options.whole(voice, "rate", 150, 80, 450),
            pitch=options.whole(voice, "pitch", 50, 0, 99),
            range=options.whole(voice, "range", 50, 0, 99),
            volume=options.whole(voice, "volume", 100, 0, 100),
            gap=options.whole(voice, "gap", 0, 0, 20),
        )
        self._phonemes: Library | None = None
        self._lock = threading.Lock()

    def ready(self) -> None:
        """Load the library once."""
        with Library(self._manner):
            pass

    def speak(self, text: str) -> Clip:
        """Voice ``text``; markup in it is never followed."""
        text = _speakable(text)
        with Library(self._manner) as fresh:
            handed = noted(text, fresh.notation) if self._manner.language == "ur" else None
            pcm, words = fresh.say(handed.text if handed else text)
            if handed:
                words = [word._replace(position=handed.origin(word.position)) for word in words]
            return Clip(pcm, fresh.rate_hz, _marks(text, words, fresh.rate_hz))

    def ipa(self, text: str) -> str:
        """What would be said, in IPA; empty where nothing would be."""
        # Phonemes do not depend on what came before, so one library serves for all.
        with self._lock:
            if self._phonemes is None:
                self._phonemes = Library(self._manner)
            text = _speakable(text)
            if self._manner.language == "ur":
                text = noted(text, self._phonemes.notation).text
            return self._phonemes.ipa(text)

    def close(self) -> None:
        """Unload the library that tells phonemes."""
        with self._lock:
            library, self._phonemes = self._phonemes, None
        if library is not None:
            library.unload()


def _speakable(text: str) -> str:
    # Replaced one for one, so that word marks still point into the caller's text.
    return _NOT_SPOKEN.sub(" ", text).replace("[[", "  ")


def _marks(text: str, events: list[WordEvent], rate_hz: int) -> tuple[Mark, ...]:
    """One mark for each word of the text that was reported.

    espeak reports a number or an acronym in several parts and a sign by its
    name; what lies between two white spaces is one word here, and the first
    report of it counts.
    """
    words = [match.span() for match in re.finditer(r"\S+", text)]
    starts = [start for start, _ in words]
    marks: list[Mark] = []
    for event in events:
        index = bisect_right(starts, event.position) - 1
        if index < 0 or event.position >= words[index][1]:
            continue
        start, end = words[index]
        if not marks or start > marks[-1].start:
            marks.append(Mark(start, end, event.sample / rate_hz * 1000))
    return tuple(marks)
