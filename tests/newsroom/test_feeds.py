from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from browsing import Opener
from editing import RAIN, Newsroom

TEXT = f"{RAIN} {RAIN.replace('لاہور', 'ملتان')} {RAIN.replace('لاہور', 'سکھر')}"
FEED = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>خبریں</title><link>https://example.org/</link>
<item><title>شہر میں بارش</title><guid isPermaLink="false">rain-1</guid>
<pubDate>Sun, 29 Nov 2026 06:00:00 +0500</pubDate>
<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
</channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(FEED.encode())

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def feed(newsroom: Newsroom) -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/rss?token=canary"
        path = newsroom.context.settings_path
        more = f'\n[intake]\nprivate_addresses = true\n\n[[follow]]\nurl = "{url}"\n'
        path.write_text(path.read_text("utf-8") + more, "utf-8")
        yield url
        server.shutdown()
        thread.join()


def test_an_item_of_a_followed_feed_becomes_a_draft_once(newsroom: Newsroom, feed: str) -> None:
    page = newsroom.get().text
    assert feed.replace("canary", "***") in page
    assert "canary" not in page
    (item,) = newsroom.ask("feeds/look", {"feed": 0}).json()["items"]
    assert (item["title"], item["known"]) == ("شہر میں بارش", False)
    draft = newsroom.ask("feeds/take", {"feed": 0, "item": item["id"]}).json()
    assert (draft["title"], draft["problems"]) == ("شہر میں بارش", [])
    (again,) = newsroom.ask("feeds/look", {"feed": 0}).json()["items"]
    assert again["known"]
    # As where another window takes it, too.
    twice = newsroom.ask("feeds/take", {"feed": 0, "item": item["id"]}).json()
    assert (twice["id"], twice["known"]) == (draft["id"], True)
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    assert newsroom.works()[0]["phase"] == "done"
    (record,) = (newsroom.root / "output" / "episodes").glob("*/episode.json")
    assert item["id"] in record.read_text("utf-8"), "follow would not make it again"


def test_an_item_or_a_feed_that_is_gone_is_named(newsroom: Newsroom, feed: str) -> None:
    assert newsroom.ask("feeds/take", {"feed": 0, "item": "other"}).status_code == 422
    for other in (1, -1, "0", feed, None):
        assert newsroom.ask("feeds/look", {"feed": other}).status_code == 422


@pytest.fixture
def unfollowed(newsroom: Newsroom, feed: str) -> str:
    """A feed that can be read, and that the settings do not name."""
    path = newsroom.context.settings_path
    path.write_text(path.read_text("utf-8").partition("[[follow]]")[0], "utf-8")
    return feed


def test_a_feed_is_followed_and_left_without_writing_toml(
    newsroom: Newsroom, unfollowed: str
) -> None:
    path = newsroom.context.settings_path
    before = path.read_text("utf-8")
    assert newsroom.ask("feeds/follow", {"address": f" {unfollowed} "}).status_code == 201
    (followed,) = newsroom.context.load().follow
    assert (followed.url, followed.hold) == (unfollowed, True)
    assert path.read_text("utf-8").startswith(before.rstrip()), "comments and order stay"
    assert "canary" not in newsroom.get().text
    assert len(newsroom.ask("feeds/look", {"feed": 0}).json()["items"]) == 1
    again = newsroom.ask("feeds/follow", {"address": unfollowed})
    assert (again.status_code, again.json()["what"]) == (422, "یہ فیڈ پہلے سے شامل ہے")
    shown = unfollowed.replace("canary", "***")
    other = newsroom.ask("feeds/unfollow", {"feed": 0, "name": "https://example.org/other"})
    assert other.status_code == 422, "the list was changed in another window"
    assert newsroom.ask("feeds/unfollow", {"feed": 0, "name": shown}).status_code == 200
    assert newsroom.context.load().follow == ()
    assert path.read_text("utf-8").rstrip() == before.rstrip()
    assert newsroom.ask("feeds/follow", {"address": unfollowed}).status_code == 201


@pytest.mark.parametrize("address", ["", "rss", "http://127.0.0.1:9/rss"])
def test_what_is_no_feed_is_not_followed(newsroom: Newsroom, unfollowed: str, address: str) -> None:
    assert unfollowed
    before = newsroom.context.settings_path.read_bytes()
    assert newsroom.ask("feeds/follow", {"address": address}).status_code == 422
    assert newsroom.context.settings_path.read_bytes() == before


def test_a_feed_with_settings_of_its_own_is_not_lost_by_a_press(
    newsroom: Newsroom, feed: str
) -> None:
    path = newsroom.context.settings_path
    path.write_text(path.read_text("utf-8") + 'include = ["بارش"]\n', "utf-8")
    before = path.read_bytes()
    shown = feed.replace("canary", "***")
    assert newsroom.ask("feeds/unfollow", {"feed": 0, "name": shown}).status_code == 422
    assert path.read_bytes() == before


@pytest.mark.browser
def test_a_feed_is_followed_and_left_in_the_browser(
    visit: Opener, newsroom: Newsroom, unfollowed: str
) -> None:
    page = visit(newsroom.url)
    page.get_by_label("خبروں کے فیڈ کا پتہ").fill(unfollowed)
    page.get_by_role("button", name="فیڈ شامل کریں").click()
    page.get_by_role("status").get_by_text("فیڈ شامل ہو گیا").wait_for()
    page.get_by_role("button", name="دیکھیں: ").click()
    page.get_by_role("button", name="مسودہ بنائیں: شہر میں بارش").wait_for()
    page.get_by_role("button", name="ہٹائیں: ").click()
    page.get_by_text("ابھی کوئی فیڈ نہیں").wait_for()
