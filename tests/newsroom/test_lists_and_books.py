"""Long lists in pages, and books as a draft a chapter."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
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


COUNTED = """
import sys
from pathlib import Path
from naqeeb.desk import incoming
from naqeeb.settings import Settings

opened = 0
def note(event, arguments):
    global opened
    opened += event == "open" and ".md" in str(arguments[0]) and arguments[1] == "r"

name, data = sys.argv[1], Path(sys.argv[1]).read_bytes()
sys.addaudithook(note)
taken = incoming.of_file(Settings(root=Path.cwd()), name, data)
print(len(taken), opened)
"""


def test_a_book_reads_each_draft_that_is_there_once(tmp_path: Path) -> None:
    """Each of its chapters read them all."""
    folder = drafts.folder_of(tmp_path)
    for number in range(3):
        drafts.create(folder, {"title": f"خبر {number}"}, RAIN)
    chapters = {f"c{number}": f"<h1>باب {number}</h1><p>{TEXT}</p>" for number in range(9)}
    (tmp_path / "book.epub").write_bytes(book(**chapters))
    command = (sys.executable, "-c", COUNTED, "book.epub")
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["9", "3"]


def test_what_a_dropped_book_passes_over_is_said(newsroom: Newsroom) -> None:
    pages = {"cover": "<h1>سفر نامہ</h1><p>ادارہ مطبوعات</p>", "one": f"<h1>باب</h1><p>{TEXT}</p>"}
    answer = drop(newsroom, "سفر.epub", book(**pages))
    assert answer["remarks"] == ["کتاب کا ایک مختصر صفحہ چھوڑ دیا گیا: «سفر نامہ»"]


def test_facts_that_are_passed_over_are_said_and_not_lost_in_silence(newsroom: Newsroom) -> None:
    text = f"---\ntitle: بارش\ndtae: 2026-11-22\nprioritty: 1\n---\n{RAIN}\n"
    for name in ("rain.md", "rain.txt"):
        answer = drop(newsroom, name, text.encode())
        first, second = answer["remarks"]
        assert "dtae" in first
        assert "date" in first
        assert "prioritty" in second
        assert "نہیں پڑھا جاتا" in second


def drop(newsroom: Newsroom, name: str, data: bytes) -> dict[str, Any]:
    answer = newsroom.client.post(f"{newsroom.url}drafts/file", params={"name": name}, content=data)
    table: dict[str, Any] = answer.json()
    return table


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("خبر.txt", b""),
        ("خبر.md", f"---\ndate: کل پرسوں\n---\n{RAIN}".encode()),
        ("خبر.docx", b"PK"),
        ("خبر.epub", b"PK"),
        ("خبر.html", b"<p>English alone stands here.</p>"),
        ("خبر.txt", b"English alone stands here."),
        ("../خبر.txt", b""),
    ],
)
def test_a_file_that_is_refused_is_told_by_its_own_name(
    newsroom: Newsroom, name: str, data: bytes
) -> None:
    """It was told by the path of a temporary file, which no editor ever saw."""
    told = " ".join(drop(newsroom, name, data)[part] for part in ("what", "cause", "hint"))
    assert name.removeprefix("../") in told
    assert tempfile.gettempdir() not in told
    assert ".." not in told
    assert "dropped" not in told


def test_the_same_file_twice_is_one_draft(newsroom: Newsroom) -> None:
    """It became two, and both were made."""
    data = f"# بارش\n\n{RAIN}".encode()
    first = drop(newsroom, "rain.md", data)
    draft = newsroom.ask(
        f"drafts/{first['id']}", {"version": first["version"], "body": f"{RAIN} آج۔"}, "PUT"
    )
    assert draft.status_code == 200
    for name in ("rain.md", "rain (1).md"):
        again = drop(newsroom, name, data)
        assert (first["known"], again["known"]) == (False, True)
        assert again["id"] == first["id"]
        assert again["version"] == draft.json()["version"], "what was written stands"
    assert drop(newsroom, "rain.md", f"# بارش\n\n{RAIN} شام۔".encode())["id"] != first["id"]
    folder = drafts.folder_of(newsroom.root)
    assert len(drafts.ids(folder)) == 2
    drafts.remove(folder, first["id"], draft.json()["version"])
    assert drop(newsroom, "rain.md", data)["id"] not in ("", first["id"])


def test_a_book_twice_brings_the_chapters_that_are_missing(newsroom: Newsroom) -> None:
    data = book(**{f"c{number}": f"<h1>باب {number}</h1><p>{TEXT}</p>" for number in (1, 2)})
    first = drop(newsroom, "سفر.epub", data)
    folder = drafts.folder_of(newsroom.root)
    drafts.remove(folder, first["id"], first["version"])
    again = drop(newsroom, "سفر.epub", data)
    assert not again["known"]
    assert len(drafts.ids(folder)) == 2


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


def test_a_file_that_is_dropped_in_several_windows_at_once_is_one_draft(
    newsroom: Newsroom,
) -> None:
    def drop(_: int) -> str:
        answer = newsroom.client.post(
            f"{newsroom.url}drafts/file", params={"name": "rain.txt"}, content=RAIN.encode()
        )
        return str(answer.json()["id"])

    with ThreadPoolExecutor(4) as windows:
        assert len(set(windows.map(drop, range(4)))) == 1
