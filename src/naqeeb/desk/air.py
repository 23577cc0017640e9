"""What is on the air and what is not: list, hold, release, reject, remove, erase."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from naqeeb.archive import Archive
from naqeeb.archive.rows import Entry
from naqeeb.desk import site
from naqeeb.desk.erased import bulletins_with, content_of
from naqeeb.desk.shows import archive_of
from naqeeb.desk.up_to_date import site_following
from naqeeb.errors import ArchiveError, EpisodeUnknown, NaqeebError, SettingsError
from naqeeb.model import Episode, Show, State
from naqeeb.settings import Settings
from naqeeb.text.cleaning import brief

_WAITING = (State.HELD, State.SCHEDULED)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """An episode in a list for people."""

    number: int
    """Counted from 1 by date, the oldest first, removed and held ones too."""
    show: Show
    entry: Entry


def listed(settings: Settings) -> list[Listed]:
    """All episodes of all shows, the newest first."""
    return [
        Listed(number, show, entry)
        for show in settings.shows
        for number, entry in _numbered(archive_of(settings, show))
    ]


def waiting(settings: Settings) -> list[Listed]:
    """The episodes that are voiced and not on the air yet."""
    return [each for each in listed(settings) if each.entry.state in _WAITING]


def corrects(settings: Settings, each: Listed) -> str | None:
    """Of a correction that waits: the id of the episode on the air that it will replace."""
    if each.entry.state not in _WAITING:
        return None
    try:
        return archive_of(settings, each.show).load(each.entry.id).corrects
    except NaqeebError:
        return None  # it was released in this moment, or is damaged: `naqeeb check` says so


def release(
    settings: Settings, names: Iterable[str], *, at: datetime | None = None
) -> Iterator[Episode]:
    """Put held episodes on the air, now or at a time to come.

    A held correction takes the place of the episode that it corrects. What was held with a time
    to come is scheduled for it; released once more it goes on the air at once.

    Args:
        settings: of the run.
        names: each a number, an id, or a part of the id that only one has.
        at: when they go on the air; None for now, or for the time that was stated.

    Yields:
        Each episode as it stands then.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is not held or scheduled.
    """
    with site_following(settings) as begun:
        for name in names:
            found = find(settings, name)
            if found.entry.state not in _WAITING:
                raise SettingsError(
                    f"{found.entry.id} is {found.entry.state.in_words}, not held",
                    hint="`naqeeb held` lists what can be released",
                )
            yield _release(settings, found, at, begun)


def _release(
    settings: Settings, found: Listed, at: datetime | None, begun: Collection[str | None]
) -> Episode:
    now = datetime.now(UTC)
    archive = archive_of(settings, found.show)
    with archive.lock(begun=found.show.slug in begun):
        episode = archive.load(found.entry.id)
        if at is None and episode.state is State.HELD:
            at = episode.air_at
        if at is not None and at > now:
            episode = archive.set_state(episode.id, State.SCHEDULED, now=now, air_at=at)
            archive.log("scheduled", episode, now=now)
            return episode
        if episode.corrects is not None:
            # Imported only now: to list and hold episodes needs no transcripts and tags.
            from naqeeb.desk.correction import put_in_place

            episode = put_in_place(settings, archive, found.show, episode, now=now)
        else:
            episode = archive.set_state(episode.id, State.ON_AIR, now=now)
        archive.log("released", episode, now=now)
        return episode


def hold(settings: Settings, name: str) -> Episode:
    """Take an episode off the air until it is released again.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is neither on the air nor scheduled.
    """
    with site_following(settings) as begun:
        found = find(settings, name)
        if found.entry.state not in (State.ON_AIR, State.SCHEDULED):
            raise SettingsError(
                f"{found.entry.id} is {found.entry.state.in_words}, and cannot be held",
                hint="`naqeeb list` says how each episode stands",
            )
        now = datetime.now(UTC)
        archive = archive_of(settings, found.show)
        with archive.lock(begun=found.show.slug in begun):
            before = archive.load(found.entry.id)
            episode = archive.set_state(before.id, State.HELD, now=now, air_at=before.air_at)
            archive.log("held", episode, now=now)
        return episode


def reject(settings: Settings, name: str) -> Episode:
    """Take a held episode out of what waits; its files stay, so that it can be brought back.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is not held or scheduled.
    """
    with site_following(settings) as begun:
        found = find(settings, name)
        if found.entry.state not in _WAITING:
            raise SettingsError(
                f"{found.entry.id} is {found.entry.state.in_words}, not held",
                hint="`naqeeb remove` takes an episode off the air",
            )
        now = datetime.now(UTC)
        archive = archive_of(settings, found.show)
        with archive.lock(begun=found.show.slug in begun):
            episode = archive.load(found.entry.id)
            if episode.corrects is not None:
                archive.discard(episode.id)
            else:
                episode = archive.set_state(episode.id, State.REMOVED, now=now)
            archive.log("rejected", episode, now=now)
        return episode


def remove(settings: Settings, name: str, *, undo: bool = False, erase: bool = False) -> Episode:
    """Take an episode out of the feed, bring it back, or take it down for good.

    Args:
        settings: of the run.
        name: a number, an id, or a part of the id that only one has.
        undo: bring back what was removed.
        erase: remove its files too, here and at the next ``publish``; only its guid is kept.

    Returns:
        The episode as it was.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is a correction that waits, or ``undo`` and ``erase`` are both asked for.
    """
    if undo and erase:
        raise SettingsError(
            "an episode cannot be brought back and taken down for good at once",
            hint="leave out --undo or --erase",
        )
    with site_following(settings) as begun:
        found = find(settings, name)
        archive = archive_of(settings, found.show)
        now = datetime.now(UTC)
        with archive.lock(begun=found.show.slug in begun):
            episode = archive.load(found.entry.id)
            if episode.corrects is not None:
                raise SettingsError(
                    f"{episode.id} is a correction that waits, and not on the air",
                    hint=f"`naqeeb reject {episode.id}` drops it",
                )
            change = archive.bring_back if undo else archive.remove
            changed = change(episode.id, now=now)
            if not erase:
                archive.log("brought back" if undo else "removed", changed, now=now)
        if erase:
            with _told_that_files_are_left(episode):
                if archive.is_behind():
                    # First out of the feed: it may never name a file that is gone.
                    site.update(settings, found.show)
                with archive.lock(begun=found.show.slug in begun):
                    _erase(archive, episode, changed, now)
        return episode


def still_telling(settings: Settings, episode: Episode) -> list[str]:
    """The ids of bulletins that tell the story of an episode that was erased."""
    return [
        each
        for show in settings.shows
        for each in bulletins_with(archive_of(settings, show), episode)
    ]


def _erase(archive: Archive, episode: Episode, removed: Episode, now: datetime) -> None:
    for waiting in archive.of_names((episode.key, *episode.aliases)):
        if waiting.corrects == episode.id:
            archive.discard(waiting.id)
    content = content_of(episode)
    names = archive.erase(episode, content, now=now)
    archive.log("erased", removed, now=now, content=content, files=names)


@contextmanager
def _told_that_files_are_left(episode: Episode) -> Iterator[None]:
    """An error of the disk before the files of an episode are gone says that they are not."""
    try:
        yield
    except ArchiveError as error:
        if error.errno is None:
            raise
        raise ArchiveError(
            f"{episode.id} is removed, but its files are not gone yet: {error.what}",
            cause=error.cause,
            hint=f"mend that, then run `naqeeb remove {episode.id} --erase` again",
            path=error.path,
            errno=error.errno,
        ) from error


def find(settings: Settings, name: str) -> Listed:
    """The episode that a person means.

    Args:
        settings: of the run.
        name: its number in the list, its id, or a part of the id that only one has.

    Raises:
        EpisodeUnknown: none is meant, or more than one; the hint names those that may be.
    """
    episodes = listed(settings)
    exact = [each for each in episodes if each.entry.id == name]
    is_number = name.isdecimal()
    if not exact and is_number:
        exact = [each for each in episodes if each.number == int(name[:9])]
    matching = exact or [each for each in episodes if _is_part(name, each.entry.id, is_number)]
    if len(matching) == 1:
        return matching[0]
    ids = [each.entry.id for each in matching or episodes]
    near = ids if matching else difflib.get_close_matches(name, ids, n=_MOST_NAMED, cutoff=0.3)
    hint = f"it may be one of: {', '.join(near[:_MOST_NAMED])}"
    if matching:
        raise EpisodeUnknown(
            f"{len(matching)} episodes have {name!r} in their id",
            cause="a part of an id names an episode only where no other has it",
            hint=hint,
            id=name,
        )
    raise EpisodeUnknown(
        f"there is no episode {brief(name) or ascii(name[:20])}",
        cause="the id is mistyped, or --output names another folder",
        hint=hint if near else "`naqeeb list` shows them all",
        id=name,
    )


def _is_part(name: str, episode_id: str, is_number: bool) -> bool:
    """Whether a part of an id was meant.

    A number that is not in the list is a slip, and every id ends in digits of no meaning: it is
    a part only as the whole of one, as a year is.
    """
    return name in episode_id.split("-") if is_number else bool(name) and name in episode_id


def _numbered(archive: Archive) -> Sequence[tuple[int, Entry]]:
    entries, _ = archive.all()
    count = len(entries)
    return [(count - position, entry) for position, entry in enumerate(entries)]
