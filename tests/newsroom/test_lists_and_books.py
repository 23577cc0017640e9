"""Long lists in pages, and books as a draft a chapter."""

from __future__ import annotations

import pytest
from books import book
from editing import RAIN, Newsroom
from lxml import html

from naqeeb.desk import drafts

TEXT = f"{RAIN} " * 8


@pytest.fixture
def many(newsroom: Newsroom) -> list[str]:
    """Titles of 205 drafts, the newest first."""
    folder = drafts.folder_of(newsroom.root)
    titles = [f"خبر {number}" for number in range(205)]
    for title in titles:
        drafts.create(folder, {"title": title}, RAIN)
    return titles[::-1]


def test_the_inbox_shows_a_hundred_drafts_a_page(newsroom: Newsroom, many: list[str]) -> None:
    query, shown = "", []
    while True:
        page = html.fromstring(newsroom.get(query).text)
        shown.append(page.xpath("//*[@id='drafts']//a[@class='name']/text()"))
        older = page.xpath("//nav[@class='pages']/a[@rel='next']/@href")
        if not older:
            break
        (query,) = older
    assert [len(each) for each in shown] == [100, 100, 5]
    assert [title for each in shown for title in each] == many
    (newer,) = page.xpath("//nav[@class='pages']/a[@rel='prev']/@href")
    assert newer == "?page=2"


@pytest.mark.parametrize("asked", ["9999999999", "0", "-1", "x", "²", "99", ""])
def test_a_page_that_is_none_is_the_first_or_the_last(
    newsroom: Newsroom, many: list[str], asked: str
) -> None:
    page = newsroom.get("", params={"page": asked})
    assert page.status_code == 200
    assert many[-1 if asked == "99" else 0] in page.text


def test_each_list_of_the_bulletin_has_its_own_pages(newsroom: Newsroom, many: list[str]) -> None:
    page = html.fromstring(newsroom.get("bulletin?drafts=2&episodes=1").text)
    assert page.xpath("//li[@data-name]/@data-title") == many[100:200]
    assert page.xpath("//nav[@class='pages']/a/@href") == [
        "?episodes=1&drafts=1",
        "?episodes=1&drafts=3",
    ]


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
