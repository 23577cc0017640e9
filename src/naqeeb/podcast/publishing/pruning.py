"""Which files at the target are no longer needed: never what others have, or what is not ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.plan import episode_of, is_record, may_prune_top
from naqeeb.podcast.publishing.target import Held

LEFTOVER = timedelta(days=1)
"""Files of an episode without a record may be another publisher's that is still sending."""


def surplus(
    held: Mapping[str, Held],
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
    recorded = {episode_of(name) for name in held if is_record(name) and name not in withdrawn}
    alone = recorded <= own
    for name, file in sorted(held.items()):
        episode = episode_of(name)
        if name in withdrawn:
            continue
        if episode is None:
            needed = name in top or name in local.sources
            # Pages of others may show a cover that we do not have.
            shown = name.startswith("cover") and not alone
            unused = may_prune_top(name) and not needed and not shown
        elif episode in own:
            unused = name not in local.have
        elif episode in recorded:
            unused = False
        else:
            unused = episode in local.removed or now - file.modified > LEFTOVER
        if unused:
            yield name
