"""The types that flow from room to room.

Everything here is frozen and picklable, times are aware UTC datetimes or
milliseconds from the start of the track, and lengths of text are counted in
Python characters. This module imports nothing of naqeeb.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal


class Role(StrEnum):
    """What a line is for in the bulletin."""

    GREETING = "greeting"
    HEADLINE = "headline"
    TITLE = "title"
    BODY = "body"
    SIGN_OFF = "sign-off"


class Pause(StrEnum):
    """The break that follows a chunk, from the shortest to the longest.

    The script room names the break; the sound room's settings say how many
    milliseconds each one lasts.
    """

    NONE = "none"
    """The chunk was cut for length only: the voice goes straight on."""
    COMMA = "comma"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TITLE = "title"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was written, whatever it came from."""

    id: str
    """The source key: front-matter id, else canonical URL, else relative path,
    else ``text:`` and the hash of the text. Identity is looked up by it."""
    title: str
    paragraphs: tuple[str, ...]
    published: datetime | None = None
    """When the article says that it was published; None where it does not."""
    byline: str | None = None
    source: str | None = None
    """What a reader can go back to: a URL, or the file's path as given."""
    language: str = "ur"
    image: str | None = None
    """URL or path of the story's picture."""
    category: str | None = None
    title_stated: bool = True
    """False where the title was taken from the first sentence, so that the
    bulletin does not say it twice."""
    sound: Mapping[str, str] = field(default_factory=dict)
    """``[sound]`` settings stated in the article's own front matter."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the written line that is spoken otherwise than written."""

    start: int
    """First character, in ``Line.written``."""
    end: int
    """One past the last character, in ``Line.written``."""
    kind: str
    """The spoken class: ``cardinal``, ``money``, ``acronym`` and so on."""
    spoken: str
    """What is said instead; empty where the stretch is not spoken."""
    spoken_start: int
    """Where ``spoken`` begins in ``Line.spoken``."""


@dataclass(frozen=True, slots=True)
class Word:
    """A written word and the stretch of speech that says it."""

    start: int
    """First character, in ``Line.written``."""
    end: int
    spoken_start: int
    """First character of what says it, in ``Line.spoken``."""
    spoken_end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: what is written, what is spoken, what ties the two."""

    paragraph: int
    """Index of the paragraph in its story; -1 for title, greeting, sign-off."""
    role: Role
    written: str
    spoken: str
    spans: tuple[Span, ...] = ()
    """In order, never overlapping."""
    words: tuple[Word, ...] = ()
    """Every written word in order; together they cover all of ``spoken``
    but its white space and marks."""
    story: int = 0
    """Index of the article in a bulletin of several."""


@dataclass(frozen=True, slots=True)
class Script:
    """An article (or a bulletin of several) in the words of an announcer."""

    article: Article
    lines: tuple[Line, ...]
    vocalised: bool = False
    """True where ``spoken`` carries harakat for an engine that reads them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of one line that is voiced in one go."""

    line: int
    """Index into ``Script.lines``."""
    start: int
    """First character, in ``Line.spoken``."""
    end: int
    text: str
    """Exactly ``Line.spoken[start:end]``."""
    pause: Pause


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice file, read."""

    name: str
    engine: str
    language: str = "ur"
    sex: Literal["male", "female", "none"] = "none"
    region: str = ""
    script: Literal["plain", "vocalised"] = "plain"
    max_chars: int = 300
    """The longest chunk that the engine is given."""
    chars_per_second: float = 14.0
    """Characters of spoken text in a second of speech, as measured."""
    lufs: float | None = None
    """Integrated loudness as measured; None where it is not known."""
    licence: str = ""
    commercial: bool = True
    """Whether the licence allows commercial use."""
    options: Mapping[str, object] = field(default_factory=dict)
    """The engine's own: rate, pitch, model, tld and so on."""


