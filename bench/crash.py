"""Kill naqeeb in the middle of its work: `python bench/crash.py [KILLS] [SCENARIO ...]`.

Each kill is a signal 9 to the process alone or to its whole group, at a random moment of the
command's own duration, in a copy of one small station. After it nothing may be torn, lost,
dangling or doubled and no worker may go on; once the command has run again, `naqeeb check` must
find nothing. At the end a writer of our own changes records in place, with plain writes: that
one must be caught.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import naqeeb.desk
import naqeeb.intake
import naqeeb.sound
from crash_state import episodes, faults_of, lost, on_air
from crash_station import Scenario, newspaper, scenarios
from naqeeb.cli import main as naqeeb_main

SEED = 7
KILLS = 200
WORKERS_END_S = 2.0
"""How long workers may go on after their parent was killed."""
CONTROLS = 20


@dataclass
class Tally:
    """What was seen."""

    kills: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    too_late: int = 0
    faults: list[str] = field(default_factory=list)
    workers_ended_s: float = 0.0


def main() -> int:
    """Kill so many times, print what was seen; 1 where anything was wrong."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    for room in (naqeeb.intake, naqeeb.sound, naqeeb.desk):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)  # once, here, and not in each fork
    tally = Tally()
    chance = random.Random(SEED)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, newspaper(Path(folder)) as feed_url:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        every = scenarios(Path(folder), feed_url, run)
        chosen = [each for each in every if not sys.argv[2:] or each.name in sys.argv[2:]]
        for number, scenario in enumerate(chosen):
            share = kills // len(chosen) + (number < kills % len(chosen))
            kill_often(scenario, share, chance, tally)
        caught = control(every[0].station, chance)
    report(tally, caught, time.monotonic() - began)
    return 1 if tally.faults or not caught else 0


# -- one kill ----------------------------------------------------------------


