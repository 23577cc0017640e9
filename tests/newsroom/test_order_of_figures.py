"""Figures stand on the pages as they are written: 2023-24 is not shown as 24-2023."""

from __future__ import annotations

import pytest
from browsing import Opener
from editing import Newsroom
from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
TITLE = "مالی سال 2023-24 کا بجٹ"
TEXT = "ملتان میں درجہ حرارت 45°C رہا۔ مالی سال 2023-24 کا بجٹ پیش ہوا۔"
# Where a character stands on the screen: its left edge.
LEFT = """(root, [run, index]) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const at = node.data.indexOf(run);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at + index);
    range.setEnd(node, at + index + 1);
    return range.getBoundingClientRect().left;
  }
  throw new Error(`no ${run} there`);
}"""


def assert_in_order(where: Locator, run: str) -> None:
    lefts = [where.evaluate(LEFT, [run, index]) for index in range(len(run))]
    assert lefts == sorted(lefts), run


def test_figures_keep_their_order_in_titles_and_text(newsroom: Newsroom, visit: Opener) -> None:
    draft = newsroom.draft(TEXT, TITLE)
    page = visit(newsroom.url)
    assert_in_order(page.locator("#drafts .name"), "2023-24")
    page = visit(f"{newsroom.url}drafts/{draft['id']}")
    assert_in_order(page.locator("h1"), "2023-24")
    written = page.locator("#beside .written")
    assert_in_order(written.nth(0), "2023-24")
    assert_in_order(written.nth(1), "45°C")
    page = visit(f"{newsroom.url}bulletin")
    assert_in_order(page.locator(".picks .name").first, "2023-24")
    page.locator(".add").first.click()
    page.locator("#preview").click()
    line = page.locator("#script .written", has_text="درجہ حرارت")
    assert_in_order(line, "45°C")
    assert_in_order(page.locator("#order .name"), "2023-24")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": True})
    newsroom.works()
    page = visit(f"{newsroom.url}on-air")
    assert_in_order(page.locator(".episodes .name").first, "2023-24")


def test_the_form_of_a_date_keeps_its_order(newsroom: Newsroom, visit: Opener) -> None:
    draft = newsroom.draft(TEXT, TITLE)
    page = visit(f"{newsroom.url}drafts/{draft['id']}")
    page.get_by_label("تاریخ").fill("کل پرسوں")
    page.keyboard.press("Control+s")
    problem = page.locator("#beside .problem")
    problem.get_by_text("2026-11-22").wait_for()
    assert_in_order(problem, "2026-11-22")


def test_figures_keep_their_order_in_what_is_said_of_a_kept_word(
    newsroom: Newsroom, visit: Opener
) -> None:
    page = visit(f"{newsroom.url}lexicon")
    said = page.locator("#said p")
    page.get_by_label("لفظ", exact=True).fill("سال 2023-24")
    page.get_by_label("یوں بولا جائے").fill("سال تئیس چوبیس")
    page.get_by_role("button", name="لغت میں رکھیں").click()
    field = page.locator("#kept input")
    field.wait_for()
    assert_in_order(said, "2023-24")
    field.fill("سال تئیس")
    field.press("Enter")
    page.get_by_role("button", name="واپس لائیں").wait_for()
    assert_in_order(said, "2023-24")
    page.get_by_role("button", name="ہٹائیں: سال").click()
    said.get_by_text("ہٹا دیا گیا").wait_for()
    assert_in_order(said, "2023-24")
