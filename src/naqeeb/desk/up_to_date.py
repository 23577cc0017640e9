"""Feed and pages follow the episodes: after a change, a refusal, and a run that was ended."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from naqeeb.desk import site
from naqeeb.desk.shows import archive_of
from naqeeb.errors import ArchiveError, NaqeebError
from naqeeb.settings import Settings


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


def catch_up(settings: Settings) -> None:
    """Put on the air what is due, and bring feed and pages up to date where they are behind."""
    for show in settings.shows:
        if archive_of(settings, show).is_behind():
            site.update(settings, show)


def _catch_up_begun(settings: Settings, begun: Collection[str | None]) -> None:
    for show in settings.shows:
        archive_of(settings, show).refuse_vanished(begun=show.slug in begun)
    catch_up(settings)
