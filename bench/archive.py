"""How long the archive takes to list its episodes: ``python bench/archive.py [COUNT]``.

Each scan runs in a process of its own, since a listing is what every command
begins with. *Cold* reads every record; *warm* asks the index for what did not
change; *one new* is the common case after ``make``. Times are CPU seconds, the
disk's cache is warm.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT = 10_000
WORDS = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا"

SCAN = """
import sys, time, resource
from pathlib import Path
from naqeeb.archive import Archive
archive = Archive(Path(sys.argv[1]))
start = time.process_time()
count = len(archive.entries())
print(count, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    """Build an archive and scan it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        for number in range(count):
            _put(output, number)
        size = sum(path.stat().st_size for path in output.rglob("episode.json"))
        print(f"{count} records, {size / 1e6:.0f} MB; {_cpu_s():.1f} s to write")
        print("scan      CPU s   MB")
        _scan(output, "cold")
        _scan(output, "warm")
        _put(output, count)
        _scan(output, "one new")


def _scan(output: Path, name: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", SCAN, str(output)], check=True, capture_output=True, text=True
    ).stdout.split()
    print(f"{name:<8}{float(said[1]):>7.2f}{int(said[2]) / 1024:>5.0f}")


def _put(output: Path, number: int) -> None:
    """A record as that of a news item of 20 sentences; the archive looks at nothing else."""
    episode_id = f"2026-11-22-khabar-{number:08x}"
    folder = output / "episodes" / episode_id
    folder.mkdir(parents=True)
    words = [[at, at + 5, at * 80, at * 80 + 300] for at in range(0, 50, 5)]
    transcript = [
        {
            "role": "body", "paragraph": line // 4, "story": 0, "text": WORDS,
            "start_ms": line * 4000, "end_ms": line * 4000 + 3900, "estimated": False,
            "words": words,
        }
        for line in range(20)
    ]  # fmt: skip
    minute, hour, day = number % 60, number // 60 % 24, number // 1440 % 28 + 1
    stamp = f"2026-11-{day:02}T{hour:02}:{minute:02}:00Z"
    record = {
        "id": episode_id, "guid": f"urn:uuid:{number:032x}", "key": f"news/{number}.txt",
        "title": f"{WORDS} {number}", "published": stamp, "updated": stamp,
        "audio": {"name": f"{episode_id}-00000000.mp3", "media_type": "audio/mpeg",
                  "size_bytes": 640_000, "sha256": "0" * 64},
        "duration_ms": 80_000, "voice": "espeak", "engine": "espeak", "engine_version": "1",
        "voice_licence": "", "source_hash": "0" * 64, "source": None, "stated_date": None,
        "language": "ur", "byline": None, "image": None, "category": None, "summary": WORDS,
        "alternates": [], "previous_audio": [], "report": None, "files": {},
        "chapters": [{"start_ms": 0, "end_ms": 80_000, "title": WORDS}],
        "transcript": transcript,
    }  # fmt: skip
    data = json.dumps(record, ensure_ascii=False)
    (folder / "episode.json").write_text(data, "utf-8")


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
