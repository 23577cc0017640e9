"""Which show an episode belongs to, and where a show's episodes lie."""

from __future__ import annotations

from naqeeb.archive import Archive
from naqeeb.errors import ArchiveError
from naqeeb.model import Show
from naqeeb.settings import Settings
from naqeeb.settings.did_you_mean import NOTHING_MADE, did_you_mean, make_first


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


def require_output(settings: Settings, *, may_be_missing: bool = False) -> None:
    """Return if there is an output folder.

    Raises:
        ArchiveError: there is none, it is a file, or no station can lie there.
    """
    output = Archive(settings.output).output
    if output.is_dir() or (may_be_missing and not output.exists()):
        return
    if output.exists():
        raise ArchiveError(
            f"{output} is a file, and no folder",
            cause="--output names something else than the output",
            hint=f"{did_you_mean(output)}name the folder of your episodes with --output",
            path=str(output),
        )
    raise ArchiveError(
        f"there is no folder {output}",
        cause=NOTHING_MADE,
        hint=make_first(output),
        path=str(output),
    )


def archive_of(settings: Settings, show: Show) -> Archive:
    """Where a show's episodes lie: the output itself, or the folder that its slug names."""
    return Archive(settings.output / show.slug if show.slug else settings.output)
