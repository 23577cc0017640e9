"""What an editor typed or chose is neither lost nor aired by a slip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from browsing import Opener
from editing import MATCH, RAIN, Newsroom
from playwright.sync_api import Dialog, FilePayload, Page, Response, Route, expect

pytestmark = pytest.mark.browser


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def sent_and_held(page: Page, story: str) -> list[Route]:
    """Send a pasted story; its request waits until the caller lets it go on."""
    held: list[Route] = []
    page.route("**/drafts", lambda route: held.append(route))  # noqa: PLW0108 - it takes no builtin
    page.fill("#paste-text", story)
    with page.expect_request("**/drafts"):
        page.click("#paste button")
    return held


def test_what_was_pasted_and_not_taken_stays_when_a_file_is_dropped(
    newsroom: Newsroom, visit: Opener
) -> None:
    page = visit(newsroom.url)
    page.fill("#paste-text", "ایک ادھوری خبر")
    page.set_input_files("#files-input", [file("rain.txt", RAIN)])
    expect(page.locator("#drafts a.name")).to_have_count(1)
    expect(page.locator("#paste-text")).to_have_value("ایک ادھوری خبر")
    page.fill("#paste-text", RAIN)
    page.click("#paste button")
    expect(page.locator("#drafts li")).to_have_count(2)
    expect(page.locator("#paste-text")).to_have_value("")


def test_a_story_that_is_on_its_way_is_not_lost_to_a_file(
    newsroom: Newsroom, visit: Opener
) -> None:
    """The page was loaded again once the file was in, and took the story's request along."""
    page = visit(newsroom.url)
    held = sent_and_held(page, RAIN)
    with page.expect_response("**/drafts/file*"):
        page.set_input_files("#files-input", [file("match.txt", MATCH)])
    page.wait_for_timeout(200)
    held[0].continue_()
    expect(page.locator("#drafts a.name")).to_have_count(2)
    expect(page.locator("#paste-text")).to_have_value("")


def test_files_beside_one_that_is_refused_are_shown_with_what_is_wrong(
    newsroom: Newsroom, visit: Opener
) -> None:
    """They were made and not shown: who dropped them again had them twice."""
    page = visit(newsroom.url)
    page.set_input_files(
        "#files-input", [file("one.txt", RAIN), file("bad.txt", ""), file("two.txt", f"{RAIN} آج۔")]
    )
    expect(page.locator("#drafts li")).to_have_count(2)
    expect(page.locator("#said .failed")).to_be_visible()
    (refused,) = visit.faults
    assert "422" in refused
    visit.faults.clear()


def test_a_file_that_came_before_leads_to_its_draft(newsroom: Newsroom, visit: Opener) -> None:
    page = visit(newsroom.url)
    again = file("rain.md", f"---\ntitle: بارش\ndtae: 2026-11-22\n---\n{RAIN}")
    page.set_input_files("#files-input", [again])
    expect(page.locator("#said")).to_contain_text("مسودہ بن گیا: بارش")
    # What was passed over stays until it is closed.
    expect(page.locator("#said")).to_contain_text("dtae")
    page.get_by_role("button", name="بند کریں").click()
    page.set_input_files("#files-input", [again])
    expect(page.locator("#said")).to_contain_text("یہ خبر پہلے سے مسودوں میں ہے: بارش")
    expect(page.locator("#drafts li")).to_have_count(1)
    page.get_by_role("link", name="مسودہ کھولیں").click()
    expect(page.get_by_label("متن", exact=True)).to_have_value(f"{RAIN}\n")


def test_what_stands_in_the_way_of_a_draft_is_said_at_once(
    newsroom: Newsroom, visit: Opener
) -> None:
    page = visit(newsroom.url)
    page.fill("#paste-text", "This is an English story about nothing at all.")
    page.click("#paste button")
    expect(page.locator("#said")).to_contain_text("مسودہ بن گیا")
    expect(page.locator("#said .failed")).to_contain_text("میں اردو نہیں")


def test_a_time_lets_go_of_what_was_held_of_itself(newsroom: Newsroom, visit: Opener) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    page = visit(newsroom.url + f"drafts/{draft['id']}")
    expect(page.locator("#make [name=hold]")).to_be_checked()
    page.fill("#make [name=at]", "2100-01-01T10:00")
    expect(page.locator("#make [name=hold]")).not_to_be_checked()


