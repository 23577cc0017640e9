"""``init``, ``feed``, ``serve``, ``publish``, ``check``, ``remove``: a station's daily work."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


def items(output: Path) -> list[Any]:
    import feedparser

    found: list[Any] = feedparser.parse((output / "feed.xml").read_bytes()).entries
    return found


def ids(output: Path) -> list[str]:
    return sorted(path.parent.name for path in output.rglob("episode.json"))


# -- init ------------------------------------------------------------------


def test_init_writes_settings_and_a_cover_that_make_uses(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    from PIL import Image

    done = naqeeb("init", "--title", 'صبح کی "خبریں"', "--author", "ادارہ")
    assert done.returncode == 0, done.stderr
    assert make("news/flood.txt").returncode == 0
    import feedparser

    channel = feedparser.parse((newsroom / "output" / "feed.xml").read_bytes()).feed
    assert (channel.title, channel.author) == ('صبح کی "خبریں"', "ادارہ")
    (cover,) = (newsroom / "output").glob("cover*")
    with Image.open(cover) as picture:
        assert picture.size[0] == picture.size[1] >= 1400
        assert picture.mode == "RGB"
    assert cover.stat().st_size < 500_000


@pytest.mark.parametrize("option", ["--title", "--author"])
def test_init_refuses_a_name_of_nothing(naqeeb: Naqeeb, newsroom: Path, option: str) -> None:
    done = naqeeb("init", option, " ")
    assert done.returncode == 2
    assert option in done.stderr
    assert not (newsroom / "naqeeb.toml").exists()


def test_init_writes_over_nothing_without_force(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "naqeeb.toml").write_text("# mine\n", "utf-8")
    done = naqeeb("init")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (newsroom / "naqeeb.toml").read_text("utf-8") == "# mine\n"
    assert naqeeb("init", "--force").returncode == 0


# -- feed ------------------------------------------------------------------


def test_feed_derives_again_what_was_lost_byte_for_byte(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    make("news/flood.txt")
    output = newsroom / "output"
    derived = [
        path
        for path in output.rglob("*")
        if path.suffix in {".xml", ".html", ".vtt", ".srt"} or path.name == "chapters.json"
    ]
    before = {path: path.read_bytes() for path in derived}
    for path in derived:
        path.unlink()
    done = naqeeb("feed")
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in derived} == before
    assert "up to date" in naqeeb("feed").stdout


def test_feed_brings_a_changed_show_into_every_file(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    make("news/flood.txt")
    (newsroom / "naqeeb.toml").write_text(
        '[show]\ntitle = "نیا نام"\nsite_url = "https://news.example/urdu/"\n', "utf-8"
    )
    assert naqeeb("feed").returncode == 0
    text = (newsroom / "output" / "feed.xml").read_text("utf-8")
    assert "نیا نام" in text
    assert "https://news.example/urdu/episodes/" in text
    assert "localhost" not in text


# -- check -----------------------------------------------------------------


def test_check_finds_nothing_in_a_good_output(naqeeb: Naqeeb, make: Naqeeb, newsroom: Path) -> None:
    make("news", "--jobs", "1")
    done = naqeeb("check")
    assert done.returncode == 0, done.stdout
    assert "no faults" in done.stdout
    said = [json.loads(line) for line in naqeeb("check", "--json").stdout.splitlines()]
    assert said[-1]["faults"] == 0
    assert newsroom


def test_check_names_what_is_wrong_and_exits_with_1(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    make("news/flood.txt")
    (sound,) = (newsroom / "output").rglob("*.mp3")
    sound.write_bytes(sound.read_bytes()[:-5000])
    done = naqeeb("check")
    assert done.returncode == 1
    assert sound.name in done.stdout
    assert "next step" in done.stdout


# -- remove ----------------------------------------------------------------


def test_what_was_removed_leaves_the_feed_and_undo_brings_it_back(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    make("news", "--jobs", "1")
    output = newsroom / "output"
    gone = next(each for each in ids(output) if "sailab" in each)
    guid = json.loads((output / "episodes" / gone / "episode.json").read_bytes())["guid"]
    done = naqeeb("remove", gone)
    assert done.returncode == 0
    assert "--undo" in done.stdout
    assert [item.title for item in items(output)] == ["پاکستان نے کرکٹ میچ جیت لیا"]
    assert gone not in (output / "index.html").read_text("utf-8")
    assert list((output / "episodes" / gone).glob("*.mp3")), "its files stay"
    make("news/flood.txt")
    assert len(items(output)) == 1, "the same article again does not bring it back"
    assert naqeeb("check").returncode == 0
    assert naqeeb("remove", gone, "--undo").returncode == 0
    assert guid in {item.id for item in items(output)}


def test_to_bring_back_and_to_erase_at_once_does_neither(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    make("news/flood.txt")
    naqeeb("remove", "1")
    done = naqeeb("remove", "1", "--undo", "--erase")
    assert done.returncode == 2
    assert ids(newsroom / "output"), "its files are still there"
    assert "removed" in naqeeb("list").stdout


def test_a_part_that_many_ids_have_is_told_as_such(naqeeb: Naqeeb, make: Naqeeb) -> None:
    make("news/flood.txt", "news/cricket.txt")
    done = naqeeb("remove", "a")
    assert done.returncode == 1
    assert "only where no other has it" in done.stderr


def test_removing_what_is_not_there(naqeeb: Naqeeb, make: Naqeeb) -> None:
    make("news/flood.txt")
    for wrong in ("no-such-id", "../../etc", ""):
        done = naqeeb("remove", wrong)
        assert done.returncode == 1
        assert "next step" in done.stderr


# -- publish ---------------------------------------------------------------


@contextmanager
def web_server(folder: Path) -> Iterator[str]:
    """Some static web server that shows the folder."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_publish_puts_the_output_into_a_folder_once(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    root = newsroom / "www"
    root.mkdir()
    with web_server(root) as address:
        (newsroom / "naqeeb.toml").write_text(f'[show]\nsite_url = "{address}"\n', "utf-8")
        make("news/flood.txt")
        dry = naqeeb("publish", "www", "--dry-run")
        assert dry.returncode == 0
        assert not list(root.iterdir())
        done = naqeeb("publish", "www")
        assert done.returncode == 0, done.stdout + done.stderr
        (item,) = items(root)
        sound = httpx.get(item.enclosures[0].href, trust_env=False)
        assert sound.status_code == 200
        assert len(sound.content) == int(item.enclosures[0].length)
        again = naqeeb("publish", "www", "--json")
        assert again.returncode == 0
        steps = {json.loads(line)["did"] for line in again.stdout.splitlines()}
        assert steps <= {"kept", "checked"}, "nothing changed"


