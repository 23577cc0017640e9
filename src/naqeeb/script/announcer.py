"""Who reads a script, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from naqeeb.script.lexicon import Lexicon
from naqeeb.settings import ScriptSettings


@dataclass(frozen=True, slots=True)
class Announcer:
    """How a voice is given what it reads; without anything stated, by our rules alone."""

    settings: ScriptSettings = field(default_factory=ScriptSettings)
    lexicon: Lexicon = field(default_factory=Lexicon)
    """The newsroom's."""
    vocalised: bool = False
    """Whether the voice wants vowel marks."""
    voice: str = ""
    """Its name, for entries of the lexicon that are for it alone."""
    engine: str = ""
    """The name of its engine, likewise."""
