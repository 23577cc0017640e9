"""``naqeeb.toml`` into settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from naqeeb.errors import SettingsError
from naqeeb.model import Show
from naqeeb.model.values import PathText
from naqeeb.settings import value_checks
from naqeeb.settings.editions import bulletin, editions
from naqeeb.settings.table import TomlFile, as_table, read_toml, refuse_unknown, section, value_of
from naqeeb.settings.types import (
    ClusterSettings,
    FollowSettings,
    IntakeSettings,
    Jobs,
    NewsroomSettings,
    ScriptSettings,
    Settings,
    SiteSettings,
    SoundSettings,
    SourceSite,
    VoiceSettings,
)

SETTINGS_FILE = "naqeeb.toml"

_TOP = (
    "show",
    "intake",
    "follow",
    "voice",
    "sound",
    "script",
    "bulletin",
    "editions",
    "site",
    "newsroom",
    "cluster",
    "output",
    "jobs",
)


def load(path: Path | None = None, root: Path | None = None) -> Settings:
    """Read ``naqeeb.toml``.

    Args:
        path: the file; None reads ``naqeeb.toml`` in the current folder where
            there is one, and otherwise gives the defaults.
        root: the folder that paths and voices are looked for in; None: the file's.

    Raises:
        SettingsError: the file is missing or empty, is not TOML, or says something unknown.
    """
    if path is None:
        path = Path(SETTINGS_FILE)
        if not path.exists():
            return Settings()
    source = read_toml(path)
    if not source.text:
        # With the defaults instead, the station would lose its name and what is held would air.
        raise SettingsError(
            f"{path} is empty",
            cause="it was cut short as the disk was full or the power failed, or was never saved",
            hint="restore it; or remove it, and everything stands at its default",
            path=str(path),
        )
    table = source.table
    refuse_unknown(table, _TOP, source, "")
    root = root or path.resolve().parent
    shows = _shows(source)
    site = section(SiteSettings, table.get("site", {}), source, "site")
    if site.font:
        shows = tuple(replace(show, font=True) for show in shows)
    output = value_of(PathText, table.get("output", ""), source, "", "output")
    settings = Settings(
        root=root,
        output=root / output if output else Path("output"),
        shows=shows,
        intake=_intake(source),
        follow=_follow(source, shows[0]),
        voice=section(VoiceSettings, table.get("voice", {}), source, "voice"),
        sound=section(SoundSettings, table.get("sound", {}), source, "sound"),
        script=section(ScriptSettings, table.get("script", {}), source, "script"),
        bulletin=bulletin(source),
        editions=editions(source),
        site=site,
        newsroom=section(NewsroomSettings, table.get("newsroom", {}), source, "newsroom"),
        cluster=_cluster(source, root),
        jobs=value_of(Jobs, table.get("jobs", 0), source, "", "jobs"),
    )
    value_checks.refuse(settings, source)
    return settings


def with_sound(settings: SoundSettings, stated: Mapping[str, str], where: str) -> SoundSettings:
    """The sound settings with what an article's front matter states laid over them."""
    if not stated:
        return settings
    hints = get_type_hints(SoundSettings)
    typed = {key: _from_text(hints.get(key), value) for key, value in stated.items()}
    sound = section(SoundSettings, typed, where, "sound", over=settings)
    value_checks.refuse_sound(sound, where)
    return sound


def _cluster(source: TomlFile, root: Path) -> ClusterSettings:
    cluster = section(ClusterSettings, source.table.get("cluster", {}), source, "cluster")
    files = {name: getattr(cluster, name) for name in ("tls_ca", "tls_cert", "tls_key")}
    return replace(
        cluster, **{name: str(root / path) if path else "" for name, path in files.items()}
    )


def _intake(source: TomlFile) -> IntakeSettings:
    table = source.table.get("intake", {})
    if not isinstance(table, dict):
        return section(IntakeSettings, table, source, "intake")
    sites = table.get("sites", {})
    if not isinstance(sites, dict):
        raise SettingsError(
            f"{source.place('intake', 'sites')}: [intake.sites] must hold a table for each site",
            hint='write [intake.sites."example.pk"] and its settings below',
            key="sites",
        )
    rest = {key: value for key, value in table.items() if key != "sites"}
    return replace(
        section(IntakeSettings, rest, source, "intake"),
        sites={
            host.lower(): section(SourceSite, rules, source, f'intake.sites."{host}"')
            for host, rules in sites.items()
        },
    )


def _follow(source: TomlFile, show: Show) -> tuple[FollowSettings, ...]:
    entries = source.table.get("follow", [])
    if not isinstance(entries, list):
        raise SettingsError(
            f"{source.place('', 'follow')}: [[follow]] is a list of tables",
            hint='write [[follow]] and below it url = "https://..."',
            key="follow",
        )
    feeds: list[FollowSettings] = []
    for number, entry in enumerate(entries):
        here = source.at(number)
        feed = section(FollowSettings, entry, here, "follow")
        place = here.place("follow", "url")
        if not feed.url:
            raise SettingsError(
                f"{place}: this [[follow]] has no url",
                hint='write url = "https://example.org/urdu/rss.xml"',
                key="url",
            )
        if feed.url in {each.url for each in feeds}:
            raise SettingsError(
                f"{place}: two [[follow]] have the same url",
                hint="take one of the two out",
                key="url",
            )
        value_checks.refuse_since(feed.since, here)
        if feed.since is not None:
            feed = replace(feed, since=show.at_local(feed.since))
        feeds.append(feed)
    return tuple(feeds)


def _shows(source: TomlFile) -> tuple[Show, ...]:
    entries = source.table.get("show", {})
    several = entries if isinstance(entries, list) and entries else [entries]
    return tuple(_show(entry, source.at(number)) for number, entry in enumerate(several))


def _show(table: object, source: TomlFile) -> Show:
    table = dict(as_table(table, source, "show"))
    category = table.pop("category", None)
    show = section(Show, table, source, "show")
    if category is not None:
        names = [category] if isinstance(category, str) else category
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise SettingsError(
                f"{source.place('show', 'category')}: [show] category must be a text "
                "or a list of texts",
                hint='write category = "News / Daily News"',
                key="category",
            )
        show = replace(show, categories=tuple(_category(name) for name in names))
    return show


def _category(text: str) -> tuple[str, str]:
    parent, _, child = (part.strip() for part in text.partition("/"))
    return parent, child


def _from_text(hint: Any, text: str) -> object:
    """Front matter is text: read it as the TOML value that its field wants."""
    if hint is str:
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        if get_origin(hint) is tuple:
            # A list as people write it there: one, two.
            return [each for part in text.strip("[]").split(",") if (each := part.strip())]
        return text
