"""``check --repair``: mend what can be mended, name what cannot."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from naqeeb.archive import Archive, log, quarantine
from naqeeb.archive import files as archive_files
from naqeeb.archive.folders import EPISODES, RECORD_FILE, record
from naqeeb.desk import branding, site
from naqeeb.desk.check import tagged_names
from naqeeb.desk.check.doubles import discard_merged, doubles, merge
from naqeeb.desk.check.out_of_place import put_aside
from naqeeb.desk.check.rebuild import guid_of, on_air_in_feed, rebuilt
from naqeeb.desk.derive_again import DERIVED_FILE
from naqeeb.desk.plan import off_the_air
from naqeeb.desk.shows import archive_of
from naqeeb.errors import NaqeebError, RecordDamaged
from naqeeb.model import Show
from naqeeb.settings import Settings


def repair(settings: Settings) -> Iterator[str]:
    """Repair all shows of the output.

    Lost and damaged records are made again from what else there is; what cannot be is moved
    to a quarantine folder. Two episodes of one article become one. Then everything that is
    derived is derived again.

    Yields:
        What was done, one sentence each.

    Raises:
        ArchiveError: the output cannot be written.
    """
    for show in settings.shows:
        archive = archive_of(settings, show)
        if not archive.output.is_dir():
            continue
        yield from put_aside(archive)
        with archive.lock(begun=archive.is_begun()):
            if archive.mend_state():
                guid = branding.with_guid(archive, show).guid
                yield f"show.json was made again, with its podcast:guid {guid}"
            # First: a guid that was edited into another's may be that of a record that is lost.
            yield from tagged_names.take_back(archive)
            yield from _records(archive, show)
            yield from _lost(archive)
            for older, newer in list(doubles(archive)):
                merge(settings, show, archive, older, newer)
                yield f"{newer.id} was the same article as {older.id}: they are one now"
        # A record that was edited by hand has files that are as it says, and out of date.
        archive.put(DERIVED_FILE, b"{}")
        updated = site.update(settings, show, everything=True, jobs=settings.jobs)
        # Only now: a feed may never name a file that is gone.
        with archive.lock():
            left = discard_merged(archive)
        if left:
            site.update(settings, show)
        if updated.written:
            count = len(updated.written)
            yield f"{count} file{'s were' if count > 1 else ' was'} derived again"


def _records(archive: Archive, show: Show) -> Iterator[str]:
    episodes = archive.output / EPISODES
    if not episodes.is_dir():
        return
    erased = {stone.guid for stone in archive.state().erased.values()}
    for folder in sorted(episodes.iterdir()):
        if folder.name.startswith(".") or not folder.is_dir():
            continue
        try:
            archive.load(folder.name)
            continue
        except RecordDamaged as error:
            if error.version is not None:
                continue  # a newer naqeeb can read it
        except (NaqeebError, OSError):
            pass
        yield _mend_record(archive, show, folder.name, erased)


def _lost(archive: Archive) -> Iterator[str]:
    """Keep the guids of episodes that were on the air and whose folders are gone."""
    known = log.on_air(archive.output) | on_air_in_feed(archive)
    guids = {entry.guid for entry in archive.all()[0]}
    guids |= {stone.guid for stone in archive.state().erased.values()}
    for episode_id, guid in sorted(known.items()):
        if guid in guids or os.path.lexists(archive.folder(episode_id)):
            continue
        if quarantine.keep(archive.output, episode_id, guid):
            yield f"{episode_id} is gone; making its source again gives it its guid {guid}"


def _is_of_another(archive: Archive, guid: str, episode_id: str) -> bool:
    """Whether another episode has a guid; the correction that waits for this one has its guid."""
    others = [each.id for each in archive.all()[0] if each.guid == guid and each.id != episode_id]
    for other in others:
        try:
            if archive.load(other).corrects == episode_id:
                continue
        except (NaqeebError, OSError):
            pass  # it is mended in its turn
        return True
    return False


def _mend_record(archive: Archive, show: Show, episode_id: str, erased: Collection[str]) -> str:
    if archive.folder(episode_id).is_symlink():
        place = quarantine.put(archive.output, episode_id, "")
        return f"{episode_id} was a link to what is no episode of its own: moved to {place}"
    episode = rebuilt(archive, show, episode_id)
    if episode is not None and episode.guid in erased:
        archive.discard(episode_id)
        return f"{episode_id} was taken down for good before, and is again"
    if episode is None or _is_of_another(archive, episode.guid, episode_id):
        guid = guid_of(archive, episode_id) if episode is None else ""
        guid = "" if _is_of_another(archive, guid, episode_id) else guid
        place = quarantine.put(archive.output, episode_id, guid)
        kept = f"; making its source again gives it its guid {guid}" if guid else ""
        return f"{episode_id} holds no sound of an episode of its own: moved to {place}{kept}"
    path = record(archive.output, episode_id)
    if os.path.lexists(path):
        archive_files.put_aside(path)
    archive.rewrite(episode)
    archive.log("repaired", episode, now=datetime.now(UTC))
    waits = off_the_air(episode, show)
    return f"{episode_id}: {RECORD_FILE} was made again, with its guid {episode.guid}" + (
        f"; {waits}" if waits else ""
    )
