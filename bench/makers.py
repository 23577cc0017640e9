"""Many articles on this machine: makers beside the bare pipe, the writer alone, the queue.

    python bench/scale.py pipe [--articles 24] [--rounds 3] [--dask]
    python bench/scale.py writer [--articles 300]
    python bench/scale.py queue [--sources 100000] [--dask]
    python bench/scale.py tasks
    python bench/scale.py overhead [--articles 500]

``pipe``: articles of 2,900 characters, all different, by ``naqeeb make --jobs 2``, ``--jobs 1``
and ``xargs -P2`` over ``espeak-ng | lame -q 7``, in turn; with ``--dask`` also by two workers of
Dask. ``writer`` feeds the writer with finished episodes, as they come from a cluster. ``queue``
gives sources that do nothing to processes, or with ``--dask`` to a cluster, and prints how the
client's memory grows. ``tasks`` prints what Dask itself takes, ``overhead`` how much
more CPU a whole article takes by Dask than by processes.

CPU seconds are of all processes together. On a machine that does other work read them, and the
ratios of one round, not the walls.
"""

from __future__ import annotations

import os
import pickle
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from naqeeb import intake, workers
from naqeeb.desk.branding import Brandings
from naqeeb.desk.commit import commit
from naqeeb.desk.job import Effort, article_job
from naqeeb.desk.plan import Plan, plan
from naqeeb.desk.remote import Parcel, Returned, produce_remotely, product_of
from naqeeb.model import Article
from naqeeb.settings import ClusterSettings, Settings, VoiceSettings
from naqeeb.workers.cluster import CONFIG
from seed import SEED, Run, timed

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "standins"))
from dask_cluster import dask_cluster  # it lies beside the tests that share it

NAQEEB = Path(sys.executable).with_name("naqeeb")
CHARS = 2_900


# -- makers -----------------------------------------------------------------


def write_articles(folder: Path, count: int, chars: int = CHARS) -> None:
    """Articles of the seed's sentences, each in an order of its own."""
    text = SEED.read_text("utf-8").replace("\n", " ")
    sentences = [each.strip() + "۔" for each in text.split("۔") if each.strip()]
    folder.mkdir(parents=True)
    for number in range(count):
        order = random.Random(number)
        said = [f"خبر نمبر {number}۔"]
        while sum(map(len, said)) < chars:
            said.append(order.choice(sentences))
        (folder / f"{number:05}.txt").write_text(" ".join(said)[:chars] + "۔\n", "utf-8")


def beside_the_pipe(folder: Path, count: int, rounds: int, dask: bool) -> None:
    """Each contestant in turn, a few rounds."""
    news, output = folder / "news", folder / "output"
    write_articles(news, count)
    make: list[str | Path] = [
        NAQEEB,
        "make",
        news,
        "--voice",
        "espeak",
        "--output",
        output,
        "--quiet",
    ]
    speak = "espeak-ng -v ur -s 150 -f {} --stdout | lame --quiet -q 7 -b 64 -m m - {}.mp3"
    pipe = ["sh", "-c", f"find {news} -name '*.txt' | xargs -P2 -I{{}} sh -c '{speak}'"]
    runs: dict[str, Callable[[], Run]] = {
        "naqeeb --jobs 2": lambda: timed([*make, "--jobs", "2"]),
        "naqeeb --jobs 1": lambda: timed([*make, "--jobs", "1"]),
        "xargs -P2": lambda: timed(pipe),
    }
    if dask:
        runs["Dask, two workers"] = lambda: by_dask(folder, make)
    results: dict[str, list[Run]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(folder / "cache", ignore_errors=True)
            results[name].append(run())
    load = os.getloadavg()[0]
    print(f"{count} articles of {CHARS} characters, {rounds} rounds, load {load:.1f}")
    print(f"{'':<20}{'wall s':>8}{'CPU s':>8}{'CPU s each':>12}{'of the pipe':>13}")
    theirs = results["xargs -P2"]
    for name, each in results.items():
        cpu = statistics.median(run.cpu_s for run in each)
        wall = statistics.median(run.wall_s for run in each)
        pairs = zip(theirs, each, strict=True)
        ratio = statistics.median(pipe.wall_s / mine.wall_s for pipe, mine in pairs)
        print(f"{name:<20}{wall:>8.1f}{cpu:>8.1f}{cpu / count:>12.2f}{ratio:>13.2f}")


def by_dask(folder: Path, make: list[str | Path]) -> Run:
    """The command with a cluster that stands already; CPU of all of the cluster is counted."""
    os.environ["DASK_CONFIG"] = str(CONFIG)
    with dask_cluster(folder) as cluster:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began_s = time.perf_counter()
        subprocess.run([*map(str, make), "--cluster", cluster.address], check=True)
        wall_s = time.perf_counter() - began_s
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall_s, cpu_s, 0.0)


