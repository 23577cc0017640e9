"""What one look at a feed is to do: decided from what is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from naqeeb.desk.follow.memory import Failing, FeedMemory, Seen
from naqeeb.desk.follow.plan import ASK_AGAIN_FOR, GIVE_UP_AFTER, PAUSES, failed, plan
from naqeeb.errors import FetchFailed
from naqeeb.intake.news_item import NewsItem
from naqeeb.settings import FollowSettings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEED = "https://example.org/rss.xml"
FULL = "<p>" + "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا ہے۔ " * 12 + "</p>"


def item(number: int, **facts: Any) -> NewsItem:
    made = NewsItem(
        title=f"خبر {number}",
        link=f"https://example.org/{number}",
        guid=f"g{number}",
        feed=FEED,
        published=NOW - timedelta(hours=100 - number),
        markup=FULL,
        is_summary=False,
    )
    return replace(made, **facts)


ITEMS = tuple(item(number) for number in range(6))


def looked(*seen: NewsItem, **facts: Any) -> FeedMemory:
    known = {each.id: Seen(each.digest, each.title, NOW - timedelta(hours=1)) for each in seen}
    made = FeedMemory(FEED, last_look=NOW - timedelta(hours=1), seen=known)
    made.listed = [each.id for each in seen]
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def titles(items: tuple[NewsItem, ...]) -> list[str]:
    return [each.title.removeprefix("خبر ") for each in items]


def decide(memory: FeedMemory, *items: NewsItem, known: Any = frozenset(), **wanted: Any) -> Any:
    return plan(items, memory, FollowSettings(FEED, **wanted), known=known, now=NOW)


def test_a_first_look_takes_the_newest_and_leaves_the_rest_as_seen() -> None:
    todo = decide(FeedMemory(FEED), *ITEMS, limit=2)
    assert (titles(todo.work), titles(todo.left_as_seen)) == (["4", "5"], ["0", "1", "2", "3"])
    assert todo.waiting == 0


@pytest.mark.parametrize(("oldest_first", "chosen"), [(False, ["4", "5"]), (True, ["1", "2"])])
def test_of_too_many_new_items_the_rest_waits(oldest_first: bool, chosen: list[str]) -> None:
    todo = decide(looked(ITEMS[0]), *ITEMS, limit=2, oldest_first=oldest_first)
    assert (titles(todo.work), todo.waiting) == (chosen, 3)


def test_what_the_archive_has_is_not_made_again_but_remembered() -> None:
    todo = decide(looked(), *ITEMS[:2], known={ITEMS[0].aliases[0]})
    assert (titles(todo.work), titles(todo.made_elsewhere)) == (["1"], ["0"])


def test_what_a_killed_look_may_have_made_is_looked_at_again() -> None:
    names = {ITEMS[0].aliases[0], ITEMS[1].aliases[0]}
    memory = looked(under_way=[ITEMS[0].id])
    todo = decide(memory, *ITEMS[:2], known=names)
    assert (titles(todo.work), titles(todo.made_elsewhere)) == (["0"], ["1"])


def test_an_item_whose_words_changed_is_looked_at_again() -> None:
    memory = looked(*ITEMS[:2])
    assert decide(memory, *ITEMS[:2]).work == ()
    corrected = replace(ITEMS[0], markup=FULL + "<p>تصحیح۔</p>")
    assert titles(decide(memory, corrected, ITEMS[1]).work) == ["0"]
    updated = replace(ITEMS[1], updated=NOW)
    assert titles(decide(memory, ITEMS[0], updated).work) == ["1"]


def test_an_item_left_out_at_the_first_look_stays_out() -> None:
    memory = looked()
    memory.seen[ITEMS[0].id] = Seen(ITEMS[0].digest, ITEMS[0].title)
    assert decide(memory, replace(ITEMS[0], updated=NOW)).work == ()


def test_an_item_without_its_text_is_asked_again_for_two_days() -> None:
    teaser = item(0, markup="<p>آغاز…</p>", is_summary=True)
    memory = looked(teaser)
    assert decide(memory, teaser).work == ()  # the feed carried all of it then
    memory.seen[teaser.id].is_page = True
    assert titles(decide(memory, teaser).work) == ["0"]
    memory.seen[teaser.id].asked = NOW
    assert decide(memory, teaser).work == ()  # an hour must pass
    memory.seen[teaser.id].etag = '"1"'
    assert titles(decide(memory, teaser).work) == ["0"]
    for age in (ASK_AGAIN_FOR, 2 * ASK_AGAIN_FOR):
        memory.seen[teaser.id].first = NOW - age
        assert decide(memory, teaser).work == ()


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"include": ("خبر 3",)}, ["3"]),
        ({"exclude": ("خبر 3", "خبر 4")}, ["0", "1", "2", "5"]),
        ({"since": NOW - timedelta(hours=96)}, ["4", "5"]),
        ({"categories": ("کھیل",)}, ["5"]),
    ],
)
def test_what_is_not_wanted_is_passed_over_and_counted(wanted: Any, left: list[str]) -> None:
    items = (*ITEMS[:5], replace(ITEMS[5], categories=("کھیل", "تازہ")))
    todo = decide(looked(), *items, **wanted)
    assert titles(todo.work) == left
    assert sum(todo.passed_over.values()) == len(items) - len(left)


def test_a_failed_item_waits_its_pause_and_starves_no_other() -> None:
    memory = looked()
    memory.failing[ITEMS[0].id] = Failing("x", "error", 1, NOW, NOW + timedelta(minutes=5))
    todo = decide(memory, *ITEMS[:3])
    assert titles(todo.work) == ["1", "2"]
    assert todo.passed_over == {"waiting to be tried again": 1}
    memory.failing[ITEMS[0].id].again_at = NOW
    assert titles(decide(memory, *ITEMS[:3], limit=1).work) == ["2", "0"]
    memory.failing[ITEMS[0].id].again_at = None
    assert decide(memory, *ITEMS[:3]).passed_over == {"given up": 1}


@pytest.mark.parametrize(
    ("limit", "work", "waiting"),
    [(1, [*"50"], 4), (2, [*"450"], 3), (4, [*"4501"], 2), (9, [*"450123"], 0)],
)
def test_failed_items_take_the_room_that_new_ones_leave(
    limit: int, work: list[str], waiting: int
) -> None:
    memory = looked()
    for each in ITEMS[:4]:
        memory.failing[each.id] = Failing("x", "error", 1, NOW, NOW - timedelta(minutes=1))
    todo = decide(memory, *ITEMS, limit=limit)
    assert (titles(todo.work), todo.waiting) == (work, waiting)


def test_pauses_grow_and_the_server_is_heard() -> None:
    error = FetchFailed("it answered 503", status=503)
    first = failed(None, "x", error, NOW)
    second = failed(first, "x", error, NOW)
    assert (first.again_at, second.again_at) == (NOW + PAUSES[0], NOW + PAUSES[1])
    asked = FetchFailed("it answered 429", status=429, retry_after_s=7200.0)
    assert failed(None, "x", asked, NOW).again_at == NOW + timedelta(hours=2)
    last = failed(Failing("x", "error", 40, NOW, NOW), "x", error, NOW)
    assert (last.tries, last.again_at) == (41, NOW + PAUSES[-1])
    assert list(PAUSES) == sorted(PAUSES)
    forever = FetchFailed("it answered 429", status=429, retry_after_s=1e9)
    assert failed(None, "x", forever, NOW).again_at == NOW + timedelta(days=7)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_stays_gone_is_given_up_by_name(status: int) -> None:
    gone = FetchFailed(f"it answered {status}", status=status)
    first = failed(None, "x", gone, NOW)
    assert first.again_at is not None
    soon = failed(first, "x", gone, NOW + GIVE_UP_AFTER - timedelta(seconds=1))
    assert soon.again_at is not None
    for age in (GIVE_UP_AFTER, 2 * GIVE_UP_AFTER):
        assert failed(first, "x", gone, NOW + age).again_at is None
    busy = FetchFailed("it answered 503", status=503)
    assert failed(first, "x", busy, NOW + GIVE_UP_AFTER).again_at is not None


def test_an_item_that_was_taken_back_is_named_and_one_that_grew_old_is_not() -> None:
    memory = looked(*ITEMS[:4])
    assert decide(memory, *ITEMS[1:]).withdrawn == ()
    assert decide(memory, ITEMS[0], ITEMS[1], *ITEMS[3:]).withdrawn == ("خبر 2",)
    memory.seen[ITEMS[2].id].first = None  # it was left out at the first look
    assert decide(memory, ITEMS[0], ITEMS[1], *ITEMS[3:]).withdrawn == ()
