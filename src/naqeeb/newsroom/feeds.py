"""The followed feeds: a look at their items, and an item into a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import followed_feeds, settings_file
from naqeeb.errors import SettingsError
from naqeeb.newsroom.context import context_of, settings_of
from naqeeb.newsroom.inbox import answer_of
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.requests import table_of, text_of
from naqeeb.settings import Settings
from naqeeb.text.addresses import source_name

MOST = 50
"""So many of a feed's newest items are shown."""


async def look(request: Request) -> Response:
    """The items of one followed feed, the newest first."""
    table = await table_of(request)
    settings = await settings_of(request)
    url = _address(settings, table)
    return JSONResponse({"items": await run_sync(_items, settings, url)})


async def take(request: Request) -> Response:
    """An item of a followed feed into a draft."""
    table = await table_of(request)
    settings = await settings_of(request)
    url = _address(settings, table)
    return JSONResponse(await run_sync(_draft, settings, url, text_of(table, "item")), 201)


async def follow(request: Request) -> Response:
    """Follow another feed, or the one that a page names; it is read first, so that it is one."""
    table = await table_of(request)
    settings = await settings_of(request)
    path = context_of(request).settings_path
    await run_sync(followed_feeds.follow, settings, path, text_of(table, "address"))
    return JSONResponse({}, 201)


async def unfollow(request: Request) -> Response:
    """Follow a feed no longer."""
    table = await table_of(request)
    settings = await settings_of(request)
    url = _address(settings, table)
    if source_name(url) != text_of(table, "name"):
        raise _not_followed()  # the list was changed in another window
    await run_sync(settings_file.unfollow, context_of(request).settings_path, url)
    return JSONResponse({})


def _items(settings: Settings, url: str) -> list[dict[str, Any]]:
    known = followed_feeds.names_known(settings)
    return [
        {
            "id": item.id,
            "title": isolated(item.title),
            "link": item.link or "",
            "published": f"{settings.show.local(item.published):%Y-%m-%d %H:%M}"
            if item.published
            else "",
            "known": not known.isdisjoint((item.id, *item.aliases)),
        }
        for item in followed_feeds.items(settings, url)[-MOST:][::-1]
    ]


def _draft(settings: Settings, url: str, item_id: str) -> dict[str, Any]:
    return answer_of(settings, [followed_feeds.of_item(settings, url, item_id)])


def _address(settings: Settings, table: Mapping[str, Any]) -> str:
    """The feed that a page means by its number.

    Only what the settings name is asked: no page may send this program elsewhere.
    """
    number, feeds = table.get("feed"), followed_feeds.addresses(settings)
    if not isinstance(number, int) or not 0 <= number < len(feeds):
        raise _not_followed()
    return feeds[number]


def _not_followed() -> SettingsError:
    return SettingsError("this feed is not followed", hint="load the page again")
