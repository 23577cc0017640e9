"""naqeeb (نقیب, herald): Urdu news articles into audio bulletins and a podcast feed.

Public are `speakable` and `sentences`, `Desk`, the types of `naqeeb.model` and the
errors of `naqeeb.errors`. Each is fetched when it is first asked for, so that
``import naqeeb`` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naqeeb.desk import Desk
    from naqeeb.errors import (
        ArchiveError,
        ArchiveLocked,
        BadAudio,
        CoverRefused,
        EpisodeUnknown,
        FaultInNaqeeb,
        FetchFailed,
        IntakeError,
        NaqeebError,
        NoUrdu,
        PodcastError,
        PublishFailed,
        RecordDamaged,
        ScriptError,
        SettingsError,
        SilentText,
        SoundError,
        SoundFileRefused,
        SourceMissing,
        SourceUnreadable,
        SpeechError,
        TrackFailedCheck,
        VoiceFailed,
        VoiceNotReady,
        VoiceRefused,
        VoiceUnknown,
        WorkerLost,
    )
    from naqeeb.model import (
        Article,
        AudioFile,
        Caption,
        Chapter,
        Chunk,
        Clip,
        Cue,
        CueWord,
        Episode,
        Line,
        Mark,
        Pause,
        Role,
        Script,
        Show,
        SoundReport,
        Span,
        Take,
        Track,
        Voice,
        Word,
    )
    from naqeeb.script import sentences, speakable

__version__ = "0.1.0"

_ERRORS = [
    "ArchiveError",
    "ArchiveLocked",
    "BadAudio",
    "CoverRefused",
    "EpisodeUnknown",
    "FaultInNaqeeb",
    "FetchFailed",
    "IntakeError",
    "NaqeebError",
    "NoUrdu",
    "PodcastError",
    "PublishFailed",
    "RecordDamaged",
    "ScriptError",
    "SettingsError",
    "SilentText",
    "SoundError",
    "SoundFileRefused",
    "SourceMissing",
    "SourceUnreadable",
    "SpeechError",
    "TrackFailedCheck",
    "VoiceFailed",
    "VoiceNotReady",
    "VoiceRefused",
    "VoiceUnknown",
    "WorkerLost",
]
_TYPES = [
    "Article",
    "AudioFile",
    "Caption",
    "Chapter",
    "Chunk",
    "Clip",
    "Cue",
    "CueWord",
    "Episode",
    "Line",
    "Mark",
    "Pause",
    "Role",
    "Script",
    "Show",
    "SoundReport",
    "Span",
    "Take",
    "Track",
    "Voice",
    "Word",
]
_HOMES = (
    dict.fromkeys(_ERRORS, "naqeeb.errors")
    | dict.fromkeys(_TYPES, "naqeeb.model")
    | {
        "Desk": "naqeeb.desk",
        "sentences": "naqeeb.script.splitting",
        "speakable": "naqeeb.script.speaking",
    }
)

__all__ = [
    "ArchiveError",
    "ArchiveLocked",
    "Article",
    "AudioFile",
    "BadAudio",
    "Caption",
    "Chapter",
    "Chunk",
    "Clip",
    "CoverRefused",
    "Cue",
    "CueWord",
    "Desk",
    "Episode",
    "EpisodeUnknown",
    "FaultInNaqeeb",
    "FetchFailed",
    "IntakeError",
    "Line",
    "Mark",
    "NaqeebError",
    "NoUrdu",
    "Pause",
    "PodcastError",
    "PublishFailed",
    "RecordDamaged",
    "Role",
    "Script",
    "ScriptError",
    "SettingsError",
    "Show",
    "SilentText",
    "SoundError",
    "SoundFileRefused",
    "SoundReport",
    "SourceMissing",
    "SourceUnreadable",
    "Span",
    "SpeechError",
    "Take",
    "Track",
    "TrackFailedCheck",
    "Voice",
    "VoiceFailed",
    "VoiceNotReady",
    "VoiceRefused",
    "VoiceUnknown",
    "Word",
    "WorkerLost",
    "sentences",
    "speakable",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
