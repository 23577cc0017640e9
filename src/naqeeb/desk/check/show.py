"""A whole show: itself, each episode, the feed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from naqeeb import workers
from naqeeb.archive.rows import Entry
from naqeeb.desk.check.episode import check_episode
from naqeeb.desk.check.feed import check_feed
from naqeeb.desk.check.sheet import Checked, Sheet, Station
from naqeeb.desk.check.show_itself import check_branding, check_folders
from naqeeb.desk.shows import archive_of
from naqeeb.model import Show, State
from naqeeb.podcast.inspection import Flaw, Sound
from naqeeb.settings import Settings
from naqeeb.settings.did_you_mean import make_first

BATCH = 40
"""Episodes for one process at a time: seconds of work, since starting one takes half a second."""


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
    station = check_branding(settings, show, archive, sheet)
    if station is None:
        yield sheet.done()
        return
    entries = check_folders(archive, sheet)
    on_air = [entry for entry in entries if entry.state is State.ON_AIR]
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
    gone = frozenset(entry.guid for entry in entries) - {entry.guid for entry in on_air}
    # With a cover that is refused nothing can be derived.
    is_whole = bool(station.cover_name) and len(chosen) == len(on_air) + len(waiting)
    check_feed(station, on_air, sounds, gone, sheet, whole=is_whole)
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
