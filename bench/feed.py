"""How long the feed of a long-lived show takes: 10,000 episodes, all of them, then one more.

    python bench/feed.py [EPISODES]

Prints processor seconds, since the wall clock of a shared machine says little,
and the peak memory of the process.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from naqeeb.model import AudioFile, Caption, Chapter, Episode, Role, Show
from naqeeb.podcast import feed

START = datetime(2000, 1, 1, tzinfo=UTC)
SENTENCE = "ایران اور روس کے صدور نے جمعرات کو سمرقند میں تنظیم کے اجلاس کے موقع پر ملاقات کی۔"
SHOW = Show(site_url="https://news.example.org/", email="desk@example.org", guid="0" * 36)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the archive's index knows of an episode."""

    id: str
    guid: str
    title: str
    published: datetime
    updated: datetime
    duration_ms: int
    audio: str


def entry(number: int) -> Entry:
    """The episode of this number, counted from the oldest."""
    day = START + timedelta(hours=6 * number)
    name = f"2000-01-01-khabar-{number:08x}"
    return Entry(name, f"guid-{number}", f"خبر نمبر {number}", day, day, 150_000, f"{name}.mp3")


def episode(entry: Entry) -> Episode:
    """Its record: fourteen sentences and three chapters."""
    captions = tuple(
        Caption(Role.BODY, n // 3, 0, SENTENCE, n * 10_000, n * 10_000 + 9000) for n in range(14)
    )
    return Episode(
        guid=entry.guid,
        id=entry.id,
        key=entry.id,
        title=entry.title,
        published=entry.published,
        updated=entry.updated,
        audio=AudioFile(entry.audio, "audio/mpeg", 1_200_000, "ab" * 32, 64_000),
        duration_ms=entry.duration_ms,
        chapters=tuple(Chapter(n * 50_000, n * 50_000 + 50_000, SENTENCE[:50]) for n in range(3)),
        transcript=captions,
        voice="espeak",
        engine="espeak",
        engine_version="1",
        voice_licence="GPL-3.0",
        source_hash="0",
    )


def main() -> None:
    """Build everything, then nothing, then one episode more, then one corrected."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    entries = [entry(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        measure("whole rebuild", lambda: bring_up_to_date(output, entries, everything=True))
        measure("nothing new", lambda: bring_up_to_date(output, entries))
        more = [*entries, entry(count)]
        measure("one new episode", lambda: bring_up_to_date(output, more))
        middle = replace(more[count // 2], updated=START + timedelta(days=9999))
        more[count // 2] = middle
        measure("one old episode corrected", lambda: bring_up_to_date(output, more))
        sizes = [path.stat().st_size for path in output.iterdir()]
        print(f"{len(sizes)} files, {max(sizes) / 1e6:.2f} MB the largest")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def bring_up_to_date(output: Path, entries: list[Entry], *, everything: bool = False) -> int:
    """Write what is not up to date; gives the number of files."""
    by_id = {each.id: each for each in entries}
    made = feed.build(
        SHOW,
        entries,
        lambda name: episode(by_id[name]),
        cover="cover.png",
        existing=feed.NOTHING if everything else feed.Stamped(output),
    )
    written = 0
    for name, data in made:
        (output / name).write_bytes(data)
        written += 1
    return written


def measure(what: str, work: Callable[[], int]) -> None:
    """Run and print processor time and the number of files written."""
    start = time.process_time()
    written = work()
    print(f"{what}: {time.process_time() - start:.2f} s, {written} files written")


if __name__ == "__main__":
    main()
