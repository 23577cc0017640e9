"""The station page and its search in a real browser."""

from __future__ import annotations

import pytest
from browsing import HOSTILE, NEWEST, Opener, are_spoken, found, loaded, playing, until
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_episode_is_heard_from_the_list(visit: Opener, base: str) -> None:
    page = visit(base)
    expect(page.locator("#player")).to_be_hidden()
    page.get_by_role("button", name="سنیں: سندھ میں سیلاب").click()
    playing(page)
    expect(page.locator(".now a")).to_have_text("سندھ میں سیلاب")
    page.get_by_role("button", name="سنیں: ایران اور روس").click()
    until(page, "document.querySelector('audio').src.includes('e-079')")
    playing(page)
    page.get_by_role("button", name="روکیں: ایران اور روس").click()
    until(page, "document.querySelector('audio').paused")
    page.locator(".now a").click()
    page.wait_for_url("**/" + NEWEST)


@pytest.mark.parametrize(
    "query",
    [
        "ژالہ",
        "کراچی میں بارش",  # Urdu letters find Arabic ones, and harakat are passed over
        "كراچي بارِشْ",
        "بارش ژالہ کراچی",
    ],
)
def test_words_are_found_however_they_are_typed(visit: Opener, base: str, query: str) -> None:
    page = visit(base)
    assert found(page, query) == ["خبر نمبر 5"]
    expect(page.locator(".list")).to_be_hidden()
    link = page.locator(".results a")
    expect(link).to_have_attribute("href", "episodes/e-005/index.html#t=3")
    expect(link).to_contain_text("ژالہ باری")


def test_titles_and_whole_words_come_before_words_that_only_begin_so(
    visit: Opener, base: str
) -> None:
    page = visit(base)
    assert found(page, "جنگ") == ["جنگ کا خاتمہ", "خبر نمبر 40", "خبر نمبر 60"]
    assert found(page, "جنگل") == ["خبر نمبر 60"]


def test_the_search_has_a_button(visit: Opener, base: str) -> None:
    page = visit(base)
    page.get_by_label("خبروں میں تلاش کریں").fill("ژالہ")
    page.get_by_role("button", name="تلاش", exact=True).click()
    page.locator(".results li").first.wait_for()


def test_a_result_begins_at_its_sentence(visit: Opener, base: str) -> None:
    page = visit(base)
    titles = found(page, "صدور معاہدے")
    assert titles[0] == "ایران اور روس کے صدور کی ملاقات"
    marks = page.locator(".results li").first.locator(".snippet mark").all_inner_texts()
    assert marks == ["صدور", "معاہدے"]
    page.locator(".results a").first.click()
    page.wait_for_url("**/" + NEWEST + "#t=1.5")
    loaded(page)
    are_spoken(page, ["s1"])
    page.go_back()
    page.locator(".results li").first.wait_for()
    expect(page.get_by_label("خبروں میں تلاش کریں")).to_have_value("صدور معاہدے")


def test_a_search_goes_back_as_far_as_it_takes_and_no_further(visit: Opener, base: str) -> None:
    page = visit(base)
    found(page, "سمرقند")
    assert not any("search-2.js" in url for url in visit.asked)
    more = page.get_by_role("button", name="اور پرانی خبروں میں تلاش کریں")
    before = page.locator(".results li").count()
    more.click()
    until(page, f"document.querySelectorAll('.results li').length > {before}")
    assert any("search-2.js" in url for url in visit.asked)


def test_the_search_is_one_click_away_from_every_page(visit: Opener, base: str) -> None:
    for path in (NEWEST, "page-2.html"):
        page = visit(base + path)
        page.get_by_role("link", name="تلاش").click()
        until(page, "document.activeElement.id === 'q'")


def test_what_is_nowhere_is_said_to_be_nowhere(visit: Opener, base: str) -> None:
    page = visit(base)
    assert found(page, "قطب شمالی") == []
    expect(page.locator(".tally")).to_have_text("کچھ نہیں ملا۔")
    assert found(page, "") == []
    expect(page.locator(".list")).to_be_visible()


def test_a_hostile_title_stays_a_title(visit: Opener, base: str) -> None:
    page = visit(base)
    assert found(page, "لاہور") == [HOSTILE]
    page.goto(base + "episodes/e-077/index.html")
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.title() != "broken"


def test_a_search_on_its_way_gives_way_to_the_next(visit: Opener, base: str) -> None:
    page = visit(base)
    field = page.get_by_label("خبروں میں تلاش کریں")
    field.fill("ژالہ")
    field.press("Enter")
    assert found(page, "سیلاب") == ["سندھ میں سیلاب"]