@dataclass(frozen=True, slots=True)
class Take:
    """A chunk with the clip that voices it: what speech hands to sound."""

    chunk: Chunk
    clip: Clip
    voice: Voice


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
class CueWord:
    """A written word in time."""

    start: int
    """First character, in the cue's written text."""
    end: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A line in time."""

    line: int
    """Index into ``Script.lines``."""
    start_ms: int
    end_ms: int
    words: tuple[CueWord, ...] = ()
    estimated: bool = False
    """True where the engine reported no word times and they were spread over
    the chunk by length."""


@dataclass(frozen=True, slots=True)
class SoundReport:
    """What the finished file was measured to be, after decoding it again."""

    lufs: float
    true_peak_dbtp: float
    decoded_ms: int
    longest_silence_ms: int
    active_share: float
    """Share of the time that is speech, 0 to 1."""
    chars_per_second: float


@dataclass(frozen=True, slots=True)
class Track:
    """A finished MP3 and its timeline."""

    path: Path
    duration_ms: int
    size_bytes: int
    sha256: str
    cues: tuple[Cue, ...]
    report: SoundReport | None = None
    alternates: tuple[AudioFile, ...] = ()
    """Other editions of the same sound, beside ``path``."""


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file that a player can fetch."""

    name: str
    """File name within the episode's folder."""
    media_type: str
    size_bytes: int
    sha256: str
    bitrate_bps: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in the track that a listener can jump to."""

    start_ms: int
    end_ms: int
    title: str
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of the transcript: the written words at the times they are spoken."""

    role: Role
    paragraph: int
    story: int
    text: str
    start_ms: int
    end_ms: int
    words: tuple[CueWord, ...] = ()
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode as the archive keeps it; all else is derived from it and the audio."""

    guid: str
    """Minted once, never changes."""
    id: str
    """Folder name: ASCII, at most 80 bytes."""
    key: str
    """The source key (``Article.id``)."""
    title: str
    published: datetime
    updated: datetime
    audio: AudioFile
    duration_ms: int
    chapters: tuple[Chapter, ...]
    transcript: tuple[Caption, ...]
    voice: str
    engine: str
    engine_version: str
    voice_licence: str
    source_hash: str
    """Hash of everything that the sound was made from: text, voice, settings."""
    source: str | None = None
    stated_date: str | None = None
    """The date that the article itself stated (ISO), for telling corrections."""
    language: str = "ur"
    byline: str | None = None
    image: str | None = None
    category: str | None = None
    summary: str = ""
    alternates: tuple[AudioFile, ...] = ()
    previous_audio: tuple[tuple[str, datetime], ...] = ()
    """Older audio names, each with the time it was replaced."""
    report: SoundReport | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    """File name in the episode's folder to its sha256."""
    number: int | None = None
    """itunes:episode, counted from 1; None where the show does not count."""
    season: int | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """The station: what the feed's channel says."""

    title: str = "نقیب"
    author: str = "نقیب"
    email: str | None = None
    description: str = "اردو خبریں، سننے کے لیے"
    language: str = "ur"
    site_url: str | None = None
    """Where listeners find the output; None until it is published."""
    media_url: str | None = None
    """Base of the audio's URLs where it differs from ``site_url``."""
    cover: str | None = None
    categories: tuple[tuple[str, str], ...] = (("News", "Daily News"),)
    explicit: bool = False
    guid: str | None = None
    """podcast:guid, made once and kept in ``show.json``."""
    copyright: str | None = None
    license: str | None = None
    funding_url: str | None = None
    funding_text: str | None = None
    hub_url: str | None = None
    locked: bool = True
    commercial: bool = False
    update_frequency: str | None = None
    """iCalendar RRULE such as ``FREQ=DAILY``."""
    slug: str | None = None
    """Folder under the output where there are several shows."""
    new_feed_url: str | None = None
    """itunes:new-feed-url: where the feed has moved to."""
    block: bool = False
    """itunes:block: keeps the show out of the public directories."""
    kind: Literal["episodic", "serial"] = "episodic"
    """itunes:type: newest first, or to be heard from the first episode on."""
    apple_verify: str | None = None
    """The code by which Apple Podcasts Connect verifies the owner of the feed."""
