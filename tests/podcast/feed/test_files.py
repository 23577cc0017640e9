"""The files of the feed: how they are linked, and which of them are written again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from feed_rules import NS, built, check_by_the_rules, texts, tree

from naqeeb.archive.rows import entry_of
from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import feed
from naqeeb.podcast.feed import shelf

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
Episodes = Callable[[int], tuple[Episode, ...]]


def test_pages_are_linked_both_ways(show: Show, episodes: Episodes) -> None:
    files = built(show, *episodes(17), feed_items=4)
    newest, page = "feed.xml", files["feed.xml"]
    seen: list[str] = []
    while True:
        check_by_the_rules(page)
        links = {
            link.get("rel"): link.get("href").rpartition("/")[2]
            for link in tree(page).iterfind(".//atom:link", NS)
        }
        assert (links["self"], links["first"]) == (newest, "feed.xml")
        assert links["last"] == "feed-2.xml"
        assert links.get("prev") == links.get("previous")
        seen += texts(page, ".//item/guid")
        if "next" not in links:
            break
        newest, page = links["next"], files[links["next"]]
    assert seen == [f"guid-{n}" for n in reversed(range(17))]


def test_episodes_come_in_any_order_and_stand_newest_first(show: Show, episodes: Episodes) -> None:
    newest_first = episodes(5)
    assert built(show, *newest_first[::-1]) == built(show, *newest_first)
    same_moment = [replace(each, published=NOON) for each in newest_first]
    assert texts(built(show, *same_moment)["feed.xml"], ".//item/guid") == [
        f"guid-{number}" for number in (4, 3, 2, 1, 0)
    ]
    dates = shelf.shelf_of(newest_first[::-1]).published()
    assert list(dates) == [each.published for each in newest_first]


def test_a_new_episode_writes_the_newest_file_alone(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    for name, data in built(show, *episodes(9), feed_items=4).items():
        (tmp_path / name).write_bytes(data)
    existing = feed.Stamped(tmp_path)
    assert built(show, *episodes(9), feed_items=4, existing=existing) == {}
    # 9 stand as 5 + 2 + 2; the tenth fills a block, which moves to a page of its own.
    moved = built(show, *episodes(10), feed_items=4, existing=existing)
    assert list(moved) == ["feed-3.xml", "feed-4.xml", "feed.xml"]
    for name, data in moved.items():
        (tmp_path / name).write_bytes(data)
    assert list(built(show, *episodes(11), feed_items=4, existing=existing)) == ["feed.xml"]


def test_a_corrected_old_episode_writes_its_page_alone(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    *newer, oldest = episodes(9)
    for name, data in built(show, *newer, oldest, feed_items=4).items():
        (tmp_path / name).write_bytes(data)
    corrected = replace(oldest, updated=oldest.updated + timedelta(days=30))
    written = built(show, *newer, corrected, feed_items=4, existing=feed.Stamped(tmp_path))
    assert list(written) == ["feed-2.xml"]


def test_a_changed_show_writes_every_file(show: Show, episodes: Episodes, tmp_path: Path) -> None:
    files = built(show, *episodes(9), feed_items=4)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    renamed = replace(show, title="نیا نام")
    assert set(built(renamed, *episodes(9), feed_items=4, existing=feed.Stamped(tmp_path))) == set(
        files
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "another"},
        {"guid": "another"},
        {"title": "نئی سرخی"},
        {"duration_ms": 1234},
        {"audio": AudioFile("another.mp3", "audio/mpeg", 1, "00")},
        {"published": NOON + timedelta(minutes=1)},
    ],
    ids="".join,
)
def test_what_apps_see_of_an_episode_is_written_again(
    show: Show, episodes: Episodes, tmp_path: Path, changed: dict[str, Any]
) -> None:
    (one,) = episodes(1)
    (tmp_path / "feed.xml").write_bytes(built(show, one)["feed.xml"])
    existing = feed.Stamped(tmp_path)
    assert set(built(show, replace(one, **changed), existing=existing)) == {"feed.xml"}


def test_another_cover_writes_the_feed_again(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_bytes(built(show, *episodes(1))["feed.xml"])
    entries = episodes(1)
    by_id = {each.id: each for each in entries}
    existing = feed.Stamped(tmp_path)
    files = feed.build(show, entries, by_id.__getitem__, cover="other.jpg", existing=existing)
    assert [name for name, _ in files] == ["feed.xml"]


def test_the_index_knows_enough_to_say_that_a_feed_stands(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_bytes(built(show, *episodes(2))["feed.xml"])
    entries = [entry_of(each) for each in episodes(2)]

    def load(name: str) -> Episode:
        pytest.fail(f"{name} was opened")

    existing = feed.Stamped(tmp_path)
    assert list(feed.build(show, entries, load, cover="cover.png", existing=existing)) == []


def test_a_page_that_is_kept_is_passed_over_and_the_newer_ones_are_written(
    show: Show, episodes: Episodes
) -> None:
    older = feed.AllBut(frozenset({"feed-2.xml"}))
    newer = built(show, *episodes(9), feed_items=4, existing=older)
    assert list(newer) == ["feed-3.xml", "feed.xml"]
    alone = feed.Only(frozenset({"feed-2.xml"}))
    assert list(built(show, *episodes(9), feed_items=4, existing=alone)) == ["feed-2.xml"]


def test_a_page_beyond_all_changes_is_not_even_looked_at(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    # Without a stamp each would be written; feed-2.xml begins with the 8th episode.
    there = frozenset({"feed-2.xml", "feed-3.xml", "feed.xml"})
    for changed, written in ((0, ["feed-3.xml", "feed.xml"]), (2, [*sorted(there)])):
        existing = feed.Stamped(tmp_path, there, changed)
        assert list(built(show, *episodes(9), feed_items=4, existing=existing)) == written
    missing = feed.Stamped(tmp_path, there - {"feed-2.xml"})
    assert "feed-2.xml" in built(show, *episodes(9), feed_items=4, existing=missing)


def test_there_is_no_stamp_in_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss/>")
    assert feed.stamp_in(tmp_path / "feed.xml") is None
    assert feed.stamp_in(tmp_path / "none.xml") is None
