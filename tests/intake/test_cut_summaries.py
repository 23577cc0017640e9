"""A summary that is cut without a sign: the page is looked at where it may have more."""

from __future__ import annotations

import pytest
from loopback import Web

from naqeeb.intake import news
from naqeeb.settings import IntakeSettings

OPEN = IntakeSettings(private_addresses=True)
BEGINNING = (
    "صوبائی حکومت نے کہا ہے کہ سیلاب سے متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔ اب تک ہزاروں "
    "افراد کو محفوظ مقامات پر منتقل کیا جا چکا ہے۔ محکمہ موسمیات کے مطابق آئندہ دو روز میں "
    "مزید بارش کا امکان نہیں۔ سڑکوں کی بحالی کا کام کل سے شروع ہوگا۔ وزیر اعلیٰ نے متاثرین کے "
    "لیے فوری امداد کا اعلان کیا اور کہا کہ کسی کو تنہا نہیں چھوڑا جائے گا۔ فوج کے جوان بھی "
    "کشتیوں کے ساتھ پہنچ گئے ہیں اور ہیلی کاپٹروں سے راشن گرایا جا رہا ہے۔"
)
REST = "ادھر ماہرین نے خبردار کیا ہے کہ پانی اترنے کے بعد بیماریاں پھیل سکتی ہیں۔ " * 3


def fetched(web: Web, text: str, page: str | None, tag: str = "description") -> news.Fetched:
    if page is not None:
        html = f"<html lang='ur'><body><h1>سیلاب</h1><article>{page}</article></body></html>"
        web.page("/story", html, "text/html; charset=utf-8")
    head = 'version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    item = f"<item><title>سیلاب</title><link>{web.url}/story</link><{tag}>{text}</{tag}></item>"
    rss = f"<rss {head}><channel><title>خبریں</title>{item}</channel></rss>"
    feed = news.read_feed(web.page("/rss", rss, "application/rss+xml"), OPEN)
    assert feed is not None
    return news.fetched_article(feed.items[0], OPEN)


def test_a_page_that_has_more_than_the_summary_is_taken(web: Web) -> None:
    whole = fetched(web, BEGINNING, f"<p>{BEGINNING}</p><p>{REST}</p>")
    assert whole.is_page
    assert whole.article.paragraphs == (BEGINNING, REST.strip())


@pytest.mark.parametrize(
    "page",
    [f"<p>{BEGINNING}</p>", f"<p>{REST}</p><p>{REST}</p><p>{REST}</p><p>{REST}</p>"],
    ids=["no more", "another story"],
)
def test_the_summary_stands_where_the_page_has_no_more_of_it(web: Web, page: str) -> None:
    whole = fetched(web, BEGINNING, page)
    assert not whole.is_page
    assert whole.article.paragraphs == (BEGINNING,)


def test_the_summary_stands_with_a_remark_where_the_page_is_away(web: Web) -> None:
    whole = fetched(web, BEGINNING, None)
    assert whole.article.paragraphs == (BEGINNING,)
    assert whole.is_page, "it is asked again"
    assert whole.article.remarks == ("its page could not be read: this is the summary of the feed",)


@pytest.mark.parametrize(
    ("text", "tag"),
    [(BEGINNING, "content:encoded"), (BEGINNING + " " + REST * 6, "description")],
    ids=["content", "long"],
)
def test_a_text_that_is_whole_asks_for_no_page(web: Web, text: str, tag: str) -> None:
    assert not fetched(web, text, "<p>x</p>", tag).is_page
    assert web.asked == ["/rss"]
