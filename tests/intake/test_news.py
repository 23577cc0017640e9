"""News feeds into items, and items into articles."""

from __future__ import annotations

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.errors import FetchFailed
from naqeeb.intake import news
from naqeeb.intake.links import link_name
from naqeeb.settings import IntakeSettings

OPEN = IntakeSettings(private_addresses=True)

if TYPE_CHECKING:
    Web = Any

LONG = "حکومت نے کہا ہے کہ امدادی کام تیزی سے جاری ہے اور سڑکوں کی بحالی کل سے شروع ہوگی۔ " * 6
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>اخبار</title>
<item><title>نئی خبر</title><link>{base}/new</link>
<pubDate>Sun, 22 Nov 2026 10:00:00 +0500</pubDate>
<dc:creator>نامہ نگار</dc:creator><description>مختصر</description>
<content:encoded><![CDATA[<p>{long}</p><script>alert(1)</script>
<figure>تصویر</figure><p>دوسرا پیرا۔</p>]]></content:encoded></item>
<item><title>پرانی خبر</title><link>{base}/old</link>
<pubDate>Sat, 21 Nov 2026 10:00:00 +0500</pubDate>
<description>مختصر خلاصہ</description></item>
<item><title>بے پتا</title></item>
<item><title>غلط پتا</title><link>javascript:alert(1)</link></item>
</channel></rss>""".replace("{long}", LONG)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title>
<entry><title>ایٹم کی خبر</title><link href="{base}/atom"/><id>urn:1</id>
<updated>2026-11-22T10:00:00Z</updated><content type="html">&lt;p&gt;متن&lt;/p&gt;</content></entry>
</feed>"""


def test_rss_oldest_first_and_only_what_has_an_address(web: Web) -> None:
    url = web.page("/rss", RSS.replace("{base}", web.url), "application/rss+xml")
    feed = news.read_feed(url, settings=OPEN)
    assert feed is not None
    assert feed.title == "اخبار"
    assert [item.title for item in feed.items] == ["پرانی خبر", "نئی خبر"]
    newest = feed.items[-1]
    assert newest.published == datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert newest.byline == "نامہ نگار"


def test_an_item_with_its_whole_text_is_not_fetched(web: Web) -> None:
    url = web.page("/rss", RSS.replace("{base}", web.url), "application/rss+xml")
    feed = news.read_feed(url, settings=OPEN)
    assert feed is not None
    article = news.article_of(feed.items[-1], settings=OPEN)
    assert web.asked == ["/rss"]
    assert article.id == link_name(f"{web.url}/new")
    assert article.source == f"{web.url}/new"
    assert article.title == "نئی خبر"
    assert article.paragraphs == (LONG.strip(), "دوسرا پیرا۔")
    assert article.published == datetime(2026, 11, 22, 5, tzinfo=UTC)


def test_an_item_with_a_summary_is_read_from_its_page(web: Web) -> None:
    page = "<html><body><h1>صفحے کی سرخی</h1><p>پوری خبر صفحے پر ہے۔</p></body></html>"
    web.page("/old", page, "text/html; charset=utf-8")
    url = web.page("/rss", RSS.replace("{base}", web.url), "application/rss+xml")
    feed = news.read_feed(url, settings=OPEN)
    assert feed is not None
    article = news.article_of(feed.items[0], settings=OPEN)
    assert article.title == "پرانی خبر"
    assert "پوری خبر صفحے پر ہے۔" in article.paragraphs
    assert article.id == link_name(f"{web.url}/old")


def test_atom(web: Web) -> None:
    url = web.page("/atom.xml", ATOM.replace("{base}", web.url), "application/atom+xml")
    feed = news.read_feed(url, settings=OPEN)
    assert feed is not None
    (item,) = feed.items
    assert item.link == f"{web.url}/atom"
    assert item.published == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_an_unchanged_feed_is_none(web: Web) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(304)
        handler.end_headers()

    web.pages["/rss"] = answer
    assert news.read_feed(f"{web.url}/rss", settings=OPEN, etag='"1"') is None


def test_an_empty_feed_has_no_items(web: Web) -> None:
    url = web.page(
        "/rss", "<rss version='2.0'><channel><title>x</title></channel></rss>", "text/xml"
    )
    feed = news.read_feed(url, settings=OPEN)
    assert feed is not None
    assert feed.items == ()


@pytest.mark.parametrize("body", ["<html><body><p>x</p></body></html>", "not a feed", "{}"])
def test_what_is_no_feed_is_named(web: Web, body: str) -> None:
    url = web.page("/", body)
    with pytest.raises(FetchFailed, match="not a news feed"):
        news.read_feed(url, settings=OPEN)


def test_a_feed_with_entities_that_multiply_is_harmless(web: Web) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
        "<rss version='2.0'><channel><title>&l9;</title></channel></rss>"
    )
    url = web.page("/rss", bomb, "text/xml")
    try:
        feed = news.read_feed(url, settings=OPEN)
    except FetchFailed:
        return
    assert feed is None or len(feed.title) < 10_000


def test_a_local_file_is_not_read_through_an_entity(web: Web) -> None:
    feed_text = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<rss version='2.0'><channel><title>t &f;</title></channel></rss>"
    )
    url = web.page("/rss", feed_text, "text/xml")
    try:
        feed = news.read_feed(url, settings=OPEN)
    except FetchFailed:
        return
    assert feed is None or "root:" not in feed.title
