"""What a type cannot say of a show: its language, categories, time zone and folder."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from naqeeb.errors import SettingsError
from naqeeb.model import Show
from naqeeb.settings.table import TomlFile, nearest, refusal

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_WINDOWS_RESERVES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that no file or folder may have there, with or without an ending."""


def refuse_shows(shows: tuple[Show, ...], source: TomlFile) -> None:
    """Return if what the shows say of themselves can be true.

    Raises:
        SettingsError: it cannot.
    """
    for number, show in enumerate(shows):
        here = source.at(number)
        _refuse_language(show.language, here)
        _refuse_zone(show.timezone, here)
        for category in show.categories:
            _refuse_category(category, here)
        if show.slug is not None and not _is_folder_name(show.slug):
            raise refusal(
                here, "show", "slug", show.slug, "a name for a folder",
                'write small letters, digits and hyphens, as in slug = "sport"',
            )  # fmt: skip
        earlier = [each.slug for each in shows[:number]]
        if len(shows) > 1 and (show.slug is None or show.slug in earlier):
            raise SettingsError(
                f"{here.place('show', 'slug')}: several [[show]] need a slug each, all different",
                hint='add slug = "sport" and the like to each [[show]]',
                key="slug",
            )


def _refuse_language(code: str, source: TomlFile) -> None:
    base = code.partition("-")[0]
    known = _data("languages.txt").split()  # those of three letters are too many to list
    if len(base) == 2 and base not in known:  # noqa: PLR2004
        raise refusal(
            source, "show", "language", code, "a language's code of ISO 639",
            'write "ur" for Urdu, "en" for English',
        )  # fmt: skip


def _refuse_zone(name: str, source: TomlFile) -> None:
    if not name:
        return
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = nearest(name, available_timezones(), otherwise="write Asia/Karachi or another")
        raise refusal(source, "show", "timezone", name, "a time zone", hint) from None


def _refuse_category(category: tuple[str, str], source: TomlFile) -> None:
    parent, child = category
    known = apple_categories()
    if parent in known and (not child or child in known[parent]):
        return
    key = "category" if source.has("show", "category") else "categories"
    names = [name for first, below in known.items() for name in (first, *_named(first, below))]
    name = f"{parent} / {child}" if child else parent
    hint = nearest(name, names, otherwise="write one such as News / Daily News")
    raise refusal(source, "show", key, name, "a category of Apple's list", hint)


def _named(parent: str, below: tuple[str, ...]) -> list[str]:
    return [f"{parent} / {child}" for child in below]


def _is_folder_name(slug: str) -> bool:
    return (
        _SLUG.fullmatch(slug) is not None
        and slug != "episodes"
        and not _WINDOWS_RESERVES.fullmatch(slug)
    )


@cache
def apple_categories() -> dict[str, tuple[str, ...]]:
    """The categories that podcast directories know, and those below each."""
    text = _data("categories.tsv")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {parent: tuple(below) for parent, *below in lines}


def _data(name: str) -> str:
    return files("naqeeb.settings").joinpath("data", name).read_text("utf-8")
