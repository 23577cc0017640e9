"""One episode after the other: neighbours, what plays next, sleep, text size, heard marks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import NEWEST, SECOND, Opener, loaded, playing, shelf, until, write
from playwright.sync_api import Page, expect

from naqeeb.model import Show
from naqeeb.podcast import pages

pytestmark = pytest.mark.browser

FAST = "document.querySelector('audio').playbackRate = 4"
END = "document.querySelector('audio').currentTime = document.querySelector('audio').duration - 0.3"
# The player's controls stand above it, so that a script presses them.
PRESS = "(one) => one.click()"


def to_the_end(page: Page) -> None:
    """Hear the rest of what plays, quickly."""
    page.evaluate(FAST)
    page.evaluate(END)


@pytest.mark.parametrize(
    ("path", "newer", "older"),
    [
        (NEWEST, None, "e-078"),
        (SECOND, "e-079", "e-077"),
        # In the block of the oldest ones.
        ("episodes/e-005/index.html", "e-006", "e-004"),
    ],
)
def test_each_page_leads_to_the_newer_and_the_older_episode(
    visit: Opener, base: str, path: str, newer: str | None, older: str
) -> None:
    page = visit(base + path)
    until(page, "!document.querySelector('.page > .turn').hidden")
    links = page.locator(".page > .turn a:visible")
    stated = [str(link.get_attribute("href")) for link in links.all()]
    assert stated == [f"../{each}/index.html" for each in (newer, older) if each]


def test_the_next_episode_plays_after_one_ends(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_role("button", name="خبر سنیں").click()
    playing(page)
    to_the_end(page)
    page.wait_for_url("**/" + SECOND)
    playing(page)


def test_who_wants_no_next_episode_gets_none(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.locator(".options summary").click()
    page.get_by_label("اگلی خبر خود چلے").uncheck()
    page.reload()
    expect(page.locator(".options .next")).not_to_be_checked()
    page.get_by_role("button", name="خبر سنیں").click()
    playing(page)
    to_the_end(page)
    until(page, "document.querySelector('audio').ended")
    page.wait_for_timeout(300)
    assert page.url.endswith(NEWEST)


def test_the_station_plays_on_down_its_list_and_marks_what_was_heard(
    visit: Opener, base: str
) -> None:
    page = visit(base)
    expect(page.locator(".heard")).to_have_count(0)
    page.get_by_role("button", name="سنیں: ایران اور روس").click()
    playing(page)
    loaded(page)
    to_the_end(page)
    until(page, "document.querySelector('audio').src.includes('e-078')")
    playing(page)
    expect(page.locator(".lead .heard")).to_have_text("سنی ہوئی")
    page.reload()
    expect(page.locator(".heard")).to_have_count(1)


def test_a_title_that_is_opened_while_it_plays_goes_on(visit: Opener, base: str) -> None:
    page = visit(base)
    page.get_by_role("button", name="سنیں: سندھ میں سیلاب").click()
    playing(page)
    loaded(page)
    page.evaluate("document.querySelector('audio').currentTime = 5")
    until(page, "document.querySelector('audio').currentTime >= 5")
    page.locator(".now a").click()
    page.wait_for_url("**/" + SECOND)
    playing(page)
    until(page, "document.querySelector('audio').currentTime >= 5")


def test_sleep_ends_the_sound(visit: Opener, base: str) -> None:
    # A minute of the page's clock is a millisecond here.
    hurry = (
        "{ const s = setTimeout; window.setTimeout = (f, ms) => s(f, ms > 6e4 ? ms / 6e4 : ms); }"
    )
    page = visit(base + NEWEST, start=hurry)
    loaded(page)
    page.get_by_role("button", name="خبر سنیں").click()
    playing(page)
    page.locator(".options summary").click()
    page.get_by_label("خود بند ہو").select_option("15")
    until(page, "document.querySelector('audio').paused")
    expect(page.locator(".sleep")).to_have_value("")


def test_sleep_after_this_episode_lets_no_other_begin(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.locator(".options summary").click()
    page.get_by_label("خود بند ہو").select_option("end")
    page.locator("[data-do=toggle]").last.evaluate(PRESS)
    playing(page)
    to_the_end(page)
    until(page, "document.querySelector('audio').ended")
    page.wait_for_timeout(300)
    assert page.url.endswith(NEWEST)


def test_the_text_can_be_larger_and_stays_so(visit: Opener, base: str) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)"
    page = visit(base + NEWEST, viewport={"width": 320, "height": 640})
    before = page.evaluate(size)
    page.locator(".options summary").click()
    for _ in range(9):
        page.get_by_role("button", name="متن بڑا").click()
    larger = page.evaluate(size)
    assert larger == pytest.approx(before * 1.5)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto(base + SECOND)
    assert page.evaluate(size) == larger


def test_escape_closes_the_options(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    page.locator(".options summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    page.locator(".options summary").click()
    page.locator("h1").click()
    expect(page.locator(".panel")).to_be_hidden()


def test_where_storage_is_full_the_next_one_still_opens(visit: Opener, base: str) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') };"
    page = visit(base + NEWEST, start=full)
    loaded(page)
    page.get_by_role("button", name="خبر سنیں").click()
    playing(page)
    to_the_end(page)
    page.wait_for_url("**/" + SECOND)


def test_another_title_opens_beside_the_station_whose_player_goes_on(
    visit: Opener, base: str
) -> None:
    page = visit(base)
    page.get_by_role("button", name="سنیں: سندھ میں سیلاب").click()
    playing(page)
    with page.context.expect_page() as opened:
        page.locator(".list a[href*='episodes/e-079']").first.click()
    other = opened.value
    other.wait_for_url("**/e-079/**")
    playing(page)
    other.get_by_role("button", name="خبر سنیں").first.click()
    until(page, "document.querySelector('audio').paused")


def test_nothing_moves_on_a_phone_when_the_neighbours_come(
    visit: Opener, tmp_path: Path, serving: Callable[..., AbstractContextManager[str]]
) -> None:
    """A short article, so that all that stands below it is in sight."""
    output = tmp_path / "output"
    write(output, Show())
    short = replace(shelf()[-2], transcript=shelf()[-2].transcript[:2], chapters=())
    (output / SECOND).write_bytes(pages.episode_page(short, Show(), cover="cover.png"))
    watch = """
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    """
    with serving(output) as base:
        page = visit(base + SECOND, start=watch, viewport={"width": 390, "height": 800})
        until(page, "!document.querySelector('.page > .turn').hidden")
        page.wait_for_timeout(500)
        assert page.evaluate("shift") < 0.05
