"""A Dask cluster by the documented commands, over TLS: nothing shared, nothing lost, all named."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="wants SIGKILL and sh"),
    pytest.mark.filterwarnings("ignore"),  # of Dask's own
]

from dask_commands import POISONED, SENTENCE, Cluster, deadly_voice, documented_cluster  # noqa: E402 - skipped without Dask

from naqeeb.desk.batch import make_all  # noqa: E402
from naqeeb.desk.events import silence  # noqa: E402
from naqeeb.desk.job import Failure, Outcome, Overrides, Result  # noqa: E402
from naqeeb.errors import WorkerLost  # noqa: E402
from naqeeb.settings import VoiceSettings  # noqa: E402

COUNT = 12
POISON = 7


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What no worker may look into."""
    return tmp_path_factory.mktemp("newsroom")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, newsroom: Path) -> Iterator[Cluster]:
    """Two workers, one with a pretended GPU."""
    folder = tmp_path_factory.mktemp("cluster")
    with documented_cluster(folder, ("", "--resources GPU=1"), [newsroom]) as made:
        yield made


@pytest.fixture
def station(cluster: Cluster, newsroom: Path, build: Any) -> Any:
    """A station in the newsroom whose articles are made by the cluster."""
    made = build()
    root = newsroom / f"station-{len(list(newsroom.iterdir()))}"
    (root / "voices").mkdir(parents=True)
    settings = replace(made.settings, root=root, output=root / "output", cluster=cluster.settings)
    return type(made)(settings)


@pytest.fixture
def deadly(station: Any, tmp_path: Path) -> Any:
    """The station with a voice that kills who speaks a certain word with it."""
    deadly_voice(station.settings.root, tmp_path)
    return type(station)(replace(station.settings, voice=VoiceSettings(name="deadly")))


def client_of(cluster: Cluster) -> Any:
    distributed: Any = import_module("distributed")

    security = distributed.Security(
        tls_ca_file=cluster.settings.tls_ca,
        tls_client_cert=cluster.settings.tls_cert,
        tls_client_key=cluster.settings.tls_key,
        require_encryption=True,
    )
    return distributed.Client(cluster.settings.address, security=security, set_as_default=False)


def made(
    station: Any, sources: list[str], after: Callable[[Outcome], None] | None = None
) -> list[Outcome]:
    outcomes = []
    for outcome in make_all(station.settings, sources, Overrides(), silence):
        outcomes.append(outcome)
        if after is not None and len(outcomes) == 1:
            after(outcome)
    return outcomes


def test_dasks_own_commands_read_the_file_that_is_shipped(cluster: Cluster) -> None:
    def told(dask_scheduler: Any) -> tuple[Any, ...]:
        # Each look while there is nothing to do costs CPU of all machines.
        ticks = dask_scheduler.periodic_callbacks["tick"].callback_time
        queueing = dask_scheduler.WORKER_SATURATION
        return dask_scheduler.worker_ttl, dask_scheduler.allowed_failures, queueing, ticks

    with client_of(cluster) as client:
        client.wait_for_workers(2, timeout=60)
        assert client.run_on_scheduler(told) == (60, 0, 1.0, 1000)
        assert set(client.nthreads().values()) == {1}
        assert set(client.run(os.getenv, "OMP_NUM_THREADS").values()) == {"1"}


def greeted(cluster: Cluster) -> bytes:
    """What the scheduler says first to somebody who shows no certificate."""
    host, _, port = cluster.settings.address.removeprefix("tls://").rpartition(":")
    stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    stranger.check_hostname = False
    stranger.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        stranger.wrap_socket(plain) as line,
    ):
        return line.recv(1)


def test_nobody_is_let_in_without_a_certificate(cluster: Cluster) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        greeted(cluster)


def test_what_kills_is_named_and_what_is_killed_is_made_elsewhere(
    cluster: Cluster, deadly: Any, temporary: Path
) -> None:
    news = deadly.settings.root / "news"
    news.mkdir()
    for number in range(COUNT):
        text = POISONED if number == POISON else SENTENCE
        (news / f"{number}.txt").write_text(f"{text}\n", "utf-8")

    def kill_its_worker(outcome: Outcome) -> None:
        os.kill(int(outcome.effort.worker.rpartition(":")[2]), signal.SIGKILL)

    outcomes = made(deadly, [str(news)], kill_its_worker)
    failures = [each for each in outcomes if isinstance(each, Failure)]
    assert [(Path(each.source).name, type(each.error)) for each in failures] == [
        (f"{POISON}.txt", WorkerLost)
    ]
    assert failures[0].effort.tries == 2
    assert all(each.effort.chunks > 0 for each in outcomes if isinstance(each, Result))
    assert list(temporary.glob("naqeeb-*/episode")) == [], "Dask clears up its own folders only"
    entries = deadly.archive.entries()
    wanted = Counter(f"news/{number}.txt" for number in range(COUNT) if number != POISON)
    assert Counter(entry.key for entry in entries) == wanted
    assert len(outcomes) == COUNT
    feed = (deadly.output / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == COUNT - 1
    assert not list(deadly.output.glob(".naqeeb-new-*"))
    assert not cluster.notes.exists(), cluster.notes.read_text("utf-8")


def test_the_newsrooms_own_files_travel(cluster: Cluster, station: Any) -> None:
    root = station.settings.root
    (root / "lexicon.toml").write_text('[words]\n"حکومت" = "سرکار"\n', "utf-8")
    from PIL import Image

    Image.new("RGB", (300, 200), "navy").save(root / "story.jpg")
    (root / "roads.txt").write_text(f"---\nimage: story.jpg\n---\n{SENTENCE}\n", "utf-8")
    (result,) = made(station, [str(root / "roads.txt")])
    assert isinstance(result, Result), result
    assert result.effort.worker
    assert [path.name for path in result.folder.glob("story-*.jpg")] == [result.episode.image]
    # What was heard is known again here: lexicon and all have the hash that this machine finds.
    (again,) = made(station, [str(root / "roads.txt")])
    assert isinstance(again, Result)
    assert again.kind.value == "unchanged"
    assert not cluster.notes.exists()


def test_a_voice_goes_where_what_it_asks_for_is(cluster: Cluster, station: Any) -> None:
    root = station.settings.root
    voice = 'engine = "tone"\nlufs = -20.0\nchars_per_second = 16.2\nresources = { GPU = 1 }\n'
    (root / "voices" / "gpu.toml").write_text(voice, "utf-8")
    wanted = replace(station.settings, voice=VoiceSettings(name="gpu"))
    with client_of(cluster) as client:
        client.wait_for_workers(2, timeout=60)
        (gpu,) = [
            state["pid"]
            for state in client.run(
                lambda dask_worker: {
                    "pid": os.getpid(),
                    "gpu": "GPU" in dask_worker.state.total_resources,
                }
            ).values()
            if state["gpu"]
        ]
    for number in range(4):
        (root / f"{number}.txt").write_text(f"{SENTENCE} {number}\n", "utf-8")
    outcomes = made(type(station)(wanted), [str(root / f"{number}.txt") for number in range(4)])
    assert {each.effort.worker.rpartition(":")[2] for each in outcomes} == {str(gpu)}


def test_the_watch_sees_who_looks_where_nothing_is_to_be_seen(
    cluster: Cluster, newsroom: Path
) -> None:
    with client_of(cluster) as client:
        client.wait_for_workers(1, timeout=60)
        client.run(os.listdir, str(newsroom))
    assert str(newsroom) in cluster.notes.read_text("utf-8")
    cluster.notes.unlink()
