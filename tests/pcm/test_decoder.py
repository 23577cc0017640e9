"""Where miniaudio has no wheel: a plain word, and whatever needs no sound still works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def without_miniaudio(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a Python that cannot import miniaudio."""
    code = (
        "import sys; sys.modules['miniaudio'] = None\n"
        "from naqeeb.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("voice", ["tone", "espeak"])
def test_making_an_episode_says_what_is_missing(newsroom: Path, voice: str) -> None:
    done = without_miniaudio("make", "news/flood.txt", "--voice", voice)
    assert done.returncode == 1
    assert "miniaudio, which decodes sound, is not installed" in done.stderr
    assert "C compiler" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((newsroom / "output" / "episodes").glob("[!.]*"))


@pytest.mark.parametrize("arguments", [["script", "news/flood.txt"], ["feed"], ["voices"]])
def test_what_needs_no_sound_works(newsroom: Path, arguments: list[str]) -> None:
    (newsroom / "output").mkdir()
    done = without_miniaudio(*arguments)
    assert done.returncode == 0, done.stderr


def test_the_words_need_neither_miniaudio_nor_numpy() -> None:
    code = (
        "import sys; sys.modules['miniaudio'] = sys.modules['numpy'] = None\n"
        "import naqeeb; print(naqeeb.speakable('5%'), naqeeb.sentences('بارش ہوئی۔'))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
