"""Long lists in pages, and books as a draft a chapter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from books import book
from editing import RAIN, Newsroom
from lxml import html
from starlette.requests import Request

from naqeeb.desk import drafts
from naqeeb.newsroom import paging

TEXT = f"{RAIN} " * 8


def request(query: str) -> Request:
    scope = {"type": "http", "server": ("x", 80), "path": "/", "headers": []}
    return Request({**scope, "query_string": query.encode()})


def rows(page: Any, path: str) -> list[str]:
    found: list[str] = page.xpath(path)
    return found


def test_lists_show_a_hundred_rows_a_page_the_newest_first(newsroom: Newsroom) -> None:
    folder = drafts.folder_of(newsroom.root)
    titles = [f"خبر {number}" for number in range(101)]
    for title in titles:
        drafts.create(folder, {"title": title}, RAIN)
    first, second = (html.fromstring(newsroom.get(query).text) for query in ("", "?page=2"))
    names = "//*[@id='drafts']//a[@class='name']/text()"
    assert rows(first, names) + rows(second, names) == titles[::-1]
    assert rows(first, "//nav[@class='pages']/a/@href") == ["?page=2"]
    assert rows(second, "//nav[@class='pages']/a/@href") == ["?page=1"]
    # Each list of the page of bulletins has pages of its own.
    page = html.fromstring(newsroom.get("bulletin?episodes=1&drafts=2").text)
    assert rows(page, "//li[@data-name]/@data-title") == titles[:1]
    assert rows(page, "//nav[@class='pages']/a/@href") == ["?episodes=1&drafts=1"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("99", 3), ("9999999999", 1), ("0", 1), ("-1", 1), ("x", 1), ("%C2%B2", 1), ("", 1)],
)
def test_a_page_that_is_none_is_the_first_or_the_last(asked: str, number: int) -> None:
    part = paging.part(request(f"page={asked}"), "page", 205)
    assert (part.number, part.last) == (number, 3)
    assert (part.start, part.end) == ((number - 1) * 100, min(number * 100, 205))
    assert (bool(part.newer), bool(part.older)) == (number > 1, number < 3)


def test_an_empty_list_has_one_page() -> None:
    assert paging.part(request(""), "page", 0) == paging.Part(1, 1, 0, 0, "", "")


def test_a_book_that_is_dropped_is_a_draft_a_chapter(newsroom: Newsroom) -> None:
    chapters = {f"c{number}": f"<h1>باب {number}</h1><p>{TEXT}</p>" for number in (1, 2, 3)}
    answer = newsroom.client.post(
        f"{newsroom.url}drafts/file", params={"name": "سفر.epub"}, content=book(**chapters)
    )
    assert answer.status_code == 201, answer.text
    assert (answer.json()["title"], answer.json()["count"]) == ("باب 1", 3)
    made = drafts.listed(drafts.folder_of(newsroom.root))
    assert [each.title for each in made] == ["باب 1", "باب 2", "باب 3"]
    assert [each.facts.get("id") for each in made] == [None] * 3
    assert {each.facts["source"] for each in made} == {"سفر.epub"}
    empty = newsroom.client.post(
        f"{newsroom.url}drafts/file", params={"name": "a.epub"}, content=b"PK"
    )
    assert empty.status_code == 422


def test_a_file_of_any_name_in_the_folder_is_reviewed_and_made(newsroom: Newsroom) -> None:
    folder = newsroom.root / "drafts"
    folder.mkdir()
    (folder / "میری خبر #1 & 50%.md").write_text(f"---\ntitle: بارش\n---\n{RAIN}\n", "utf-8")
    (folder / "utf-16.md").write_bytes(RAIN.encode("utf-16-le"))
    page = newsroom.get().text
    link = re.search(r'href="(/[^"]*drafts/[^"]*%23[^"]*)"', page)
    assert link is not None
    assert RAIN in newsroom.client.get(link[1]).text
    assert "utf-16.md" in page
    answer = newsroom.client.post(f"{link[1]}/make", json={"hold": False})
    assert answer.status_code == 202
    assert newsroom.works()[0]["phase"] == "done"
