"""A press too many, another window, a newsroom that was started again."""

from __future__ import annotations

import re

import pytest
from browsing import Opener, until
from editing import FAIR, MATCH, RAIN, Newsroom
from playwright.sync_api import FilePayload, Route, expect

from naqeeb.desk.shows import archive_of

pytestmark = pytest.mark.browser


def on_air(newsroom: Newsroom) -> str:
    """An episode that is on the air; its id."""
    draft = newsroom.draft(RAIN, "بارش")["id"]
    newsroom.ask(f"drafts/{draft}/make", {"hold": False, "voice": "tone"})
    (work,) = newsroom.works()
    episode: str = work["notes"][0]["episode"]
    return episode


def state(newsroom: Newsroom, episode: str) -> str:
    settings = newsroom.context.load()
    return str(archive_of(settings, settings.show).load(episode).state.value)


def test_a_second_press_on_hold_does_not_release(visit: Opener, newsroom: Newsroom) -> None:
    episode = on_air(newsroom)
    page = visit(newsroom.url + "on-air")
    box = page.locator("[data-action=hold]").bounding_box()
    assert box
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_navigation():
        page.mouse.click(*place)
    page.mouse.click(*place)  # before the page's scripts are there: it is kept until they are
    page.get_by_role("status").get_by_text("روکی ہوئی").wait_for()
    page.wait_for_selector("[data-action=release]:enabled")
    assert state(newsroom, episode) == "held"
    until(page, "document.activeElement.dataset.action === 'release'")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-action=hold]")
    assert state(newsroom, episode) == "on_air"


