"""After a bulletin was made: its list is kept and marked, and one press begins the next."""

from __future__ import annotations

import pytest
from browsing import Opener, until
from chromium import PATIENCE_S
from editing import MATCH, RAIN, Newsroom
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
MADE = "یہ بلیٹن بن چکا ہے"
CHANGED = "بننے کے بعد یہ فہرست بدلی ہے"


def order(page: Page) -> Locator:
    return page.locator("#order .name")


def opened_with_two(visit: Opener, newsroom: Newsroom) -> Page:
    newsroom.draft(RAIN, "بارش")
    newsroom.draft(MATCH, "میچ")
    page = visit(f"{newsroom.url}bulletin")
    for title in ("بارش", "میچ"):
        page.get_by_role("button", name=f"شامل کریں: {title}").click()
    page.get_by_label("ایڈیشن").fill("صبح")
    return page


def test_the_list_is_marked_as_made_and_a_new_one_is_one_press_away(
    visit: Opener, newsroom: Newsroom
) -> None:
    page = opened_with_two(visit, newsroom)
    expect(page.locator("#made")).to_be_hidden()
    page.get_by_role("button", name="بلیٹن بنائیں").click()
    made = page.locator("#made")
    made.get_by_text(MADE).wait_for(timeout=PATIENCE_S * 3000)
    page.reload()
    made.get_by_text(MADE).wait_for()
    expect(order(page)).to_have_text(["بارش", "میچ"])
    expect(page.get_by_label("ایڈیشن")).to_have_value("صبح")
    # Another order is another bulletin; the same one again is that which was made.
    page.get_by_role("button", name="نیچے: بارش").click()
    made.get_by_text(CHANGED).wait_for()
    page.get_by_role("button", name="اوپر: بارش").click()
    made.get_by_text(MADE).wait_for()
    page.get_by_role("button", name="نیا بلیٹن شروع کریں").click()
    until(page, "!document.querySelector('#order > li')")
    expect(made).to_be_hidden()
    expect(page.get_by_label("ایڈیشن")).to_have_value("")
    page.get_by_role("status").get_by_role("button", name="واپس لائیں").click()
    made.get_by_text(MADE).wait_for()
    expect(order(page)).to_have_text(["بارش", "میچ"])
    there = made.get_by_role("link", name="بلیٹن سنیں")
    there.click()
    page.wait_for_url("**#*")
    assert page.url.split("#")[1] in page.locator("#episodes > li").evaluate("(each) => each.id")


def test_what_could_not_be_made_is_not_marked(visit: Opener, newsroom: Newsroom) -> None:
    page = opened_with_two(visit, newsroom)
    draft = next((newsroom.root / "drafts").glob("*.md"))
    draft.write_text(f"{draft.read_text('utf-8')}\n🎉{{say 🎉: بارش}}\n", "utf-8")
    page.get_by_role("button", name="بلیٹن بنائیں").click()
    page.locator(".work.failed, #said.shown .failed").first.wait_for(timeout=PATIENCE_S * 3000)
    until(page, "document.getElementById('made').hidden")
    visit.faults.clear()  # the browser itself notes an answer of 422
