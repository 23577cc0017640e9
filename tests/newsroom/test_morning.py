"""One whole morning in Chromium, by keyboard and pointer."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from browsing import Opener, until
from chromium import PATIENCE_S
from editing import FAIR, MATCH, RAIN, Newsroom
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
# A word of a written line, as a pointer would select it.
CHOOSE = """(line) => {
  const node = line.firstChild;
  const at = node.data.indexOf("سڑکوں");
  getSelection().setBaseAndExtent(node, at, node, at + 5);
}"""
MADE = """localStorage.setItem(
  "naqeeb-bulletin-made", JSON.stringify({ work: 1, run: "", of: "", episode: "x", text: "بلیٹن" })
)"""
STORIES = (("بارش کی خبر", RAIN), ("میچ کی خبر", MATCH), ("میلے کی خبر", FAIR))


def test_three_stories_become_a_bulletin_on_the_air(visit: Opener, newsroom: Newsroom) -> None:
    page = visit(newsroom.url)
    for title, text in STORIES:
        paste(page, title, text)
    expect(page.locator("#drafts a.name")).to_have_text([title for title, _ in reversed(STORIES)])

    mend_a_name(page, newsroom)
    mark_the_text(page)
    put_in_order(page)
    make_it(page)

    page.get_by_role("link", name="نشریات", exact=True).click()
    page.get_by_role("button", name="نشر کریں").first.click()
    page.locator('[data-state="on_air"]').wait_for()
    feed = (newsroom.root / "output" / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == 1
    (record,) = (newsroom.root / "output" / "episodes").glob("*/episode.json")
    told = record.read_text("utf-8")
    assert told.index("میلہ جاری ہے") < told.rindex("بارش ہوئی") < told.rindex("میچ 5 وکٹوں")


def paste(page: Page, title: str, text: str) -> None:
    """By keyboard alone."""
    page.get_by_label("خبر کا متن").focus()
    page.keyboard.insert_text(f"{title}\n\n{text}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=title).wait_for()


def mend_a_name(page: Page, newsroom: Newsroom) -> None:
    page.get_by_role("link", name=STORIES[0][0]).click()
    page.get_by_role("button", name=f"سنیں: {RAIN.partition(' سڑ')[0]}").click()
    until(page, "Number(document.documentElement.dataset.heard) > 10000")
    page.get_by_role("button", name="لفظ کا تلفظ بدلیں: لاہور").click()
    page.get_by_label("لفظ", exact=True).fill("لاہور")
    page.get_by_label("یوں بولا جائے").fill("لَاہَور")
    page.evaluate("delete document.documentElement.dataset.heard")
    page.keyboard.press("Enter")
    until(page, "Number(document.documentElement.dataset.heard) > 1000")
    page.get_by_role("button", name="لغت میں رکھیں").click()
    page.locator("mark", has_text="لاہور").first.wait_for()
    # Who works by keys is where they were.
    until(page, "document.activeElement.getAttribute('aria-label').endsWith('بارش ہوئی۔')")
    assert 'لاہور" = "لَاہَور"' in (newsroom.root / "lexicon.toml").read_text("utf-8")


def mark_the_text(page: Page) -> None:
    """A word said so in this one place, a pause, a guest; then the text as it was."""
    text = page.get_by_label("متن", exact=True)
    before = text.input_value()
    page.locator(".body .written", has_text="سڑکوں").click(position={"x": 5, "y": 5})
    page.locator(".body .written", has_text="سڑکوں").evaluate(CHOOSE)
    page.get_by_role("button", name="لفظ کا تلفظ بدلیں: سڑکوں").click()
    page.get_by_label("یوں بولا جائے").fill("سَڑکوں")
    page.get_by_role("button", name="صرف یہاں").click()
    until(page, "document.getElementById('body').value.includes('{say سَڑکوں: سڑکوں}')")
    text.evaluate("(each) => each.setSelectionRange(0, 5)")
    page.get_by_role("button", name="وقفہ ڈالیں").click()
    page.get_by_role("button", name="یہ آواز بولے").click()
    text.press("Control+a")
    page.get_by_role("button", name="یہ آواز بولے").click()
    expect(text).to_have_value(re.compile(r"^\{voice .* \{pause 2s\} ", re.DOTALL))
    text.fill(before)
    page.keyboard.press("Control+s")
    page.get_by_role("status").get_by_text("محفوظ ہو گیا").wait_for()


def put_in_order(page: Page) -> None:
    page.get_by_role("link", name="بلیٹن").click()
    # The button that was pressed is off then: by keys one goes on with the next.
    page.get_by_role("button", name=f"شامل کریں: {STORIES[0][0]}").focus()
    for _ in STORIES:
        page.keyboard.press("Enter")
    until(page, "document.activeElement.matches('#order > li:last-child')")
    page.locator("#order > li").nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    fair, rain, match = STORIES[2][0], STORIES[0][0], STORIES[1][0]
    expect(order(page)).to_have_text([fair, rain, match])
    drag(page, 2, 0)
    expect(order(page)).to_have_text([match, fair, rain])
    drag(page, 0, 2)
    expect(order(page)).to_have_text([fair, rain, match])
    until(page, "document.getElementById('length').textContent !== '0:00'")
    page.get_by_label("مطلوبہ منٹ").fill("1")
    until(page, "document.getElementById('against').textContent !== ''")
    page.get_by_label("مطلوبہ منٹ").fill("0.3")
    page.get_by_label("اسی دورانیے میں لائیں").check()
    until(page, "document.querySelectorAll('#cuts li').length > 0")
    page.get_by_label("اسی دورانیے میں لائیں").uncheck()


def order(page: Page) -> Locator:
    return page.locator("#order .name")


def drag(page: Page, start: int, end: int) -> None:
    """The handle of one row to the far side of another."""
    boxes = [page.locator("#order .handle").nth(each).bounding_box() for each in (start, end)]
    one, other = boxes
    assert one is not None
    assert other is not None
    x = one["x"] + one["width"] / 2
    page.mouse.move(x, one["y"] + one["height"] / 2)
    page.mouse.down()
    beyond = other["height"] * (0.9 if end > start else 0.1)
    page.mouse.move(x, other["y"] + beyond, steps=6)
    page.mouse.up()


def make_it(page: Page) -> None:
    page.get_by_label("ایڈیشن").fill("صبح")
    page.get_by_role("button", name="بلیٹن بنائیں").click()
    page.locator(".work.done").wait_for(timeout=PATIENCE_S * 3000)


def test_two_browsers_do_not_overwrite_each_other(visit: Opener, newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    one, other = (visit(f"{newsroom.url}drafts/{draft['id']}") for _ in range(2))
    one.get_by_label("عنوان").fill("تیز بارش")
    one.keyboard.press("Control+s")
    one.get_by_role("status").get_by_text("محفوظ ہو گیا").wait_for()
    other.get_by_label("عنوان").fill("ہلکی بارش")
    other.keyboard.press("Control+s")
    other.get_by_role("status").get_by_text("کسی اور نے").wait_for()
    with other.context.expect_page() as opened:
        other.get_by_role("button", name="تازہ صفحہ الگ کھولیں").click()
    expect(opened.value.get_by_role("textbox", name="عنوان")).to_have_value("تیز بارش")
    visit.faults.clear()  # the browser itself notes an answer of 409
    assert "تیز بارش" in newsroom.get().text
    expect(other.get_by_label("عنوان")).to_have_value("ہلکی بارش")


def test_what_was_refused_is_said_no_longer_than_it_is_so(
    visit: Opener, newsroom: Newsroom
) -> None:
    newsroom.draft(RAIN, "بارش")
    newsroom.draft(f"{RAIN} {{wink}}", "بری خبر")
    page = visit(f"{newsroom.url}bulletin")
    for title in ("بارش", "بری خبر"):
        page.get_by_role("button", name=f"شامل کریں: {title}").click()
    refusal = page.get_by_role("status").get_by_text("«بری خبر»")
    refusal.wait_for()
    page.get_by_role("button", name="ہٹائیں: بری خبر").click()
    refusal.wait_for(state="hidden")
    page.get_by_label("مطلوبہ منٹ").fill("0.01")
    page.get_by_label("اسی دورانیے میں لائیں").check()
    expect(page.locator("#wanted:invalid")).to_have_count(1)
    visit.faults.clear()  # the browser itself notes an answer of 422


@pytest.mark.skipif("AXE_PATH" not in os.environ, reason="AXE_PATH names no axe.min.js")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_has_nothing_to_say(visit: Opener, newsroom: Newsroom, scheme: str, width: int) -> None:
    draft = newsroom.draft(f"{RAIN} {MATCH}", "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": True})
    newsroom.works()
    axe = Path(os.environ["AXE_PATH"]).read_text("utf-8")
    context = visit.browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # axe is put into the page
    )
    visit.contexts.append(context)
    for path in ("", f"drafts/{draft['id']}", "bulletin", "on-air", "station"):
        page = visit(newsroom.url + path, within=context)
        if path == "bulletin":
            # As it stands once a bulletin was made.
            page.evaluate(MADE)
            page.reload()
        page.evaluate(axe)
        result = page.evaluate("axe.run({resultTypes: ['violations']})")
        violations = [each["id"] for each in result["violations"]]
        assert (path, violations) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
