"""The review of a draft as an editor sees it who has ten minutes."""

from __future__ import annotations

import pytest
from browsing import Opener
from editing import RAIN, Newsroom
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_button_of_a_line_offers_its_words(visit: Opener, newsroom: Newsroom) -> None:
    """It opened an empty dialog, in which the word had to be written again."""
    draft = newsroom.draft("مالی سال 2023-24 کا بجٹ پیش ہوا۔ لاہور میں بارش ہوئی۔", "بجٹ")
    page = visit(f"{newsroom.url}drafts/{draft['id']}")
    page.locator(".otherwise").nth(1).click()
    words = page.get_by_role("group", name="کون سا لفظ؟").get_by_role("button")
    expect(words).to_have_text(["مالی", "سال", "2023-24", "کا", "بجٹ", "پیش", "ہوا"])
    expect(words.first).to_be_focused()
    expect(page.get_by_role("button", name="صرف یہاں")).to_be_hidden()
    words.nth(4).click()
    expect(words.nth(4)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("لفظ", exact=True)).to_have_value("بجٹ")
    said = page.get_by_label("یوں بولا جائے")
    expect(said).to_have_value("بجٹ")
    expect(said).to_be_focused()
    said.fill("بَجَٹ")
    page.get_by_role("button", name="صرف یہاں").click()
    expect(page.get_by_label("متن", exact=True)).to_have_value(
        "مالی سال 2023-24 کا {say بَجَٹ: بجٹ} پیش ہوا۔ لاہور میں بارش ہوئی۔\n"
    )
    page.locator("#beside .spoken mark", has_text="بَجَٹ").wait_for()
    # Who presses a word has named it.
    line = page.locator(".written", has_text="لاہور")
    box = line.bounding_box()
    assert box
    line.click(position={"x": box["width"] - 12, "y": 20})
    expect(page.get_by_label("یوں بولا جائے")).to_be_focused()
    expect(words).to_have_count(0)


def test_beside_a_time_stands_on_whose_clock(visit: Opener, newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": True})
    newsroom.works()
    for path, fields in (
        (f"drafts/{draft['id']}", ("نشر ہونے کا وقت", "تاریخ")),
        ("bulletin", ("دن",)),
        ("on-air", ("نشر ہونے کا وقت",)),
    ):
        page = visit(newsroom.url + path)
        for field in fields:
            expect(page.get_by_label(f"{field}").locator("visible=true")).to_have_count(1)
            label = page.locator("label", has_text=field)
            expect(label.locator("bdi", has_text="Asia/Karachi")).to_have_count(1)


def test_without_a_zone_of_the_show_the_clock_is_that_of_the_computer(
    newsroom: Newsroom,
) -> None:
    """Between the brackets stood nothing."""
    settings = newsroom.context.settings_path
    settings.write_text(settings.read_text("utf-8").replace("timezone", "# timezone"), "utf-8")
    assert "(ٹائم زون: نیوز روم کے کمپیوٹر کا)" in newsroom.get("bulletin").text


def test_who_saves_is_told_what_is_wrong_with_it(visit: Opener, newsroom: Newsroom) -> None:
    """It said "saved", and what was wrong stood above, out of sight."""
    draft = newsroom.draft(RAIN, "بارش")
    page = visit(f"{newsroom.url}drafts/{draft['id']}")
    page.get_by_label("تاریخ").fill("کل پرسوں")
    page.keyboard.press("Control+s")
    status = page.get_by_role("status")
    expect(status).to_contain_text("محفوظ ہو گیا")
    expect(status.locator(".failed")).to_contain_text("تاریخ نہیں۔ ممکنہ وجہ: ")
    page.get_by_label("تاریخ").fill("")
    page.keyboard.press("Control+s")
    expect(status).to_have_text("محفوظ ہو گیا")


def test_what_is_said_covers_no_button_on_a_phone(visit: Opener, newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    page = visit(f"{newsroom.url}drafts/{draft['id']}")
    page.set_viewport_size({"width": 390, "height": 700})
    page.get_by_label("تاریخ").fill("کل پرسوں")
    page.keyboard.press("Control+s")
    expect(page.locator("#said .failed")).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    make = page.locator("#make button").bounding_box()
    message = page.locator("#said").bounding_box()
    assert make
    assert message
    assert make["y"] + make["height"] <= message["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