def test_a_page_whose_own_script_comes_late_is_not_loaded_again(
    visit: Opener, newsroom: Newsroom
) -> None:
    on_air(newsroom)
    page = visit(newsroom.url)

    def late(route: Route) -> None:
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/on_air.js", late)
    page.goto(newsroom.url + "on-air")
    page.evaluate(
        """async () => {
          window.isKept = true;
          const at = document.body.dataset.at;
          const { works } = await (await fetch(`${at}running/now`)).json();
          new BroadcastChannel(`naqeeb-running ${at}`).postMessage(works);
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.isKept") is True


def test_what_was_done_is_still_shown_once_the_page_shows_it(
    visit: Opener, newsroom: Newsroom
) -> None:
    draft = newsroom.draft(RAIN, "بارش")["id"]
    page = visit(newsroom.url + "on-air")
    with page.expect_navigation():
        newsroom.ask(f"drafts/{draft}/make", {"hold": True, "voice": "tone"})
        newsroom.works()
    page.locator("#episodes [data-action=release]").wait_for()
    page.locator(".work.done").wait_for()
    page.reload()
    page.locator("#episodes [data-action=release]").wait_for()
    expect(page.locator(".work.done")).to_have_count(0)


def test_a_bulletin_is_asked_for_once_by_two_presses(visit: Opener, newsroom: Newsroom) -> None:
    newsroom.draft(RAIN, "بارش")
    page = visit(newsroom.url + "bulletin")
    page.click(".add")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """async () => {
          const button = document.querySelector('#bulletin .main');
          button.click();
          const begun = performance.now();
          while (true) {
            await new Promise((next) => setTimeout(next, 50));
            // A busy machine may sleep for longer than the button rests.
            if (performance.now() > begun + 500) return;
            button.click();
          }
        }"""
    )
    page.wait_for_selector("#bulletin .main:enabled")
    assert len([url for url in asked if url.endswith("bulletin/make")]) == 1


def test_two_windows_of_one_browser_have_one_list(visit: Opener, newsroom: Newsroom) -> None:
    for title, text in (("بارش", RAIN), ("میچ", MATCH), ("میلہ", FAIR)):
        newsroom.draft(text, title)
    one = visit(newsroom.url + "bulletin")
    other = one.context.new_page()
    other.goto(newsroom.url + "bulletin")
    one.locator(".add:enabled").first.click()
    until(other, "document.querySelectorAll('#order li').length === 1")
    other.locator(".add:enabled").first.click()
    until(one, "document.querySelectorAll('#order li').length === 2")
    one.locator("#edition").fill("صبح")
    until(other, "document.getElementById('edition').value === 'صبح'")
    one.locator("#order li button").last.click()
    until(other, "document.querySelectorAll('#order li').length === 1")


def test_many_tabs_of_one_browser_all_work_and_see_what_is_running(
    visit: Opener, newsroom: Newsroom
) -> None:
    draft = newsroom.draft(RAIN, "بارش")["id"]
    first = visit(f"{newsroom.url}drafts/{draft}")
    tabs = [first]
    for _ in range(8):
        tabs.append(first.context.new_page())
        tabs[-1].goto(f"{newsroom.url}drafts/{draft}")
    tabs[-1].get_by_label("عنوان").fill("تیز بارش")
    tabs[-1].keyboard.press("Control+s")
    tabs[-1].get_by_role("status").get_by_text("محفوظ ہو گیا").wait_for()
    first.close()  # the tab that listened for all
    newsroom.ask(f"drafts/{draft}/make", {"hold": True, "voice": "tone"})
    for tab in tabs[1:]:
        tab.locator(".work.done").wait_for()


def test_a_newsroom_that_was_started_again_says_so(visit: Opener, newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")["id"]
    page = visit(f"{newsroom.url}drafts/{draft}")
    page.route(f"{newsroom.url}**", lambda route: route.fulfill(status=404, body="Nothing here."))
    page.get_by_label("عنوان").fill("تیز بارش")
    page.keyboard.press("Control+s")
    page.get_by_role("status").get_by_text("اس کا پتہ بدل گیا ہے").wait_for()
    expect(page.get_by_label("عنوان")).to_have_value("تیز بارش")
    visit.faults.clear()  # the browser itself notes an answer of 404


def test_an_old_address_tells_where_the_new_one_stands(newsroom: Newsroom) -> None:
    answer = newsroom.client.get("/an-old-token-of-twenty-letters/bulletin")
    assert answer.status_code == 404
    assert "ہر بار نئے پتے" in answer.text
    strange = newsroom.client.get("/", headers={"host": "radio.example.org"})
    assert (strange.status_code, strange.text) == (404, "There is nothing here.\n")


def test_a_story_of_one_word_is_counted_as_one(newsroom: Newsroom) -> None:
    newsroom.draft("بارش")
    assert "1 لفظ<" in newsroom.get().text


def test_work_that_is_done_goes_away_and_what_failed_stays(
    visit: Opener, newsroom: Newsroom
) -> None:
    """The cards stood over the form until the page was left."""
    draft = newsroom.draft(RAIN, "بارش")["id"]
    page = visit(newsroom.url)
    page.clock.install()
    newsroom.ask(f"drafts/{draft}/make", {"hold": True, "voice": "nobody"})
    newsroom.ask(f"drafts/{draft}/make", {"hold": True, "voice": "tone"})
    done, failed = page.locator(".work.done"), page.locator(".work.failed")
    expect(done.get_by_role("link")).to_have_attribute("href", re.compile("/on-air#"))
    expect(failed).to_have_count(1)
    page.mouse.move(0, 0)
    page.clock.fast_forward(60_000)
    expect(done).to_have_count(0)
    expect(failed).to_have_count(1)
    failed.get_by_role("button").click()
    expect(page.locator("#works")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_no_card_covers_the_end_of_the_page_for_good(
    visit: Opener, newsroom: Newsroom, width: int, height: int
) -> None:
    draft = newsroom.draft(RAIN, "بارش")["id"]
    page = visit(f"{newsroom.url}drafts/{draft}")
    page.set_viewport_size({"width": width, "height": height})
    for _ in range(3):
        newsroom.ask(f"drafts/{draft}/make", {"hold": True, "voice": "nobody"})
    expect(page.locator(".work.failed")).to_have_count(3)
    page.get_by_role("status").get_by_role("button").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    make = page.locator("#make button").bounding_box()
    cards = page.locator("#works").bounding_box()
    assert make
    assert cards
    assert make["y"] + make["height"] <= cards["y"]


def test_what_becomes_of_work_hides_no_refusal_and_no_undo(
    visit: Opener, newsroom: Newsroom
) -> None:
    """What stays until it is closed was replaced, and lay over the cards of work."""
    draft = newsroom.draft(RAIN, "بارش")["id"]
    page = visit(newsroom.url)
    page.set_viewport_size({"width": 390, "height": 844})
    files: list[FilePayload] = [
        {"name": f"{number}.zzz", "mimeType": "text/plain", "buffer": b""} for number in range(4)
    ]
    page.set_input_files("#files-input", files)
    said = page.get_by_role("status")
    expect(said.locator(".failed")).to_have_count(4)
    newsroom.ask(f"drafts/{draft}/make", {"hold": True, "voice": "nobody"})
    expect(said.locator(".failed")).to_have_count(5)
    card, bar = page.locator(".work.failed").bounding_box(), said.bounding_box()
    assert card
    assert bar
    assert card["y"] + card["height"] <= bar["y"]
    said.get_by_role("button").click()
    page.get_by_role("button", name="ہٹائیں: بارش").click()
    said.get_by_role("button", name="واپس لائیں").wait_for()
    newsroom.ask(f"drafts/{newsroom.draft(MATCH, 'میچ')['id']}/make", {"voice": "tone"})
    said.get_by_text("مکمل").wait_for()
    said.get_by_role("button", name="واپس لائیں").click()
    expect(page.locator("#drafts li")).to_have_count(2)
    visit.faults.clear()  # the browser itself notes an answer of 422
