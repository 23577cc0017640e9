"""Links to a moment, and the feed's address for apps."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import NEWEST, Opener, are_spoken, loaded, stands_at, until
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("stated", "seconds"), [("7.9", 7.9), ("0:08", 8), ("0m9s", 9), ("bad", 0), ("999", 13.5)]
)
def test_a_link_may_begin_at_a_time(visit: Opener, base: str, stated: str, seconds: float) -> None:
    page = visit(f"{base}{NEWEST}#t={stated}")
    loaded(page)
    stands_at(page, seconds, 0.2)
    assert page.evaluate("document.querySelector('audio').paused")


def test_the_link_to_this_moment_goes_to_the_clipboard(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, permissions=["clipboard-read", "clipboard-write"])
    loaded(page)
    page.get_by_label("آواز میں مقام").fill("8.7")
    page.get_by_role("button", name="اس لمحے کا لنک شیئر کریں").click()
    page.get_by_text("لنک کاپی ہو گیا۔").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{base}{NEWEST}#t=8"
    again = visit(link)
    loaded(again)
    are_spoken(again, ["s5"])


def test_where_the_phone_shares_it_is_asked_to(visit: Opener, base: str) -> None:
    stub = "navigator.share = async (what) => { window.shared = what; };"
    page = visit(base + NEWEST, start=stub)
    page.get_by_role("button", name="اس لمحے کا لنک شیئر کریں").click()
    until(page, "window.shared")
    assert page.evaluate("shared") == {
        "title": "ایران اور روس کے صدور کی ملاقات",
        "url": base + NEWEST,
    }


def test_where_there_is_no_clipboard_the_link_is_copied_the_old_way(
    visit: Opener, base: str
) -> None:
    stub = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    page = visit(base + NEWEST, start=stub)
    page.get_by_role("button", name="اس لمحے کا لنک شیئر کریں").click()
    page.get_by_text("لنک کاپی ہو گیا۔").wait_for()


@pytest.mark.parametrize("path", ["", NEWEST, "page-2.html"])
def test_apps_get_the_feed_as_this_reader_reaches_it(visit: Opener, base: str, path: str) -> None:
    page = visit(base + path, permissions=["clipboard-read", "clipboard-write"])
    bare = base.removeprefix("http://") + "feed.xml"
    links = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-app]')]"
        ".map((a) => [a.textContent, a.getAttribute('href')]))"
    )
    assert links == {
        "Apple Podcasts": f"podcasts://{bare}",
        "Pocket Casts": f"pktc://subscribe/{bare}",
        "AntennaPod": f"antennapod-subscribe://{bare}",
        "Podcast Addict": f"podcastaddict://{bare}",
        "کوئی اور ایپ": f"podcast://{bare}",
    }
    page.get_by_role("button", name="فیڈ کا پتہ کاپی کریں").click()
    page.get_by_text("فیڈ کا پتہ کاپی ہو گیا۔").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == base + "feed.xml"
    answer = page.request.get(base + "feed.xml")
    assert answer.ok


def test_from_a_disk_apps_get_the_configured_address_or_none(visit: Opener, output: Path) -> None:
    page = visit((output / "known" / "index.html").as_uri())
    apple = page.get_by_role("link", name="Apple Podcasts")
    expect(apple).to_have_attribute("href", "podcasts://news.example.org/known/feed.xml")
    page = visit((output / "urdu" / NEWEST).as_uri())
    expect(page.locator("#subscribe :is(.apps, .copy)"), "a gap in their place").to_have_count(0)
    expect(page.get_by_text("یہ صفحہ ابھی کسی ویب پتے پر نہیں")).to_be_visible()
