"""News feeds into items, and items into articles."""

from __future__ import annotations

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.errors import FetchFailed, NoUrdu
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


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ([20, 21, 22], [20, 21, 22]),  # the oldest on top
        ([22, 21, 20], [20, 21, 22]),
        ([20, 22, 21], [20, 21, 22]),  # an old one is pinned
        ([0, 21, 22], [22, 21, 0]),  # one has no date: as most feeds are
    ],
)
def test_the_dates_say_which_item_is_the_newest(
    web: Web, days: list[int], order: list[int]
) -> None:
    items = "".join(
        f"<item><title>خبر {day}</title><link>{web.url}/{day}</link>"
        + (f"<pubDate>{day} Nov 2026 10:00:00 +0500</pubDate>" if day else "")
        + "</item>"
        for day in days
    )
    text = f"<rss version='2.0'><channel><title>اخبار</title>{items}</channel></rss>"
    feed = news.read_feed(web.page("/rss", text, "application/rss+xml"), settings=OPEN)
    assert feed is not None
    assert [item.title for item in feed.items] == [f"خبر {day}" for day in order]


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


def test_an_atom_feed_gives_items_with_link_and_date(web: Web) -> None:
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


# -- names, dates and duplicates -------------------------------------------


def feed_of(web: Web, items: str, head: str = "", **headers: str) -> news.NewsFeed:
    text = f'<rss version="2.0"><channel><title>اخبار</title>{head}{items}</channel></rss>'
    url = web.page("/rss", text, "application/rss+xml", **headers)
    feed = news.read_feed(url, OPEN)
    assert feed is not None
    return feed


def item_of(web: Web, inside: str) -> news.NewsItem:
    (item,) = feed_of(web, f"<item>{inside}</item>").items
    return item


def test_the_same_story_has_a_name_in_common_however_it_is_linked(web: Web) -> None:
    plain = item_of(web, f"<title>x</title><link>{web.url}/story/7</link>")
    guid = f"<guid isPermaLink='false'>story-7</guid><title>x</title><link>{web.url}"
    tracked = item_of(web, f"{guid}/story/7/?utm_source=rss&amp;at_time=1</link>")
    renamed = item_of(web, f"{guid}/new-slug</link>")
    names = [{item.id, *item.aliases} for item in (plain, tracked, renamed)]
    assert names[0] & names[1]
    assert names[1] & names[2]
    assert not names[0] & names[2]


def test_a_guid_does_not_reach_into_another_site(web: Web) -> None:
    item = item_of(
        web, f"<title>x</title><link>{web.url}/a</link><guid>https://other.example/story/1</guid>"
    )
    assert link_name("https://other.example/story/1") not in {item.id, *item.aliases}


def test_an_item_that_is_listed_twice_is_one(web: Web) -> None:
    one = f"<item><title>ایک</title><link>{web.url}/1</link><guid>a</guid></item>"
    again = f"<item><title>ایک</title><link>{web.url}/1?utm_source=x</link></item>"
    other = f"<item><title>دو</title><link>{web.url}/1#post-2</link><guid>b</guid></item>"
    assert [item.title for item in feed_of(web, one + one + again + other).items] == ["دو", "ایک"]


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("Sun, 22 Nov 2026 10:00:00 PKT", 5),
        ("Sun, 22 Nov 2026 10:00:00 +0500", 5),
        ("Sun, 22 Nov 2026 10:00:00 GMT", 10),
        ("اتوار، 22 نومبر 2026 صبح 10:00", 10),
    ],
)
def test_a_date_keeps_its_time_of_day(web: Web, date: str, hour: int) -> None:
    item = item_of(web, f"<title>x</title><link>{web.url}/a</link><pubDate>{date}</pubDate>")
    assert item.published == datetime(2026, 11, 22, hour, tzinfo=UTC)


def test_pst_is_pakistans_in_a_feed_of_pakistan(web: Web) -> None:
    date = "<pubDate>Sun, 22 Nov 2026 10:00:00 PST</pubDate>"
    here = item_of(web, f"<title>x</title><link>https://jang.com.pk/1</link>{date}")
    there = item_of(web, f"<title>x</title><link>https://la.example/1</link>{date}")
    assert here.published == datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert there.published == datetime(2026, 11, 22, 18, tzinfo=UTC)


# -- the text of an item ---------------------------------------------------

WHOLE = f"<p>{LONG}</p><h4>ذیلی سرخی</h4>اگلا جملہ۔<table><tr><td>لاہور</td><td>187</td></tr>"
ENDINGS = ["…", "...", "[…]", "[...]", "[&#8230;]", " مزید پڑھیں", "… Read more", "۔۔۔"]


