"""How the pages look: small, large, light, dark, printed, and to axe-core.

``AXE_PATH`` names axe-core's ``axe.min.js`` (``npm install axe-core``).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NEWEST, RUSSIA, Opener, found, playing, until
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


PAGES = ("index.html", "page-2.html", NEWEST)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_of_a_narrow_screen(visit: Opener, base: str, path: str) -> None:
    page = visit(base + path)
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 640})
        until(page, "(width) => document.documentElement.scrollWidth === width", width)
    # What a finger is to hit is at least as high as a finger needs.
    heights = page.evaluate(
        "[...document.querySelectorAll('button, select')].filter((each) => each.checkVisibility())"
        ".map((each) => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 36


def test_the_side_scrolls_by_itself_only_where_it_is_higher_than_its_place(
    visit: Opener, base: str
) -> None:
    page = visit(base, viewport={"width": 1100, "height": 1400})
    side = page.locator(".page > .side")
    assert side.evaluate("one => one.scrollHeight - one.clientHeight") == 0


def test_dark_is_dark_and_light_is_light(visit: Opener, base: str) -> None:
    shades = []
    for scheme in ("light", "dark"):
        page = visit(base + NEWEST, color_scheme=scheme)
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades.append(sum(int(part) for part in shade.strip("rgb()").split(",")))
    assert shades[0] > 700
    assert shades[1] < 120


def test_urdu_is_set_in_nastaliq_from_right_to_left(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.line')).direction") == "ltr"
    assert "Noto Nastaliq Urdu" in page.evaluate("getComputedStyle(document.body).fontFamily")
    ratio = page.evaluate(
        "parseFloat(getComputedStyle(document.body).lineHeight)"
        " / parseFloat(getComputedStyle(document.body).fontSize)"
    )
    assert ratio >= 2.2


def test_printed_it_is_an_article(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    page.locator("#s2").click()
    page.emulate_media(media="print")
    for part in ("#player", ".side", ".listen"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.get_by_text(RUSSIA).first).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"


def axe_source() -> str | None:
    given = os.environ.get("AXE_PATH")
    if given:
        path = Path(given)
        return (path / "axe.min.js" if path.is_dir() else path).read_text("utf-8")
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / "node_modules" / "axe-core" / "axe.min.js"
        if path.is_file():
            return path.read_text("utf-8")
    return None


def states(visit: Opener, base: str, scheme: str, width: int) -> Iterator[tuple[str, Page]]:
    """The pages as readers have them before them."""
    look: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = visit(base, **look)
    page.get_by_role("button", name="سنیں: سندھ میں سیلاب").click()
    playing(page)
    yield "station", page
    found(page, "روس")
    yield "search", page
    yield "older", visit(base + "page-2.html", **look)
    page = visit(base + NEWEST, **look)
    page.locator("#s2").click()
    playing(page)
    page.get_by_role("button", name="روکیں").last.click()
    for summary in page.locator("summary").all():
        summary.click()
    yield "episode", page
    yield "embed", visit(base + NEWEST.replace("index.html", "embed.html"), **look)


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_no_fault(visit: Opener, base: str, scheme: str, width: int) -> None:
    source = axe_source()
    if source is None:
        pytest.skip("axe-core is not installed: npm install axe-core, or set AXE_PATH")
    for name, page in states(visit, base, scheme, width):
        page.evaluate(source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert result["passes"], name
        faults = [(each["id"], each["nodes"][0]["html"]) for each in result["violations"]]
        assert faults == [], json.dumps(faults, ensure_ascii=False)
