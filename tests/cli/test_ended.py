"""A run over many sources that the disk ends says how many were not tried, and what to do."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import leaving_voice
import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

FAIR = "پشاور میں کتابوں کا میلہ جاری ہے۔ لوگ خوش ہیں۔"
SNOW = "چترال میں برف باری ہوئی۔ راستے بند ہیں۔"
COUNT = 9


@pytest.fixture
def sources(newsroom: Path) -> list[str]:
    """Articles; while the third is voiced the output goes away."""
    leaving_voice.install(newsroom, newsroom / "output")
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
    done = naqeeb("make", *words, "--voice", leaving_voice.NAME, "--jobs", "1")
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
