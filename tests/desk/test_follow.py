"""``naqeeb follow``: a news feed's new items into episodes, from a real server."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from naqeeb.desk.follow.memory import FOLLOWED_FILE
from naqeeb.intake.links import link_name

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

BODY = (
    "صوبائی حکومت نے کہا ہے کہ سیلاب سے متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔ "
    "اب تک ہزاروں افراد کو محفوظ مقامات پر منتقل کیا جا چکا ہے۔ محکمہ موسمیات کے مطابق "
    "آئندہ دو روز میں مزید بارش کا امکان نہیں۔ سڑکوں کی بحالی کا کام کل سے شروع ہوگا۔ "
    "وزیر اعلیٰ نے متاثرین کے لیے فوری امداد کا اعلان کیا اور کہا کہ "
    "کسی کو تنہا نہیں چھوڑا جائے گا۔ "
)


@dataclass
class Newspaper:
    """A newspaper's site: what it serves can be changed while it runs."""

    address: str
    items: list[tuple[str, str]] = field(default_factory=list)
    """Path and title."""
    gone: set[str] = field(default_factory=set)
    """Paths that answer 404."""
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Each path that was asked for, and the status that was answered."""

    def rss(self) -> bytes:
        rows = "".join(
            f"<item><title>{title}</title><link>{self.address}{path}</link>"
            f"<pubDate>Sun, 22 Nov 2026 0{number}:00:00 GMT</pubDate></item>"
            for number, (path, title) in reversed(list(enumerate(self.items)))
        )
        head = f"<title>اخبار</title><link>{self.address}</link><description>خبریں</description>"
        return f'<rss version="2.0"><channel>{head}{rows}</channel></rss>'.encode()

    def page(self, title: str) -> bytes:
        text = f"<p>{BODY}</p><p>{BODY}</p>"
        body = f"<article><h1>{title}</h1>{text}</article>"
        return (
            f'<!doctype html><html lang="ur"><head><meta charset="utf-8"><title>{title}</title>'
            f"</head><body>{body}</body></html>"
        ).encode()


@pytest.fixture
def newspaper(newsroom: Path) -> Iterator[Newspaper]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            titles = dict(paper.items)
            etag = f'"{len(paper.items)}"'
            status, kind, body = 404, "text/plain", b""
            if self.path == "/rss.xml":
                if self.headers.get("If-None-Match") == etag:
                    status = 304
                else:
                    status, kind, body = 200, "application/rss+xml", paper.rss()
            elif self.path in titles and self.path not in paper.gone:
                status, kind, body = 200, "text/html", paper.page(titles[self.path])
            paper.asked.append((self.path, status))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if self.path == "/rss.xml":
                self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    (newsroom / "naqeeb.toml").write_text(
        '[intake]\nprivate_addresses = true\n[voice]\nname = "tone"\n', "utf-8"
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        paper = Newspaper(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield paper
        server.shutdown()
        thread.join()


@pytest.fixture
def look(naqeeb: Naqeeb, newspaper: Newspaper) -> Naqeeb:
    """One look at the feed."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return naqeeb("follow", f"{newspaper.address}/rss.xml", "--jobs", "1", *arguments)

    return run


def records(newsroom: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(p.read_bytes()) for p in (newsroom / "output").rglob("episode.json")]
    return {each["title"]: each for each in found}


def test_new_items_become_episodes_with_the_feeds_titles_and_dates(
    look: Naqeeb, newspaper: Newspaper, newsroom: Path
) -> None:
    newspaper.items = [("/1", "پہلی خبر"), ("/2", "دوسری خبر")]
    done = look()
    assert done.returncode == 0, done.stderr
    made = records(newsroom)
    assert set(made) == {"پہلی خبر", "دوسری خبر"}
    assert made["دوسری خبر"]["published"].startswith("2026-11-22T01:00:00")
    assert made["دوسری خبر"]["source"] == f"{newspaper.address}/2"


def test_a_second_look_makes_only_what_is_new(
    look: Naqeeb, newspaper: Newspaper, newsroom: Path
) -> None:
    newspaper.items = [("/1", "پہلی خبر")]
    look()
    newspaper.asked.clear()
    assert look().returncode == 0
    assert newspaper.asked == [("/rss.xml", 304)], "an unchanged feed costs one short request"
    newspaper.items.append(("/2", "دوسری خبر"))
    newspaper.asked.clear()
    assert look().returncode == 0
    assert "/1" not in dict(newspaper.asked)
    assert set(records(newsroom)) == {"پہلی خبر", "دوسری خبر"}


