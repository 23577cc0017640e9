"""Speed of the script room: `python bench/script_speed.py`.

Prints the CPU time of the import and of a character of text made to be slow (at most
10 microseconds are allowed, on a machine that does nothing else), then megabytes of
UTF-8 Urdu a second (CPU time, one core) for 1 and 10 MB of plain news and of news with
a written form in every dozen words; 10 MB should take ten times as long as 1 MB.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_b94b77c0ced95709.txt"
HOSTILE = ROOT / "tests" / "script" / "data" / "hostile.json"
CASES = ROOT / "tests" / "script" / "data" / "given_cases.tsv"


def news(size: int, *, forms: bool) -> str:
    """About ``size`` bytes of news, the same at each run."""
    pick = random.Random(7)
    paragraphs = [line for line in SEED.read_text("utf-8").split("\n") if line.strip()]
    cases = [line.split("\t")[1] for line in CASES.read_text("utf-8").splitlines()]
    made: list[str] = []
    length = 0
    while length < size:
        words = pick.choice(paragraphs).split(" ")
        if forms:
            for at in range(len(words) - 1, 0, -12):
                words.insert(at, pick.choice(cases))
        made.append(" ".join(words))
        length += len(made[-1].encode()) + 1
    return "\n".join(made)


def seconds(work: Callable[[str], object], text: str) -> float:
    """CPU time of ``work`` over ``text``, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def import_ms(statement: str) -> float:
    """CPU time of an import in a fresh process, the best of five."""
    code = f"import time; s = time.process_time(); {statement}; print(time.process_time() - s)"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs) * 1000


def slowest(work: Callable[[str], object]) -> tuple[float, str]:
    """Microseconds of CPU for a character of the slowest of the hostile pieces, and the piece."""
    pieces: list[str] = json.loads(HOSTILE.read_text("utf-8"))
    return max(
        (seconds(work, text) / len(text) * 1e6, piece)
        for piece in pieces
        if (text := (piece * 20_000)[:20_000])
    )


def main() -> None:
    """Print all figures."""
    for statement in ("import naqeeb", "from naqeeb import speakable, sentences"):
        print(f"{statement}: {import_ms(statement):.0f} ms of CPU")
    from naqeeb import sentences, speakable

    def vocalised(text: str) -> str:
        return speakable(text, vocalised=True)

    for work in (speakable, vocalised, sentences):
        work(news(20_000, forms=True))
        cost, piece = slowest(work)
        print(f"{work.__name__:10} slowest    {cost:.1f} microseconds a character: {piece!r}")
    for forms in (False, True):
        for work in (speakable, sentences):
            figures = []
            for size in (1_000_000, 10_000_000):
                text = news(size, forms=forms)
                figures.append(len(text.encode()) / 1e6 / seconds(work, text))
            kind = "with forms" if forms else "plain"
            small, large = figures
            print(f"{work.__name__:10} {kind:10} 1 MB {small:5.1f} MB/s, 10 MB {large:5.1f} MB/s")


if __name__ == "__main__":
    main()