def overhead(folder: Path, count: int) -> None:
    """CPU of a further article by two processes and by two workers of Dask.

    Each makes a quarter of the articles and then all; the difference is without what it takes
    to start a cluster.
    """
    output = folder / "output"
    further_s: dict[str, float] = {}
    counts = (max(1, count // 4), count)
    runs: dict[str, list[float]] = {"--jobs 2": [], "Dask, two workers": []}
    for size in counts:
        news = folder / f"news-{size}"
        write_articles(news, size)
        make: list[str | Path] = [NAQEEB, "make", news, "--voice", "espeak", "--output", output]
        for name, each in runs.items():
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(folder / "cache", ignore_errors=True)
            quiet = [*make, "--quiet"]
            run = timed([*quiet, "--jobs", "2"]) if name == "--jobs 2" else by_dask(folder, quiet)
            each.append(run.cpu_s)
            print(f"{name}: {size} articles, {run.cpu_s:.1f} CPU s, {run.wall_s:.0f} s", flush=True)
    for name, (few_s, all_s) in runs.items():
        further_s[name] = (all_s - few_s) / (counts[1] - counts[0])
        print(f"{name}: a further article takes {further_s[name]:.3f} s of CPU")
    more = further_s["Dask, two workers"] / further_s["--jobs 2"] - 1
    print(f"Dask takes {more:.1%} more; load {os.getloadavg()[0]:.1f}")


def tasks(folder: Path) -> None:
    """What Dask itself takes for a task, and for one that gives back an episode's bytes."""
    os.environ["DASK_CONFIG"] = str(CONFIG)
    empty_s: tuple[float, ...] = (0.0, 0.0)
    for count, size in ((1, 1), (400, 1), (200, 2_200_000)):
        began_s = cpu_s()
        with (
            dask_cluster(folder) as cluster,
            workers.open_team(0, ClusterSettings(address=cluster.address)) as team,
        ):
            for done in workers.done_by(team, os.urandom, iter([size] * count)):
                assert done.error is None, done.error
        took_s = tuple(after - before for after, before in zip(cpu_s(), began_s, strict=True))
        if count == 1:
            empty_s = took_s
            continue
        own, theirs = (
            (took - empty) / count * 1000 for took, empty in zip(took_s, empty_s, strict=True)
        )
        print(
            f"a task that gives back {size:>9} bytes: {own:.1f} ms of CPU in the client, "
            f"{theirs:.1f} ms in scheduler and workers; load {os.getloadavg()[0]:.1f}"
        )


def cpu_s() -> tuple[float, float]:
    """CPU seconds of this process, and of those that it waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, theirs.ru_utime + theirs.ru_stime


# -- the writer -------------------------------------------------------------


def writer(folder: Path, count: int) -> None:
    """What the writer does for one article: unpack, plan, commit."""
    write_articles(folder / "news", 1)
    settings = Settings(
        root=folder, output=folder / "output", voice=VoiceSettings(name="espeak"), jobs=1
    )
    article = intake.read(str(folder / "news" / "00000.txt"), root=folder)
    brandings = Brandings(settings)
    planned = planned_as(settings, article, brandings, 0)
    packed = pickle.dumps(produce_remotely(Parcel.of(planned)))
    began_cpu_s, began_s = time.process_time(), time.perf_counter()
    for number in range(1, count + 1):
        write_one(planned_as(settings, article, brandings, number), packed, number)
    cpu_ms = (time.process_time() - began_cpu_s) / count * 1000
    wall_ms = (time.perf_counter() - began_s) / count * 1000
    print(
        f"writer: {cpu_ms:.1f} ms of CPU and {wall_ms:.0f} ms in all for an article of "
        f"{len(packed) / 1e6:.1f} MB, {count} articles, load {os.getloadavg()[0]:.1f}"
    )


def planned_as(settings: Settings, article: Article, brandings: Brandings, number: int) -> Plan:
    """The plan of the article under a key of its own."""
    other = replace(article, id=f"wire:{number}", aliases=())
    planned = plan(article_job(settings, other.id, other), brandings)
    assert isinstance(planned, Plan)
    return planned


def write_one(planned: Plan, packed: bytes, number: int) -> None:
    """Commit the article once more."""
    returned: Returned = pickle.loads(packed)
    # Its sound keeps the name that it was produced under: only the writer is measured.
    episode = replace(
        returned.product.episode,
        id=f"{returned.product.episode.id[:60]}-{number:08x}",
        guid=planned.place.guid,
        key=planned.job.article.id,
        aliases=(f"text:{number:032x}",),
    )
    product = replace(returned.product, episode=episode)
    with planned.job.archive.staging() as folder:
        commit(planned, product_of(replace(returned, product=product), folder), folder, Effort())


# -- the queue --------------------------------------------------------------


def queue(folder: Path, most: int, dask: bool) -> None:
    """The client's memory, with sources that do nothing."""
    if not dask:
        _queue(most, ClusterSettings())
        return
    os.environ["DASK_CONFIG"] = str(CONFIG)
    with dask_cluster(folder) as cluster:
        _queue(most, ClusterSettings(address=cluster.address))


def _queue(most: int, cluster: ClusterSettings) -> None:
    sizes = [each for each in (1_000, 10_000, 100_000, 1_000_000) if each <= most]
    for size in sizes:
        began_s = time.perf_counter()
        own_cpu_s = time.process_time()
        with workers.open_team(2, cluster) as team:
            for done in workers.done_by(team, len, ("" for _ in range(size))):
                assert done.error is None, done.error
        # The most that this process had until now; it never falls.
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each_ms = (time.perf_counter() - began_s) / size * 1000
        cpu_ms = (time.process_time() - own_cpu_s) / size * 1000
        print(
            f"{size:>9} sources: peak {peak_mb:.1f} MB, {each_ms:.2f} ms each, "
            f"{cpu_ms:.2f} ms of the client's CPU",
            flush=True,
        )
