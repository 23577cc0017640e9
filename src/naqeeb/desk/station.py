"""The station itself: begin one, serve it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from zoneinfo import available_timezones

from naqeeb.archive import Archive
from naqeeb.desk import up_to_date
from naqeeb.desk.job import option_text
from naqeeb.desk.shows import archive_of
from naqeeb.errors import ArchiveError, SettingsError
from naqeeb.model import Show
from naqeeb.podcast import serving
from naqeeb.podcast.artwork import drawn_cover
from naqeeb.settings import SETTINGS_FILE, Settings
from naqeeb.settings.did_you_mean import NOTHING_MADE, make_first

COVER_FILE = "cover.png"

_TEMPLATE = """\
# The settings of this station. Every line may be left out; see docs/settings.md.

[show]
title = {title}
author = {author}
# The zone in which listeners see and hear dates.
timezone = "{timezone}"
# email = "news@example.org"
# site_url = "https://example.org/naqeeb/"
cover = "{cover}"

[voice]
# A voice from `naqeeb voices`, or "auto": the first that answers.
name = "auto"
# false: text is never sent to a service on the network.
online = true
"""


def init(
    folder: Path,
    title: str | None,
    author: str | None,
    *,
    font: Path | None = None,
    force: bool = False,
) -> Iterator[tuple[Path, str]]:
    """Write ``naqeeb.toml`` and a cover into a folder.

    Yields:
        Each file, and a word on it.

    Raises:
        SettingsError: there is one already, and ``force`` is False; or a name cannot be shown.
    """
    settings_path, cover_path = folder / SETTINGS_FILE, folder / COVER_FILE
    for path in (settings_path, cover_path):
        if path.exists() and not force:
            raise SettingsError(
                f"there is a {path.name} in {folder} already",
                hint="edit it, or write over it with --force",
                path=str(path),
            )
    title = option_text(title, "--title") or Show().title
    author = option_text(author, "--author") or title
    # A JSON string is a TOML basic string.
    quoted = {
        "title": json.dumps(title, ensure_ascii=False),
        "author": json.dumps(author, ensure_ascii=False),
    }
    drawn = drawn_cover.draw(title, font=font)
    archive = Archive(folder)
    archive.put(COVER_FILE, drawn)
    archive.put(
        SETTINGS_FILE, _TEMPLATE.format(cover=COVER_FILE, timezone=_zone(), **quoted).encode()
    )
    yield settings_path, "the settings: edit title, author and site_url"
    yield cover_path, "the cover that listeners see; replace it by your own"


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    base_url: str | None,
    private: bool,
    say: Callable[[str], None],
) -> None:
    """Serve the output until interrupted; what a killed run left undone is done first.

    Raises:
        ArchiveError: there is nothing to serve yet.
    """
    up_to_date.catch_up(settings)
    archives = [archive_of(settings, show) for show in settings.shows]
    if not any((archive.output / "feed.xml").is_file() for archive in archives):
        raise ArchiveError(
            f"there is no feed in {settings.output}",
            cause=NOTHING_MADE,
            hint=make_first(settings.output),
            path=str(settings.output),
        )
    token = Archive(settings.output).ensure_token() if private else None
    public = [url for show in settings.shows for url in (show.site_url, show.media_url) if url]
    served = serving.Served(settings.output, base_url, token, instead_of=public)
    announce = partial(_announce, settings.shows, say)
    serving.run(served, host=host, port=port, on_start=announce)


def _announce(shows: Iterable[Show], say: Callable[[str], None], base: str) -> None:
    """Say where a phone finds the shows.

    Args:
        shows: that are served.
        say: takes each line.
        base: the address of the server.
    """
    for show in shows:
        page = serving.page_url(base, show.slug)
        say(f"{show.title}: {page}")
        say(f"the feed, for a podcast app: {serving.feed_url(base, show.slug)}")
        say(serving.qr(page))
    say("point the phone's camera at it, or type the feed's address into a podcast app")
    say("Ctrl-C ends it")


def _zone() -> str:
    """The machine's time zone; Pakistan's where the machine says UTC or nothing."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        name = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    known = name in available_timezones() and name not in _UTC
    return name if known else "Asia/Karachi"


_UTC = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "GMT", "Etc/GMT", "Universal", "Zulu"})
