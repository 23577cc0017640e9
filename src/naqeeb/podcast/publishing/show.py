"""Put a show where listeners find it: media first, feed last, only what changed.

Several computers may publish to one place. Each sends its own episodes, whole
and then their records; the records at the target say what is on the air. The
feed is derived from the records of all, and written only if nobody else wrote
it in the meantime (a lock in a folder, If-Match in a bucket); otherwise it is
derived again. So whoever writes it has seen the episodes of all before. In the
end it is read back and held against the records that lie there by then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading, local, self_check, websub
from naqeeb.podcast.publishing.derived import Derived, Rederive
from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.memory import Memory, found, still_there
from naqeeb.podcast.publishing.opening import open_target
from naqeeb.podcast.publishing.plan import episode_of
from naqeeb.podcast.publishing.run import Run
from naqeeb.podcast.publishing.snapshot import Snapshot
from naqeeb.podcast.publishing.step import Step


def publish(  # noqa: PLR0913 - where, what, and how careful: each is one option
    output: Path,
    target: str,
    show: Show,
    *,
    dry_run: bool = False,
    prune: bool = False,
    verify: bool = True,
    alone: bool = False,
    removed: Collection[str] = (),
    erased: Mapping[str, str] | None = None,
    taken_down: Mapping[str, str] | None = None,
    rederive: Rederive | None = None,
    below: str = "",
    memory: Memory | None = None,
) -> Iterator[Step]:
    """Publish one show.

    Args:
        output: the show's folder.
        target: ``s3://bucket/prefix`` or a folder.
        show: the show, with the guid that is kept with its output.
        dry_run: only say what would be done; nothing is written anywhere.
        prune: also remove what the output no longer has. Episodes of other
            publishers and files that are not naqeeb's stay.
        verify: ask the show's site afterwards for the feed and every new enclosure.
        alone: nobody else publishes there in the meantime, so the store need not keep
            publishers apart.
        removed: ids of episodes with a tombstone. Their records leave the target,
            so that no publisher lists them again; their sound stays unless pruned.
        erased: guids by id of episodes that were taken down for good: all their files
            leave the target.
        taken_down: guids by name of files of such episodes; those leave it too where the
            episode was made again since.
        rederive: makes feed and pages of own and others' episodes; without it
            the episodes of others are a reason to refuse.
        below: folder of this show within the target, where there are several.
        memory: what was published there before; without it, or where something is to be
            pruned, every file is compared.

    Yields:
        Each step once it was done.

    Raises:
        PublishFailed: listeners still have the feed as it was before; or it was published
            and leaves out episodes whose records are there.
        SettingsError: the target names no bucket, or the ``s3`` extra is missing.
    """
    local.require_feed(output)
    place = open_target(target, output, below, dry_run=dry_run)
    with Snapshot(output) as snapshot:
        with closing(place), ExitStack() as stack:
            # The feed is read before the listing: whoever has written it by then has
            # sent the records too, and whoever writes it later makes our own write fail.
            feed = place.read(address.FEED)
            held = stack.enter_context(closing(Listing(place.listing())))
            ids, same = None, frozenset[str]()
            if memory is not None and not prune:
                same = still_there(memory.unchanged(), held)
                ids = frozenset(memory.ids()) - same
            source = local.read(output, removed, snapshot, ids=ids, same=same)
            derived = stack.enter_context(closing(Derived(place, source, show, rederive, snapshot)))
            run = Run(
                place, source, show, derived, dry_run, held, alone, erased or {}, taken_down or {}
            )
            stack.enter_context(closing(run))
            yield from run.steps(feed, prune=prune)
            if memory is not None and not dry_run:
                memory.note(found(source.looked_at, run.held))
        if not show.site_url:
            detail = "set site_url under [show]: until then its links lead to localhost"
            yield Step("warned", address.FEED, detail=detail)
        if not dry_run:
            yield from _announce(run, show, verify=verify, served_here=target.startswith("s3://"))


def _announce(run: Run, show: Show, *, verify: bool, served_here: bool) -> Iterator[Step]:
    """Tell the hub that the feed has changed, and look whether listeners get it."""
    where = address.of(show)
    hub = address.web_url(show.hub_url)
    if hub and address.FEED in run.sent:
        yield websub.ping(hub, where.feed)
    if show.site_url and verify:
        feeds = run.derived.feeds
        fresh = (
            one
            for one in feed_reading.enclosures(feeds if run.heard else ())
            if episode_of(feed_reading.name_of(one.url, where.media) or "") in run.heard
        )
        yield from self_check.look(
            where.feed, feeds[0].read_bytes(), fresh, served_here=served_here
        )
