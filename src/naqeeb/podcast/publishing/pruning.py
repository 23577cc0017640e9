"""Which files at the target are no longer needed: never what others have, or what is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.plan import episode_of, may_prune_top

LEFTOVER = timedelta(days=1)
"""Files of an episode without a record may be another publisher's that is still sending."""


def surplus(
    held: Listing,
    local: Local,
    own: frozenset[str],
    *,
    withdrawn: frozenset[str],
    top: frozenset[str],
    now: datetime,
) -> Iterator[str]:
    """Names of the files that may be removed, in order.

    Args:
        held: all files of a show at the target.
        local: the output.
        own: ids of its episodes that are on the air.
        withdrawn: records that this run has removed already.
        top: names of the show's own files as they were derived for this run.
        now: aware.
    """
    recorded = {episode_of(name) for name in held.records() if name not in withdrawn}
    alone = recorded <= own
    for name in held:
        episode = episode_of(name)
        if name in withdrawn:
            continue
        if episode is None:
            needed = name in top or local.has(name)
            # Pages of others may show a cover that we do not have.
            shown = name.startswith("cover") and not alone
            unused = may_prune_top(name) and not needed and not shown
        elif episode in own:
            unused = not local.has(name)
        elif episode in recorded:
            unused = False
        else:
            unused = episode in local.removed or now - held[name].modified > LEFTOVER
        if unused:
            yield name
