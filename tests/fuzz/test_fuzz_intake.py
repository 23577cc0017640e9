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

import fuzz_texts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.errors import IntakeError, SettingsError
from naqeeb.intake import STDIN, markdown, plain, read
from naqeeb.intake.feeds import items
from naqeeb.intake.fetch import Page
from naqeeb.intake.front_matter import split
from naqeeb.intake.news import article_of
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import html
from naqeeb.intake.passages import Facts, clean
from naqeeb.model import Article
from naqeeb.text.cleaning import FORBIDDEN

INPUTS = int(os.environ.get("NAQEEB_FUZZ", "0"))
look = settings(max_examples=INPUTS or 40, derandomize=not INPUTS)
NOW = datetime(2026, 11, 29, tzinfo=UTC)
DATA = Path(__file__).parents[1] / "intake" / "data"


def check(article: Article) -> None:
    """What every article must be, whatever it came from."""
    texts = (article.title, *article.paragraphs, *article.footnotes, article.id, *article.aliases)
    assert not any(FORBIDDEN.search(each) for each in texts)
    assert all(each.strip() for each in article.paragraphs)
    assert not article.blocks or len(article.blocks) == len(article.paragraphs)
    assert article.published is None or article.published.tzinfo is UTC
    json.dumps([*texts, article.source, article.byline, article.image], ensure_ascii=False).encode()


@look
@given(fuzz_texts.page)
def test_any_page(page: str) -> None:
    with contextlib.suppress(IntakeError):
        check(html.article(page, Origin("k", "page", "https://news.example/2026/13/45/x")))


@look
@given(st.binary(max_size=400))
def test_any_bytes_in_a_file(data: bytes) -> None:
    from naqeeb.intake import decode

    for read_bytes in (decode.of_file, lambda data, where: decode.of_page(data, None, where)):
        with contextlib.suppress(IntakeError):
            read_bytes(data, "file")


@look
@given(st.lists(fuzz_texts.text | fuzz_texts.markup, max_size=8).map("\n\n".join))
def test_any_text_and_markdown(body: str) -> None:
    for kind in (plain, markdown):
        with contextlib.suppress(IntakeError):
            check(kind.article(clean(body), Facts(), Origin("k", "text")))


@look
@given(fuzz_texts.facts)
def test_any_front_matter(pairs: list[tuple[str, str]]) -> None:
    with contextlib.suppress(IntakeError, SettingsError):
        facts, body = split(fuzz_texts.front_matter(pairs) + "کراچی میں بارش ہوئی۔\n", "text")
        check(plain.article(clean(body), facts, Origin("k", "text")))


@look
@given(fuzz_texts.feed)
def test_any_feed(text: str) -> None:
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
@given(fuzz_texts.json_value)
def test_any_json_feed(value: object) -> None:
    table = {"version": "https://jsonfeed.org/version/1.1", "items": [value, {"id": value}, value]}
    page = Page("https://news.example/feed", json.dumps(table).encode(), "text/json", None)
    items.parse(page, "feed", zone=UTC, now=NOW)


@look
@given(st.text(st.characters(), min_size=1, max_size=300).filter(lambda name: name != STDIN))
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
            check(html.article(page[:end], Origin("k", "page", "https://news.example/x")))
