"""An episode as the archive keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from naqeeb.model.script import Role
from naqeeb.model.sound import AudioFile, CueWord, SoundReport
from naqeeb.model.values import Count, Milliseconds


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in the track that a listener can jump to."""

    start_ms: Milliseconds
    end_ms: Milliseconds
    title: str
    image: str | None = None
    url: str | None = None
    """The story on the web, where it came from there."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of the transcript: the written words at the times they are spoken."""

    role: Role
    paragraph: Annotated[int, Meta(ge=-1, le=2**31 - 1)]
    story: Count
    text: str
    start_ms: Milliseconds
    end_ms: Milliseconds
    words: tuple[CueWord, ...] = ()
    estimated: bool = False
    is_heading: bool = False
    """Whether it is a heading within the text of its story."""


class State(StrEnum):
    """Where an episode stands on its way to listeners."""

    HELD = "held"
    """Voiced and checked, waiting for an editor."""
    SCHEDULED = "scheduled"
    """Released for a time to come."""
    ON_AIR = "on_air"
    REMOVED = "removed"
    """Taken out of feed and pages; its files stay, so that it can be brought back."""

    @property
    def in_words(self) -> str:
        """The state as a command prints it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Written:
    """What an editor wrote of an article that no listener sees: for bulletins and corrections."""

    title: str = ""
    """With its marks; empty where it has none."""
    headline: str = ""
    """The spoken headline, likewise."""
    paragraphs: tuple[str, ...] = ()
    """All of them, where any has a mark; empty where none has."""
    sound: Mapping[str, str] = field(default_factory=dict)
    """``[sound]`` settings of its front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """An episode as the archive keeps it; all else is derived from it and the audio.

    ``episode.json`` holds these fields in this order.
    """

    id: str
    """Folder name: ASCII, at most 80 bytes."""
    guid: str
    """Minted once, never changes."""
    title: str
    source: str | None = None
    published: datetime
    updated: datetime
    audio: AudioFile
    duration_ms: Milliseconds
    voice: str
    engine: str
    engine_version: str
    voice_licence: str
    key: str
    """The source key (``Article.id``)."""
    aliases: tuple[str, ...] = ()
    """Other names of the same source: a feed's guid, other addresses, the hash of its text."""
    stories: tuple[str, ...] = ()
    """Of a bulletin: the keys of its stories."""
    state: State = State.ON_AIR
    state_since: datetime | None = None
    """When the state last changed; None since the episode was made."""
    air_at: datetime | None = None
    """When a scheduled episode goes on the air."""
    waited: bool = False
    """Of a removed episode: it was held or scheduled. Brought back, it waits again."""
    aired: bool | None = None
    """Whether listeners had it before its state changed last: then its date stays. None in a
    record of an older version, where the log of what was done tells."""
    corrects: str | None = None
    """Of a held correction: the id of the episode on the air that it will replace."""
    show_guid: str = ""
    """The show's podcast:guid, so that it can be taken back from any record."""
    maker: str = ""
    """The version of naqeeb that made the sound."""
    sound_sha256: str = ""
    """Of the MP3 before it was tagged: equal sound is not made again."""
    stated: tuple[str, ...] = ()
    """What an editor stated with an option (``title``, ``date``), which a later run keeps."""
    source_hash: str
    """Hash of everything that the sound was made from: text, voice, settings."""
    stated_date: str | None = None
    """The date that the article itself stated (ISO), for telling corrections."""
    offset_min: Annotated[int, Meta(gt=-1440, lt=1440)] | None = None
    """Minutes east of UTC of the clock that the article's own date is on; None where it states no
    zone."""
    language: str = "ur"
    byline: str | None = None
    image: str | None = None
    category: str | None = None
    headline: str | None = None
    """The short spoken headline, for a bulletin from the archive."""
    priority: Annotated[int, Meta(ge=1, le=9)] | None = None
    """How important a story is in a bulletin, from 1 to 9."""
    written: Written | None = None
    """What its editor wrote that is heard and not shown; None where there is nothing of the kind.
    The public record never has it."""
    summary: str = ""
    footnotes: tuple[str, ...] = ()
    """Notes and references below the text: shown, never spoken."""
    number: Count | None = None
    """itunes:episode, counted from 1; None where the show does not count."""
    season: Count | None = None
    alternates: tuple[AudioFile, ...] = ()
    previous_audio: tuple[tuple[str, datetime], ...] = ()
    """Older audio names, each with the time it was replaced."""
    corrected: bool | None = None
    """Whether listeners had another sound of it before, as its page says; None in a record of an
    older version, where the older audio tells."""
    report: SoundReport | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    """File name in the episode's folder to its sha256."""
    chapters: tuple[Chapter, ...]
    transcript: tuple[Caption, ...]

    @property
    def key_hash(self) -> str:
        """A name of the source that says nothing of it: for what the public may see."""
        return hashed_name(self.key)

    @property
    def reached_listeners(self) -> bool:
        """Whether it is on the air, or ever was."""
        was_removed_from_air = self.state is State.REMOVED and not self.waited
        return bool(self.aired) or self.state is State.ON_AIR or was_removed_from_air

    @property
    def is_corrected(self) -> bool:
        """Whether listeners had another sound of it before."""
        if self.corrected is None:
            return any(name.endswith(".mp3") for name, _ in self.previous_audio)
        return self.corrected

    @property
    def is_bulletin(self) -> bool:
        """Whether it is a bulletin of stories.

        A record that was made again from its sound lists none of them; its lines tell.
        """
        return bool(self.stories) or any(
            caption.story or caption.role in (Role.HEADLINE, Role.LINK)
            for caption in self.transcript
        )


def hashed_name(name: str) -> str:
    """A source's key or alias as the public may see it: ``sha256:`` and 32 hex digits."""
    if name.startswith(_HASHED):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_HASHED}{digest[:32]}"


_HASHED = "sha256:"
