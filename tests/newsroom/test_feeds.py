from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
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
        path = newsroom.room.settings_path
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
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    assert newsroom.works()[0]["phase"] == "done"
    (record,) = (newsroom.root / "output" / "episodes").glob("*/episode.json")
    assert item["id"] in record.read_text("utf-8"), "follow would not make it again"


def test_an_item_or_a_feed_that_is_gone_is_named(newsroom: Newsroom, feed: str) -> None:
    assert newsroom.ask("feeds/take", {"feed": 0, "item": "other"}).status_code == 422
    for other in (1, -1, "0", feed, None):
        assert newsroom.ask("feeds/look", {"feed": other}).status_code == 422
