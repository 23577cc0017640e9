"""A station that has run for years, a text of hours, many articles, a cluster treated badly.

    python bench/scale.py [--episodes 10000] [--fewer 2000]
    python bench/scale.py long [--hours 10]
    python bench/scale.py pipe [--articles 24] [--rounds 3] [--dask]
    python bench/scale.py writer [--articles 300]
    python bench/scale.py queue [--sources 100000] [--dask]
    python bench/scale.py tasks
    python bench/scale.py overhead [--articles 500]
    python bench/scale.py storm [--articles 1000]

The first builds an output of real records (ten sentences with word times, the
files that are derived from them, a few bytes for the sound) and measures the
commands on top of it. ``check`` and ``publish`` get an output of their own with
sound that is whole. The second makes long texts with the whole command. The
others are those of ``makers.py`` and ``storm.py``, which say what they do.

Each command runs in a process of its own. CPU seconds are those of the process
and of its children; the peak is of the largest process, with the number of
processes where they are several.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import makers
import storm
from naqeeb import workers
from naqeeb.archive import Archive, record
from naqeeb.desk import branding, derive
from naqeeb.desk.desk import Desk
from naqeeb.model import Episode
from naqeeb.podcast import tags
from naqeeb.podcast.artwork import cover
from naqeeb.settings import Settings, VoiceSettings
from seed import SEED, Run, timed

NAQEEB = Path(sys.executable).with_name("naqeeb")
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
BATCH = 200
WHAT = ("years", "long", "pipe", "writer", "queue", "tasks", "overhead", "storm")
CHARS_A_MINUTE = 900
"""Of text: espeak's pace, pauses included."""


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="?", choices=WHAT, default="years")
    parser.add_argument("--episodes", type=int, default=10_000)
    parser.add_argument("--fewer", type=int, default=2_000)
    parser.add_argument("--hours", type=float, default=10)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sources", type=int, default=100_000)
    parser.add_argument("--dask", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as made:
        folder = Path(made)
        # A cache of its own, and a folder without a naqeeb.toml.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        # As where it is installed: else each process compiles a checkout's sources.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.chdir(folder)
        if options.what == "years":
            years(folder, options.episodes, options.fewer)
        elif options.what == "long":
            long_texts(folder, options.hours)
        elif options.what == "pipe":
            makers.beside_the_pipe(folder, options.articles or 24, options.rounds, options.dask)
        elif options.what == "writer":
            makers.writer(folder, options.articles or 300)
        elif options.what == "queue":
            makers.queue(folder, options.sources, options.dask)
        elif options.what == "tasks":
            makers.tasks(folder)
        elif options.what == "overhead":
            makers.overhead(folder, options.articles or 500)
        else:
            sys.exit(storm.storm(folder, options.articles or 1000, 2))


# -- years ------------------------------------------------------------------


def years(folder: Path, episodes: int, fewer: int) -> None:
    """Everyday commands on an old archive."""
    sentences = sentences_of_seed()[:10]
    article = folder / "article.txt"
    article.write_text(f"{sentences[0]}\n\n{' '.join(sentences[1:])}\n", "utf-8")
    config = folder / "naqeeb.toml"
    config.write_text('[show]\ntitle = "پہلا نام"\n', "utf-8")

    if episodes:
        output = folder / "output"
        settings = build(output, article, episodes, sound=False)
        size_mb = sum(path.stat().st_size for path in output.glob("episodes/*/*")) / 1e6
        print(f"{episodes} episodes, {size_mb:.0f} MB without sound")
        header()
        run("feed, first time", "feed", "--output", output)
        for number in (1, 2):
            new = folder / f"one-new-{number}.txt"
            new.write_text(f"خبر نمبر {number} آ گئی۔ {' '.join(sentences[:3])}\n", "utf-8")
            run(f"make one new ({number})", "make", new, "--voice", "tone", "--output", output)
        empty = folder / "empty"
        run("the same, no archive", "make", new, "--voice", "tone", "--output", empty)
        run("feed, all as it was", "feed", "--output", output)
        config.write_text('[show]\ntitle = "دوسرا نام"\n', "utf-8")
        run("feed, another title", "feed", "--output", output)
        assert len(Archive(settings.output).entries()) == episodes + 2
        shutil.rmtree(output)
    if fewer:
        config.write_text('[show]\ntitle = "پہلا نام"\n', "utf-8")
        output = folder / "fewer"
        build(output, article, fewer, sound=True)
        size_mb = sum(path.stat().st_size for path in output.glob("episodes/*/*")) / 1e6
        print(f"{fewer} episodes, {size_mb:.0f} MB with sound")
        header()
        run("feed", "feed", "--output", output)
        run("check", "check", "--output", output)
        run("publish, all of it", "publish", folder / "web", "--output", output)
        run("publish, nothing new", "publish", folder / "web", "--output", output)


def build(output: Path, article: Path, count: int, *, sound: bool) -> Settings:
    """An output of ``count`` episodes like the one that naqeeb makes of ``article``."""
    from naqeeb.settings import load

    settings = replace(load(article.parent / "naqeeb.toml"), output=output)
    model = replace(settings, output=output / "model", voice=VoiceSettings(name="tone"))
    episode = Desk(model).make(article)
    mp3 = (Archive(model.output).folder(episode.id) / episode.audio.name).read_bytes()
    shutil.rmtree(model.output)
    guid = branding.with_guid(Archive(output), settings.show).guid
    settings = replace(settings, shows=(replace(settings.show, guid=guid),))
    work = partial(_put_batch, settings, episode, mp3 if sound else b"")
    batches = [range(at, min(count, at + BATCH)) for at in range(0, count, BATCH)]
    for done in workers.run(work, batches):
        assert done.error is None, done.error
    return settings


def _put_batch(settings: Settings, episode: Episode, mp3: bytes, numbers: range) -> int:
    small = cover.embed(cover.default_cover()[1])
    for number in numbers:
        _put(settings, episode, mp3, small, number)
    return len(numbers)


def _put(settings: Settings, like: Episode, mp3: bytes, small: bytes, number: int) -> None:
    """One episode, written without waiting for the disk."""
    published = FIRST + timedelta(hours=6 * number)
    episode_id = f"{published:%Y-%m-%d}-khabar-{number:08x}"
    folder = settings.output / "episodes" / episode_id
    folder.mkdir(parents=True)
    first, *rest = like.transcript
    made = replace(
        like,
        id=episode_id,
        guid=f"urn:uuid:00000000-0000-4000-8000-{number:012x}",
        key=f"news/{number}.txt",
        title=f"{like.title[:60]} {number}",
        published=published,
        updated=published,
        stated_date=published.isoformat(),
        transcript=(replace(first, text=f"{first.text[:-1]} {number}۔"), *rest),
    )
    path = folder / "sound.mp3"
    path.write_bytes(mp3 or b"%032d" % number)
    if mp3:
        tags.write(path, made, settings.show, small)
    digest = sha256(path.read_bytes()).hexdigest()
    name = f"{episode_id}-{digest[:8]}.mp3"
    audio = replace(made.audio, name=name, size_bytes=path.stat().st_size, sha256=digest)
    path.rename(folder / name)
    made = replace(made, audio=audio)
    derived = derive.derive(made, settings.show, "cover.png")
    for each, data in derived.items():
        (folder / each).write_bytes(data)
    files = {each: sha256(data).hexdigest() for each, data in sorted(derived.items())}
    (folder / "episode.json").write_bytes(record.to_json(replace(made, files=files)))


# -- hours ------------------------------------------------------------------


def long_texts(folder: Path, hours: float) -> None:
    """Whole commands on texts of ten minutes to hours."""
    header("chars", "MP3 MB", "page kB", "record kB", "tag kB")
    for minutes in (10, 30, 60):
        one_long(folder, "espeak", minutes)
    if hours:
        one_long(folder, "tone", round(hours * 60))
        one_long(folder, "espeak", round(hours * 60))


def one_long(folder: Path, voice: str, minutes: int) -> None:
    """One text through ``naqeeb make``."""
    text, output = folder / "long.txt", folder / "long"
    text.write_text(long_text(minutes * CHARS_A_MINUTE), "utf-8")
    shutil.rmtree(output, ignore_errors=True)
    made = timed([NAQEEB, "make", text, "--voice", voice, "--output", output, "--quiet"])
    (mp3,) = output.glob("episodes/*/*.mp3")
    with mp3.open("rb") as file:
        head = file.read(10)
    tag = sum((byte & 127) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    row(
        f"{voice}, {minutes} min",
        made,
        len(text.read_text("utf-8")),
        f"{mp3.stat().st_size / 1e6:.1f}",
        (mp3.parent / "index.html").stat().st_size // 1000,
        (mp3.parent / "episode.json").stat().st_size // 1000,
        tag // 1000,
    )


def long_text(chars: int) -> str:
    """Sentences of the seed in an order of their own for each paragraph, a number in each."""
    sentences = sentences_of_seed()
    paragraphs: list[str] = []
    length = number = 0
    while length < chars:
        said = []
        for _ in range(4):
            number += 1
            said.append(f"خبر {number}: {sentences[number * 7 % len(sentences)]}")
        paragraphs.append(" ".join(said))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


# -- measuring --------------------------------------------------------------


def sentences_of_seed() -> list[str]:
    """The seed's sentences."""
    text = SEED.read_text("utf-8").replace("\n", " ")
    return [each.strip() for each in re.split(r"(?<=۔)", text) if each.strip()]


def header(*more: str) -> None:
    """The head of a table."""
    columns = "".join(f"{name:>11}" for name in more)
    print(f"{'':<24}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{columns}", flush=True)


def row(name: str, made: Run, *more: object) -> None:
    """One line of it."""
    columns = "".join(f"{each:>11}" for each in more)
    print(
        f"{name:<24}{made.cpu_s:>8.2f}{made.wall_s:>8.2f}{made.peak_mb:>9.0f}{columns}", flush=True
    )


def run(name: str, *command: str | Path) -> None:
    """Measure a command of naqeeb."""
    row(name, timed([NAQEEB, *command, "--quiet"]))


if __name__ == "__main__":
    main()
