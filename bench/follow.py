"""A followed feed of 200 items through ten looks, with corrections and a look that is killed.

    python bench/follow.py [--items 200] [--looks 10] [--voice espeak] [--jobs N]

A server on loopback lists a tenth more of the items at each look, each of 3,000 characters, and
corrects some of those that were made. The look in the middle is killed (SIGKILL) while it voices,
its items are corrected, and it is run again. In the end each item must be one episode, in its
latest words, and all must stand in the feed.

Then looks with nothing new: at a feed of all items whose server knows no ETag, and at a feed of 20
items whose text stands on their pages, which are each asked whether they changed. Walls are the
least of five; CPU seconds are of the command and its children.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from naqeeb.archive import Archive

SENTENCES = (
    "صوبائی حکومت نے کہا ہے کہ سیلاب سے متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔",
    "اب تک 12 ہزار افراد کو محفوظ مقامات پر منتقل کیا جا چکا ہے۔",
    "محکمہ موسمیات کے مطابق آئندہ دو روز میں مزید بارش کا امکان نہیں۔",
    "پاکستان نے لاہور میں کھیلے گئے میچ میں نیوزی لینڈ کو 5 وکٹوں سے شکست دے دی۔",
    "کپتان نے 81 رنز بنائے اور میچ کے بہترین کھلاڑی قرار پائے۔",
    "سٹیٹ بینک نے شرح سود میں ایک فیصد کمی کا اعلان کیا ہے۔",
    "کراچی کی بندرگاہ پر نئے جہاز پہنچ گئے اور مال اتارنے کا کام شروع ہو گیا۔",
    "پشاور میں کتابوں کا میلہ جاری ہے جس میں 40 ناشر شریک ہیں۔",
    "وزیر خارجہ جمعرات کو بیجنگ روانہ ہوں گے جہاں وہ اپنے ہم منصب سے ملیں گے۔",
    "اسلام آباد میں نئی لائبریری کھل گئی جس میں ایک لاکھ کتابیں ہیں۔",
)
PLACES = ("لاہور", "کراچی", "پشاور", "کوئٹہ", "ملتان", "سکھر", "گوادر", "چترال", "مری", "سبی")
CHARACTERS = 3_000
CORRECTED = 3
"""Items that each look finds corrected."""
PAGES = 20
QUIET_LOOKS = 5
KILL_AFTER = 3
"""Episodes of the look that is killed."""


@dataclass
class Newspaper:
    """What the server has now."""

    address: str = ""
    texts: list[str] = field(default_factory=list)
    """Of each item that is listed, the oldest first."""
    pages: list[str] = field(default_factory=list)
    """Of the feed whose items are teasers."""

    def feed(self) -> str:
        """All items with their whole text."""
        return self._rss(
            f"<item><title>{title(number)}</title><guid isPermaLink='false'>item-{number}</guid>"
            f"<pubDate>Sun, 22 Nov 2026 {number // 60 % 24:02}:{number % 60:02}:00 GMT</pubDate>"
            f"<content:encoded><![CDATA[{_paragraphs(text)}]]></content:encoded></item>"
            for number, text in enumerate(self.texts)
        )

    def teasers(self) -> str:
        """Items that tell of their pages."""
        return self._rss(
            f"<item><title>صفحہ {title(number)}</title><link>{self.address}/page/{number}</link>"
            f"<description>{text[:80]}…</description></item>"
            for number, text in enumerate(self.pages)
        )

    def page(self, number: int) -> str:
        """An article's page."""
        head = f"<meta charset='utf-8'><title>صفحہ {title(number)}</title>"
        body = f"<article><h1>صفحہ {title(number)}</h1>{_paragraphs(self.pages[number])}</article>"
        return f"<!doctype html><html lang='ur'><head>{head}</head><body>{body}</body></html>"

    def _rss(self, items: Iterator[str]) -> str:
        rows = "".join(list(items)[::-1])
        space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        return f"<rss version='2.0' {space}><channel><title>اخبار</title>{rows}</channel></rss>"


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--looks", type=int, default=10)
    parser.add_argument("--voice", default="espeak")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as made, serving() as paper:
        os.environ["XDG_CACHE_HOME"] = f"{made}/cache"
        # An installed package has its byte code beside it.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{made}/byte-code"
        os.chdir(made)
        Path("naqeeb.toml").write_text("[intake]\nprivate_addresses = true\n", "utf-8")
        command = [
            sys.executable, "-m", "naqeeb", "follow", "--voice", options.voice,
            "--jobs", str(options.jobs), "--limit", str(options.items), "--quiet",
        ]  # fmt: skip
        looks(paper, command, options.items, options.looks)
        quiet(paper, command)


