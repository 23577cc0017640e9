"""The settings of a run: what each section of ``naqeeb.toml`` may say, and its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from naqeeb.model import Show
from naqeeb.model.values import (
    Cluster,
    HeaderName,
    HeaderValue,
    Line,
    MaybeAddress,
    PathText,
    Target,
    Term,
)
from naqeeb.settings.bulletin import BulletinSettings, Edition

AUTO = "auto"
"""In place of a voice's name: the first of a list that answers."""
PIPER = "piper"
"""In ``[voice] auto``: the voices of Piper whose models lie on this machine."""
PauseMs = Annotated[int, Meta(ge=0, le=10_000)]
"""A break, in milliseconds."""
Bitrate = Literal[
    8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 192, 224, 256, 320
]  # fmt: skip
"""Kilobits a second that an MP3 can have."""
Jobs = Annotated[int, Meta(ge=0, le=1024)]
"""Processors to use; 0 means all."""


@dataclass(frozen=True, slots=True)
class SourceSite:
    """``[intake.sites."example.pk"]``: how the pages of one site are read."""

    include: tuple[Term, ...] = ()
    """CSS selectors: only what is inside these is the article."""
    exclude: tuple[Term, ...] = ()
    """CSS selectors: what is inside these is no part of it."""
    encoding: Line = ""
    """The site's encoding, where it states a wrong one or none."""
    headers: Mapping[HeaderName, HeaderValue] = field(default_factory=dict)
    """Sent with each request to this site, and to no other."""


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """``[intake]``: what may be fetched, and how it is read."""

    private_addresses: bool = False
    """Whether URLs may lead to loopback and private networks."""
    max_chars: Annotated[int, Meta(ge=1_000, le=100_000_000)] = 600_000
    """The longest article that is taken, in characters: some thirteen hours of speech."""
    language_check: bool = True
    """Refuse an article in another language of the Arabic script."""
    sites: Mapping[str, SourceSite] = field(default_factory=dict)
    """Sites by host, each for its subdomains too."""

    def site(self, host: str) -> SourceSite:
        """How the pages of a host are read: what is set for it, or for the nearest above it."""
        name = host.lower().rstrip(".")
        while name:
            if name in self.sites:
                return self.sites[name]
            name = name.partition(".")[2]
        return SourceSite()


