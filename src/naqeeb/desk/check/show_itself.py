"""A show by itself: its state, its cover, its folders, and that no two episodes are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.archive.folders import EPISODES, RECORD_FILE, record
from naqeeb.archive.rows import Entry
from naqeeb.archive.state import STATE_FILE, is_podcast_guid
from naqeeb.desk import branding
from naqeeb.desk.check.doubles import doubles
from naqeeb.desk.check.out_of_place import out_of_place
from naqeeb.desk.check.sheet import DERIVE, Sheet, Station
from naqeeb.errors import CoverRefused, RecordDamaged
from naqeeb.model import Show, State
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.inspection import Flaw
from naqeeb.settings import Settings

ERASE = "run `naqeeb feed`: it takes it away"
ASIDE = "run `naqeeb check --repair`: it puts it aside, and derives what belongs there"
MERGE = "run `naqeeb check --repair`: it makes one of the two"


def check_branding(
    settings: Settings, show: Show, archive: Archive, sheet: Sheet
) -> Station | None:
    """Check the show's state and cover; the show with both, as its episodes are held against.

    None where a later naqeeb keeps it: only that one can say what is right.
    """
    try:
        guid = _guid(archive, sheet)
    except RecordDamaged as error:
        sheet.check(archive.output / STATE_FILE, Flaw(error.what, "later state"), error.hint)
        return None
    named = replace(show, guid=guid) if guid else show
    return Station(settings, named, archive, _cover(settings, show, archive.output, sheet))


def check_folders(archive: Archive, sheet: Sheet) -> list[Entry]:
    """Check that each episode lies once in its place; the episodes whose records can be read."""
    entries, damaged = archive.scan()
    for error in damaged:
        sheet.note_damage(archive.output / EPISODES, error)
    for path in out_of_place(archive):
        sheet.check(path, Flaw("is no file of naqeeb's, and in the place of one"), ASIDE)
    _folders(archive.output / EPISODES, sheet)
    _erased(archive, entries, sheet)
    _unique(archive.output, [each for each in entries if each.state is State.ON_AIR], sheet)
    for older, newer in doubles(archive):
        what = f"is the same article as {older.id}, and both are on the air"
        sheet.check(record(archive.output, newer.id), Flaw(what, "doubled article"), MERGE)
    return list(entries)


def _guid(archive: Archive, sheet: Sheet) -> str | None:
    """The show's guid; None where it is not known."""
    path = archive.output / STATE_FILE
    hint = "restore it from a copy, or run `naqeeb check --repair`: it holds the podcast's identity"
    try:
        state = archive.state()
    except RecordDamaged as error:
        if error.version is not None:
            raise
        sheet.check(path, Flaw(error.what, "damaged state"), hint)
        return None
    flaw = None
    if not path.is_file():
        flaw, hint = (
            Flaw("is missing"),
            "run `naqeeb check --repair`: it takes the identity back from the feed or the records",
        )
    elif not is_podcast_guid(state.podcast_guid):
        what = f"holds {state.podcast_guid!r} as podcast:guid, which is no UUID"
        flaw = Flaw(what, "guid of the show")
    sheet.check(path, flaw, hint)
    return state.podcast_guid


def _cover(settings: Settings, show: Show, output: Path, sheet: Sheet) -> str:
    """Its name; empty where it is refused."""
    try:
        name, data = branding.cover_of(settings, show)
    except CoverRefused as error:
        path = settings.root / (show.cover or "")
        sheet.check(path, Flaw(error.what, "refused cover"), error.hint)
        return ""
    path = output / name
    there = path.is_file() and path.read_bytes() == data
    sheet.check(path, None if there else Flaw("is missing or another picture"), DERIVE)
    if there:
        try:
            cover.check(path)
        except CoverRefused as error:
            sheet.check(path, Flaw(error.what, "refused cover"), error.hint)
        else:
            sheet.check(path, None, "")
    return name


def _folders(folder: Path, sheet: Sheet) -> None:
    """A folder without a record is no episode."""
    if not folder.is_dir():
        return
    for each in sorted(folder.iterdir()):
        if each.name.startswith("."):
            continue
        there = (each / RECORD_FILE).is_file()
        hint = f"run `naqeeb check --repair`: it makes {RECORD_FILE} again where it can"
        sheet.check(each, None if there else Flaw(f"has no {RECORD_FILE}"), hint)


def _erased(archive: Archive, entries: Iterable[Entry], sheet: Sheet) -> None:
    """What was taken down for good does not lie here: a copy may have brought it back."""
    try:
        guids = {stone.guid for stone in archive.state().erased.values()}
    except RecordDamaged:
        return  # it is named already
    for entry in entries:
        flaw = Flaw("was taken down for good, and lies here") if entry.guid in guids else None
        sheet.check(archive.folder(entry.id) / RECORD_FILE, flaw, ERASE)


def _unique(output: Path, entries: Iterable[Entry], sheet: Sheet) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        other = seen.setdefault(entry.guid, entry.id)
        flaw = Flaw(f"has the same guid as {other}", "doubled guid")
        hint = (
            "run `naqeeb check --repair`; where it stays one of the two folders is a copy of the "
            "other: remove that one"
        )
        sheet.check(record(output, entry.id), None if other == entry.id else flaw, hint)
