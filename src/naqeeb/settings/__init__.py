"""``naqeeb.toml`` and ``voices/*.toml`` into frozen settings.

Everything has a default, so naqeeb works with no file at all. A key that is
not known is an error that names the nearest one that is.
"""

from naqeeb.settings.bulletin import BulletinSettings, Edition, FromArchive
from naqeeb.settings.did_you_mean import NOTHING_MADE, did_you_mean, make_first, near_path
from naqeeb.settings.editions import length_s
from naqeeb.settings.load import SETTINGS_FILE, load, with_sound
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
    resources_of,
    voice_names,
    voices_folder,
    voices_of,
)

__all__ = [
    "AUTO",
    "NOTHING_MADE",
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
    "did_you_mean",
    "find_voice",
    "has_voice",
    "length_s",
    "load",
    "load_voices",
    "make_first",
    "near_path",
    "read_voice",
    "resources_of",
    "voice_names",
    "voices_folder",
    "voices_of",
    "with_sound",
]