@pytest.mark.parametrize("past", [timedelta(hours=1), timedelta(days=365)])
def test_a_time_that_is_past_is_refused(newsroom: Newsroom, past: timedelta) -> None:
    """A slip in the year put the story on the air at once."""
    draft = newsroom.draft(RAIN, "بارش")
    at = (datetime.now(UTC) - past - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = newsroom.ask(f"drafts/{draft['id']}/make", {"at": at, "hold": False})
    assert answer.status_code == 422
    assert "گزر چکا ہے" in answer.text


SENTENCES = "پہلا جملہ لاہور میں ہے۔ دوسرا جملہ کراچی میں ہے۔ تیسرا لاہور ہے۔"


def test_a_word_is_said_otherwise_where_it_was_chosen_though_the_text_was_changed(
    newsroom: Newsroom, visit: Opener
) -> None:
    """The text was saved first, its lines moved, and another word was marked."""
    page = visit(f"{newsroom.url}drafts/{newsroom.draft(SENTENCES)['id']}")
    body = page.get_by_label("متن", exact=True)
    body.fill(f"نیا جملہ لاہور کا ہے۔ {SENTENCES}")
    page.locator(".otherwise").last.click()
    page.locator("#say .words button", has_text="لاہور").click()
    page.get_by_label("یوں بولا جائے").fill("لہور")
    page.get_by_role("button", name="صرف یہاں").click()
    marked = SENTENCES.replace("تیسرا لاہور", "تیسرا {say لہور: لاہور}")
    expect(body).to_have_value(f"نیا جملہ لاہور کا ہے۔ {marked}\n")
    # Where the sentence itself was changed, nothing else is marked.
    body.fill(SENTENCES.replace("تیسرا", "چوتھا"))
    page.locator(".otherwise").last.click()
    page.locator("#say .words button", has_text="لاہور").click()
    page.get_by_role("button", name="صرف یہاں").click()
    expect(page.get_by_role("alert")).to_contain_text("یہ جملہ بدل گیا")
    expect(page.get_by_role("button", name="صرف یہاں")).to_be_hidden()
    expect(body).to_have_value(SENTENCES.replace("تیسرا", "چوتھا"))


def test_what_is_typed_while_the_text_is_being_saved_is_saved_too(
    newsroom: Newsroom, visit: Opener
) -> None:
    """It was taken for saved; and who pressed again at once was told of somebody else."""
    draft = newsroom.draft(RAIN, "بارش")["id"]
    page = visit(f"{newsroom.url}drafts/{draft}")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/drafts/{draft}", hold)
    body = page.get_by_label("متن", exact=True)
    body.fill(f"{RAIN} ایک۔")
    with page.expect_request(f"**/drafts/{draft}"):
        page.keyboard.press("Control+s")
    body.fill(f"{RAIN} ایک۔ دو۔")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    held[0].continue_()
    page.get_by_role("status").get_by_text("محفوظ ہو گیا").wait_for()
    page.get_by_role("link", name="بلیٹن").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.unroute(f"**/drafts/{draft}")
    answers: list[int] = []

    def is_second(response: Response) -> bool:
        if response.request.method == "PUT":
            answers.append(response.status)
        return len(answers) == 2

    with page.expect_response(is_second):
        page.keyboard.press("Control+s")
        page.keyboard.press("Control+s")
    assert answers == [200, 200]
    assert "ایک۔ دو۔" in newsroom.get(f"drafts/{draft}").text


def test_a_time_that_is_typed_outlives_what_becomes_of_other_episodes(
    newsroom: Newsroom, visit: Opener
) -> None:
    """The page was loaded again, and the episode went on the air at once."""
    for title, text in (("بارش", RAIN), ("میچ", MATCH)):
        newsroom.ask(f"drafts/{newsroom.draft(text, title)['id']}/make", {"hold": True})
    newsroom.works()
    page = visit(newsroom.url + "on-air")
    item = page.get_by_role("listitem").filter(has_text="بارش")
    time = item.get_by_label("نشر ہونے کا وقت")
    time.fill("2030-01-01T10:00")
    page.get_by_role("button", name="نشر کریں: میچ").click()
    page.locator(".state.on_air").wait_for()
    expect(time).to_have_value("2030-01-01T10:00")
    with page.expect_navigation():
        newsroom.ask(f"drafts/{newsroom.draft(RAIN + ' آج۔', 'میلہ')['id']}/make", {"hold": True})
    expect(page.locator("#episodes > li")).to_have_count(3)
    expect(time).to_have_value("2030-01-01T10:00")
    page.get_by_role("button", name="نشر کریں: بارش").click()
    page.locator(".state.scheduled").wait_for()
    expect(time).to_have_value("")


def test_an_address_that_is_typed_stays_when_a_file_is_dropped(
    newsroom: Newsroom, visit: Opener
) -> None:
    page = visit(newsroom.url)
    for field in ("ویب صفحے کا پتہ", "خبروں کے فیڈ کا پتہ"):
        page.get_by_label(field).fill("https://example.org/news")
    page.set_input_files("#files-input", [file("rain.txt", RAIN)])
    expect(page.locator("#drafts a.name")).to_have_count(1)
    for field in ("ویب صفحے کا پتہ", "خبروں کے فیڈ کا پتہ"):
        expect(page.get_by_label(field)).to_have_value("https://example.org/news")


def test_the_next_story_that_is_pasted_while_one_is_taken_stays(
    newsroom: Newsroom, visit: Opener
) -> None:
    page = visit(newsroom.url)
    held = sent_and_held(page, RAIN)
    page.fill("#paste-text", MATCH)
    held[0].continue_()
    expect(page.locator("#drafts a.name")).to_have_count(1)
    expect(page.locator("#paste-text")).to_have_value(MATCH)


def test_who_leaves_a_changed_station_is_asked(newsroom: Newsroom, visit: Opener) -> None:
    page = visit(newsroom.url + "station")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("تعارف").fill("ہر صبح کی خبریں")
    page.get_by_role("link", name="بلیٹن").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    # The page is loaded again for the new name by itself: nobody is asked.
    page.get_by_label("نام", exact=True).fill("ریڈیو شہر")
    page.get_by_role("button", name="محفوظ کریں").click()
    expect(page.locator(".home")).to_contain_text("ریڈیو شہر")
    expect(page.get_by_label("تعارف")).to_have_value("ہر صبح کی خبریں")
    assert asked == ["beforeunload"]
