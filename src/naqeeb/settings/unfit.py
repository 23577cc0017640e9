"""What a type cannot say of a value: whether it is an address, an encoding, a host, a template."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from naqeeb.errors import SettingsError
from naqeeb.model import Show
from naqeeb.settings.table import TomlFile, nearest, shown
from naqeeb.settings.types import IntakeSettings, ScriptSettings, VoiceSettings

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
_FOLDER = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
_OF_SHOWS = {
    "site_url": _FOLDER,
    "media_url": _FOLDER,
    "funding_url": _ADDRESS,
    "hub_url": _ADDRESS,
    "new_feed_url": _ADDRESS,
}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_HOST = re.compile(r"[\w.-]+|\[?[0-9A-Fa-f:.]+\]?")
_PLACE = re.compile(r"\{([^{}]*)\}")
_PLACES = ("date", "show")


def refuse_shows(shows: Iterable[Show], source: TomlFile) -> None:
    """Return if what the shows say of their addresses can be true.

    Raises:
        SettingsError: one is no address.
    """
    for show in shows:
        for key, pattern in _OF_SHOWS.items():
            refuse_address(getattr(show, key) or "", pattern, source, "show", key)
        if show.email and not _EMAIL.fullmatch(show.email):
            raise _refusal(source, "show", "email", show.email, "an address of e-mail")


def refuse_address(
    value: str, pattern: re.Pattern[str], source: TomlFile, section: str, key: str
) -> None:
    """Return if a text is empty or an http or https address.

    Raises:
        SettingsError: it is not.
    """
    if not value or pattern.fullmatch(value):
        return
    what = "an http or https address"
    if pattern is _FOLDER:
        what += " without ? and #"
    raise _refusal(source, section, key, value, what)


def refuse_intake(intake: IntakeSettings, source: TomlFile) -> None:
    """Return if the sites are hosts, and their encodings known.

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
        try:
            codecs.lookup(site.encoding or "utf-8")
        except (LookupError, ValueError):
            raise _refusal(source, section, "encoding", site.encoding, "an encoding") from None


def refuse_voice(voice: VoiceSettings, source: TomlFile) -> None:
    """Return if the mirror of models is an address.

    Raises:
        SettingsError: it is not.
    """
    refuse_address(voice.model_mirror, _ADDRESS, source, "voice", "model_mirror")


def refuse_script(script: ScriptSettings, source: TomlFile) -> None:
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


def _refusal(source: TomlFile, section: str, key: str, value: str, what: str) -> SettingsError:
    return SettingsError(
        f"{source.place(section, key)}: [{section}] {key} is {shown(value)}, which is not {what}",
        hint=f"correct {key}, or leave it out",
        key=key,
    )
