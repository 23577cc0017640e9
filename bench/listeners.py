"""A hundred listeners with ranges against ``serve``, and slow clients beside them.

    python bench/listeners.py [LISTENERS] [SECONDS] [SLOW]

The server runs in a process of its own. Each listener asks for the feed, then
seeks about in an episode; the delay from request to the last byte is taken. A slow
client sends nothing, or half a request, or a byte a second, or takes nothing of what
it asked for; when it is disconnected it comes again.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx

SERVER = (
    "import sys, pathlib; from naqeeb.podcast.serving import server as serve;"
    "serve.run(serve.Served(pathlib.Path(sys.argv[1])), host='127.0.0.1', port=0,"
    " on_start=lambda base: print(base, flush=True))"
)
EPISODE_BYTES = 5_000_000
PIECE_BYTES = 256_000
OPENINGS = (
    b"",
    b"GET / HTTP/1.1\r\n",
    b"GET / HTTP/1.1\r\nX: ",
    # It never reads what it asked for.
    b"GET /episodes/e/e.mp3 HTTP/1.1\r\nHost: a\r\n\r\n",
)


def main() -> None:
    """Fill an output, start the server, let the listeners at it, print what they saw."""
    listeners = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10.0  # noqa: PLR2004
    slow = int(sys.argv[3]) if len(sys.argv) > 3 else 0  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        with subprocess.Popen(
            [sys.executable, "-c", SERVER, folder], stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout
            base = server.stdout.readline().strip()
            delays, errors = asyncio.run(crowd(base, listeners, seconds, slow))
            server.terminate()
    delays.sort()
    for share in (0.5, 0.9, 0.99):
        print(f"p{share * 100:.0f}: {delays[int(len(delays) * share)] * 1000:.0f} ms")
    print(f"{len(delays)} answers in {seconds:.0f} s, {errors} errors")
    server_used = resource.getrusage(resource.RUSAGE_CHILDREN)
    crowd_used = resource.getrusage(resource.RUSAGE_SELF)
    for name, used in (("server", server_used), ("crowd", crowd_used)):
        print(f"CPU of the {name}: {used.ru_utime:.1f} s, and {used.ru_stime:.1f} s in the system")


def fill(output: Path) -> None:
    """A feed of usual size and one episode."""
    home = output / "episodes" / "e"
    home.mkdir(parents=True)
    (home / "e.mp3").write_bytes(random.Random(1).randbytes(EPISODE_BYTES))
    (output / "feed.xml").write_text("http://localhost:8000/ خبر " * 20_000)


async def crowd(base: str, listeners: int, seconds: float, slow: int) -> tuple[list[float], int]:
    """The delays that all listeners saw, and how many answers were wrong."""
    delays: list[float] = []
    limits = httpx.Limits(max_connections=listeners, max_keepalive_connections=listeners)
    async with httpx.AsyncClient(limits=limits, timeout=30) as client:
        end = time.monotonic() + seconds
        burdens = [asyncio.create_task(burden(base, number, end)) for number in range(slow)]
        wrong = await asyncio.gather(
            *(listen(client, base, number, end, delays) for number in range(listeners))
        )
        for each in burdens:
            each.cancel()
    return delays, sum(wrong)


async def burden(base: str, number: int, end: float) -> None:
    """A slow client of one of four kinds, which comes again when it is disconnected."""
    where = urlsplit(base)
    opening = OPENINGS[number % len(OPENINGS)]
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            writer.write(opening)
            while reader.exception() is None and not reader.at_eof():
                await asyncio.sleep(1)
                if opening.endswith(b"X: "):
                    writer.write(b"a")
            writer.close()


async def listen(
    client: httpx.AsyncClient, base: str, number: int, end: float, delays: list[float]
) -> int:
    """One listener; gives the number of wrong answers."""
    chance = random.Random(number)
    await asyncio.sleep(chance.random())
    wrong, first = 0, True
    while time.monotonic() < end:
        start = chance.randrange(EPISODE_BYTES - PIECE_BYTES)
        header = {} if first else {"range": f"bytes={start}-{start + PIECE_BYTES - 1}"}
        began = time.monotonic()
        try:
            answer = await client.get(
                base + ("feed.xml" if first else "episodes/e/e.mp3"), headers=header
            )
        except httpx.HTTPError:
            wrong += 1
            continue
        delays.append(time.monotonic() - began)
        wrong += answer.status_code != (200 if first else 206)
        wrong += not first and len(answer.content) != PIECE_BYTES
        first = False
        # A player reads some seconds of sound at a time.
        await asyncio.sleep(chance.uniform(0.5, 1.5))
    return wrong


if __name__ == "__main__":
    main()
