"""Feed and pages follow the episodes: after a change, a refusal, and a run that was ended."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager

from naqeeb.desk import site
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Outcome, Result
from naqeeb.desk.shows import archive_of
from naqeeb.errors import ArchiveError, NaqeebError
from naqeeb.model import Show
from naqeeb.settings import Settings

UPDATE_EVERY_S = 60.0
"""How long listeners wait at most for what is finished, while a run goes on."""


@contextmanager
def site_following(settings: Settings) -> Iterator[frozenset[str | None]]:
    """Bring feed and pages up to date where they are behind, after a refusal too.

    The run before may have been killed when it had changed an episode and not yet its feed.

    Yields:
        The slugs of the shows that were there before anything was done.

    Raises:
        ArchiveError: they cannot be. A refusal is not hidden by it: it says so in its hint.
    """
    begun = frozenset(each.slug for each in settings.shows if archive_of(settings, each).is_begun())

    try:
        yield begun
    except BaseException as end:
        with not_hiding(end):
            _catch_up_begun(settings, begun)
        raise
    _catch_up_begun(settings, begun)


@contextmanager
def not_hiding(end: BaseException) -> Iterator[None]:
    """Bring feed and pages up to date within this after work that was ended.

    Where the disk takes them neither, it is said in the hint of why the work was ended.
    """
    try:
        yield
    except ArchiveError as behind:
        if isinstance(end, NaqeebError) and behind.what not in end.what:
            end.hint = "; ".join(filter(None, (end.hint, behind.what, behind.hint)))


def with_site(
    settings: Settings, outcomes: Iterable[Outcome], listener: Listener
) -> Generator[Outcome, None, None]:
    """All outcomes; the shows that have a result are brought up to date.

    That happens in the end, and once a minute while there is much to do. A show whose feed an
    earlier run left behind its episodes, since it was killed, is brought up to date too. Before
    the first article it is said which fallback could not speak.
    """
    _tell_of_fallbacks(settings, listener)
    shows = {show.slug: show for show in settings.shows if archive_of(settings, show).is_behind()}
    last_s = time.monotonic()
    try:
        for outcome in outcomes:
            if isinstance(outcome, Result):
                shows[outcome.show.slug] = outcome.show
            yield outcome
            if time.monotonic() - last_s > UPDATE_EVERY_S:
                _update_sites(settings, shows.values())
                last_s = time.monotonic()
    except BaseException as end:
        # Interrupted or not: what is finished goes on the air.
        with not_hiding(end):
            _update_sites(settings, shows.values(), listener)
        raise
    _update_sites(settings, shows.values(), listener)


def _tell_of_fallbacks(settings: Settings, listener: Listener) -> None:
    if settings.voice.fallback:
        # Here, since it imports the engines, and most runs name no fallback.
        from naqeeb.desk.voices import unready_fallbacks

        for note in unready_fallbacks(settings):
            listener(Event("note", "", note))


def _update_sites(settings: Settings, shows: Iterable[Show], listener: Listener = silence) -> None:
    """Bring shows that have episodes up to date, where they are still there."""
    for show in shows:
        archive_of(settings, show).refuse_vanished(begun=True)
        site.update(settings, show, jobs=settings.jobs, listener=listener)


def catch_up(settings: Settings) -> None:
    """Put on the air what is due, and bring feed and pages up to date where they are behind."""
    for show in settings.shows:
        if archive_of(settings, show).is_behind():
            site.update(settings, show)


def _catch_up_begun(settings: Settings, begun: Collection[str | None]) -> None:
    for show in settings.shows:
        archive_of(settings, show).refuse_vanished(begun=show.slug in begun)
    catch_up(settings)
