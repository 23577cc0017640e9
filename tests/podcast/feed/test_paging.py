"""Paging: a new episode never moves an old one to another page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.podcast.feed.paging import Page, plan, reach, surplus

ITEMS = st.integers(1, 40)


def test_no_episode_still_makes_a_feed() -> None:
    (only,) = plan(0)
    assert (only.name, only.start, only.stop) == ("feed.xml", 0, 0)


def test_up_to_a_block_more_stays_in_one_file() -> None:
    assert len(plan(299)) == 1


def test_then_the_oldest_hundred_move_to_a_page_of_their_own() -> None:
    newest, oldest = plan(300)
    assert (newest.start, newest.stop, newest.next, newest.previous) == (0, 200, "feed-2.xml", None)
    assert (oldest.name, oldest.start, oldest.stop) == ("feed-2.xml", 200, 300)
    assert (oldest.previous, oldest.next) == ("feed.xml", None)
    assert {page.first for page in (newest, oldest)} == {"feed.xml"}
    assert {page.last for page in (newest, oldest)} == {"feed-2.xml"}


def test_ten_thousand_make_ninety_nine_files() -> None:
    pages = plan(10_000)
    assert len(pages) == 99
    assert pages[1].name == "feed-99.xml"
    assert pages[-1].name == "feed-2.xml"


@pytest.mark.parametrize("count", [0, 250])
def test_pages_that_are_no_longer_needed_are_named(count: int) -> None:
    names = ["feed.xml", "feed-2.xml", "feed-3.xml", "index.html", "feed-x.xml"]
    assert surplus(names, count) == ("feed-2.xml", "feed-3.xml")


def test_pages_that_hold_episodes_stay() -> None:
    names = ["feed-2.xml", "feed-3.xml"]
    assert surplus(names, 299) == ("feed-2.xml", "feed-3.xml")
    assert surplus(names, 300) == ("feed-3.xml",)
    assert surplus(names, 400) == ()
    assert reach(0) == reach(0, 200)


@given(st.integers(0, 500), ITEMS)
def test_every_episode_stands_in_exactly_one_page(count: int, feed_items: int) -> None:
    pages = plan(count, feed_items)
    assert [n for page in pages for n in range(page.start, page.stop)] == list(range(count))
    newest = pages[0]
    block = max(1, feed_items // 2)
    assert newest.stop >= min(count, feed_items)
    assert newest.stop < feed_items + block or len(pages) == 1


@given(st.integers(0, 500), ITEMS)
def test_a_new_episode_leaves_every_older_page_as_it_is(count: int, feed_items: int) -> None:
    def from_the_oldest(total: int) -> dict[str, tuple[int, int, str | None]]:
        # An episode keeps its place when it is counted from the oldest.
        return {
            page.name: (total - page.stop, total - page.start, page.next)
            for page in plan(total, feed_items)[1:]
        }

    before, after = from_the_oldest(count), from_the_oldest(count + 1)
    assert before.items() <= after.items()
    # Only the page below a new one learns of its neighbour.
    known = {page.name: page.previous for page in plan(count, feed_items)[1:]}
    now = {page.name: page.previous for page in plan(count + 1, feed_items)[1:]}
    assert sum(known[name] != now[name] for name in known) <= 1
    assert (known == {k: now[k] for k in known}) or len(now) == len(known) + 1


@given(st.integers(0, 500), ITEMS)
def test_following_next_from_the_first_reaches_the_last(count: int, feed_items: int) -> None:
    pages = {page.name: page for page in plan(count, feed_items)}
    page, seen = pages["feed.xml"], 1
    while page.next:
        assert pages[page.next].previous == page.name
        page, seen = pages[page.next], seen + 1
    assert page.name == page.last
    assert seen == len(pages)


@given(st.integers(0, 200), ITEMS, st.integers(0, 60), st.data())
def test_beyond_the_reach_of_a_change_every_page_stands_as_it_did(
    count: int, feed_items: int, changed: int, data: st.DataObject
) -> None:
    # At most as many came as changed; any number may have been taken away.
    now = max(0, count + data.draw(st.integers(-100, changed)))

    def counted_from_the_oldest(page: Page, total: int) -> Page:
        return page._replace(start=total - page.stop, stop=total - page.start)

    before = {counted_from_the_oldest(page, count) for page in plan(count, feed_items)}
    for page in plan(now, feed_items):
        if page.start >= reach(changed, feed_items):
            assert counted_from_the_oldest(page, now) in before


@given(st.integers(0, 500), ITEMS)
def test_a_change_reaches_no_further_than_the_page_below_a_full_feed(
    changed: int, feed_items: int
) -> None:
    most_in_feed_xml = feed_items + max(1, feed_items // 2)
    assert reach(changed, feed_items) <= changed + most_in_feed_xml
