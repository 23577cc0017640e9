"""``naqeeb.toml`` and ``voices/*.toml`` into frozen settings.

Public is what ``__all__`` names; the house takes other things from the modules that hold them.
Everything has a default, so naqeeb works with no file at all. A key that is
not known is an error that names the nearest one that is.
"""

from naqeeb.settings.bulletin import BulletinSettings, Edition, FromArchive
from naqeeb.settings.editions import length_s
from naqeeb.settings.load import SETTINGS_FILE, load
from naqeeb.settings.types import (
    AUTO,
    PIPER,
    ClusterSettings,
    FollowSettings,
    IntakeSettings,
    NewsroomSettings,
    ScriptSettings,
    Settings,
    SiteSettings,
    SoundSettings,
    SourceSite,
    VoiceSettings,
)
from naqeeb.settings.voices import (
    VOICES_FOLDER,
    find_voice,
    has_voice,
    load_voices,
    read_voice,
    voice_names,
    voices_folder,
    voices_of,
)

__all__ = [
    "AUTO",
    "PIPER",
    "SETTINGS_FILE",
    "VOICES_FOLDER",
    "BulletinSettings",
    "ClusterSettings",
    "Edition",
    "FollowSettings",
    "FromArchive",
    "IntakeSettings",
    "NewsroomSettings",
    "ScriptSettings",
    "Settings",
    "SiteSettings",
    "SoundSettings",
    "SourceSite",
    "VoiceSettings",
    "find_voice",
    "has_voice",
    "length_s",
    "load",
    "load_voices",
    "read_voice",
    "voice_names",
    "voices_folder",
    "voices_of",
]
