"""Which show an episode belongs to, and where a show's episodes lie."""

from __future__ import annotations

from naqeeb.archive import Archive
from naqeeb.model import Show
from naqeeb.settings import Settings


def show_of(settings: Settings, category: str | None) -> Show:
    """The show that an episode of this category belongs to; the first where none claims it."""
    if category is not None:
        for show in settings.shows:
            if category in (show.slug, show.title):
                return show
    return settings.show


def names_of(settings: Settings) -> tuple[str, ...]:
    """What a category may call a show by: the slugs and titles of all."""
    return tuple(name for show in settings.shows for name in (show.slug, show.title) if name)


def archive_of(settings: Settings, show: Show) -> Archive:
    """Where a show's episodes lie: the output itself, or the folder that its slug names."""
    return Archive(settings.output / show.slug if show.slug else settings.output)
