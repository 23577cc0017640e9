"""The engine protocol: all that a voice must be able to do.

An engine is found by the name it is registered under in the entry-point group
``naqeeb.engines``; the entry point names a class (or function) that is called
with a :class:`~naqeeb.model.Voice` and returns an engine.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from naqeeb.model import Clip, Voice


@runtime_checkable
class Engine(Protocol):
    """What speaks.

    An instance belongs to one thread at a time unless ``concurrency`` is more
    than one, in which case ``speak`` may be called from that many threads at
    once.
    """

    voice: Voice
    version: str
    """Name and version of what speaks; part of the cache's key."""
    online: bool
    """True where the text leaves this machine."""
    cacheable: bool
    """False where speaking is cheaper than reading the cache."""
    concurrency: int
    """How many ``speak`` calls may run at once on this instance."""

    def ready(self) -> None:
        """Return if the voice could speak now, without speaking or sending anything.

        Raises:
            VoiceNotReady: a package, model or setting is missing; the hint names it.
        """

    def speak(self, text: str) -> Clip:
        """Voice ``text`` (at most ``voice.max_chars`` characters).

        The same text gives the same clip whatever was spoken before.

        Raises:
            VoiceFailed: the engine or its service failed.
            BadAudio: what came back is not audio.
        """

    def close(self) -> None:
        """Let go of threads, connections and libraries. May be called twice."""


# What an engine may have besides, each a protocol of one part.


@runtime_checkable
class Placed(Protocol):
    """An online engine that says where it sends the text."""

    sends_to: str


@runtime_checkable
class Stoppable(Protocol):
    """An engine that can stop what is under way."""

    def abandon(self) -> None:
        """End each ``speak`` that runs now, from another thread."""


@runtime_checkable
class Counting(Protocol):
    """An engine of a paid service that counts what it sends, and takes it from the budget."""

    def billed(self, text: str) -> int:
        """Characters that the service bills for this text."""


@runtime_checkable
class Phonetic(Protocol):
    """An engine that knows by which phonemes it would say a text."""

    def ipa(self, text: str) -> str:
        """The phonemes, in the letters of the IPA; empty where it would say nothing."""
