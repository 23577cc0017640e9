"""What was published where: the next time only what changed since is looked at."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

from naqeeb.archive import Archive
from naqeeb.archive.published import Published
from naqeeb.model import Episode, State

Put = Callable[..., Episode]
HERE, THERE = "s3://here", "s3://there"
LATER = datetime(2026, 12, 1, tzinfo=UTC)


def publish(archive: Archive, target: str, *episodes: Episode) -> list[Published]:
    """Note that they are at the target."""
    done = [Published(each.id, f"etag of {each.title}", 5) for each in episodes]
    archive.note_published(target, done, archive.stamps())
    return done


def test_what_is_as_it_was_published_is_known_for_its_target(archive: Archive, put: Put) -> None:
    one, two = put(archive, 1), put(archive, 2)
    done = publish(archive, HERE, one, two)
    publish(archive, THERE, two)
    assert sorted(archive.published(HERE)) == sorted(done)
    assert archive.published(THERE) == done[1:]
    assert archive.published("s3://nowhere") == []


def test_what_changed_since_is_looked_at_again_and_noted_anew(archive: Archive, put: Put) -> None:
    one, two = put(archive, 1), put(archive, 2)
    done = publish(archive, HERE, one, two)
    changed = put(archive, 1, title="نئی سرخی")
    assert archive.published(HERE) == done[1:]
    again = publish(archive, HERE, changed)
    assert sorted(archive.published(HERE)) == sorted([*again, *done[1:]])


def test_what_changed_while_it_was_published_is_not_taken_for_published(
    archive: Archive, put: Put
) -> None:
    one = put(archive, 1)
    stamps = archive.stamps()
    put(archive, 1, title="نئی سرخی")
    archive.note_published(HERE, [Published(one.id, "etag", 5)], stamps)
    assert archive.published(HERE) == []


def test_only_what_is_on_the_air_is_stamped_and_noted(archive: Archive, put: Put) -> None:
    one, held = put(archive, 1), put(archive, 2, state=State.HELD)
    assert archive.stamps() == {one.id: archive.stamp_of(one.id)}
    assert publish(archive, HERE, one, held)[:1] == archive.published(HERE)


def test_what_went_from_the_air_is_forgotten_at_the_next_publish(
    archive: Archive, put: Put
) -> None:
    """Though it comes back with the very same record: its files may be gone from the target."""
    one, two = put(archive, 1), put(archive, 2)
    publish(archive, HERE, one, two)
    record = archive.folder(one.id) / "episode.json"
    before = record.stat().st_mtime_ns
    with archive.lock():
        archive.set_state(one.id, State.HELD, now=LATER)
    publish(archive, HERE, two)
    with archive.lock():
        archive.rewrite(one)
    os.utime(record, ns=(before, before))
    archive.scan()
    assert archive.stamps()[one.id][0] == before
    assert [each.id for each in archive.published(HERE)] == [two.id]
