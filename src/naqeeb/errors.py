"""The errors of naqeeb.

    NaqeebError
    ├── SettingsError        naqeeb.toml, a voice file or an option is wrong (exit code 2)
    ├── IntakeError          a source could not be turned into an article
    │   ├── SourceMissing
    │   ├── SourceUnreadable     encoding, size, format
    │   ├── NoUrdu
    │   ├── NoArticle            a section's page, a video, a paywall
    │   └── FetchFailed
    ├── ScriptError          the text cannot be spoken as it stands
    │   └── SilentText           the engine would say nothing for a token
    ├── SpeechError          a voice could not speak
    │   ├── VoiceUnknown
    │   ├── VoiceNotReady        something is to be installed or configured
    │   ├── VoiceRefused         the licence forbids it
    │   ├── VoiceFailed          the engine or its service failed
    │   ├── BudgetReached        a paid service was sent enough today
    │   └── BadAudio             what came back is not speech
    ├── SoundError           the track could not be made
    │   ├── SoundFileRefused
    │   └── TrackFailedCheck
    ├── PodcastError         tags, pages, feed, serving, publishing
    │   ├── CoverRefused
    │   └── PublishFailed
    ├── ArchiveError         the output folder or bucket
    │   ├── ArchiveLocked
    │   ├── EpisodeUnknown
    │   ├── EpisodeErased        its source is handed in again
    │   ├── RecordDamaged
    │   ├── DraftUnknown
    │   └── DraftChanged         somebody else saved it meanwhile
    ├── WorkerLost           a worker process or machine died each time
    ├── ClusterLost          the scheduler of a cluster is gone
    └── FaultInNaqeeb        an error that nobody foresaw

Each says what happened, the probable cause and the next step; ``str()`` joins them. Errors cross
processes, so they pickle: one takes its facts as keyword arguments and rebuilds itself from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from naqeeb.model import SoundReport


class NaqeebError(Exception):
    """Base of all errors that naqeeb raises on purpose.

    Args:
        what: what happened, in one sentence without a full stop.
        cause: the probable cause, where one can be told.
        hint: the next step for the person who reads it.
        facts: for programs (``source=``, ``status=``): attributes that the class declares.
    """

    exit_code: ClassVar[int] = 1

    what: str
    cause: str
    hint: str
    facts: dict[str, object]

    def __init__(self, what: str, *, cause: str = "", hint: str = "", **facts: object) -> None:
        super().__init__(what)
        self.what, self.cause, self.hint, self.facts = what, cause, hint, facts
        for name, value in facts.items():
            setattr(self, name, value)

    def __str__(self) -> str:
        cause = f"; probable cause: {self.cause}" if self.cause else ""
        hint = f"; next step: {self.hint}" if self.hint else ""
        return f"{self.what}{cause}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.cause, self.hint, self.facts)


def _rebuild(
    kind: type[NaqeebError], what: str, cause: str, hint: str, facts: dict[str, object]
) -> NaqeebError:
    return kind(what, cause=cause, hint=hint, **facts)


class SettingsError(NaqeebError):
    """A setting, a voice file or an option is wrong."""

    exit_code = 2

    path: str = ""
    """The file that is wrong, at ``line``, from 1."""
    line: int = 0
    key: str = ""
    """The setting that is wrong."""
    voice: str = ""
    """The voice whose file is wrong."""


class IntakeError(NaqeebError):
    """A source could not be turned into an article."""

    source: str = ""


class SourceMissing(IntakeError):
    """There is no such file, or it cannot be opened."""


class SourceUnreadable(IntakeError):
    """The source is there but is not text that naqeeb can read."""

    position: int = 0
    """The byte that could not be read, from 0."""


class NoUrdu(IntakeError):
    """The source holds no Urdu to speak."""


class FetchFailed(IntakeError):
    """A page or a feed could not be fetched."""

    url: str = ""
    status: int | None = None
    """The HTTP status, where there was an answer."""
    retry_after_s: float | None = None
    """How long the server asked to be left alone."""


class NoArticle(IntakeError):
    """The page is no article; ``kind`` is what it is: a list of stories, a video, a paywall."""

    kind: str = ""


class ScriptError(NaqeebError):
    """The text cannot be spoken as it stands."""


class SilentText(ScriptError):
    """A token would not be heard."""

    tokens: tuple[str, ...] = ()
    line: str = ""
    """The line as it is written."""


class SpeechError(NaqeebError):
    """A voice could not speak."""

    voice: str = ""
    chunk: int = 0
    """Number of the chunk in the text, from 1; 0 where it was not at one."""
    text: str = ""
    """What was to be spoken."""
    file: str = ""
    """The file that is missing or wrong."""
    sent: bool = True
    """Whether the text may have reached the voice's service."""


class VoiceUnknown(SpeechError):
    """No voice file or engine has this name."""

    exit_code = 2

    voices: tuple[str, ...] = ()
    """Those that there are."""


class VoiceNotReady(SpeechError):
    """Something is not installed or configured; ``package`` is the one that the engine needs."""

    package: str = ""


class VoiceRefused(SpeechError):
    """The voice's licence forbids this use."""

    exit_code = 2


class VoiceFailed(SpeechError):
    """The engine or its service failed; ``passing`` where another attempt may succeed."""

    passing: bool = False
    status: int | None = None
    retry_after_s: float | None = None


class BudgetReached(SpeechError):
    """One more request would pass what the settings allow a paid service in a day."""

    service: str = ""
    spent: int = 0
    """Characters that it was sent today."""
    limit: int = 0
    """Characters that it may be sent in a day."""


class BadAudio(SpeechError):
    """What the engine gave back is not speech for this text."""


class SoundError(NaqeebError):
    """The track could not be made."""

    path: str = ""
    errno: int | None = None


class SoundFileRefused(SoundError):
    """An intro, outro, sting or bed is not a sound file that is accepted."""


class TrackFailedCheck(SoundError):
    """The finished track did not pass its own check."""

    problems: tuple[str, ...] = ()
    report: SoundReport | None = None


class PodcastError(NaqeebError):
    """Tags, feed, pages, serving or publishing failed."""

    path: str = ""


class CoverRefused(PodcastError):
    """The cover is not a picture that podcast apps accept."""


class PublishFailed(PodcastError):
    """The output could not be published."""

    target: str = ""
    errno: int | None = None


class ArchiveError(NaqeebError):
    """The output folder or bucket could not be read or written."""

    path: str = ""
    errno: int | None = None


class ArchiveLocked(ArchiveError):
    """Another naqeeb is writing to this output."""


class EpisodeUnknown(ArchiveError):
    """No episode has this id."""

    id: str = ""


class EpisodeErased(ArchiveError):
    """This source's episode was taken down for good."""

    id: str = ""


class RecordDamaged(ArchiveError):
    """A record cannot be read; one that a later naqeeb wrote has its ``version``."""

    version: int | None = None


class DraftUnknown(ArchiveError):
    """No draft has this id."""

    id: str = ""


class DraftChanged(ArchiveError):
    """A draft was saved by somebody else; ``version`` is the hash of it as it is now."""

    id: str = ""
    version: str = ""


class WorkerLost(NaqeebError):
    """The worker died each time it was given this item."""

    item: str = ""


class ClusterLost(NaqeebError):
    """The scheduler of a Dask cluster is gone; ``items`` are those that were under way."""

    address: str = ""
    items: tuple[str, ...] = ()


class FaultInNaqeeb(NaqeebError):
    """An error that nobody foresaw; ``trace`` holds its traceback."""

    trace: str = ""
