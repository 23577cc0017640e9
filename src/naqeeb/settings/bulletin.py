"""Settings of bulletins: ``[bulletin]`` and ``[[editions]]``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from naqeeb.model.values import Line, PathText, Term, WebAddress

Headlines = Annotated[int, Meta(ge=0, le=50)]
FromArchive = Literal["", "today", "yesterday", "24h", "7d"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True, slots=True)
class BulletinSettings:
    """``[bulletin]``: what a bulletin says around its stories."""

    headlines: Headlines = 5
    """At most so many headlines are read."""
    repeat: bool = False
    """Read the headlines again before the sign-off."""
    stings: bool = False
    """Play ``[sound] sting`` between the headlines too."""
    template: PathText = ""
    """The wording: the name of a built-in one, or a file; empty: by the part of the day."""
    presenter: Line = ""
    """Who reads, as the greeting names them."""
    notice: Line = ""
    """A sentence behind the greeting, such as that the voice is a machine's."""
    credit: Line = ""
    """Whom the news is from, named once before the sign-off; else the agencies of the stories."""
    hijri: bool = True
    """Say the date of the Islamic calendar too."""
    hijri_offset_days: Annotated[int, Meta(ge=-3, le=3)] = 0
    """Days added to Umm al-Qura's date: -1 where the moon is sighted a day later, as usually in
    Pakistan."""
    time: bool = False
    """Say the time in the greeting."""
    categories: tuple[Term, ...] = ()
    """The order of the categories in a bulletin from the archive; others follow."""
    length: Line = ""
    """How long a bulletin may be: ``5m``, ``90s``, ``4m30s``; empty: as long as its stories."""
    correction_notice: bool = False
    """Say at the front of a correction that it is one."""


@dataclass(frozen=True, slots=True)
class Edition:
    """``[[editions]]``: a bulletin that is made each day at a time."""

    name: Line = ""
    """Its name, part of the bulletin's identity."""
    time: Line = ""
    """When it is due, ``HH:MM`` on the clocks of the show's time zone."""
    days: tuple[Weekday, ...] = ()
    """On which days; empty: each day."""
    sources: tuple[Term, ...] = ()
    """Files, folders and addresses, as the command takes them."""
    feeds: tuple[WebAddress, ...] = ()
    """News feeds: their newest items."""
    most: Annotated[int, Meta(ge=1, le=100)] = 10
    """At most so many items of each feed."""
    from_archive: FromArchive = ""
    """Stories of the archive, by when they were published."""
    categories: tuple[Term, ...] = ()
    """Of the archive only these, in this order; empty: all."""
    length: Line = ""
    """Over ``[bulletin] length``."""
    template: PathText = ""
    """Over ``[bulletin] template``."""
    headlines: Headlines | None = None
    """Over ``[bulletin] headlines``."""
    title: Line = ""
    """The bulletin's title; empty: the show and the day."""
    hold: bool = False
    """Make it, but wait for an editor."""