@dataclass(frozen=True, slots=True)
class FollowSettings:
    """``[[follow]]``: a news feed whose items become episodes."""

    url: MaybeAddress = ""
    limit: Annotated[int, Meta(ge=1, le=10_000)] = 20
    """At most so many new items a look."""
    include: tuple[Term, ...] = ()
    """Only items with one of these words; empty: all."""
    exclude: tuple[Term, ...] = ()
    """No items with one of these words."""
    categories: tuple[Term, ...] = ()
    """Only items of one of these categories; empty: of any."""
    since: datetime | None = None
    """Only items that were published at or after this moment."""
    oldest_first: bool = False
    """Of too many new items make the oldest, not the newest."""
    hold: bool = False
    """Voice the items, but keep them off the air until they are released."""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """``[voice]``: who speaks, and how patient naqeeb is with voices on the network."""

    name: Term = AUTO
    """A voice's name, or ``auto``: the first of ``auto`` below that answers in time."""
    auto: tuple[Term, ...] = ("gtts", "edge", PIPER, "espeak")
    """Voices, the best first; ``piper`` means those of Piper whose models lie on this machine."""
    fallback: tuple[Term, ...] = ()
    """Voices that take over the whole episode when a named voice fails."""
    online: bool = True
    """False forbids sending text anywhere."""
    probe_s: Annotated[float, Meta(ge=0.05, le=60)] = 2.0
    """How long ``auto`` waits for an online voice's first chunk."""
    deadline_s: Annotated[float, Meta(ge=1, le=86_400)] = 90.0
    """How long one article may take with an online voice."""
    requests: Annotated[int, Meta(ge=1, le=64)] = 6
    """How many requests an online voice has under way at once."""
    budget_characters_a_day: Annotated[int, Meta(ge=0, le=10**12)] = 0
    """The most that one paid service is sent in a day (UTC); 0 means no limit."""
    model_mirror: MaybeAddress = ""
    """The address of a server that models are fetched from instead of the voice file's."""
    stories: tuple[Term, ...] = ()
    """Voices that take turns, story by story, in a bulletin."""
    headlines: Line = ""
    """The voice of greeting, headlines and sign-off in a bulletin."""

    @property
    def in_order(self) -> tuple[str, ...]:
        """Who is tried, the best first; ``piper`` stands for its voices whose models lie here."""
        return self.auto if self.is_auto else (self.name, *self.fallback)

    @property
    def is_auto(self) -> bool:
        """Whether no voice is named: the first of ``auto`` that answers speaks."""
        return self.name == AUTO


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """``[sound]``: pauses, level, format and station sound."""

    comma_ms: PauseMs = 180
    breath_ms: PauseMs = 200
    """Where no mark stands in a long sentence; 0: no more breaths than the voice takes itself."""
    clause_ms: PauseMs = 200
    sentence_ms: PauseMs = 350
    quote_ms: PauseMs = 450
    item_ms: PauseMs = 500
    turn_ms: PauseMs = 550
    headline_ms: PauseMs = 600
    paragraph_ms: PauseMs = 700
    title_ms: PauseMs = 900
    story_ms: PauseMs = 1200
    pause_variation: Annotated[float, Meta(ge=0, le=0.5)] = 0.15
    """Pauses are longer or shorter by up to this share, by the words before them."""
    room_tone: bool = True
    """The faint sound of a quiet room under everything."""
    lufs: Annotated[float, Meta(ge=-40, le=-8)] = -19.0
    true_peak_dbtp: Annotated[float, Meta(ge=-20, le=0)] = -1.0
    bitrate_kbps: Bitrate = 64
    sample_rate: Literal["native", 44100] = "native"
    quality: Annotated[int, Meta(ge=0, le=9)] = 7
    """LAME's, 0 (slow) to 9 (fast)."""
    intro: PathText = ""
    """A sound file, or ``pips`` for the built-in time signal."""
    outro: PathText = ""
    sting: PathText = ""
    """Between stories: a sound file, or ``sting`` for the built-in one."""
    bed: PathText = ""
    """Music under the headlines."""
    bed_db: Annotated[float, Meta(ge=-60, le=0)] = -18.0
    duck_db: Annotated[float, Meta(ge=-60, le=0)] = -9.0
    fade_ms: PauseMs = 400
    data_saver: bool = False
    """Also make a 24 kbps edition."""
    editions: tuple[Literal["opus", "m4b"], ...] = ()
    """Also make these; they need the extra ``naqeeb[editions]``."""


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """``[script]``: how the text is read."""

    drop_gloss: bool = True
    """Leave out a bracket that says the words before it again, in letters, figures or signs."""
    gregorian_suffix: bool = False
    """Say عیسوی where the text writes ء after a year."""
    allow_silent: bool = False
    """Go on although a token would not be heard."""
    lexicon: PathText = "lexicon.toml"
    greeting: Line = ""
    """Of a bulletin, over its template's; ``{date}`` and ``{show}`` stand for what they say."""
    headlines: Line = ""
    """Before the headlines, over the template's."""
    stories: Line = ""
    """Before the stories, over the template's."""
    sign_off: Line = ""
    """Over the template's."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """``[site]``: feed and pages."""

    feed_items: Annotated[int, Meta(ge=1, le=10_000)] = 200
    """At least so many of the newest episodes stand in ``feed.xml``."""
    keep_previous_days: Annotated[int, Meta(ge=0, le=36_500)] = 30
    """How long a replaced MP3 stays for listeners who are half way through it."""
    font: bool = False
    """Whether the pages of all shows bring a Nastaliq font for readers who have none."""


@dataclass(frozen=True, slots=True)
class NewsroomSettings:
    """``[newsroom]``: where editors work."""

    language: Literal["ur", "en"] = "ur"
    """Of its pages."""
    publish: Target = ""
    """Where it publishes to: ``s3://bucket/prefix`` or a folder."""
    password_file: PathText = ""
    """Holds the password that it asks for where it can be reached from elsewhere."""
    tls_cert: PathText = ""
    """File of its certificate, where it can be reached from elsewhere."""
    tls_key: PathText = ""


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """``[cluster]``: where work runs when there is much of it."""

    address: Cluster = ""
    """``tcp://HOST:PORT`` on loopback, ``tls://HOST:PORT`` elsewhere."""
    tls_ca: PathText = ""
    tls_cert: PathText = ""
    tls_key: PathText = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    root: Path = field(default_factory=Path.cwd)
    """The folder of ``naqeeb.toml``; paths in it are relative to this."""
    output: Path = Path("output")
    shows: tuple[Show, ...] = (Show(),)
    intake: IntakeSettings = IntakeSettings()
    follow: tuple[FollowSettings, ...] = ()
    """The feeds that ``naqeeb follow`` looks at."""
    voice: VoiceSettings = VoiceSettings()
    sound: SoundSettings = SoundSettings()
    script: ScriptSettings = ScriptSettings()
    bulletin: BulletinSettings = field(default_factory=BulletinSettings)
    editions: tuple[Edition, ...] = ()
    site: SiteSettings = SiteSettings()
    newsroom: NewsroomSettings = NewsroomSettings()
    cluster: ClusterSettings = ClusterSettings()
    jobs: Jobs = 0
    """How many processors to use; 0 means all."""

    @property
    def show(self) -> Show:
        """The first show, which takes every episode that names no other."""
        return self.shows[0]
