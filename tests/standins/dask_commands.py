"""A Dask cluster started by the commands of docs/scale.md, over TLS, on loopback.

Each worker has a folder of its own, and a watch that notes whoever opens a path that it should
not know: a cluster shares no disk.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from naqeeb.settings import ClusterSettings, find_voice
from naqeeb.speech.engines.tone import Tone
from naqeeb.workers.cluster import CONFIG

SENTENCE = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔"
POISONED = "صوبائی حکومت نے زہروں کی بحالی کا کام شروع کر دیا۔"

SCALE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text("utf-8")
WATCH = """
import os, sys
WHERE = os.environ["WATCHED"].split(os.pathsep)
NOTES = os.environ["WATCH_NOTES"]

def look(event, arguments):
    if event not in ("open", "os.scandir", "os.listdir", "os.mkdir", "sqlite3.connect"):
        return
    path = arguments[0]
    if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(tuple(WHERE)):
        with open(NOTES, "a") as notes:
            notes.write(f"{event} {path}\\n")

sys.addaudithook(look)
"""


@dataclass(frozen=True)
class Cluster:
    """Where it is."""

    settings: ClusterSettings
    notes: Path
    """What workers opened that they should not know; missing where there is nothing."""
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]
    """The commands; what works is a child of theirs."""


def documented(command: str) -> list[str]:
    """A command of docs/scale.md in words, its lines joined."""
    (line,) = re.findall(rf"^{command} .*?(?<!\\)$", SCALE.replace("\\\n", " "), re.MULTILINE)
    return shlex.split(line.replace("$(nproc)", "1"))


def make_certificates(folder: Path) -> None:
    """What docs/scale.md says of it, done."""
    block = SCALE.split("### Certificates")[1].split("```sh\n")[1].split("```")[0]
    subprocess.run(["sh", "-ec", block], cwd=folder, check=True, capture_output=True)


@contextlib.contextmanager
def documented_cluster(
    folder: Path, workers: Sequence[str], hidden: Sequence[Path]
) -> Iterator[Cluster]:
    """A scheduler and a worker for each entry, which are its further options; gone afterwards.

    Args:
        folder: holds certificates, and the workers' folders.
        workers: as ``--resources GPU=1`` or empty.
        hidden: what the workers should not open.
    """
    make_certificates(folder)
    (folder / "watch.py").write_text(WATCH, "utf-8")
    notes = folder / "opened"
    environment = os.environ | {
        "DASK_CONFIG": str(CONFIG),
        "PYTHONWARNINGS": "ignore",
        "WATCHED": os.pathsep.join(map(str, hidden)),
        "WATCH_NOTES": str(notes),
    }
    dask = str(Path(sys.executable).with_name("dask"))
    with contextlib.ExitStack() as stack:

        def start(words: list[str], cwd: Path) -> subprocess.Popen[bytes]:
            # A process group, so that a nanny takes its worker along.
            process = subprocess.Popen(
                [dask, *words[1:]],
                cwd=cwd,
                env=environment | {"XDG_CACHE_HOME": str(cwd / "cache")},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(_end, process)
            return process

        found = folder / "scheduler.json"
        words = ["127.0.0.1:0" if word == "8786" else word for word in documented("dask scheduler")]
        words[words.index("--port")] = "--host"
        words[words.index("127.0.0.1:0")] = "127.0.0.1"
        more = ["--port", "0", "--no-dashboard", "--scheduler-file", str(found)]
        scheduler = start([*words, *more], folder)
        _wait_for(found, scheduler)
        address = json.loads(found.read_text("utf-8"))["address"]
        started: list[subprocess.Popen[bytes]] = []
        for number, options in enumerate(workers):
            own = folder / f"worker-{number}"
            own.mkdir()
            words = [
                address if word.startswith("tls://") else word for word in documented("dask worker")
            ]
            words = [str(folder / word) if word.endswith(".pem") else word for word in words]
            more = ["--no-dashboard", "--preload", str(folder / "watch.py"), *options.split()]
            started.append(start([*words, *more], own))
        yield Cluster(
            ClusterSettings(
                address,
                str(folder / "ca.pem"),
                str(folder / "cluster.pem"),
                str(folder / "cluster-key.pem"),
            ),
            notes,
            scheduler,
            tuple(started),
        )


def deadly_voice(root: Path, folder: Path) -> None:
    """A voice ``deadly`` beside these settings, whose program kills who gives it ``POISONED``."""
    clip = Tone(find_voice("tone", root)).speak(SENTENCE)
    with wave.open(str(folder / "clip.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate_hz)
        file.writeframes(clip.pcm)
    program = folder / "deadly"
    program.write_text(
        f"#!/bin/sh\nif grep -q زہر; then kill -9 $PPID; fi\nexec cat {folder / 'clip.wav'}\n",
        "utf-8",
    )
    program.chmod(0o755)
    voice = f'engine = "command"\nlufs = -20.0\n[options]\ncommand = ["{program}"]\n'
    (root / "voices").mkdir(exist_ok=True)
    (root / "voices" / "deadly.toml").write_text(voice, "utf-8")


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    until_s = time.monotonic() + 60
    while not path.exists() or not path.read_text("utf-8").strip().endswith("}"):
        assert process.poll() is None, "the scheduler ended"
        assert time.monotonic() < until_s, "the scheduler does not start"
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
