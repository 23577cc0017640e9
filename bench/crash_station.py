"""A small station that is to be killed, and the commands that are killed on it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crash_state import episodes

Run = Callable[[Path, Sequence[str]], int]
"""Runs a command in a folder; gives its exit code."""

VOICE = ("--voice", "tone")
NEWS = {
    "a": "پل مکمل ہو گیا۔ آمد و رفت بحال ہو گئی۔ لوگ خوش ہیں۔ حکومت نے مبارک باد دی۔",
    "b": "لاہور میں میچ جاری ہے۔ میزبان ٹیم جیت رہی ہے۔ شائقین کی بڑی تعداد موجود ہے۔",
    "h": "کل بارش ہوگی۔ شہری احتیاط کریں۔ سیلاب کا خطرہ نہیں۔ سڑکیں کھلی رہیں گی۔",
    "c": "پشاور میں کتابوں کا میلہ جاری ہے۔ طلبہ کی دلچسپی بڑھ رہی ہے۔ داخلہ مفت ہے۔",
    "d": "کوئٹہ میں سیب کی فصل اچھی رہی۔ کسان خوش ہیں۔ برآمدات میں اضافہ ہوگا۔",
    "e": "اسلام آباد میں نئی لائبریری کھل گئی۔ وزیر نے افتتاح کیا۔ عوام کو سہولت ملی۔",
}


@dataclass(frozen=True)
class Scenario:
    """A command that is killed, and what must hold once it has run again."""

    station: Path
    """Of which it is given copies."""
    name: str
    words: Sequence[str]
    on_air: int
    """Episodes on the air once it has run to its end."""
    codes: Sequence[int] = (0,)
    """Exit codes that it may have where there is nothing left to do."""
    gone: str = ""
    """Id of the episode that it takes away."""
    settings: str = ""
    """What is added to the settings before."""
    is_doubled: bool = False
    """Whether two episodes are one article until it has run to its end."""


def scenarios(folder: Path, feed_url: str, run: Run) -> list[Scenario]:
    """What is killed. The station has two episodes on the air and one that is held."""
    station = build(folder / "station", run)
    ids = {each.key: each.id for each in episodes(station / "output") if not each.corrects}
    first, held = ids["a.txt"], ids["h.txt"]
    correction = next(each.id for each in episodes(station / "output") if each.corrects)
    title = '[show]\ntitle = "دوسرا نام"\n'
    return [
        Scenario(station, "make", ("make", "c.txt", *VOICE), 3),
        Scenario(station, "correct", ("make", "a.txt", *VOICE, "--title", "تصحیح"), 2),
        Scenario(
            station, "make-many", ("make", "c.txt", "d.txt", "e.txt", *VOICE, "--jobs", "2"), 5
        ),
        Scenario(station, "feed", ("feed",), 2, settings=title),
        Scenario(station, "publish", ("publish", "target", "--anyway"), 2, settings=title),
        Scenario(station, "follow", ("follow", feed_url, *VOICE, "--jobs", "1"), 5),
        # "It is on the air, not held": the rest was done all the same.
        Scenario(station, "release", ("release", held), 3, codes=(0, 2)),
        Scenario(
            station,
            "release-correction",
            ("release", correction),
            2,
            codes=(0, 1),
            gone=correction,
        ),
        Scenario(station, "remove", ("remove", first), 1),
        Scenario(station, "erase", ("remove", first, "--erase"), 1, codes=(0, 1), gone=first),
        *(
            _merge(folder, station, name, words, run)
            for name, words in (("merge", ("--title", "تصحیح")), ("merge-same", ()))
        ),
    ]


def _merge(folder: Path, station: Path, name: str, words: Sequence[str], run: Run) -> Scenario:
    """A repair that makes one of two episodes of one article."""
    doubled = folder / name
    shutil.copytree(station, doubled)
    first = next(each for each in episodes(doubled / "output") if each.key == "a.txt")
    record = doubled / "output" / "episodes" / first.id / "episode.json"
    kept = record.read_bytes()
    record.write_text("{")
    assert run(doubled, ("make", "a.txt", *VOICE, *words)) == 0, (doubled / "log.txt").read_text()
    record.write_bytes(kept)
    newer = max(episodes(doubled / "output"), key=lambda each: each.published)
    repair = ("check", "--repair", "--jobs", "1")
    return Scenario(doubled, name, repair, 2, gone=newer.id, is_doubled=True)


def build(folder: Path, run: Run) -> Path:
    """A station, published once."""
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "naqeeb.toml").write_text("[intake]\nprivate_addresses = true\n", "utf-8")
    for words in (
        ("make", "a.txt", *VOICE),
        ("make", "b.txt", *VOICE),
        ("make", "h.txt", *VOICE, "--hold"),
        ("make", "b.txt", *VOICE, "--hold", "--title", "تصحیح"),
        ("publish", "target", "--anyway"),
    ):
        assert run(folder, words) == 0, (folder / "log.txt").read_text()
    return folder


@contextmanager
def newspaper(folder: Path) -> Iterator[str]:
    """A feed of three stories on loopback; its address."""
    site = folder / "site"
    site.mkdir()
    items = "".join(
        f"<item><title>خبر {name}</title><guid isPermaLink='false'>{name}</guid>"
        f"<description>{NEWS[name] * 3}</description></item>"
        for name in ("c", "d", "e")
    )
    rss = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
    (site / "feed.xml").write_text(rss, "utf-8")
    words = ("-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(site))
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout
        port = server.stdout.readline().split(" port ")[1].split()[0]
        yield f"http://127.0.0.1:{port}/feed.xml"
        server.terminate()
