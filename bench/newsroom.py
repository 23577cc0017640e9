"""The newsroom: from the command to its first page, and from a press to a sentence.

    python bench/newsroom.py [--drafts 100] [--rounds 5] [--voice espeak]

A station with some drafts. In each round ``naqeeb newsroom`` is started, and its first page and
the page of a draft are asked for. Then sentences that lie in no cache are asked for one by one, as
the page does when an editor presses one; the first of them also opens the voice. Walls are medians
and the longest, of a server that is warm where that is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx

from naqeeb.desk import drafts

TEXT = (
    "صوبائی حکومت نے کہا ہے کہ سیلاب سے متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔ "
    "اب تک 12 ہزار افراد کو محفوظ مقامات پر منتقل کیا جا چکا ہے۔ سڑکوں کی بحالی کل سے شروع ہوگی۔"
)
SENTENCE = "محکمہ موسمیات کے مطابق {} میں آئندہ دو روز میں مزید بارش کا امکان نہیں۔"
PLACES = ("لاہور", "کراچی", "پشاور", "کوئٹہ", "ملتان", "سکھر", "گوادر", "چترال", "مری", "سبی")
FIRST_PAGE_S = 1.0
SENTENCE_S = 0.3


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--drafts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--voice", default="espeak")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as made:
        os.environ["XDG_CACHE_HOME"] = f"{made}/cache"
        # An installed package has its byte code beside it.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{made}/byte-code"
        os.chdir(made)
        Path("naqeeb.toml").write_text(f'[voice]\nname = "{options.voice}"\n', "utf-8")
        folder = drafts.folder_of(Path(made))
        made_drafts = [
            drafts.create(folder, {"title": f"خبر نمبر {number}"}, TEXT)
            for number in range(options.drafts)
        ]
        with started():
            pass  # writes the byte code
        pages: dict[str, list[float]] = {}
        for _ in range(options.rounds):
            with started() as (process, client, began_s, said_s):
                pages.setdefault("address printed", []).append(said_s - began_s)
                client.get("").raise_for_status()
                pages.setdefault("first page", []).append(time.monotonic() - began_s)
                pages.setdefault("first page, CPU", []).append(cpu_s(process))
                for name, path in (("inbox again", ""), ("a draft", f"drafts/{made_drafts[0].id}")):
                    asked_s = time.monotonic()
                    client.get(path).raise_for_status()
                    pages.setdefault(f"{name}, warm", []).append(time.monotonic() - asked_s)
                sentences(client, options.voice, pages)
    print(f"{options.drafts} drafts, voice {options.voice}")
    for name, walls in pages.items():
        print(f"{name:<28}{median(walls):.3f} s, at most {max(walls):.3f} s")
    print(f"wanted: first page {FIRST_PAGE_S} s, a sentence {SENTENCE_S} s")


def sentences(client: httpx.Client, voice: str, walls: dict[str, list[float]]) -> None:
    """Press sentences that were never voiced."""
    for number, place in enumerate(PLACES):
        # Of each round another text, so that nothing comes from the cache.
        spoken = SENTENCE.format(f"{place} {len(walls.get('first sentence', []))}")
        asked_s = time.monotonic()
        answer = client.post("hear", json={"voice": voice, "spoken": spoken})
        answer.raise_for_status()
        assert answer.headers["content-type"] == "audio/wav"
        name = "a sentence, warm" if number else "first sentence"
        walls.setdefault(name, []).append(time.monotonic() - asked_s)


def cpu_s(process: subprocess.Popen[str]) -> float:
    """CPU seconds of a process so far; 0 where the system does not tell (proc(5))."""
    status = Path(f"/proc/{process.pid}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def started() -> Iterator[tuple[subprocess.Popen[str], httpx.Client, float, float]]:
    """A newsroom, who asks it, when it was started, and when its address was printed."""
    # Made first: to load the certificates of the world takes as long as a page.
    client = httpx.Client(timeout=60)
    began_s = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "naqeeb", "newsroom", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        said_s = time.monotonic()
        origin = "/".join(address.split("/")[:3])
        client.base_url = httpx.URL(address)
        client.headers["origin"] = origin
        with client:
            yield process, client, began_s, said_s
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