def start(folder: Path, work: Callable[[], int]) -> int:
    """Do some work in a process group of its own, by a fork: nothing is loaded anew."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        os.chdir(folder)
        with (folder / "log.txt").open("ab") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def run(folder: Path, words: Sequence[str]) -> int:
    """Run a command to its end; gives its exit code."""
    _, status = os.waitpid(start(folder, lambda: naqeeb_main(list(words))), 0)
    return os.waitstatus_to_exitcode(status)


def kill_often(scenario: Scenario, kills: int, chance: random.Random, tally: Tally) -> None:
    """Kill one command so many times, each in a copy of the station."""
    duration_s = 0.0
    with copied(scenario) as folder:
        began = time.monotonic()
        code = run(folder, scenario.words)
        duration_s = time.monotonic() - began
        tally.faults += [
            f"{scenario.name}, not killed: {each}" for each in _after(folder, scenario, code)
        ]
    done = tries = 0
    while done < kills and tries < 5 * kills:
        tries += 1
        moment_s, alone = chance.uniform(0, duration_s), chance.random() < 0.5  # noqa: PLR2004
        with copied(scenario) as folder:
            if not killed(folder, scenario, moment_s, alone=alone, tally=tally):
                tally.too_late += 1
                continue
            done += 1
            tally.kills[scenario.name] += 1
            tally.ways["the process alone" if alone else "its group"] += 1
            how = "alone" if alone else "with its group"
            where = f"{scenario.name}, killed {how} at {moment_s:.3f} s"
            tally.faults += [f"{where}: {each}" for each in _looked_at(folder, scenario)]


@contextmanager
def copied(scenario: Scenario) -> Iterator[Path]:
    """A copy of the station, as the scenario wants it."""
    folder = Path(tempfile.mkdtemp(dir=scenario.station.parent))
    shutil.copytree(scenario.station, folder, dirs_exist_ok=True)
    with (folder / "naqeeb.toml").open("a", encoding="utf-8") as settings:
        settings.write(scenario.settings)
    yield folder
    shutil.rmtree(folder)


def killed(folder: Path, scenario: Scenario, moment_s: float, *, alone: bool, tally: Tally) -> bool:
    """Start the command and kill it at this moment; False where it had ended before."""
    child = start(folder, lambda: naqeeb_main(list(scenario.words)))
    time.sleep(moment_s)
    try:
        (os.kill if alone else os.killpg)(child, signal.SIGKILL)
    except ProcessLookupError:  # its group is not there yet
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return False
    began = time.monotonic()
    while alive(child) and time.monotonic() - began < 10 * WORKERS_END_S:
        time.sleep(0.01)
    ended_s = time.monotonic() - began
    tally.workers_ended_s = max(tally.workers_ended_s, ended_s)
    if ended_s > WORKERS_END_S:
        tally.faults.append(f"{scenario.name}: a worker went on for {ended_s:.1f} s")
    return True


def alive(group: int) -> list[int]:
    """Processes of this group that run."""
    running = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            running.append(int(path.parent.name))
    return running


def _looked_at(folder: Path, scenario: Scenario) -> list[str]:
    before = episodes(scenario.station / "output")
    faults = [*faults_of(folder / "output"), *lost(before, folder / "output", scenario.gone)]
    if scenario.is_doubled:
        faults = [each for each in faults if not each.startswith("doubled: key")]
    faults += [f"at the target: {each}" for each in faults_of(folder / "target")]
    code = run(folder, scenario.words)
    faults += [f"run again: {each}" for each in _after(folder, scenario, code)]
    return faults + lost(before, folder / "output", scenario.gone)


def _after(folder: Path, scenario: Scenario, code: int) -> list[str]:
    """What is wrong once the command has run to its end."""
    faults = [*faults_of(folder / "output")]
    faults += [f"at the target: {each}" for each in faults_of(folder / "target")]
    if code not in scenario.codes:
        faults.append(f"exit code {code}")
    count = len(on_air(folder / "output"))
    if count != scenario.on_air:
        faults.append(f"{count} episodes on the air, not {scenario.on_air}")
    if scenario.name == "publish" and len(on_air(folder / "target")) != scenario.on_air:
        faults.append("not all was published")
    if run(folder, ("check", "--jobs", "1")) != 0:
        faults.append(
            "naqeeb check: " + " | ".join((folder / "log.txt").read_text().splitlines()[-6:])
        )
    return faults


# -- the control ---------------------------------------------------------------


def control(station: Path, chance: random.Random) -> int:
    """How many of some kills of a writer that writes in place were caught."""
    caught = 0
    for _ in range(CONTROLS):
        with copied(Scenario(station, "plain", (), 2)) as folder:
            child = start(folder, lambda: write_plainly(folder / "output"))
            time.sleep(chance.uniform(0.01, 0.1))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            caught += bool(faults_of(folder / "output"))
    return caught


def write_plainly(output: Path) -> int:
    """Change records again and again as a program does that does not think of crashes."""
    paths = sorted(output.glob("episodes/*/episode.json"))
    records = [path.read_bytes() for path in paths]
    while True:
        for path, data in zip(paths, records, strict=True):
            with path.open("wb", buffering=0) as file:
                for at in range(0, len(data), 512):
                    file.write(data[at : at + 512])


def report(tally: Tally, caught: int, seconds: float) -> None:
    """Print what was seen."""
    for name, count in tally.kills.items():
        print(f"{count:>5} kills of {name}")
    ways = ", ".join(f"{count} of {way}" for way, count in tally.ways.items())
    kills = sum(tally.kills.values())
    print(f"{kills:>5} in all in {seconds:.0f} s: {ways}; {tally.too_late} came too late")
    print(f"workers ended within {tally.workers_ended_s:.2f} s; {len(tally.faults)} faults")
    for fault in tally.faults:
        print(f"  {fault}")
    print(f"plain writes, the control: {caught} of {CONTROLS} kills were caught")


if __name__ == "__main__":
    sys.exit(main())
