"""The followed feeds: a look at their items, and an item into a draft."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import draft_text, drafts, settings_file
from naqeeb.desk.shows import archive_of
from naqeeb.errors import SettingsError, SourceUnreadable
from naqeeb.intake import is_url, news
from naqeeb.newsroom.inbox import followed, problems
from naqeeb.newsroom.room import room_of, table_of, text_of
from naqeeb.settings import Settings
from naqeeb.text.addresses import source_name

MOST = 50
"""So many of a feed's newest items are shown."""


async def look(request: Request) -> Response:
    """The items of one followed feed, the newest first."""
    table = await table_of(request)
    settings = await run_sync(room_of(request).load)
    url = _address(settings, table)
    return JSONResponse({"items": await run_sync(partial(_items, settings, url))})


async def take(request: Request) -> Response:
    """An item of a followed feed into a draft."""
    table = await table_of(request)
    settings = await run_sync(room_of(request).load)
    work = partial(_draft, settings, _address(settings, table), text_of(table, "item"))
    return JSONResponse(await run_sync(work), 201)


async def follow(request: Request) -> Response:
    """Follow another feed, or the one that a page names; it is read first, so that it is one."""
    table = await table_of(request)
    settings = await run_sync(room_of(request).load)
    work = partial(_follow, settings, room_of(request).settings_path, text_of(table, "address"))
    await run_sync(work)
    return JSONResponse({}, 201)


async def unfollow(request: Request) -> Response:
    """Follow a feed no longer."""
    table = await table_of(request)
    settings = await run_sync(room_of(request).load)
    url = _address(settings, table)
    if source_name(url) != text_of(table, "name"):
        raise _not_followed()  # the list was changed in another window
    await run_sync(partial(settings_file.unfollow, room_of(request).settings_path, url))
    return JSONResponse({})


def _follow(settings: Settings, path: Path, address: str) -> None:
    address = address.strip()
    if not is_url(address):
        raise SourceUnreadable(
            "this is not the address of a page", hint="an address begins with https://"
        )
    if address in followed(settings):
        raise SettingsError("this feed is followed already", hint="it stands in the list of feeds")
    news.read_feed(address, settings.intake, zone=settings.show.zone)
    settings_file.follow(path, address)


def _items(settings: Settings, url: str) -> list[dict[str, Any]]:
    archives = (archive_of(settings, show) for show in settings.shows)
    known = {entry.key for each in archives for entry in each.all()[0]}
    drafted = {
        draft.facts.get("id", "") for draft in drafts.listed(drafts.folder_of(settings.root))
    }
    return [
        {
            "id": item.id,
            "title": item.title,
            "link": item.link or "",
            "published": f"{settings.show.local(item.published):%Y-%m-%d %H:%M}"
            if item.published
            else "",
            "known": not (known | drafted).isdisjoint((item.id, *item.aliases)),
        }
        for item in _read(settings, url)[-MOST:][::-1]
    ]


def _draft(settings: Settings, url: str, item_id: str) -> dict[str, Any]:
    item = next((each for each in _read(settings, url) if each.id == item_id), None)
    if item is None:
        raise SettingsError(
            "the feed has this item no more", hint="look at the feed again, or give its address"
        )
    facts, body = draft_text.of_article(
        news.article_of(item, settings.intake, zone=settings.show.zone)
    )
    draft = drafts.create(drafts.folder_of(settings.root), facts, body)
    found = problems(settings, draft)
    return {"id": draft.id, "title": draft.title, "problems": found}


def _address(settings: Settings, table: Mapping[str, Any]) -> str:
    """The feed that a page means by its number.

    Only what the settings name is asked: no page may send this program elsewhere.
    """
    number, feeds = table.get("feed"), followed(settings)
    if not isinstance(number, int) or not 0 <= number < len(feeds):
        raise _not_followed()
    return feeds[number]


def _not_followed() -> SettingsError:
    return SettingsError("this feed is not followed", hint="load the page again")


def _read(settings: Settings, url: str) -> tuple[news.NewsItem, ...]:
    feed = news.read_feed(url, settings.intake, zone=settings.show.zone)
    return () if feed is None else tuple(feed.items)
