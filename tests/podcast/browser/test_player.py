"""The player of an episode's page in a real browser."""

from __future__ import annotations

import pytest
from browsing import (
    NEWEST,
    SECOND,
    Opener,
    are_spoken,
    at,
    loaded,
    playing,
    shelf,
    slowly,
    stands_at,
    until,
)
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


WORD = "[...CSS.highlights.get('word')].map(String).join()"


WATCH = """
window.seen = [];
(function look() {
  const ids = [...document.querySelectorAll(".spoken")].map((each) => each.id).join();
  const word = [...CSS.highlights.get("word") ?? []].map(String).join();
  const last = seen.at(-1);
  if (!last || last[0] !== ids || last[1] !== word) seen.push([ids, word]);
  requestAnimationFrame(look);
})();
"""


def test_the_sentence_and_the_word_that_are_spoken_are_marked(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, start=WATCH)
    are_spoken(page, [])
    page.get_by_role("button", name="خبر سنیں").click()
    until(page, "seen.some(([id, word]) => id === 's2' && word)")
    page.get_by_role("button", name="روکیں").first.click()
    assert page.evaluate("document.querySelector('audio').paused")
    seen = [(each, word) for each, word in page.evaluate("seen") if each]
    # One after the other, each word within its sentence; a busy machine may pass over some.
    assert seen[0][0] == "s0"
    order = [int(each.removeprefix("s")) for each, _ in seen]
    assert order == sorted(order)
    texts = [caption.text.split(" ") for caption in shelf()[-1].transcript]
    places = [texts[at].index(word) for at, (_, word) in zip(order, seen, strict=True) if word]
    assert len(places) > 2


def test_no_word_is_marked_where_its_time_is_a_guess(visit: Opener, base: str) -> None:
    page = visit(base + SECOND)
    slowly(page)
    page.locator("#s1").click()
    until(page, "document.querySelector('audio').currentTime > 1.55")
    are_spoken(page, ["s1"])
    assert page.evaluate(WORD) == ""


def test_a_click_on_a_sentence_plays_from_there(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    slowly(page)
    page.locator("#s4").click()
    playing(page)
    assert 6.0 <= at(page) < 7.4
    are_spoken(page, ["s4"])


def test_who_selects_words_hears_nothing(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.locator("#s1").dblclick()
    page.evaluate("document.querySelector('audio').pause()")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('s3'))")
    page.evaluate("document.getElementById('s3').click()")
    assert page.evaluate("document.querySelector('audio').paused")


def test_the_seek_bar_leads_anywhere(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_label("آواز میں مقام").fill("9.2")
    stands_at(page, 9.2, 0.1)
    are_spoken(page, ["s6"])
    expect(page.locator(".at")).to_have_text("0:09")
    expect(page.get_by_label("آواز میں مقام")).to_have_attribute("aria-valuetext", "0:09 / 0:13")


def test_fifteen_seconds_back_and_on_stay_within_the_sound(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_role("button", name="15 سیکنڈ آگے").click()
    stands_at(page, 13.5, 0.2)
    page.get_by_role("button", name="15 سیکنڈ پیچھے").click()
    stands_at(page, 0)


def test_a_chapter_plays_from_its_beginning_and_is_marked(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    slowly(page)
    page.get_by_role("link", name="80 کمپنیاں").click()
    playing(page)
    assert 4.5 <= at(page) < 6
    expect(page.locator("[aria-current=true]")).to_contain_text("80 کمپنیاں")


def test_keys_do_what_the_buttons_do(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.keyboard.press("Space")
    playing(page)
    page.keyboard.press("Space")
    until(page, "document.querySelector('audio').paused")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('audio').currentTime > 13")
    page.keyboard.press("ArrowLeft")
    until(page, "document.querySelector('audio').currentTime < 1")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_label("رفتار")).to_have_value("1.25")
    slowly(page)
    page.get_by_label("آواز میں مقام").fill("3.2")
    page.keyboard.press("Shift+ArrowRight")
    until(page, "document.getElementById('s3').matches('.spoken')")
    page.keyboard.press("Shift+ArrowLeft")
    until(page, "document.getElementById('s2').matches('.spoken')")


def test_speed_and_place_are_remembered(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_label("رفتار").select_option("1.5")
    page.get_by_label("آواز میں مقام").fill("6.4")
    page.goto(base + SECOND)
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.goto(base + NEWEST)
    loaded(page)
    stands_at(page, 6.4, 0.2)
    # Who comes back begins at the top, not where the voice was.
    assert page.evaluate("scrollY") == 0
    page.get_by_label("آواز میں مقام").fill("13.4")
    page.reload()
    loaded(page)
    stands_at(page, 0)


REFUSED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
});
"""


def test_where_storage_is_refused_the_player_works_all_the_same(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, start=REFUSED)
    page.locator("#s2").click()
    playing(page)
    page.get_by_label("رفتار").select_option("2")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 2


def test_a_sound_that_is_gone_is_said_to_be_gone(visit: Opener, base: str) -> None:
    page = visit(base + "episodes/e-003/index.html")
    page.get_by_text("آواز کی فائل نہیں مل سکی۔").wait_for()
    # The browser itself reports the missing file.
    assert all("404" in fault for fault in visit.faults)
    visit.faults.clear()
