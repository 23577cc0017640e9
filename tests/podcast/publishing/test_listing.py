"""What lies at a target, kept on the disk."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime

import pytest

from naqeeb.podcast.publishing.listing import Kept, Listing
from naqeeb.podcast.publishing.target import Held

WHEN = datetime(2026, 11, 29, 12, 30, 0, 250, tzinfo=UTC)
NAMES = (
    "feed.xml",
    "episodes/a/episode.json",
    "episodes/a/a-0f0f0f0f.mp3",
    "episodes/a-2/episode.json",
    "episodes/b/b-0f0f0f0f.mp3",
    "episodes/\udcff/index.html",
)


def test_it_gives_back_what_was_listed_in_the_order_of_names() -> None:
    facts = {name: Held(len(name), WHEN, name[:1] or None) for name in NAMES}
    with closing(Listing(facts.items())) as listing:
        assert dict(listing) == facts
        assert list(listing) == sorted(NAMES, key=os.fsencode)
        assert len(listing) == len(NAMES)
        assert listing.get("feed-2.xml") is None


def test_it_knows_records_and_how_many_files_an_episode_has() -> None:
    with closing(Listing((name, Held(1, WHEN)) for name in NAMES)) as listing:
        assert list(listing.records()) == ["episodes/a-2/episode.json", "episodes/a/episode.json"]
        counts = {each: listing.count(each) for each in ("a", "a-2", "b", "c", "\udcff")}
        assert counts == {"a": 2, "a-2": 1, "b": 1, "c": 0, "\udcff": 1}


def test_a_file_is_kept_until_its_tag_changes() -> None:
    with closing(Kept()) as kept:
        kept.put("b", b"2", None)
        kept.put("a", b"1", "x")
        assert dict(kept) == {"a": b"1", "b": b"2"}
        assert kept.is_current("a", "x")
        assert kept.is_current("b", None)
        assert not kept.is_current("a", "y")
        kept.drop("a")
        assert list(kept) == ["b"]
        with pytest.raises(KeyError):
            kept["a"]
