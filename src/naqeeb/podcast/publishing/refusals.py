"""Reasons to publish nothing: each leaves listeners the feed as it was before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from naqeeb.errors import PublishFailed
from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading
from naqeeb.podcast.publishing.feed_reading import Enclosure
from naqeeb.podcast.publishing.plan import episode_of
from naqeeb.podcast.publishing.target import Target
from naqeeb.text.counting import counted


def refuse_other_show(target: Target, show: Show, feed: bytes | None) -> None:
    """The feed at the target must be this show's.

    Raises:
        PublishFailed: it has another podcast:guid.
    """
    there = feed_reading.show_guid(feed) if feed else None
    if there and show.guid and there != show.guid:
        raise PublishFailed(
            f"{target.label} holds another show (podcast:guid {there})",
            cause="the target is mistyped, or this output was begun anew",
            hint="publish to a folder or prefix of its own; or, to go on with that show, "
            f'write "podcast_guid": "{there}" into show.json in the output',
            target=target.label,
        )


def careless(target: Target) -> PublishFailed:
    """The error for a store that does not keep two publishers apart."""
    return PublishFailed(
        f"{target.label} passes over conditional writes (If-Match and If-None-Match)",
        cause="the store does not know them, or a proxy before it drops them; two computers that "
        "publish there at the same time would lose each other's episodes",
        hint="publish with --alone, from one computer at a time; or use a store that honours "
        "them. Nothing was sent",
        target=target.label,
    )


def others_too_fast(target: Target) -> PublishFailed:
    """The error for a feed that others changed each time before it could be written."""
    return PublishFailed(
        f"others kept changing the feed of {target.label} while it was written",
        hint="publish again in a minute",
        target=target.label,
    )


def changed_meanwhile(target: Target, name: str) -> PublishFailed:
    """The error for a file of the output that went while it was to be sent."""
    return PublishFailed(
        f"{name} is no longer in the output",
        cause="its episode was removed, erased or corrected while it was published",
        hint="publish again; what was sent already stays, and listeners still have the feed as it "
        "was before",
        target=target.label,
    )


def refuse_dangling(
    enclosures: Iterable[Enclosure], show: Show, is_there: Callable[[str], bool]
) -> Iterator[str]:
    """A feed may name only what is sent or is at the target already.

    Args:
        enclosures: all that the feed names.
        show: the show.
        is_there: whether a file of this name is in the output or at the target.

    Yields:
        The name of each.

    Raises:
        PublishFailed: it names a sound that is in neither.
    """
    base = address.of(show).media
    for one in enclosures:
        name = feed_reading.name_of(one.url, base)
        if name is None or not is_there(name):
            raise PublishFailed(
                f"the feed names {one.url}, which is not in the output",
                cause="site_url or media_url changed, a file was removed by hand, "
                "or the output changed while it was being published",
                hint="run `naqeeb feed` and `naqeeb check`, and publish again; "
                "listeners still have the feed as it was before",
            )
        yield name


def refuse_left_out(target: Target, episodes: Sequence[str]) -> None:
    """Every record at the target must stand in the feed.

    Raises:
        PublishFailed: the feed leaves some out.
    """
    if episodes:
        left_out = counted(len(episodes), "episode")
        raise PublishFailed(
            f"the feed at {target.label} leaves out {left_out} whose records are there, "
            f"such as {episodes[0]}",
            cause="a record here is damaged, or others publish there and the store does not keep "
            "publishers apart",
            hint="run `naqeeb check`, and publish again",
            target=target.label,
        )


def refuse_others(target: Target, records: Sequence[str], *, can_merge: bool) -> None:
    """Episodes of others can stay on the air only where the feed can be made for all.

    Args:
        target: where it is published to.
        records: names of the records there that are not ours.
        can_merge: whether it can.

    Raises:
        PublishFailed: there are such episodes, and it cannot.
    """
    if records and not can_merge:
        others = counted(len(records), "episode")
        raise PublishFailed(
            f"{target.label} holds {others} that this output does not have, "
            f"such as {episode_of(min(records))}",
            cause="another computer publishes there, or episodes were removed by hand",
            hint="to take an episode off the air for good, remove its episode.json there",
            target=target.label,
        )
