"""One page with each ready voice saying the same text."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from naqeeb.pcm import mp3

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "آج کی خبریں: وزیر اعظم نے 3 نئے اسکولوں کا افتتاح کیا۔"


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.sounds: list[str] = []
        self.others: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "href"):
                (self.sounds if tag == "audio" else self.others).append(str(value))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_each_voice_that_is_ready_is_on_the_page_with_sound_that_plays(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    done = naqeeb("voices", "--compare", TEXT, "--json")
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert {"espeak", "espeak-woman", "espeak-slow", "tone"} <= set(row["voices"])
    assert "azure-uzma" in row["passed"]
    page = _Page((newsroom / "compare.html").read_text("utf-8"))
    assert TEXT in page.words
    assert all(name in page.words for name in row["voices"])
    assert len(page.sounds) == len(row["voices"])
    assert page.others == [], "it loads nothing from anywhere"
    lengths = {}
    for name, sound in zip(row["voices"], page.sounds, strict=True):
        data = base64.b64decode(sound.removeprefix("data:audio/mpeg;base64,"))
        lengths[name] = mp3.decode(data).duration_ms
    assert lengths["espeak-slow"] > 1.2 * lengths["espeak"] > 1200


def test_the_text_is_text_on_the_page(naqeeb: Naqeeb, newsroom: Path) -> None:
    assert naqeeb("voices", "--compare", "خبر <script>alert(1)</script> & بات").returncode == 0
    page = (newsroom / "compare.html").read_text("utf-8")
    assert not re.search(r"<script", page)


@pytest.mark.parametrize("text", ["", " ", "۔۔۔", "123"])
def test_without_a_word_nothing_is_written(naqeeb: Naqeeb, newsroom: Path, text: str) -> None:
    done = naqeeb("voices", "--compare", text)
    assert done.returncode == 1
    assert "there is no text to say" in done.stderr
    assert not (newsroom / "compare.html").exists()
