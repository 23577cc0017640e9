"""The feed against all records, and feed and pages as they would be derived now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from naqeeb import workers
from naqeeb.archive.rows import Entry
from naqeeb.desk.check.sheet import DERIVE, Sheet, Station
from naqeeb.podcast import address, feed, inspection, pages
from naqeeb.podcast.artwork import icon
from naqeeb.podcast.inspection import Flaw, Item, Sound


def check_feed(
    station: Station,
    entries: list[Entry],
    sounds: Mapping[str, Sound],
    removed: frozenset[str],
    sheet: Sheet,
    *,
    whole: bool,
) -> None:
    """Hold the feed against the records.

    Args:
        station: the show.
        entries: all episodes on the air.
        sounds: of those whose records were read, by id.
        removed: guids that must not stand in the feed.
        sheet: where faults are noted.
        whole: whether all episodes were to be loaded; else feed and pages are not derived
            again for comparison.
    """
    before = len(sheet.faults)
    items = _items(station, entries, sounds, sheet)
    for name, flaw in inspection.presence_checks(items, entries, removed):
        sheet.check(station.archive.output / name, flaw, DERIVE)
    # Where a record went missing in between, that was said already.
    if whole and len(sounds) == len(entries):
        right = len(sheet.faults) == before
        _up_to_date(station, len(entries), sheet, feed_is_right=right)


def _items(
    station: Station, entries: list[Entry], sounds: Mapping[str, Sound], sheet: Sheet
) -> Iterator[Item]:
    """The items of all pages, each checked by itself and beside the one before it."""
    output = station.archive.output
    by_guid = {entry.guid: entry for entry in entries if entry.id in sounds}
    last: Item | None = None
    for page in feed.plan(len(entries), station.settings.site.feed_items):
        for item in _items_of(station, page.name, sheet):
            if (entry := by_guid.get(item.guid)) is not None:
                checks = inspection.item_checks(item, entry, sounds[entry.id], station.where)
                sheet.check_all(output / item.page, checks, DERIVE)
            if last is not None:
                sheet.check(output / address.FEED, inspection.order_flaw(last, item), DERIVE)
            last = item
            yield item


def _items_of(station: Station, name: str, sheet: Sheet) -> tuple[Item, ...]:
    """The items of a page, which is checked as a whole."""
    path = station.archive.output / name
    try:
        read = inspection.read_feed(path)
    except OSError:
        sheet.check(path, Flaw("is missing"), DERIVE)
        return ()
    except ValueError as error:
        sheet.check(path, Flaw(f"is no feed: {error}", "no feed"), DERIVE)
        return ()
    sheet.check(path, None, DERIVE)
    own = station.where.of(name)
    elsewhere = Flaw(f"says it is at {read.self_link}, not {own}", "address of the feed")
    sheet.check(path, None if read.self_link == own else elsewhere, DERIVE)
    what = f"has the podcast:guid {read.guid}, show.json has {station.show.guid}"
    flaw = None if read.guid == station.show.guid else Flaw(what, "guid of the feed")
    sheet.check(path, flaw, DERIVE)
    return read.items


def _up_to_date(station: Station, count: int, sheet: Sheet, *, feed_is_right: bool) -> None:
    """All files of the show's site, byte by byte, as they would be derived now; and links."""
    newest = (*pages.names_of(address.FEED), address.FEED)
    pieces = [
        tuple(name for name in piece if feed_is_right or not name.startswith("feed"))
        for piece in (newest, *station.site.pieces(count))
    ]
    flaws: dict[str, list[Flaw | None]] = {}
    for done in workers.run(partial(_compared, station), pieces, jobs=station.settings.jobs):
        flaws |= done.value()
    output = station.archive.output
    flaws |= {name: list(_flaws(station, name, data)) for name, data in station.site.others()}
    for name in sorted(flaws):
        sheet.check_all(output / name, flaws[name], DERIVE)
    for name in station.site.surplus(count):
        sheet.check(output / name, Flaw("is left over, and no page or feed names it"), DERIVE)
    drawn = output / icon.name_for(station.cover_name)
    damage = Flaw("is missing or damaged", "icon")
    sheet.check(drawn, None if icon.is_whole(drawn) else damage, DERIVE)


def _compared(station: Station, names: Sequence[str]) -> dict[str, list[Flaw | None]]:
    """Files as they lie there beside what would be derived now, and where their links lead."""
    return {name: list(_flaws(station, name, data)) for name, data in station.site.derived(names)}


def _flaws(station: Station, name: str, data: bytes) -> Iterator[Flaw | None]:
    path = station.archive.output / name
    if not path.is_file():
        yield Flaw("is missing")
        return
    yield None if path.read_bytes() == data else Flaw("is out of date")
    if path.suffix == ".html":
        yield from inspection.link_checks(path, station.archive.output, station.where)
