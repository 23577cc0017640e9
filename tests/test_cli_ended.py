"""A run over many sources that the disk ends says how many were not tried, and what to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

# Says 60 ms of a square wave for each letter; where it snows it takes the output away.
VOICE = """
import array, pathlib, sys, wave
text = sys.stdin.buffer.read().decode().strip()
output = pathlib.Path(sys.argv[1])
if output.exists() and "برف" in text:
    output.rename(output.with_name("unmounted"))
samples = array.array("h")
for char in text:
    loud = 20 if char.isalpha() else 0
    for n in range(960):
        samples.append((1 if n // 40 % 2 else -1) * min(n, 960 - n) * loud)
with wave.open(sys.stdout.buffer, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    file.writeframes(samples.tobytes())
"""
FAIR = "پشاور میں کتابوں کا میلہ جاری ہے۔ لوگ خوش ہیں۔"
SNOW = "چترال میں برف باری ہوئی۔ راستے بند ہیں۔"
COUNT = 9


@pytest.fixture
def sources(newsroom: Path) -> list[str]:
    """Articles; while the third is voiced the output goes away."""
    program = newsroom / "voice.py"
    program.write_text(VOICE, "utf-8")
    command = [sys.executable, str(program), str(newsroom / "output")]
    (newsroom / "voices").mkdir(exist_ok=True)
    (newsroom / "voices" / "leaving.toml").write_text(
        f'engine = "command"\nchars_per_second = 16.0\n[options]\ncommand = {command!r}\n', "utf-8"
    )
    names = [f"{number}.txt" for number in range(COUNT)]
    for number, name in enumerate(names):
        text = SNOW if number == 2 else FAIR
        (newsroom / name).write_text(f"خبر نمبر {number}۔ {text}", "utf-8")
    return names


@pytest.mark.parametrize("way", ["sources", "manifest"])
def test_how_many_sources_a_lost_disk_left(
    way: str, naqeeb: Naqeeb, newsroom: Path, sources: list[str]
) -> None:
    words = sources
    if way == "manifest":
        (newsroom / "list.txt").write_text("\n".join(sources), "utf-8")
        words = ["--from", "list.txt"]
    done = naqeeb("make", *words, "--voice", "leaving", "--jobs", "1")
    assert done.returncode == 1
    assert "its show.json is gone" in done.stderr
    made = done.stdout.count("made ")
    failed = done.stderr.count(".txt: output is no longer")
    left = COUNT - made - failed
    assert left > 0
    if way == "manifest":
        assert f"{left} not tried; the same command goes on from here" in done.stderr
    else:
        assert f"{left} of {COUNT} were not tried; the same command makes them" in done.stderr
    (newsroom / "unmounted").rename(newsroom / "output")
    again = naqeeb("make", *words, "--voice", "tone", "--jobs", "1")
    assert again.returncode == 0
    assert len(list((newsroom / "output" / "episodes").glob("[!.]*"))) == COUNT
