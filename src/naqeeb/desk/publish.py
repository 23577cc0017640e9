"""All shows of a station to where listeners find them, with the episodes of other publishers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from naqeeb.archive import Archive, record, rows
from naqeeb.desk import branding, site
from naqeeb.desk.published import Remembered
from naqeeb.desk.shows import archive_of, require_output
from naqeeb.errors import PublishFailed, RecordDamaged, SettingsError
from naqeeb.model import Episode, Show
from naqeeb.paths import expanded
from naqeeb.podcast import feed, pages, publishing
from naqeeb.podcast.publishing import Gone, Manner, Publication, Step
from naqeeb.podcast.publishing.plan import record_name
from naqeeb.settings import Settings
from naqeeb.text.addresses import source_name

__all__ = ["Manner", "publish", "refuse_without_address"]


def publish(
    settings: Settings,
    target: str,
    manner: Manner = Manner(),
    *,
    anyway: bool = True,
) -> Iterator[Step]:
    """Publish every show; several lie below the target in folders by their slugs.

    Args:
        settings: of the run.
        target: ``s3://bucket/prefix`` or a folder.
        manner: how.
        anyway: go on although a show has no ``site_url``.

    Yields:
        Each step once it was done.

    Raises:
        ArchiveError: there is no output.
        PublishFailed: listeners still have the feed as it was before; or it was published
            and leaves out episodes whose records are there.
        SettingsError: the target names no bucket, the ``s3`` extra is missing, or a show
            has no ``site_url``.
    """
    require_output(settings)
    if not anyway and not manner.dry_run:
        refuse_without_address(settings)
    for show in settings.shows:
        archive = archive_of(settings, show)
        if not archive.is_empty():
            site.update(settings, show, jobs=settings.jobs)
        is_below = archive.output != settings.output
        if is_below and len(settings.shows) > 1 and not len(archive.on_air()):
            # A second show that has no episode yet is no reason to fail.
            continue
        known = branding.with_guid(archive, show)
        below = archive.output.name if is_below else ""
        state = archive.state()
        publication = Publication(
            archive.output,
            known,
            gone=Gone(
                removed=archive.off_air(),
                erased={key: stone.guid for key, stone in state.erased.items()},
                taken_down=state.taken_down,
            ),
            rederive=partial(_derive, settings, archive, known),
            memory=Remembered(archive, f"{_place(target)} {below}"),
        )
        yield from publishing.publish(publication, target, manner, below=below)


def _place(target: str) -> str:
    """The target as it is known by wherever the command runs, and as it may be kept."""
    return source_name(target if "://" in target else str(expanded(target).resolve()))


def refuse_without_address(settings: Settings) -> None:
    """Return if each show has a ``site_url``: links to localhost are of use to no listener.

    Raises:
        SettingsError: one has none.
    """
    for show in settings.shows:
        if not show.site_url:
            raise SettingsError(
                f"the show {show.title!r} has no site_url, so all links would lead to localhost",
                hint='set site_url = "https://..." under [show], or go on with --anyway',
                key="site_url",
            )


def _derive(
    settings: Settings,
    archive: Archive,
    show: Show,
    own: frozenset[str],
    others: Mapping[str, bytes],
) -> Iterator[tuple[str, bytes]]:
    """Feed and pages of own and others' episodes together."""
    together = [entry for entry in archive.entries() if entry.id in own]
    together += [rows.entry_of(_read(key, data)) for key, data in others.items()]
    cover_name, _ = branding.cover_of(settings, show)
    load = partial(_loaded, archive, others)
    yield from pages.build(show, together, load, cover=cover_name)
    yield from pages.site_files(show, together, cover=cover_name)
    yield from feed.build(
        show, together, load, cover=cover_name, feed_items=settings.site.feed_items
    )


def _loaded(archive: Archive, others: Mapping[str, bytes], episode_id: str) -> Episode:
    """An episode of another publisher, or else of our own."""
    data = others.get(episode_id)
    return archive.load(episode_id) if data is None else _read(episode_id, data)


def _read(episode_id: str, data: bytes) -> Episode:
    try:
        return record.from_json(data, record_name(episode_id))
    except RecordDamaged as error:
        raise PublishFailed(
            f"the record of another publisher's episode {episode_id} cannot be read at the target",
            cause="it was edited by hand, or a newer naqeeb wrote it",
            hint="use the same version of naqeeb everywhere; or remove that record there to take "
            "the episode off the air",
        ) from error
