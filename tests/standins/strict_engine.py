"""An engine of a stranger: it beeps, and refuses to speak once it was closed."""

from __future__ import annotations

from typing import ClassVar

from naqeeb.model import Clip, Voice
from naqeeb.speech.engines.tone import Tone


class Strict(Tone):
    """The tone, by an engine that takes its end seriously."""

    every: ClassVar[list[Strict]] = []
    """All that were opened, in their order."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice)
        self.spoken: list[str] = []
        self.closed = 0
        Strict.every.append(self)

    def ready(self) -> None:
        """Return if it was not closed."""
        self._refuse_closed()

    def speak(self, text: str) -> Clip:
        """Beeps."""
        self._refuse_closed()
        self.spoken.append(text)
        return super().speak(text)

    def close(self) -> None:
        """For good."""
        self.closed += 1

    def _refuse_closed(self) -> None:
        if self.closed:
            raise RuntimeError("it was closed")
