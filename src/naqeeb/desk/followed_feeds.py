"""The feeds that a newsroom follows: their list, their items, and an item into a draft."""

from __future__ import annotations

from pathlib import Path

from naqeeb.desk import drafts, incoming, settings_file
from naqeeb.desk.shows import archive_of
from naqeeb.errors import SettingsError
from naqeeb.intake import news
from naqeeb.settings import Settings


def addresses(settings: Settings) -> tuple[str, ...]:
    """The addresses of the followed feeds, each once."""
    return tuple(dict.fromkeys(feed.url for feed in settings.follow))


def follow(settings: Settings, path: Path, address: str) -> None:
    """Follow another feed, or the one that a page names; it is read first, so that it is one.

    Args:
        settings: of the station.
        path: ``naqeeb.toml``.
        address: of the feed or the page.

    Raises:
        IntakeError: there is no feed.
        SettingsError: it is followed already.
        ArchiveError: the settings cannot be written.
    """
    address = address.strip()
    incoming.refuse_no_address(address)
    if address in addresses(settings):
        raise SettingsError("this feed is followed already", hint="it stands in the list of feeds")
    news.read_feed(address, settings.intake, zone=settings.show.zone)
    settings_file.follow(path, address)


def items(settings: Settings, url: str) -> tuple[news.NewsItem, ...]:
    """The items of a feed as it is now, the oldest first.

    Raises:
        FetchFailed: it cannot be read.
    """
    feed = news.read_feed(url, settings.intake, zone=settings.show.zone)
    return () if feed is None else tuple(feed.items)


def names_known(settings: Settings) -> frozenset[str]:
    """Names under which a story of a feed is here already, as an episode or as a draft."""
    known = (archive_of(settings, show).names() for show in settings.shows)
    listed = drafts.listed(drafts.folder_of(settings.root))
    return frozenset().union(*known, (draft.facts.get("id", "") for draft in listed))


def of_item(settings: Settings, url: str, item_id: str) -> incoming.Taken:
    """An item of a feed, with what its page has.

    Raises:
        SettingsError: the feed has it no more.
        IntakeError: feed or page cannot be read.
        ArchiveError: it cannot be written.
    """
    item = next((each for each in items(settings, url) if each.id == item_id), None)
    if item is None:
        raise SettingsError(
            "the feed has this item no more", hint="look at the feed again, or give its address"
        )
    return incoming.of_article(
        settings, news.article_of(item, settings.intake, zone=settings.show.zone)
    )