def test_publish_without_an_output_or_a_target(naqeeb: Naqeeb) -> None:
    assert naqeeb("publish").returncode == 2
    done = naqeeb("publish", "ftp://example.org/news")
    assert done.returncode in {1, 2}
    assert "next step" in done.stderr


# -- serve -----------------------------------------------------------------


def test_serve_shows_an_address_answers_ranges_and_stops_at_an_interrupt(
    make: Naqeeb, newsroom: Path
) -> None:
    make("news/flood.txt")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "naqeeb", "serve", "--host", "127.0.0.1", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said, address = "", None
        while address is None:
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            said += line
            address = re.search(r"http://127\.0\.0\.1:\d+/\S*feed\.xml", line)
        with httpx.Client(trust_env=False) as client:
            text = client.get(address[0]).text
            href = re.search(r'<enclosure[^>]*url="([^"]+)"', text)
            assert href
            part = client.get(href[1], headers={"Range": "bytes=0-99"})
        assert part.status_code == 206
        assert len(part.content) == 100
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode in {0, 130}
    assert "Traceback" not in err
    assert newsroom


def test_serving_nothing_says_what_to_do(naqeeb: Naqeeb) -> None:
    done = naqeeb("serve", "--port", "0")
    assert done.returncode == 1
    assert "naqeeb make" in done.stderr
