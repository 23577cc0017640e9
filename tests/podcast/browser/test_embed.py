"""The player in another site's page, and the line by which it gets there."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import NEWEST, Opener, until
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

EMBED = NEWEST.replace("index.html", "embed.html")


@pytest.mark.parametrize(("height", "shown"), [(160, False), (400, True)])
def test_it_fits_160_pixels_and_shows_the_text_where_there_are_more(
    visit: Opener, base: str, height: int, shown: bool
) -> None:
    for width in (280, 640):
        page = visit(base + EMBED, viewport={"width": width, "height": height})
        audio = page.locator("audio").bounding_box()
        assert audio
        assert audio["y"] + audio["height"] <= height
        assert page.evaluate("document.documentElement.scrollHeight") <= height
        assert page.evaluate("document.documentElement.scrollWidth") == width
        expect(page.locator(".text")).to_be_visible(visible=shown)
        expect(page.locator("h1")).to_be_visible()


def test_the_copied_line_shows_the_player_in_any_page(
    visit: Opener, base: str, tmp_path: Path
) -> None:
    page = visit(base + NEWEST)
    page.locator(".embed summary").click()
    line = page.locator(".embed textarea").input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="سطر کاپی کریں").click()
    page.get_by_text("کاپی ہو گیا۔").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line
    assert f'src="{base}{EMBED}"' in line
    other = tmp_path / "article.html"
    other.write_text(f"<!doctype html><h1>ایک اور سائٹ</h1>{line}", "utf-8")
    article = visit(other.as_uri())
    frame = article.frame_locator("iframe")
    frame.locator("h1").get_by_text("ایران اور روس").wait_for()
    frame.locator("audio").evaluate("(audio) => { audio.muted = true; return audio.play(); }")
    box = article.locator("iframe").bounding_box()
    assert box
    assert box["height"] == 160


def test_the_feed_reads_as_a_page(visit: Opener, base: str) -> None:
    page = visit(base + "feed.xml")
    until(page, "getComputedStyle(document.querySelector('item > title')).display === 'block'")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    hidden = "getComputedStyle(document.getElementsByTagName('guid')[0]).display"
    assert page.evaluate(hidden) == "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1100
