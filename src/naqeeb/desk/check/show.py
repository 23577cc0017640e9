"""A whole show: its state, its cover, its folders, each episode, the feed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from naqeeb import workers
from naqeeb.archive import Archive
from naqeeb.archive.folders import EPISODES, RECORD_FILE, record
from naqeeb.archive.rows import Entry
from naqeeb.archive.state import STATE_FILE, is_podcast_guid
from naqeeb.desk import branding
from naqeeb.desk.check.doubles import doubles
from naqeeb.desk.check.episode import check_episode
from naqeeb.desk.check.feed import check_feed
from naqeeb.desk.check.out_of_place import out_of_place
from naqeeb.desk.check.sheet import DERIVE, Checked, Sheet, Station
from naqeeb.desk.shows import archive_of
from naqeeb.errors import CoverRefused, RecordDamaged
from naqeeb.model import Show, State
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.inspection import Flaw, Sound
from naqeeb.settings import Settings
from naqeeb.settings.did_you_mean import make_first

BATCH = 40
"""Episodes for one process at a time: seconds of work, since starting one takes half a second."""
ERASE = "run `naqeeb feed`: it takes it away"
ASIDE = "run `naqeeb check --repair`: it puts it aside, and derives what belongs there"
MERGE = "run `naqeeb check --repair`: it makes one of the two"


def check(
    settings: Settings, *, since: datetime | None = None, sample: int | None = None
) -> Iterator[Checked]:
    """Check all shows of the output, on as many processors as the settings say.

    Args:
        settings: of the run.
        since: only episodes that changed at or after this moment.
        sample: only so many episodes of each show, chosen by chance.

    Yields:
        One result an episode, and one for each show.
    """
    # Of several shows one may have no episode yet.
    begun = [show for show in settings.shows if archive_of(settings, show).output.is_dir()]
    for show in begun or settings.shows[:1]:
        yield from _show(settings, show, since, sample)


def _show(
    settings: Settings, show: Show, since: datetime | None, sample: int | None
) -> Iterator[Checked]:
    archive = archive_of(settings, show)
    sheet = Sheet(show.title, settings.output)
    output = archive.output
    if not output.is_dir():
        sheet.check(output, Flaw(f"there is no folder {output}", "no folder"), make_first(output))
        yield sheet.done()
        return
    guid = _state(archive, sheet)
    station = Station(
        settings, _with_guid(show, guid), archive, _cover(settings, show, output, sheet)
    )
    entries, damaged = archive.scan()
    for error in damaged:
        sheet.note_damage(output / EPISODES, error)
    for path in out_of_place(archive):
        sheet.check(path, Flaw("is no file of naqeeb's, and in the place of one"), ASIDE)
    _folders(output / EPISODES, sheet)
    _erased(archive, entries, sheet)
    on_air = [entry for entry in entries if entry.state is State.ON_AIR]
    _unique(output, on_air, sheet)
    for older, newer in doubles(archive):
        what = f"is the same article as {older.id}, and both are on the air"
        sheet.check(record(output, newer.id), Flaw(what, "doubled article"), MERGE)
    waiting = [entry for entry in entries if entry.state in (State.HELD, State.SCHEDULED)]
    chosen = _chosen([*on_air, *waiting], since, sample)
    aired = {entry.id for entry in on_air}
    # Of very many this is all that is kept until the feed is looked at.
    sounds: dict[str, Sound] = {}
    for sound, checked in _each(station, [entry.id for entry in chosen]):
        if sound is not None and checked.name in aired:
            sounds[checked.name] = sound
        if checked.is_to_be_made_again:
            # The next `make` of this article looks for itself, and does not wait for its week.
            archive.note_sound_check(checked.name, 0.0)
        yield checked
    gone = {entry.guid for entry in entries} - {entry.guid for entry in on_air}
    check_feed(
        station,
        on_air,
        sounds,
        frozenset(gone),
        sheet,
        whole=len(chosen) == len(on_air) + len(waiting),
    )
    yield sheet.done()


def _chosen(
    entries: Sequence[Entry], since: datetime | None, sample: int | None
) -> Sequence[Entry]:
    if since is not None:
        entries = [entry for entry in entries if entry.updated >= since]
    if sample is not None and sample < len(entries):
        entries = random.sample(entries, sample)
    return entries


def _each(station: Station, ids: Sequence[str]) -> Iterator[tuple[Sound | None, Checked]]:
    """The results of episodes; many are shared out to processes, a batch at a time."""
    batches = [ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]
    for done in workers.run(partial(_batch, station), batches, jobs=station.settings.jobs):
        yield from done.value()


def _batch(station: Station, ids: Sequence[str]) -> list[tuple[Sound | None, Checked]]:
    results = []
    for each in ids:
        episode, checked = check_episode(station, each)
        audio = None if episode is None else episode.audio
        sound = None if audio is None else Sound(audio.name, audio.size_bytes, audio.media_type)
        results.append((sound, checked))
    return results


# -- the show ---------------------------------------------------------------


def _state(archive: Archive, sheet: Sheet) -> str | None:
    """The show's guid."""
    path = archive.output / STATE_FILE
    hint = "restore it from a copy, or run `naqeeb check --repair`: it holds the podcast's identity"
    try:
        state = archive.state()
    except RecordDamaged as error:
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


def _with_guid(show: Show, guid: str | None) -> Show:
    return replace(show, guid=guid) if guid else show


def _cover(settings: Settings, show: Show, output: Path, sheet: Sheet) -> str:
    try:
        name, data = branding.cover_of(settings, show)
    except CoverRefused as error:
        path = settings.root / (show.cover or "")
        sheet.check(path, Flaw(error.what, "refused cover"), error.hint)
        return "cover.png"
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
