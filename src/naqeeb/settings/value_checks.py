"""What a type cannot say of a value: is it an encoding, a selector, a voice that there is?"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from datetime import datetime
from encodings.aliases import aliases
from pathlib import Path

from naqeeb.errors import SettingsError
from naqeeb.settings.bulletin import BulletinSettings, Edition
from naqeeb.settings.show_checks import refuse_shows
from naqeeb.settings.table import TomlFile, nearest, refusal
from naqeeb.settings.types import (
    AUTO,
    PIPER,
    ClusterSettings,
    IntakeSettings,
    NewsroomSettings,
    ScriptSettings,
    Settings,
    SoundSettings,
    VoiceSettings,
)
from naqeeb.settings.voices import voice_names

WORDINGS = ("base", "evening", "morning", "night", "noon")
"""The wordings of a bulletin that are built in."""
BUILT_IN_SOUNDS = ("pips", "sting")
"""What intro, outro, sting and bed may be without a file."""
_SOUND_ENDINGS = (".wav", ".mp3", ".flac", ".ogg")
_HOST = re.compile(r"[\w.-]+|\[?[0-9A-Fa-f:.]+\]?")
_PLACE = re.compile(r"\{([^{}]*)\}")
_PLACES = ("date", "show")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_YEARS = range(1900, 2201)


def refuse(settings: Settings, source: TomlFile) -> None:
    """Return if all that the settings name can be what it is named as.

    Raises:
        SettingsError: one value cannot.
    """
    refuse_shows(settings.shows, source)
    _refuse_intake(settings.intake, source)
    _refuse_voice(settings.voice, source, settings.root)
    refuse_sound(settings.sound, source)
    _refuse_script(settings.script, source)
    _refuse_wordings(settings.bulletin, settings.editions, source, settings.root)
    _refuse_half_tls(settings.newsroom, source)
    _refuse_cluster(settings.cluster, source)


def _refuse_intake(intake: IntakeSettings, source: TomlFile) -> None:
    """Return if the sites are hosts, and their encodings and selectors can be used.

    Raises:
        SettingsError: one is not.
    """
    for host, site in intake.sites.items():
        section = f'intake.sites."{host}"'
        if not _HOST.fullmatch(host):
            raise SettingsError(
                f"{source.place('', section)}: [{section[:80]}] does not name a host",
                hint='write the host alone, as in [intake.sites."example.pk"]',
                key="sites",
            )
        if not _is_encoding(site.encoding):
            raise _unknown_encoding(source, section, site.encoding)
        for key in ("include", "exclude"):
            for selector in getattr(site, key):
                if wrong := _wrong_in_selector(selector):
                    hint = f'{wrong}; write one such as "div.story" or "#share"'
                    raise refusal(source, section, key, selector, "a CSS selector", hint)


def _refuse_voice(voice: VoiceSettings, source: TomlFile, root: Path) -> None:
    """Return if there are the voices that are named.

    Raises:
        SettingsError: there is none of one name.
    """
    usual = VoiceSettings()
    for key, others in (
        ("name", (AUTO,)), ("auto", (PIPER,)), ("fallback", ()), ("stories", ()),
        ("headlines", ("",)),
    ):  # fmt: skip
        value = getattr(voice, key)
        if value == getattr(usual, key):
            continue  # no folder is read for what is there anyway
        known = (*filter(None, others), *voice_names(root))
        for name in (value,) if isinstance(value, str) else value:
            if name not in (*known, *others):
                what = "the name of a voice"
                raise refusal(source, "voice", key, name, what, nearest(name, known))


def refuse_sound(sound: SoundSettings, source: TomlFile | str) -> None:
    """Return if the sounds are built in or named like files of sound.

    Raises:
        SettingsError: one is not.
    """
    for key in ("intro", "outro", "sting", "bed"):
        name = getattr(sound, key)
        if name and name not in BUILT_IN_SOUNDS and not name.lower().endswith(_SOUND_ENDINGS):
            what = "a WAV, MP3, FLAC or OGG file, or one of " + ", ".join(BUILT_IN_SOUNDS)
            like = nearest(name, BUILT_IN_SOUNDS, otherwise="")
            raise refusal(source, "sound", key, name, what, like)


def _refuse_script(script: ScriptSettings, source: TomlFile) -> None:
    """Return if a bulletin's greeting asks for nothing that there is not.

    Raises:
        SettingsError: a word in braces stands for nothing.
    """
    for name in _PLACE.findall(script.greeting):
        if name not in _PLACES:
            raise SettingsError(
                f"{source.place('script', 'greeting')}: [script] greeting has {{{name[:40]}}}, "
                "which stands for nothing",
                hint=nearest(name, _PLACES),
                key="greeting",
            )


def _refuse_wordings(
    bulletin: BulletinSettings, editions: Iterable[Edition], source: TomlFile, root: Path
) -> None:
    """Return if the wordings are built in or look like files.

    Raises:
        SettingsError: a name is neither.
    """
    named = [("bulletin", bulletin.template, source)]
    named += [("editions", each.template, source.at(at)) for at, each in enumerate(editions)]
    for section, name, here in named:
        is_file = Path(name).suffix or "/" in name or "\\" in name or (root / name).is_file()
        if name and name not in WORDINGS and not is_file:
            what = "a wording that is built in, nor a file"
            raise refusal(here, section, "template", name, what, nearest(name, WORDINGS))


def _refuse_half_tls(newsroom: NewsroomSettings, source: TomlFile) -> None:
    for key, other in (("tls_cert", "tls_key"), ("tls_key", "tls_cert")):
        if getattr(newsroom, key) and not getattr(newsroom, other):
            raise SettingsError(
                f"{source.place('newsroom', key)}: [newsroom] {key} stands without {other}",
                hint=f"name both files, or take {key} out",
                key=key,
            )


def _refuse_cluster(cluster: ClusterSettings, source: TomlFile) -> None:
    if is_open_to_others(cluster.address):
        what = "tls://HOST:PORT; anyone who reaches plain TCP could run code on the workers"
        raise refusal(source, "cluster", "address", cluster.address, what)


def is_open_to_others(address: str) -> bool:
    """Whether a cluster's address is plain TCP to another machine."""
    scheme, _, rest = address.partition("://")
    return scheme == "tcp" and rest.rpartition(":")[0].strip("[]") not in _LOOPBACK


def refuse_since(since: datetime | None, source: TomlFile) -> None:
    """Return if a date is one of our times.

    Raises:
        SettingsError: it is not.
    """
    if since is not None and since.year not in _YEARS:
        what = f"a date between {_YEARS.start} and {_YEARS.stop - 1}"
        raise refusal(source, "follow", "since", since.isoformat(), what)


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name or "utf-8")
    except (LookupError, ValueError):
        return False
    return True


def _unknown_encoding(source: TomlFile, section: str, name: str) -> SettingsError:
    known = {each.replace("_", "-") for each in (*aliases, *aliases.values())}
    hint = nearest(name.lower(), known, otherwise="write utf-8 or windows-1256")
    return refusal(source, section, "encoding", name, "an encoding", hint)


def _wrong_in_selector(text: str) -> str:
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(text)
    except (SelectorError, ValueError, RecursionError) as error:
        return str(error) or "it is nested too deep"
    return ""
