"""When a page says that it was published: what it says of itself, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import html, metadata, page_dates

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
BODY = "<p>کراچی میں آج صبح بارش ہوئی اور سڑکیں زیرِ آب آ گئیں۔ شہریوں کو مشکلات کا سامنا رہا۔</p>"


def date_of(head: str = "", body: str = "", url: str = "https://news.example/story/7") -> Any:
    page = (
        f"<html><head>{head}</head><body><article><h1>بارش</h1>{body}{BODY}</article></body></html>"
    )
    tree = lxml.html.document_fromstring(page)
    moment, remark = page_dates.published(tree, metadata.read(tree, url), now=NOW)
    return f"{moment.when:%Y-%m-%dT%H:%M}" if moment else remark


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


HEADS = (Path(__file__).parent / "data" / "date_heads.tsv").read_text("utf-8").splitlines()
CASES = [row.rpartition("\t")[::2] for row in HEADS if not row.startswith("#")]


@pytest.mark.parametrize(("head", "when"), CASES)
def test_what_the_head_states(head: str, when: str) -> None:
    assert date_of(json_ld(head) if head[0] in "{[" else head) == when


UPDATED = '<time class="updated" datetime="2026-11-25">25</time>'
DAY = "2026-11-22T00:00"


@pytest.mark.parametrize(
    ("body", "when"),
    [
        ('<time datetime="2026-11-22T14:30:00+05:00">آج</time>', "2026-11-22T09:30"),
        ("<div><time>22 نومبر 2026، 14:30</time></div>", "2026-11-22T14:30"),
        ('<span itemprop="datePublished" content="2026-11-22">22 نومبر</span>', "2026-11-22T00:00"),
        (
            '<p class="meta">شائع <time datetime="2026-11-22">22 نومبر</time></p>',
            "2026-11-22T00:00",
        ),
        (UPDATED + '<time class="entry-date published" datetime="2026-11-22">22</time>', DAY),
        ('<p>اپ ڈیٹ <time datetime="2026-11-25">25 نومبر</time></p>', None),
    ],
)
def test_a_time_in_the_article(body: str, when: str | None) -> None:
    assert date_of(body=body) == when


@pytest.mark.parametrize(
    "body",
    [
        "<footer>© 2019 اخبار</footer>",
        "<p>یہ پل 2024-01-01 کو کھولا گیا تھا۔</p>",
        "<p>2020-03-05</p>",
        f'<p>پل <time datetime="2018-03-05">5 مارچ</time> کو کھلا۔ {BODY[3:-4]} {BODY[3:]}',
        '<aside><time datetime="2018-03-05">5 مارچ</time></aside>',
        '<ul><li><a href="/2018/03/05/old">پرانی خبر</a></li></ul>',
        '<blockquote><time datetime="2018-03-05">5 مارچ 2018</time></blockquote>',
    ],
)
def test_what_else_has_a_date_is_not_the_pages(body: str) -> None:
    assert date_of(body=body) is None


def test_another_storys_date_in_the_head_is_not_the_pages() -> None:
    old = {"@type": "NewsArticle", "datePublished": "2018-03-05", "url": "https://news.example/old"}
    own = {"@type": "NewsArticle", "datePublished": "2026-11-22", "url": "/story/7/"}
    other = json_ld(json.dumps({"@type": "ItemList", "itemListElement": [old]}))
    two = json_ld(json.dumps([old, own]))
    assert date_of(other) is None
    assert date_of(two) == "2026-11-22T00:00"
    assert date_of(two, url="https://news.example/third") is None


@pytest.mark.parametrize(
    ("path", "when"),
    [
        ("/2026/11/22/flood", "2026-11-22T00:00"),
        ("/news/2026-11-22/flood.html", "2026-11-22T00:00"),
        ("/22-11-2026/flood", "2026-11-22T00:00"),
        ("/20261122/flood", "2026-11-22T00:00"),
        ("/2026/11/flood", None),
        ("/news/120261122", None),
        ("/flood?d=2026-11-22", None),
        ("/1847/05/12/history", None),
    ],
)
def test_the_pages_own_address(path: str, when: str | None) -> None:
    assert date_of(url=f"https://news.example{path}") == when


def test_a_time_without_a_zone_is_the_countrys() -> None:
    head = '<meta property="article:published_time" content="2026-11-22 14:30:00">'
    assert date_of(head, url="https://www.jang.com.pk/news/1") == "2026-11-22T09:30"
    assert date_of(head) == "2026-11-22T14:30"


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "1970-01-01", "99999-01-01", "soon", ""])
def test_what_software_writes_for_no_date_is_none(text: str) -> None:
    assert date_of(f'<meta property="article:published_time" content="{text}">') is None


def test_a_date_in_the_future_is_now_with_a_remark() -> None:
    head = '<meta property="article:published_time" content="2099-11-22T14:30:00+05:00">'
    assert "yet to come" in date_of(head)
    page = f"<html><head>{head}</head><body><article><h1>بارش</h1>{BODY}</article></body></html>"
    article = html.article(page, Origin("k", "page", "https://news.example/1"))
    assert article.published is None
    (remark,) = article.remarks
    assert "2099-11-22 09:30 UTC" in remark


def test_the_offset_that_was_stated_is_kept() -> None:
    head = '<meta property="article:published_time" content="2026-11-22T14:30:00+05:00">'
    page = f"<html><head>{head}</head><body><article><h1>بارش</h1>{BODY}</article></body></html>"
    article = html.article(page, Origin("k", "page"))
    assert article.offset_min == 300
    assert article.published is not None
    local = article.published.astimezone(timezone(timedelta(minutes=300)))
    assert f"{local:%H:%M}" == "14:30"


def test_a_page_whose_addresses_are_none_is_read() -> None:
    page = f"<html><head><link rel=canonical href='http://[/'></head><body>{BODY}</body></html>"
    assert html.article(page, Origin("k", "page")).paragraphs
