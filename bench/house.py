"""Before and after in one run: an older version of naqeeb and this one, in turn.

    python bench/house.py --before CHECKOUT --before-venv VENV [--rounds 7] [--articles 100]

CHECKOUT is the older version's folder (its lines are counted), VENV an environment that it is
installed in. Without them only this version is measured: the one that this Python imports.

Each round runs the older version, this one and, for the seed, ``espeak-ng | lame -b 64``, one
after the other, so that a busy machine slows all of them; the ratio is the median of the rounds'
ratios. Articles a second are counted over a folder of articles of 3,000 characters, each
of its own sentences, with ``--jobs 2``. Memory is that of the largest process. All voices are
espeak: nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from naqeeb import sentences
from seed import SEED, Run, timed

ROOT = Path(__file__).parents[1]
CHARACTERS = 3_000
"""Of each article of the batch."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of naqeeb: its sources, and the Python that runs it."""

    name: str
    checkout: Path
    python: Path

    def command(self, *arguments: str | Path) -> list[str | Path]:
        """The command line of this version."""
        return [self.python, "-m", "naqeeb", *arguments]

    def lines(self, folder: str) -> int:
        """Lines of Python in a folder of the checkout."""
        files = (self.checkout / folder).rglob("*.py")
        return sum(len(path.read_text("utf-8").splitlines()) for path in files)


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--before", type=Path, metavar="CHECKOUT")
    parser.add_argument("--before-venv", type=Path, metavar="VENV")
    parser.add_argument("--rounds", type=int, default=7, help="of the single commands")
    parser.add_argument("--articles", type=int, default=100, help="in the batch; 0 leaves it out")
    parser.add_argument("--batches", type=int, default=2, help="rounds of the batch")
    options = parser.parse_args()
    versions = [Version("now", ROOT, Path(sys.executable))]
    if options.before or options.before_venv:
        if not (options.before and options.before_venv):
            parser.error("--before and --before-venv go together")
        python = options.before_venv.absolute() / "bin" / "python"
        versions.insert(0, Version("before", options.before.resolve(), python))
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print(f"{'':<34}{'before':>10}{'now':>10}{'ratio':>8}   aim")
    for folder in ("src", "tests"):
        show(f"lines of {folder}", {each.name: [each.lines(folder)] for each in versions})
    with tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as scratch:
        _measure(versions, Path(scratch), options)


def _measure(versions: Sequence[Version], folder: Path, options: argparse.Namespace) -> None:
    # A cache of its own, a folder without a naqeeb.toml, and each Python with its own naqeeb.
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    os.environ.pop("PYTHONPATH", None)
    os.environ["PYTHONSAFEPATH"] = "1"
    os.chdir(folder)
    _single_commands(versions, folder, options.rounds)
    if options.articles:
        _batch(versions, folder, options.articles, options.batches)


def _single_commands(versions: Sequence[Version], folder: Path, rounds: int) -> None:
    """The seed, the same again, and ``--help``; the seed beside the pipe, too."""
    runs: dict[str, Callable[[], Run]] = {}
    for version in versions:
        output = folder / f"output-{version.name}"
        make = version.command("make", SEED, "--voice", "espeak", "--output", output, "--quiet")
        runs[f"{version.name} seed"] = partial(_fresh, make, output)
        runs[f"{version.name} again"] = partial(timed, make)
        runs[f"{version.name} help"] = partial(timed, version.command("--help"))
    missing = [name for name in ("espeak-ng", "lame") if shutil.which(name) is None]
    if not missing:
        speak: list[str | Path] = ["espeak-ng", "-v", "ur", "-s", "150", "-f", SEED, "--stdout"]
        encode: list[str | Path] = ["lame", "--quiet", "-b", "64", "-m", "m", "-"]
        runs["pipe"] = partial(timed, speak, [*encode, folder / "pipe.mp3"])
    results = _in_turn(runs, rounds)
    walls = {name: [run.wall_s for run in each] for name, each in results.items()}

    def of_each(what: str, values: dict[str, list[float]]) -> dict[str, list[float]]:
        return {each.name: values[f"{each.name} {what}"] for each in versions}

    show("the seed, s", of_each("seed", walls))
    if missing:
        print(f"{'':<34}no pipe: {' and '.join(missing)} is not installed")
    else:
        against = {
            each.name: [
                mine / pipe
                for mine, pipe in zip(walls[f"{each.name} seed"], walls["pipe"], strict=True)
            ]
            for each in versions
        }
        show("the seed / espeak-ng | lame -b 64", against, most=1.0)
    show("--help, s", of_each("help", walls), most=0.35)
    show("nothing changed, s", of_each("again", walls), most=0.4)
    peaks = {name: [run.peak_mb for run in each] for name, each in results.items()}
    show("peak memory of the seed, MB", of_each("seed", peaks), most=100)


def _batch(versions: Sequence[Version], folder: Path, articles: int, rounds: int) -> None:
    news = folder / "news"
    _write_articles(news, articles)
    runs: dict[str, Callable[[], Run]] = {}
    for version in versions:
        output = folder / f"batch-{version.name}"
        arguments = ("--voice", "espeak", "--jobs", "2", "--output", output, "--quiet")
        make = version.command("make", news, *arguments)
        runs[version.name] = partial(_fresh, make, output)
    results = _in_turn(runs, rounds, warm=False)
    rates = {name: [articles / run.wall_s for run in each] for name, each in results.items()}
    show(f"articles a second, {articles} with --jobs 2", rates, least_of_before=0.95)


def _fresh(make: Sequence[str | Path], output: Path) -> Run:
    shutil.rmtree(output, ignore_errors=True)
    return timed(make)


def _in_turn(
    runs: dict[str, Callable[[], Run]], rounds: int, *, warm: bool = True
) -> dict[str, list[Run]]:
    if warm:
        for run in runs.values():
            run()  # the files are in the system's cache for all
    results: dict[str, list[Run]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            results[name].append(run())
    return results


def _write_articles(folder: Path, count: int) -> None:
    """Articles of the seed's own sentences, each in an order of its own."""
    folder.mkdir()
    seed = sentences(SEED.read_text("utf-8"))
    for number in range(count):
        pick = random.Random(number)
        text = ""
        while len(text) < CHARACTERS:
            text += pick.choice(seed).strip() + ("\n\n" if pick.random() < 1 / 4 else " ")
        (folder / f"{number:03}.txt").write_text(f"خبر نمبر {number}\n\n{text}\n", "utf-8")


def show(
    name: str,
    values: dict[str, list[float]] | dict[str, list[int]],
    *,
    most: float | None = None,
    least_of_before: float | None = None,
) -> None:
    """One row: medians, the ratio of now to before, and what was aimed at."""
    now = median(values["now"])
    before = median(values["before"]) if "before" in values else None
    digits = 0 if float(now).is_integer() else 2
    shown = f"{before:>10.{digits}f}" if before is not None else f"{'-':>10}"
    ratio = None
    if "before" in values:
        pairs = zip(values["now"], values["before"], strict=True)
        ratio = median(mine / theirs for mine, theirs in pairs)
    aim, kept = "", True
    if most is not None:
        aim, kept = f"at most {most:g}", now <= most
    elif least_of_before is not None and ratio is not None:
        aim, kept = f"at least {least_of_before:g} of before", ratio >= least_of_before
    print(
        f"{name:<34}{shown}{now:>10.{digits}f}"
        f"{'-' if ratio is None else format(ratio, '.2f'):>8}   {aim}{'' if kept else ': missed'}"
    )


if __name__ == "__main__":
    main()
