"""``[bulletin]`` and ``[[editions]]`` of ``naqeeb.toml``, checked."""

from __future__ import annotations

import re
from datetime import time

from naqeeb.errors import SettingsError
from naqeeb.settings.bulletin import BulletinSettings, Edition
from naqeeb.settings.table import TomlFile, section

_LENGTH = re.compile(r"(?:(?P<h>\d+)h)?(?:(?P<m>\d+(?:\.\d+)?)m)?(?:(?P<s>\d+)s)?\Z")
SHORTEST_S = 10
LONGEST_S = 86_400


def length_s(text: str, where: str) -> float | None:
    """``5m``, ``90s``, ``4m30s`` or ``1h`` into seconds; None for an empty text.

    Raises:
        SettingsError: it is no length of time between ten seconds and a day.
    """
    text = "".join(text.split())
    if not text:
        return None
    match = _LENGTH.match(text)
    seconds = (
        int(match["h"] or 0) * 3600 + float(match["m"] or 0) * 60 + int(match["s"] or 0)
        if match
        else 0.0
    )
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise SettingsError(
            f"{where} {text[:40]!r} is not a length of time from {SHORTEST_S} seconds to a day",
            hint="write 5m, 90s or 4m30s",
            key="length",
        )
    return seconds


def bulletin(source: TomlFile) -> BulletinSettings:
    """``[bulletin]``.

    Raises:
        SettingsError: a key is not known, or a value does not fit.
    """
    settings = section(BulletinSettings, source.table.get("bulletin", {}), source, "bulletin")
    length_s(settings.length, f"{source.place('bulletin', 'length')}: [bulletin] length")
    return settings


def editions(source: TomlFile) -> tuple[Edition, ...]:
    """``[[editions]]``, each with a name of its own, a time, and stories from somewhere.

    Raises:
        SettingsError: one of these is missing, or a value does not fit.
    """
    tables = source.table.get("editions", [])
    if not isinstance(tables, list):
        raise SettingsError(
            f"{source.place('', 'editions')}: editions must be tables",
            hint="write [[editions]] with two brackets, once for each edition",
            key="editions",
        )
    several = tuple(
        section(Edition, table, source.at(number), "editions")
        for number, table in enumerate(tables)
    )
    for number, edition in enumerate(several):
        here = source.at(number)
        _refuse_unfit(edition, here)
        if edition.name in {each.name for each in several[:number]}:
            raise _refusal(
                here,
                "name",
                f"two editions are named {edition.name[:40]!r}",
                "give each a name of its own",
            )
    return several


def _refuse_unfit(edition: Edition, source: TomlFile) -> None:
    if not edition.name.strip():
        raise _refusal(source, "name", "an edition has no name", 'write name = "صبح"')
    if not _is_clock(edition.time):
        raise _refusal(
            source,
            "time",
            f"time {edition.time[:40]!r} is no time of the day",
            'write time = "07:30"',
        )
    if not (edition.sources or edition.feeds or edition.from_archive):
        raise _refusal(
            source,
            "",
            f"the edition {edition.name[:40]!r} has no stories",
            'write feeds = ["https://…"], sources = ["news/"] or from_archive = "24h"',
        )
    length_s(edition.length, f"{source.place('editions', 'length')}: [[editions]] length")


def _is_clock(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d\d:\d\d", text) is not None


def _refusal(source: TomlFile, key: str, what: str, hint: str) -> SettingsError:
    return SettingsError(
        f"{source.place('editions', key)}: [[editions]] {what}", hint=hint, key=key or "sources"
    )
