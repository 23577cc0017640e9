"""Put a show where listeners find it: media first, feed last, only what changed.

Several computers may publish to one place. Each sends its own episodes, whole
and then their records; the records at the target say what is on the air. The
feed is derived from the records of all, and written only if nobody else wrote
it in the meantime (a lock in a folder, If-Match in a bucket); otherwise it is
derived again. So whoever writes it has seen the episodes of all before. In the
end it is read back and held against the records that lie there by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading, local, self_check, websub
from naqeeb.podcast.publishing.derived import Derived, Rederive
from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.memory import Memory, seen_now, still_there
from naqeeb.podcast.publishing.options import Gone, Manner
from naqeeb.podcast.publishing.plan import episode_of
from naqeeb.podcast.publishing.run import Run
from naqeeb.podcast.publishing.snapshot import Snapshot
from naqeeb.podcast.publishing.step import Step
from naqeeb.podcast.publishing.target_by_name import open_target

_USUAL = Manner()


@dataclass(frozen=True, slots=True)
class Publication:
    """A show as it is to be published."""

    output: Path
    """Its folder."""
    show: Show
    """With the guid that is kept with its output."""
    gone: Gone = field(default_factory=Gone)
    """Episodes that listeners no longer get."""
    rederive: Rederive | None = None
    """Makes feed and pages of own and others' episodes; without it the episodes of others are a
    reason to refuse."""
    memory: Memory | None = None
    """What was published there before; without it, or where something is to be pruned, every file
    is compared."""


def publish(
    publication: Publication, target: str, manner: Manner = _USUAL, *, below: str = ""
) -> Iterator[Step]:
    """Publish one show.

    Args:
        publication: the show.
        target: ``s3://bucket/prefix`` or a folder.
        manner: how.
        below: folder of this show within the target, where there are several.

    Yields:
        Each step once it was done.

    Raises:
        PublishFailed: listeners still have the feed as it was before; or it was published
            and leaves out episodes whose records are there.
        SettingsError: the target names no bucket, or the ``s3`` extra is missing.
    """
    output, show, memory = publication.output, publication.show, publication.memory
    local.require_feed(output)
    place = open_target(target, output, below, dry_run=manner.dry_run)
    with Snapshot(output) as snapshot:
        with closing(place), ExitStack() as stack:
            # The feed is read before the listing: whoever has written it by then has
            # sent the records too, and whoever writes it later makes our own write fail.
            feed = place.read(address.FEED)
            held = stack.enter_context(closing(Listing(place.listing())))
            ids, same = None, frozenset[str]()
            if memory is not None and not manner.prune:
                same = still_there(memory.unchanged(), held)
                ids = frozenset(memory.ids()) - same
            source = local.read(output, publication.gone.removed, snapshot, ids=ids, same=same)
            derived = Derived(place, source, show, publication.rederive, snapshot)
            stack.enter_context(closing(derived))
            run = Run(place, source, show, derived, held, manner, publication.gone)
            stack.enter_context(closing(run))
            yield from run.steps(feed)
            if memory is not None and not manner.dry_run:
                memory.note(seen_now(source.looked_at, run.held))
        if not show.site_url:
            detail = "set site_url under [show]: until then its links lead to localhost"
            yield Step("warned", address.FEED, detail=detail)
        if not manner.dry_run:
            yield from _announce(run, show, served_here=target.startswith("s3://"))


def _announce(run: Run, show: Show, *, served_here: bool) -> Iterator[Step]:
    """Tell the hub that the feed has changed, and look whether listeners get it."""
    where = address.of(show)
    hub = address.web_url(show.hub_url)
    if hub and address.FEED in run.sent:
        yield websub.ping(hub, where.feed)
    if show.site_url and run.manner.verify:
        feeds = run.derived.feeds
        fresh = (
            one
            for one in feed_reading.enclosures(feeds if run.heard else ())
            if episode_of(feed_reading.name_of(one.url, where.media) or "") in run.heard
        )
        yield from self_check.look(
            where.feed, feeds[0].read_bytes(), fresh, served_here=served_here
        )
