"""A backlog on a Dask cluster that is treated badly, then published into an object store.

    python bench/scale.py storm [--articles 1000]

The cluster is started by the commands of docs/scale.md, over TLS on loopback. Its workers have
folders of their own and a watch that notes whoever opens the newsroom's. While the articles are
made four workers are killed and one is stopped; two articles kill whoever speaks them; the
scheduler is killed once, a new cluster is started, and the command is given again. Then all is
published into moto, and the published feed is read.

It prints what became of everything, and ends with 1 where an article was lost, doubled or left
out of the feed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from naqeeb.archive import Archive

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "standins"))
from dask_commands import POISONED, SENTENCE, Cluster, deadly_voice, documented_cluster

CITIES = (
    "لاہور", "ملتان", "پشاور", "سکھر", "گجرات", "ساہیوال", "مردان", "خضدار", "گوادر", "بنوں",
)  # fmt: skip
NAQEEB = Path(sys.executable).with_name("naqeeb")


def storm(folder: Path, count: int, workers: int) -> int:
    """The whole of it; 1 where something is not as it should be."""
    newsroom = folder / "newsroom"
    newsroom.mkdir()
    deadly_voice(newsroom, folder)
    backlog(newsroom / "backlog.jsonl", count)
    began_s = time.perf_counter()
    opened: list[str] = []
    for number in (1, 2):
        place = folder / f"cluster-{number}"
        place.mkdir()
        with documented_cluster(place, [""] * workers, [newsroom]) as cluster:
            settings(newsroom, cluster)
            said, code = run(newsroom, cluster, count, kill_scheduler=number == 1)
        if cluster.notes.exists():
            opened += cluster.notes.read_text("utf-8").splitlines()
        print(f"run {number}: exit {code}, {said} reported, {time.perf_counter() - began_s:.0f} s")
    print(f"paths of the newsroom that a worker opened: {len(opened)}")
    return checked(newsroom, count, opened) | published(newsroom, count)


def backlog(path: Path, count: int) -> None:
    """Articles of a line each, two of them poison."""
    poison = {count // 3, count // 2}
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = POISONED if number in poison else SENTENCE
            # No two alike, since an article is known by its text too, and all as long as the clip.
            first, second, third = (CITIES[number // 10**each % 10] for each in range(3))
            text = text.replace("صوبائی حکومت", f"{first} {second} {third}")
            article = {"id": f"wire:{number}", "text": text}
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def settings(newsroom: Path, cluster: Cluster) -> None:
    """``naqeeb.toml`` for this cluster."""
    own = cluster.settings
    (newsroom / "naqeeb.toml").write_text(
        'output = "output"\n'
        '[show]\ntitle = "ریڈیو نقیب"\n'
        '[voice]\nname = "deadly"\n'
        f'[cluster]\naddress = "{own.address}"\ntls_ca = "{own.tls_ca}"\n'
        f'tls_cert = "{own.tls_cert}"\ntls_key = "{own.tls_key}"\n',
        "utf-8",
    )


def run(newsroom: Path, cluster: Cluster, count: int, *, kill_scheduler: bool) -> tuple[int, int]:
    """The command, disturbed; how many articles it spoke of, and how it ended."""
    command = [str(NAQEEB), "make", "--from", "backlog.jsonl", "--json"]
    said = 0
    with subprocess.Popen(
        command, cwd=newsroom, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for _ in process.stdout:
            said += 1
            if kill_scheduler and said in {count // 8, count // 4}:
                disturb(cluster, signal.SIGKILL)
            elif kill_scheduler and said == count // 6:
                disturb(cluster, signal.SIGSTOP)
            elif kill_scheduler and said == count * 3 // 8:
                cluster.scheduler.kill()
            elif not kill_scheduler and said in {count // 8, count // 4}:
                disturb(cluster, signal.SIGKILL)
        complaints = process.stderr.read().strip().splitlines()
    for line in complaints[-3:]:
        print(f"  {line}")
    return said, process.returncode


def disturb(cluster: Cluster, how: signal.Signals) -> None:
    """Kill or stop one of the workers, whatever it does."""
    psutil: Any = import_module("psutil")  # Dask brings it
    # `dask worker` starts another process that works, and starts it again where it dies.
    working: list[int] = []
    while not working:
        time.sleep(0.2)
        working = [
            child.pid
            for nanny in cluster.workers
            for child in psutil.Process(nanny.pid).children()
            if child.status() not in {psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE}
            and "spawn_main" in "".join(_command(child))
        ]
    os.kill(random.choice(working), how)
    print(f"  a worker was sent {how.name}", flush=True)


def _command(process: Any) -> list[str]:
    """What it was started with; nothing where it ended meanwhile."""
    try:
        command: list[str] = process.cmdline()
    except import_module("psutil").Error:
        return []
    return command


def checked(newsroom: Path, count: int, opened: list[str]) -> int:
    """What became of each article."""
    output = newsroom / "output"
    keys = Counter(entry.key for entry in Archive(output).entries())
    wanted = {f"wire:{number}" for number in range(count)}
    poison = {f"wire:{count // 3}", f"wire:{count // 2}"}
    lost = sorted(wanted - poison - keys.keys())
    doubled = [key for key, times in keys.items() if times > 1]
    letters = [
        json.loads(line)
        for path in newsroom.glob("*dead-letters*")
        for line in path.read_text("utf-8").splitlines()
    ]
    named = Counter(letter["kind"] for letter in letters)
    items = sum(path.read_text("utf-8").count("<item>") for path in output.glob("feed*.xml"))
    left = [path.name for path in output.glob(".naqeeb-new-*")]
    print(
        f"{len(keys)} episodes of {count} articles, {len(lost)} lost, {len(doubled)} doubled; dead "
        f"letters: {dict(named)}; {len(left)} folders left behind; {items} items in the feed"
    )
    good = len(keys) == count - 2 and named == {"WorkerLost": 2} and items >= len(keys)
    return int(bool(lost or doubled or left or opened or not good))


MOTO = (
    "import sys, logging, moto.server as m\n"
    "logging.getLogger('werkzeug').setLevel(logging.ERROR)\n"
    "s = m.ThreadedMotoServer('127.0.0.1', 0, verbose=False)\n"
    "s.start(); print('http://%s:%d' % s.get_host_and_port(), flush=True); sys.stdin.read()\n"
)


def published(newsroom: Path, count: int) -> int:
    """Publish into moto, and count what can be heard there."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", MOTO],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as moto:
        assert moto.stdout is not None
        endpoint = moto.stdout.readline().strip()
        os.environ |= {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ALLOW_HTTP": "true",
        }
        boto3: Any = import_module("boto3")
        bucket = boto3.resource("s3", endpoint_url=endpoint).create_bucket(Bucket="radio")
        done = subprocess.run(
            [NAQEEB, "publish", "s3://radio/news", "--anyway", "--quiet"],
            cwd=newsroom,
            capture_output=True,
            text=True,
            check=False,
        )
        names = [each.key for each in bucket.objects.all()]
        feeds = [
            bucket.Object(name).get()["Body"].read().decode()
            for name in names
            if Path(name).name.startswith("feed") and name.endswith(".xml")
        ]
        moto.kill()
    sounds = sum(name.endswith(".mp3") for name in names)
    items = len({guid for feed in feeds for guid in feed.split("<guid")[1:]})
    print(f"publish: exit {done.returncode}, {sounds} MP3s, {items} items in {len(feeds)} feeds")
    if done.returncode:
        print(done.stderr[-600:])
    return int(done.returncode != 0 or sounds != count - 2 or items < count - 2)
