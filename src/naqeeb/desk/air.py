"""What is on the air and what is not: hold, release, reject, remove, erase."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from naqeeb.archive import Archive
from naqeeb.desk import site
from naqeeb.desk.episode_list import WAITING, Listed, find
from naqeeb.desk.erased import bulletins_with, stone_of
from naqeeb.desk.intact import is_intact
from naqeeb.desk.shows import archive_of
from naqeeb.desk.up_to_date import site_following
from naqeeb.errors import ArchiveError, SettingsError
from naqeeb.model import Episode, State
from naqeeb.settings import Settings


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
        EpisodeUnknown: there is no such episode. None is released then.
        SettingsError: one is not held or scheduled; likewise.
    """
    with site_following(settings) as begun:
        # All of them before the first: a correction that goes into its place shifts the numbers.
        chosen = {each.entry.id: each for each in (find(settings, name) for name in names)}
        for listed in chosen.values():
            _refuse_unless_waiting(listed.entry.id, listed.entry.state)
        for listed in chosen.values():
            yield _release(settings, listed, at, begun)


def _refuse_unless_waiting(episode_id: str, state: State) -> None:
    if state not in WAITING:
        raise SettingsError(
            f"{episode_id} is {state.in_words}, not held",
            hint="`naqeeb held` lists what can be released",
        )


def _release(
    settings: Settings, listed: Listed, at: datetime | None, begun: Collection[str | None]
) -> Episode:
    now = datetime.now(UTC)
    archive = archive_of(settings, listed.show)
    with archive.lock(begun=listed.show.slug in begun):
        episode = archive.load(listed.entry.id)
        _refuse_unless_waiting(episode.id, episode.state)
        if at is None and episode.state is State.HELD:
            at = episode.air_at
        if at is not None and at > now:
            episode = archive.set_state(episode.id, State.SCHEDULED, now=now, air_at=at)
            archive.log("scheduled", episode, now=now)
            return episode
        _refuse_damaged(archive, episode)
        # Imported only now: to list and hold episodes needs no transcripts and tags.
        from naqeeb.desk.to_air import put_on_air

        episode = put_on_air(settings, archive, listed.show, episode, now=now)
        archive.log("released", episode, now=now)
        return episode


def _refuse_damaged(archive: Archive, episode: Episode) -> None:
    """Return if the sound is what an editor could hear while it waited."""
    if not is_intact(archive, episode):
        raise ArchiveError(
            f"the sound of {episode.id} is missing, or is not what was made",
            cause="a file was removed or changed, or the disk is failing",
            hint="make its source again, or restore a copy; `naqeeb check` names the file",
            path=str(archive.folder(episode.id)),
        )


def hold(settings: Settings, name: str) -> Episode:
    """Take an episode off the air until it is released again.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is neither on the air nor scheduled.
    """
    with site_following(settings) as begun:
        listed = find(settings, name)
        if listed.entry.state not in (State.ON_AIR, State.SCHEDULED):
            raise SettingsError(
                f"{listed.entry.id} is {listed.entry.state.in_words}, and cannot be held",
                hint="`naqeeb list` says how each episode stands",
            )
        now = datetime.now(UTC)
        archive = archive_of(settings, listed.show)
        with archive.lock(begun=listed.show.slug in begun):
            before = archive.load(listed.entry.id)
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
        listed = find(settings, name)
        if listed.entry.state not in WAITING:
            raise SettingsError(
                f"{listed.entry.id} is {listed.entry.state.in_words}, not held",
                hint="`naqeeb remove` takes an episode off the air",
            )
        now = datetime.now(UTC)
        archive = archive_of(settings, listed.show)
        with archive.lock(begun=listed.show.slug in begun):
            episode = archive.load(listed.entry.id)
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
        listed = find(settings, name)
        archive = archive_of(settings, listed.show)
        now = datetime.now(UTC)
        with archive.lock(begun=listed.show.slug in begun):
            episode = archive.load(listed.entry.id)
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
                    site.update(settings, listed.show)
                with archive.lock(begun=listed.show.slug in begun):
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
    stone = stone_of(episode, now)
    names = archive.erase(episode, stone)
    facts = {"content": stone.content, "sentences": list(stone.sentences), "files": names}
    archive.log("erased", removed, now=now, **facts)


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