def test_an_item_that_fails_is_named_and_tried_again(
    look: Naqeeb, newspaper: Newspaper, newsroom: Path
) -> None:
    newspaper.items = [("/1", "پہلی خبر"), ("/2", "دوسری خبر")]
    newspaper.gone = {"/2"}
    done = look()
    assert done.returncode == 1
    assert f"{newspaper.address}/2" in done.stderr
    assert set(records(newsroom)) == {"پہلی خبر"}
    newspaper.gone = set()
    assert look().returncode == 0
    assert set(records(newsroom)) == {"پہلی خبر", "دوسری خبر"}


def test_most_takes_the_newest(look: Naqeeb, newspaper: Newspaper, newsroom: Path) -> None:
    newspaper.items = [(f"/{number}", f"خبر نمبر {number}") for number in range(5)]
    assert look("--most", "2").returncode == 0
    assert set(records(newsroom)) == {"خبر نمبر 3", "خبر نمبر 4"}


def test_what_an_earlier_version_left_out_stays_out_where_its_name_held_a_secret(
    look: Naqeeb, newspaper: Newspaper, newsroom: Path
) -> None:
    code = "ab12cd34ef56gh7"
    newspaper.items = [(f"/{number}?hash={code}{number}", f"خبر {number}") for number in range(3)]
    look("--limit", "1")
    memory = newsroom / "output" / FOLLOWED_FILE
    table = json.loads(memory.read_bytes())
    (feed,) = table["feeds"].values()
    host = newspaper.address.replace("http:", "https:")
    seen = {f"{host}{path}": feed["seen"][link_name(host + path)] for path, _ in newspaper.items}
    feed |= {"seen": seen, "listed": [*seen], "etag": None}
    memory.write_text(json.dumps(table | {"version": 2}))
    assert look().returncode == 0
    assert set(records(newsroom)) == {"خبر 2"}


def test_the_status_names_each_feed_and_what_fails(
    look: Naqeeb, naqeeb: Naqeeb, newspaper: Newspaper, newsroom: Path
) -> None:
    newspaper.items, newspaper.gone = [("/1", "پہلی خبر"), ("/2", "دوسری خبر")], {"/2"}
    look()
    with (newsroom / "naqeeb.toml").open("a", encoding="utf-8") as file:
        file.write('[[follow]]\nurl = "https://example.pk/feed?token=canary"\n')
    said = naqeeb("follow", "--status").stdout
    assert f"{newspaper.address}/rss.xml" in said
    assert "known items: 1, waiting: 0" in said
    assert f"failing (tries: 1): {newspaper.address}/2" in said
    assert "https://example.pk/feed\n  last look: never" in said
    (_, never) = map(json.loads, naqeeb("follow", "--status", "--json").stdout.splitlines())
    assert (never["feed"], never["last_look"]) == ("https://example.pk/feed", None)
    one = naqeeb("follow", "https://example.pk/feed?token=canary", "--status").stdout
    assert one.splitlines()[0] == "https://example.pk/feed"
    assert newspaper.address not in one
    none = naqeeb("follow", "https://example.pk/other?token=canary", "--status").stdout
    assert none == "https://example.pk/other is not followed yet\n"


@pytest.mark.parametrize("option", [("--every", "10m"), ("--limit", "3"), ("--hold",)])
def test_the_status_takes_nothing_that_only_a_look_can_heed(
    naqeeb: Naqeeb, option: tuple[str, ...]
) -> None:
    done = naqeeb("follow", "--status", *option)
    assert done.returncode == 2
    assert "looks at none of them" in done.stderr


def test_a_page_is_no_feed(naqeeb: Naqeeb, newspaper: Newspaper) -> None:
    newspaper.items = [("/1", "پہلی خبر")]
    done = naqeeb("follow", f"{newspaper.address}/1")
    assert done.returncode == 1
    assert "not a news feed" in done.stderr


def test_with_every_it_goes_on_though_the_server_is_away(newspaper: Newspaper) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "naqeeb",
            "follow",
            f"{newspaper.address}/gone.xml",
            "--every",
            "30s",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = ""
    while "next look" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "404" in said
    assert "Traceback" not in err


def test_private_addresses_are_refused_unless_they_are_allowed(
    naqeeb: Naqeeb, newspaper: Newspaper, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text('[voice]\nname = "tone"\n', "utf-8")
    done = naqeeb("follow", f"{newspaper.address}/rss.xml")
    assert done.returncode == 1
    assert "private" in done.stderr
    assert newspaper.asked == []
