"""Whatever comes in becomes an article or a plain error of intake: never a fault, never slowly.

A few inputs of each kind by default, the same in every run; as many as ``NAQEEB_FUZZ`` says, other
ones in every run, where it is set.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.errors import IntakeError
from naqeeb.intake import markdown, plain, read
from naqeeb.intake.feeds import items
from naqeeb.intake.fetch import Page
from naqeeb.intake.front_matter import split
from naqeeb.intake.news import article_of
from naqeeb.intake.pages import html
from naqeeb.intake.passages import Facts, clean
from naqeeb.model import Article
from naqeeb.text.cleaning import FORBIDDEN

INPUTS = int(os.environ.get("NAQEEB_FUZZ", "0"))
look = settings(max_examples=INPUTS or 40, derandomize=not INPUTS)
NOW = datetime(2026, 11, 29, tzinfo=UTC)
DATA = Path(__file__).parents[1] / "intake" / "data"
WORDS = (
    *("کراچی", "میں", "بارش", "ہوئی۔", "یہ بھی پڑھیں:", "فائل فوٹو", "حوالہ جات", "…", "[1]", "۱۲"),
    *(
        "2026-11-22",
        "&#xd800;",
        "&mdash;",
        "\u202e",
        "\x00",
        "\ufeff",
        "\u200c",
        "٪",
        "a" * 300,
        "<",
    ),
)
TAGS = (
    *(
        "p",
        "div",
        "h1",
        "h2",
        "li",
        "ul",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "sup",
    ),
    *(
        "sub",
        "a",
        "figure",
        "figcaption",
        "article",
        "main",
        "header",
        "footer",
        "time",
        "dl",
        "dt",
    ),
    *("dd", "script", "style", "pre", "form", "b", "br", "hr", "section", "del", "q", "svg", "x-y"),
)
ATTRIBUTES = (
    *(
        "class='related'",
        "class='live-blog'",
        "id='fn1'",
        "href='#cite_note-1'",
        "href='http://[::1'",
    ),
    *(
        "role='doc-noteref'",
        "hidden",
        "style='display:none'",
        "datetime='99999-99-99'",
        "colspan='9'",
    ),
    *("class='references'", "itemprop='datePublished' content='x'", "href='/a'", "lang='ur'"),
)
text = st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=12).map(" ".join)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element around any of these; now and then it is not closed."""
    return st.tuples(
        st.sampled_from(TAGS),
        st.sampled_from(("", *ATTRIBUTES)),
        st.lists(children, max_size=4).map("".join),
        st.booleans(),
    ).map(lambda part: f"<{part[0]} {part[1]}>{part[2]}" + (f"</{part[0]}>" if part[3] else ""))


JSON = "<script type='application/ld+json'>{}</script>"
markup = st.recursive(text, element, max_leaves=25)
head = st.lists(
    st.sampled_from(
        (
            "<title>بارش | اخبار</title>",
            "<meta property='article:published_time' content='0001-01-01T00:00:00+14:00'>",
            "<meta property='og:type' content='website'>",
            "<link rel='canonical' href='http://[/'>",
            JSON.format('{"@type":"NewsArticle","datePublished":1e999}'),
            JSON.format('[[[{"@graph":[7,{"@type":["Article"]}]}]]]'),
            JSON.format("[" * 3_000),
        )
    ),
    max_size=4,
).map("".join)


def check(article: Article) -> None:
    """What every article must be, whatever it came from."""
    texts = (article.title, *article.paragraphs, *article.footnotes, article.id, *article.aliases)
    assert not any(FORBIDDEN.search(each) for each in texts)
    assert all(each.strip() for each in article.paragraphs)
    assert not article.blocks or len(article.blocks) == len(article.paragraphs)
    assert article.published is None or article.published.tzinfo is UTC
    json.dumps([*texts, article.source, article.byline, article.image], ensure_ascii=False).encode()


@look
@given(head, st.lists(markup, max_size=5).map("".join))
def test_any_page(top: str, body: str) -> None:
    with contextlib.suppress(IntakeError):
        check(
            html.article(
                f"<html><head>{top}</head><body>{body}</body></html>",
                key="k",
                where="page",
                url="https://news.example/2026/13/45/x",
            )
        )


@look
@given(st.binary(max_size=400))
def test_any_bytes_in_a_file(data: bytes) -> None:
    from naqeeb.intake import decode

    for read_bytes in (decode.of_file, lambda data, where: decode.of_page(data, None, where)):
        with contextlib.suppress(IntakeError):
            read_bytes(data, "file")


@look
@given(st.lists(text | markup, max_size=8).map("\n\n".join))
def test_any_text_and_markdown(body: str) -> None:
    for kind in (plain, markdown):
        with contextlib.suppress(IntakeError):
            check(kind.article(clean(body), Facts(), key="k", where="text"))


