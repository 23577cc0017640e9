"""Voices, and what they speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

from naqeeb.model.script import Chunk
from naqeeb.model.values import FileName, Language, Line, Sha256, Term, WebAddress


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a voice's model, and where it is fetched from."""

    name: FileName
    """Its path in the folder of models."""
    url: WebAddress
    size_bytes: Annotated[int, Meta(ge=1, le=10**12)] | None = None
    sha256: Sha256 | None = None
    """In hex; None where it is not known: then that of the first fetch is noted and held to."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice file, read."""

    name: str
    engine: Term
    language: Language = "ur"
    sex: Literal["male", "female", "none"] = "none"
    region: Line = ""
    script: Literal["plain", "vocalised"] = "plain"
    max_chars: Annotated[int, Meta(ge=20, le=10_000)] = 300
    """The longest chunk that the engine is given."""
    chars_per_second: Annotated[float, Meta(ge=1, le=100)] = 14.0
    """Characters of spoken text in a second of speech, as measured."""
    lufs: Annotated[float, Meta(ge=-70, le=0)] | None = None
    """Integrated loudness as measured; None where it is not known."""
    licence: Line = ""
    commercial: bool = True
    """Whether the licence allows commercial use."""
    price_per_million: Annotated[float, Meta(ge=0, le=1_000_000)] | None = None
    """US dollars for a million characters, by the service's price list; None where not known."""
    resources: Mapping[Term, Annotated[float, Meta(ge=0, le=1_000_000)]] = field(
        default_factory=dict
    )
    """What a worker of a Dask cluster must offer to speak with it, as in ``GPU = 1``."""
    files: tuple[ModelFile, ...] = ()
    """The model's files, where they have to be fetched first."""
    options: Mapping[str, object] = field(default_factory=dict)
    """The engine's own: rate, pitch, model, tld and so on."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The moment at which a voice begins a word."""

    start: int
    """First character of the word in the chunk's text."""
    end: int
    at_ms: float
    """From the beginning of the clip's PCM."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One chunk, voiced."""

    pcm: bytes
    """Mono, signed 16 bit, little endian."""
    rate_hz: int
    marks: tuple[Mark, ...] = ()
    """Word marks in order; empty where the engine reports none."""

    @property
    def duration_ms(self) -> float:
        """Length of the clip in milliseconds."""
        return len(self.pcm) / 2 / self.rate_hz * 1000


@dataclass(frozen=True, slots=True)
class Take:
    """A chunk with the clip that voices it: what speech hands to sound."""

    chunk: Chunk
    clip: Clip
    voice: Voice
