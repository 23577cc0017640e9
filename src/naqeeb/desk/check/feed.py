"""The feed against all records, and feed and pages as they would be derived now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

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
    # Where a record went missing in between, that was said already.
    if whole and len(episodes) == len(entries):
        right = len(sheet.faults) == before
        _up_to_date(station, len(entries), sheet, feed_is_right=right)


def _up_to_date(station: Station, count: int, sheet: Sheet, *, feed_is_right: bool) -> None:
    """Feed and pages, byte by byte, as they would be derived now; and the pages' links."""
    from naqeeb import workers

    newest = (*pages.names_of(address.FEED), address.FEED)
    pieces = [
        tuple(name for name in piece if feed_is_right or not name.startswith("feed"))
        for piece in (newest, *station.site.pieces(count))
    ]
    found: dict[str, list[str | None]] = {}
    for done in workers.run(partial(_compared, station), pieces, jobs=station.settings.jobs):
        if done.error is not None:
            raise done.error
        found |= done.result or {}
    for name, faults in sorted(found.items()):
        sheet.check_all(station.archive.output / name, faults, DERIVE)


def _compared(station: Station, names: Sequence[str]) -> dict[str, list[str | None]]:
    """Files as they lie there beside what would be derived now, and where their links lead."""
    return {name: list(_faults(station, name, data)) for name, data in station.site.derived(names)}


def _faults(station: Station, name: str, data: bytes) -> Iterator[str | None]:
    path = station.archive.output / name
    if not path.is_file():
        yield "is missing"
        return
    yield None if path.read_bytes() == data else "is out of date"
    if path.suffix == ".html":
        yield from inspection.link_checks(path, station.archive.output, station.where)