KEYS = ("title", "date", "id", "link", "sound.intro", "image", "x" * 300)
VALUES = (
    *("2026-02-30", "0001-01-01", "9999-12-31T23:59:59-14:00", "9" * 5_000, "[" * 3_000, "'"),
    *("\ud800", "١٢ رمضان ١٤٤٧", "https://u:p@[::1/x?token=y", "\u202e", ""),
)


@look
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES) | text), max_size=6))
def test_any_front_matter(pairs: list[tuple[str, str]]) -> None:
    lines = "\n".join(f"{key}: {value}" for key, value in pairs)
    with contextlib.suppress(IntakeError):
        facts, body = split(f"---\n{lines}\n---\nکراچی میں بارش ہوئی۔\n", "text")
        check(plain.article(clean(body), facts, key="k", where="text"))


fields = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "title",
                "link",
                "guid",
                "pubDate",
                "description",
                "author",
                "category",
                "updated",
                "id",
            )
        ),
        text | markup | st.sampled_from(VALUES),
        st.booleans(),
    ),
    max_size=6,
).map(
    lambda parts: "".join(
        f"<{name}><![CDATA[{value}]]></{name}>" if cdata else f"<{name}>{value}</{name}>"
        for name, value, cdata in parts
    )
)


@look
@given(st.lists(fields, max_size=4), st.sampled_from(("item", "entry")))
def test_any_feed(parts: list[str], name: str) -> None:
    body = "".join(f"<{name}>{each}</{name}>" for each in parts)
    text = f'<rss version="2.0"><channel><title>x</title>{body}</channel></rss>'
    page = Page("https://news.example/feed", text.encode("utf-8", "replace"), "text/xml", None)
    try:
        feed = items.parse(page, "feed", zone=UTC, now=NOW)
    except IntakeError:
        return
    for item in feed.items:
        json.dumps([item.id, *item.aliases, item.title, item.where, item.digest]).encode()
        if item.link is None:
            with contextlib.suppress(IntakeError):
                check(article_of(item))


@look
@given(st.recursive(st.none() | st.booleans() | st.integers() | text, lambda inner: st.lists(
    inner, max_size=3) | st.dictionaries(st.sampled_from(
        ("items", "title", "id", "url", "content_html", "authors", "tags", "date_published", "name")
    ), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_any_json_feed(value: object) -> None:
    table = {"version": "https://jsonfeed.org/version/1.1", "items": [value, {"id": value}, value]}
    page = Page("https://news.example/feed", json.dumps(table).encode(), "text/json", None)
    items.parse(page, "feed", zone=UTC, now=NOW)


@look
@given(st.text(st.characters(), min_size=1, max_size=300))
def test_any_name_of_a_file(name: str) -> None:
    try:
        read(name, root=Path.cwd())
    except IntakeError as error:
        str(error).encode()


LONG = 200_000 if INPUTS else 20_000
SLOW = {
    "brackets": "[" * LONG,
    "spaces": "ب" + " " * LONG + "ب",
    "spaced lines": "ب" + " \n" * (LONG // 2) + "ب",
    "addresses": "a" * LONG + "://x",
    "braces": "{" * LONG + "{#",
    "one word": "ب" * LONG,
    "entities": "&amp;" * (LONG // 5),
    "open tags": "<p>" * (LONG // 4),
    "attributes": "<a " + "x=1 " * (LONG // 4) + ">",
    "notes": "[^a]: ب\n" * (LONG // 8),
    "emphasis": "*ب_" * (LONG // 3),
    "links": "[ب](" * (LONG // 4),
    "front matter": "---\n" + "a: b\n" * (LONG // 5),
    "dateline": "کراچی (" + "نامہ نگار، " * (LONG // 11) + ") خبر۔",
    "hashtags": "#ب " * (LONG // 3),
    "headings": "# ب\n\n" * (LONG // 6),
    "short words": "ب " * (LONG // 2),
    "quotes": "> " * (LONG // 2) + "ب",
    "lists": "- ب\n" * (LONG // 4),
}


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_long_text_takes_no_time(tmp_path: Path, name: str, suffix: str) -> None:
    """CPU time grows with the length, not with its square: a few µs a character suffice."""
    path = tmp_path / f"long{suffix}"
    path.write_text(SLOW[name] + "\nکراچی میں بارش ہوئی۔\n", "utf-8")
    began = time.process_time()
    with contextlib.suppress(IntakeError):
        check(read(str(path), root=tmp_path))
    assert time.process_time() - began < 3 + LONG * 100e-6


@pytest.mark.parametrize(
    "path", sorted((DATA / "pages").glob("*.html")), ids=lambda path: path.stem
)
def test_a_page_that_breaks_off_anywhere(path: Path) -> None:
    page = path.read_text("utf-8")
    for end in range(0, len(page), max(1, len(page) // 12)):
        with contextlib.suppress(IntakeError):
            check(html.article(page[:end], key="k", where="page", url="https://news.example/x"))