def looks(paper: Newspaper, command: list[str], items: int, count: int) -> None:
    """All looks but the quiet ones; what they made is checked."""
    rng = random.Random(12)
    began_s, cpu_s = time.monotonic(), children_cpu_s()
    made = 0
    for look in range(count):
        listed = items * (look + 1) // count
        paper.texts += [text_of(number, rng) for number in range(len(paper.texts), listed)]
        if look == count // 2:
            made += kill_one(command, paper)
            # Some of what it made is corrected before the next look finds it.
            correct(paper, [listed - 1, listed - 2])
            made += 2
        elif look:
            chosen = rng.sample(range(items * look // count), min(CORRECTED, items * look // count))
            correct(paper, chosen)
            made += len(chosen)
        follow(command, paper.address + "/rss")
    wall_s, cpu_s = time.monotonic() - began_s, children_cpu_s() - cpu_s
    check(paper)
    print(f"{items} items, {count} looks, {made} corrections and items begun by a killed look")
    print(f"wall {wall_s:.1f} s, CPU {cpu_s:.1f} s: {cpu_s / items:.2f} s an item, "
          f"{cpu_s / (items + made):.2f} s a recording")  # fmt: skip


def kill_one(command: list[str], paper: Newspaper) -> int:
    """Start a look and kill it as soon as some of its episodes are there; how many there were."""
    episodes = Path("output/episodes")
    before = count_of(episodes)
    process = subprocess.Popen([*command, paper.address + "/rss"], start_new_session=True)
    while count_of(episodes) < before + KILL_AFTER and process.poll() is None:
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return count_of(episodes) - before


def count_of(folder: Path) -> int:
    """Committed episodes."""
    return len(list(folder.glob("*/episode.json")))


def correct(paper: Newspaper, numbers: list[int]) -> None:
    """Correct some items: one sentence is another."""
    for number in numbers:
        paper.texts[number] = paper.texts[number].replace("۔", f"، تصحیح {number}۔", 1)


def check(paper: Newspaper) -> None:
    """Each item is one episode, in its latest words, and stands in the feed."""
    import feedparser

    archive = Archive(Path("output"))
    entries, damaged = archive.scan()
    assert not damaged, damaged
    spoken = {
        entry.title: " ".join(each.text for each in archive.load(entry.id).transcript)
        for entry in entries
    }
    assert len(entries) == len(spoken) == len(paper.texts), (len(entries), len(spoken))
    for number, text in enumerate(paper.texts):
        assert text.split("۔")[0] in spoken[title(number)], title(number)
    listed: list[str] = []
    for path in Path("output").glob("feed*.xml"):
        listed += [entry.title for entry in feedparser.parse(path.read_bytes()).entries]
    assert sorted(listed) == sorted(spoken), "not all stand in the feed"
    checked = subprocess.run(
        [sys.executable, "-m", "naqeeb", "check", "--sample", "1", "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
    print(f"{len(entries)} episodes, each once, in its latest words, all in the feed")


def quiet(paper: Newspaper, command: list[str]) -> None:
    """Looks with nothing new."""
    rng = random.Random(20)
    paper.pages = [text_of(number, rng) for number in range(PAGES)]
    follow(command, paper.address + "/teasers")
    for name, path in ((f"{len(paper.texts)} items", "/rss"), (f"{PAGES} pages", "/teasers")):
        walls: list[float] = []
        cpu_s = children_cpu_s()
        for _ in range(QUIET_LOOKS):
            began_s = time.monotonic()
            follow(command, paper.address + path)
            walls.append(time.monotonic() - began_s)
        cpu_s = (children_cpu_s() - cpu_s) / QUIET_LOOKS
        print(f"nothing new, {name}: wall {min(walls):.2f} s, CPU {cpu_s:.2f} s")


def follow(command: list[str], url: str) -> None:
    """One look."""
    done = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    assert done.returncode == 0, json.dumps([done.stdout, done.stderr], ensure_ascii=False)


def children_cpu_s() -> float:
    """CPU seconds of all children that ended."""
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def title(number: int) -> str:
    """Of an item."""
    return f"{PLACES[number % 10]} سے خبر نمبر {number}"


def text_of(number: int, rng: random.Random) -> str:
    """A text of some 3,000 characters that no other item has."""
    parts = [f"{title(number)} کے بارے میں تازہ اطلاعات آ گئی ہیں۔"]
    while sum(map(len, parts)) < CHARACTERS:
        parts.append(f"{rng.choice(PLACES)} سے {rng.choice(SENTENCES)}")
    return " ".join(parts)


def _paragraphs(text: str) -> str:
    sentences = text.split("۔ ")
    parts = ("۔ ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    return "".join(f"<p>{part.rstrip('۔')}۔</p>" for part in parts)


@contextlib.contextmanager
def serving() -> Iterator[Newspaper]:
    """The newspaper on loopback."""
    paper = Newspaper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, etag = "application/rss+xml; charset=utf-8", ""
            if self.path == "/rss":
                text = paper.feed()
            elif self.path == "/teasers":
                text = paper.teasers()
            else:
                kind, etag = "text/html; charset=utf-8", f'"{self.path}"'
                text = paper.page(int(self.path.rpartition("/")[2]))
            known = bool(etag) and self.headers.get("If-None-Match") == etag
            data = b"" if known else text.encode()
            self.send_response(304 if known else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if etag:
                self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        paper.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield paper
        server.shutdown()


if __name__ == "__main__":
    main()
