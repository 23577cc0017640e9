"""naqeeb (نقیب, herald): Urdu news articles into audio bulletins and a podcast feed.

Public is what ``__all__`` names, here and in ``naqeeb.settings``; docs/python.md shows how it is
used. All else may change.
The library logs under the name ``naqeeb``.

Each name is imported when it is first asked for (PEP 562): all rooms together take half a
second, and neither ``naqeeb --help`` nor ``naqeeb.speakable`` needs them.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

from naqeeb._version import __version__

if TYPE_CHECKING:
    from naqeeb import settings
    from naqeeb.archive.identity import (
        Kind,
    )
    from naqeeb.desk.desk import (
        Desk,
    )
    from naqeeb.desk.events import (
        Event,
        Listener,
        Updated,
    )
    from naqeeb.desk.job import (
        Effort,
        Failure,
        Outcome,
        Overrides,
        Result,
    )
    from naqeeb.errors import (
        ArchiveError,
        ArchiveLocked,
        BadAudio,
        BudgetReached,
        ClusterLost,
        CoverRefused,
        DraftChanged,
        DraftUnknown,
        EpisodeErased,
        EpisodeUnknown,
        FaultInNaqeeb,
        FetchFailed,
        IntakeError,
        NaqeebError,
        NoArticle,
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
        Block,
        Caption,
        Chapter,
        Chunk,
        Clip,
        Cue,
        CueWord,
        Delivery,
        Episode,
        Line,
        Mark,
        ModelFile,
        Pause,
        Role,
        Script,
        Show,
        SoundReport,
        Span,
        State,
        Take,
        Track,
        Voice,
        Word,
        Written,
    )
    from naqeeb.script.speaking import (
        speakable,
    )
    from naqeeb.script.splitting import (
        sentences,
    )
    from naqeeb.settings import (
        Settings,
    )
    from naqeeb.speech.engine import (
        Engine,
    )

__all__ = [
    "ArchiveError",
    "ArchiveLocked",
    "Article",
    "AudioFile",
    "BadAudio",
    "Block",
    "BudgetReached",
    "Caption",
    "Chapter",
    "Chunk",
    "Clip",
    "ClusterLost",
    "CoverRefused",
    "Cue",
    "CueWord",
    "Delivery",
    "Desk",
    "DraftChanged",
    "DraftUnknown",
    "Effort",
    "Engine",
    "Episode",
    "EpisodeErased",
    "EpisodeUnknown",
    "Event",
    "Failure",
    "FaultInNaqeeb",
    "FetchFailed",
    "IntakeError",
    "Kind",
    "Line",
    "Listener",
    "Mark",
    "ModelFile",
    "NaqeebError",
    "NoArticle",
    "NoUrdu",
    "Outcome",
    "Overrides",
    "Pause",
    "PodcastError",
    "PublishFailed",
    "RecordDamaged",
    "Result",
    "Role",
    "Script",
    "ScriptError",
    "Settings",
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
    "State",
    "Take",
    "Track",
    "TrackFailedCheck",
    "Updated",
    "Voice",
    "VoiceFailed",
    "VoiceNotReady",
    "VoiceRefused",
    "VoiceUnknown",
    "Word",
    "WorkerLost",
    "Written",
    "__version__",
    "sentences",
    "settings",
    "speakable",
]

_NAMES_OF = {
    "naqeeb.archive.identity": "Kind",
    "naqeeb.desk.desk": "Desk",
    "naqeeb.desk.events": "Event Listener Updated",
    "naqeeb.desk.job": "Effort Failure Outcome Overrides Result",
    "naqeeb.errors": (
        "ArchiveError ArchiveLocked BadAudio BudgetReached ClusterLost CoverRefused "
        "DraftChanged DraftUnknown EpisodeErased EpisodeUnknown "
        "FaultInNaqeeb FetchFailed IntakeError NaqeebError NoArticle NoUrdu "
        "PodcastError PublishFailed RecordDamaged ScriptError SettingsError "
        "SilentText SoundError SoundFileRefused SourceMissing SourceUnreadable "
        "SpeechError TrackFailedCheck VoiceFailed VoiceNotReady VoiceRefused "
        "VoiceUnknown WorkerLost "
    ),
    "naqeeb.model": (
        "Article AudioFile Block Caption Chapter Chunk "
        "Clip Cue CueWord Delivery Episode Line "
        "Mark ModelFile Pause Role Script Show "
        "SoundReport Span State Take Track Voice "
        "Word Written "
    ),
    "naqeeb.script.speaking": "speakable",
    "naqeeb.script.splitting": "sentences",
    "naqeeb.settings": "Settings",
    "naqeeb.speech.engine": "Engine",
}
_MODULE_OF = {name: module for module, names in _NAMES_OF.items() for name in names.split()}

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> object:
    if name == "settings":
        return import_module("naqeeb.settings")
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value
