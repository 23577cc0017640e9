"""The feed against all records, and feed and pages as they would be derived now."""

from __future__ import annotations

from collections.abc import Mapping

from naqeeb.archive.rows import Entry
from naqeeb.desk.check.sheet import DERIVE, Sheet, Station
from naqeeb.model import Episode
from naqeeb.podcast import address, feed, inspection, pages


def check_feed(
    station: Station,
    entries: list[Entry],
    episodes: Mapping[str, Episode],
    removed: frozenset[str],
    sheet: Sheet,
    *,
    whole: bool,
) -> None:
    """Hold the feed against the records.

    Args:
        station: the show.
        entries: all episodes on the air.
        episodes: those that were loaded.
        removed: guids that must not stand in the feed.
        sheet: where faults are noted.
        whole: whether all episodes were to be loaded; else feed and pages are not derived
            again for comparison.
    """
    output = station.archive.output
    before = len(sheet.faults)
    found: list[inspection.FeedPage] = []
    for page in feed.plan(len(entries), station.settings.site.feed_items):
        path = output / page.name
        try:
            found.append(inspection.read_feed(path))
        except OSError:
            sheet.check(path, "is missing", DERIVE)
        except ValueError as error:
            sheet.check(path, f"is no feed: {error}", DERIVE)
        else:
            sheet.check(path, None, DERIVE)
    for read in found:
        path = output / read.name
        own = station.where.of(read.name)
        fault = None if read.self_link == own else f"says it is at {read.self_link}, not {own}"
        sheet.check(path, fault, DERIVE)
        fault = f"has the podcast:guid {read.guid}, show.json has {station.show.guid}"
        sheet.check(path, None if read.guid == station.show.guid else fault, DERIVE)
    items = [item for read in found for item in read.items]
    for name, fault in inspection.presence_checks(items, entries, removed):
        sheet.check(output / name, fault, DERIVE)
    by_guid = {episode.guid: episode for episode in episodes.values()}
    for item in items:
        if item.guid in by_guid:
            checks = inspection.item_checks(item, by_guid[item.guid], station.where)
            sheet.check_all(output / item.page, checks, DERIVE)
    sheet.check_all(output / address.FEED, inspection.order_checks(items), DERIVE)
    if whole:
        right = len(sheet.faults) == before
        _up_to_date(station, entries, episodes, sheet, feed_is_right=right)


def _up_to_date(
    station: Station,
    entries: list[Entry],
    episodes: Mapping[str, Episode],
    sheet: Sheet,
    *,
    feed_is_right: bool,
) -> None:
    """Feed and pages, byte by byte, as they would be derived now; and the pages' links."""
    output, show, name = station.archive.output, station.show, station.cover_name
    if len(episodes) < len(entries):
        # A record went missing in between; that was said already.
        return
    load = station.archive.load
    made = dict(pages.build(show, entries, load, cover=name))
    if feed_is_right:
        items = station.settings.site.feed_items
        subscribed = feed.build(show, entries, load, cover=name, feed_items=items)
        made |= dict(subscribed)
    for each, data in sorted(made.items()):
        path = output / each
        fault = None
        if not path.is_file():
            fault = "is missing"
        elif path.read_bytes() != data:
            fault = "is out of date"
        sheet.check(path, fault, DERIVE)
        if path.suffix == ".html" and path.is_file():
            sheet.check_all(path, inspection.link_checks(path, output, station.where), DERIVE)
