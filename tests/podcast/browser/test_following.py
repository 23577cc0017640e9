"""The page follows the voice, and lets go of a reader who scrolls."""

from __future__ import annotations

import pytest
from browsing import NEWEST, Opener, are_spoken, playing, slowly, spoken, until
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


SCROLLS = """
window.scrolls = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (how) {
  window.scrolls.push(how.behavior);
  return scroll.call(this, how);
};
"""


IN_VIEW = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  const foot = document.getElementById("player").getBoundingClientRect().top;
  return box.top >= 0 && box.bottom <= foot;
}"""


PHONE = {"width": 360, "height": 560}


def test_the_page_follows_the_voice(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, viewport=PHONE, start=SCROLLS)
    slowly(page)
    page.locator("[data-t]").last.evaluate("(link) => link.click()")
    until(page, IN_VIEW, "s5")
    assert set(page.evaluate("scrolls")) == {"smooth"}


def test_it_does_not_glide_where_the_reader_asked_for_calm(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, viewport=PHONE, start=SCROLLS, reduced_motion="reduce")
    slowly(page)
    page.locator("[data-t]").last.evaluate("(link) => link.click()")
    until(page, IN_VIEW, "s5")
    assert set(page.evaluate("scrolls")) == {"auto"}


def settled(page: Page) -> float:
    """Where the page stands once it has ceased to glide."""
    before = -1.0
    while (now := float(page.evaluate("scrollY"))) != before:
        before = now
        page.wait_for_timeout(100)
    return now


def test_it_lets_go_of_a_reader_who_scrolls_away_until_asked_back(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, viewport=PHONE, reduced_motion="reduce")
    slowly(page)
    page.locator("#s1").click()
    playing(page)
    page.mouse.wheel(0, 4000)
    back = page.get_by_role("button", name="جہاں آواز ہے وہاں جائیں")
    back.wait_for()
    away = settled(page)
    page.keyboard.press("Space")
    page.get_by_label("آواز میں مقام").fill("4.6")
    are_spoken(page, ["s3"])
    assert page.evaluate("scrollY") == away
    page.keyboard.press("Space")
    back.click()
    until(page, IN_VIEW, spoken(page)[0])
    expect(back).to_be_hidden()