def test_an_items_html_is_read_as_a_page_is(web: Web) -> None:
    body = (
        f"<description><![CDATA[{WHOLE}<tr><td>کراچی</td><td>205</td></tr></table>]]></description>"
    )
    item = item_of(web, f"<title>x</title><link>{web.url}/a</link>{body}")
    article = news.article_of(item, OPEN)
    assert article.paragraphs == (
        LONG.strip(), "ذیلی سرخی", "اگلا جملہ۔", "لاہور: 187۔", "کراچی: 205۔"
    )  # fmt: skip
    assert [str(block) for block in article.blocks] == [
        "paragraph", "heading", "paragraph", "row", "row"
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_text_that_is_cut_off_is_a_teaser_however_long(web: Web, ending: str) -> None:
    body = f"<description><![CDATA[<p>{LONG}{LONG} کل سے{ending}</p>]]></description>"
    item = item_of(web, f"<title>x</title><link>{web.url}/gone</link>{body}")
    assert item.is_teaser
    with pytest.raises(FetchFailed):  # it waits: half of a story is not voiced
        news.article_of(item, OPEN)


def test_an_item_without_a_page_is_an_article_of_its_own_text(web: Web) -> None:
    item = item_of(web, f"<title>خبر</title><guid>g-1</guid><description>{LONG}</description>")
    article = news.article_of(item, OPEN)
    assert article.paragraphs == (LONG.strip(),)
    assert article.id == item.id
    assert web.asked == ["/rss"]


def test_a_title_in_urdu_over_an_english_text_is_not_enough(web: Web) -> None:
    english = "<p>Floods have displaced thousands of people in the south, officials said.</p>" * 8
    body = f"<description><![CDATA[{english}]]></description>"
    item = item_of(web, f"<title>سیلاب</title><link>{web.url}/a</link>{body}")
    with pytest.raises(NoUrdu, match="another script"):
        news.article_of(item, OPEN)


def test_a_category_that_is_a_show_decides_the_show(web: Web) -> None:
    inside = "<category>اہم</category><category>Sport</category>"
    item = item_of(
        web, f"<title>خبر</title><guid>1</guid>{inside}<description>{LONG}</description>"
    )
    assert news.article_of(item, OPEN, shows=("news", "sport")).category == "sport"
    assert news.article_of(item, OPEN).category == "اہم"


# -- where a feed is, and in which encoding --------------------------------


def test_a_page_names_its_feed(web: Web) -> None:
    web.page("/feed/", RSS.replace("{base}", web.url), "application/rss+xml")
    url = web.page(
        "/",
        '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" '
        'title="Comments" href="/comments/feed/"><link rel="alternate" hreflang="en" href="/en">'
        '<link REL="Alternate home" type="application/rss+xml" href="feed/"></head><body>x</body>',
    )
    feed = news.read_feed(url, OPEN)
    assert feed is not None
    assert feed.url == f"{web.url}/feed/"
    assert len(feed.items) == 2


@pytest.mark.parametrize(
    ("charset", "encoding", "declared"),
    [
        ("; charset=windows-1256", "cp1256", ""),
        ("", "utf-8", ""),
        ("; charset=iso-8859-1", "utf-8", ""),
        ("; charset=utf-8", "utf-8", '<?xml version="1.0" encoding="iso-8859-1"?>'),
        ("", "cp1256", '<?xml version="1.0" encoding="windows-1256"?>'),
        ("", "utf-16", '<?xml version="1.0" encoding="utf-16"?>'),
        ("; charset=us-ascii", "utf-8", ""),
    ],
)
def test_a_feed_is_read_in_the_encoding_it_is_in(
    web: Web, charset: str, encoding: str, declared: str
) -> None:
    text = (
        f'{declared}<rss version="2.0"><channel><title>اخبار</title><item><title>کراچی میں بارش'
        "</title><link>https://a.example/1</link></item></channel></rss>"
    )
    data = text.replace("ی", "ي").encode(encoding)
    url = web.page("/rss", data, f"application/rss+xml{charset}")
    feed = news.read_feed(url, OPEN)
    assert feed is not None
    assert [item.title for item in feed.items] == ["کراچي ميں بارش"]


POINT = '<g:Point xmlns:g="http://www.opengis.net/gml" srsName="x"><g:pos>1 2</g:pos></g:Point>'


def test_one_bad_item_stops_itself_alone(web: Web) -> None:
    bad = [
        "<item><title>&#xd800;&#99999999999;&#x110000;الف</title><link>https://a.example/1</link></item>",
        "<item><title>ب</title><link>https://a.example/2</link><pubDate>99999-99-99</pubDate></item>",
        "<item><title>ج</title><link>http://[::1</link></item>",
        "<item><title>د</title><link>https://a.example/4</link>" + POINT + "</item>",
        f"<item><title>ہ</title><link>https://a.example/5</link><guid>{'x' * 9_000}</guid></item>",
        "<item><title>و</title><link>https://a.example/6</link></item>",
    ]
    titles = {item.title for item in feed_of(web, "".join(bad)).items}
    assert {"الف", "ب", "ہ", "و"} <= titles


def test_an_etag_that_is_no_ascii_is_not_sent_back(web: Web) -> None:
    head = b'HTTP/1.1 200 OK\r\nETag: "\xd8\xae"\r\nContent-Type: text/xml\r\n'
    body = b"<rss version='2.0'><channel><title>x</title></channel></rss>"

    def answer(handler: BaseHTTPRequestHandler) -> None:
        assert handler.headers.get("If-None-Match") is None
        handler.wfile.write(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    web.pages["/rss"] = answer
    feed = news.read_feed(f"{web.url}/rss", OPEN)
    assert feed is not None
    assert news.read_feed(f"{web.url}/rss", OPEN, etag=feed.etag) is not None
