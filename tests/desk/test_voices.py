"""Who speaks: fallback, presenters, licences, and what the record says of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

SPEAKER = '''
"""Reads text, writes WAV; ends with 3 at the call that its first argument names."""
import pathlib, sys, wave
from array import array

fails_at, counter, out = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
calls = int(counter.read_text()) + 1 if counter.exists() else 1
counter.write_text(str(calls))
if calls >= fails_at > 0:
    sys.exit(3)
beep = array("h", ([3000] * 25 + [-3000] * 25) * 150 + [0] * 2500).tobytes()
with wave.open(out, "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(22050)
    file.writeframes((beep * 100)[: len(sys.stdin.read().strip()) * 22050 // 14 * 2])
'''


@pytest.fixture
def brittle(newsroom: Path) -> Callable[..., Path]:
    """A voice named ``brittle`` that fails at its n-th chunk; gives its counter's path."""

    def write(fails_at: int, **facts: object) -> Path:
        (newsroom / "speaker.py").write_text(SPEAKER, "utf-8")
        (newsroom / "voices").mkdir(exist_ok=True)
        counter = newsroom / "calls"
        command = [sys.executable, str(newsroom / "speaker.py"), str(fails_at), str(counter)]
        lines = [
            'engine = "command"',
            'script = "plain"',
            "max_chars = 300",
            "chars_per_second = 14.0",
            "lufs = -20.0",
            *(f"{key} = {json.dumps(value)}" for key, value in facts.items()),
            "[options]",
            f"command = {json.dumps([*command, '{wav}'])}",
            "jobs = 1",
        ]
        (newsroom / "voices" / "brittle.toml").write_text("\n".join(lines), "utf-8")
        return counter

    return write


def record(newsroom: Path) -> dict[str, Any]:
    (path,) = (newsroom / "output").rglob("episode.json")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def settings(newsroom: Path, text: str) -> None:
    (newsroom / "naqeeb.toml").write_text(text, "utf-8")


# -- one voice an episode --------------------------------------------------


def test_a_program_of_ones_own_speaks(
    brittle: Callable[..., Path], naqeeb: Naqeeb, newsroom: Path
) -> None:
    counter = brittle(0)
    done = naqeeb("make", "news/flood.txt", "--voice", "brittle")
    assert done.returncode == 0, done.stderr
    assert (record(newsroom)["voice"], record(newsroom)["engine"]) == ("brittle", "command")
    assert int(counter.read_text()) >= 4


def test_a_named_voice_that_fails_part_way_fails_loudly_and_leaves_nothing(
    brittle: Callable[..., Path], naqeeb: Naqeeb, newsroom: Path
) -> None:
    brittle(3)
    done = naqeeb("make", "news/flood.txt", "--voice", "brittle")
    assert done.returncode == 1
    assert "brittle" in done.stderr
    assert not list((newsroom / "output").rglob("*.mp3"))
    assert not list((newsroom / "output").rglob("episode.json"))


def test_a_fallback_speaks_the_whole_episode(
    brittle: Callable[..., Path], naqeeb: Naqeeb, make: Naqeeb, newsroom: Path
) -> None:
    brittle(3)
    settings(newsroom, '[voice]\nname = "brittle"\nfallback = ["tone"]\n')
    done = naqeeb("make", "news/flood.txt", "--json")
    assert done.returncode == 0, done.stderr
    (said,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert said["voice"] == "tone"
    assert "brittle failed" in said["why"]
    made = record(newsroom)
    make("news/flood.txt", "--output", "whole")
    (whole,) = (newsroom / "whole").rglob("episode.json")
    assert made["transcript"] == json.loads(whole.read_bytes())["transcript"], "no mixture"


def test_a_fallback_takes_over_from_a_voice_that_is_not_ready(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "voices").mkdir()
    (newsroom / "voices" / "own.toml").write_text(
        'engine = "command"\n[options]\ncommand = ["no-such-program-anywhere"]\n', "utf-8"
    )
    settings(newsroom, '[voice]\nname = "own"\nfallback = ["tone"]\n')
    assert naqeeb("make", "news/flood.txt").returncode == 0
    assert record(newsroom)["voice"] == "tone"


def test_an_unchanged_episode_keeps_its_voice_and_asks_none(
    brittle: Callable[..., Path], naqeeb: Naqeeb, newsroom: Path
) -> None:
    counter = brittle(0)
    settings(newsroom, '[voice]\nname = "brittle"\nfallback = ["tone"]\n')
    naqeeb("make", "news/flood.txt")
    calls = counter.read_text()
    assert naqeeb("make", "news/flood.txt").stdout.startswith("unchanged")
    assert counter.read_text() == calls


def test_a_correction_voices_only_what_changed(
    brittle: Callable[..., Path], naqeeb: Naqeeb, newsroom: Path
) -> None:
    counter = brittle(0)
    naqeeb("make", "news/flood.txt", "--voice", "brittle")
    calls = int(counter.read_text())
    path = newsroom / "news" / "flood.txt"
    path.write_text(path.read_text("utf-8").replace("12 ہزار", "15 ہزار"), "utf-8")
    assert naqeeb("make", "news/flood.txt", "--voice", "brittle").stdout.startswith("corrected")
    assert int(counter.read_text()) == calls + 1


def test_the_record_says_which_voice_version_and_licence(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt")
    made = record(newsroom)
    assert made["voice"] == "tone"
    assert made["engine_version"] == "tone 1"
    assert made["voice_licence"] == "MIT"


# -- what a voice may do ---------------------------------------------------


def test_auto_without_a_network_is_the_embedded_voice(naqeeb: Naqeeb, newsroom: Path) -> None:
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 0, done.stderr
    assert record(newsroom)["voice"] == "espeak"
    assert "espeak" in done.stdout


def test_online_false_sends_nothing_even_for_a_named_voice(naqeeb: Naqeeb, newsroom: Path) -> None:
    settings(newsroom, "[voice]\nonline = false\n")
    done = naqeeb("make", "news/flood.txt", "--voice", "gtts")
    assert done.returncode == 2
    assert "online = false" in done.stderr
    assert naqeeb("make", "news/flood.txt").returncode == 0
    assert record(newsroom)["voice"] == "espeak"


def test_a_voice_that_forbids_commercial_use_is_refused_by_a_commercial_show(
    brittle: Callable[..., Path], naqeeb: Naqeeb, newsroom: Path
) -> None:
    brittle(0, commercial=False, licence="CC-BY-NC-4.0")
    settings(newsroom, '[show]\ncommercial = true\n[voice]\nname = "brittle"\n')
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 2
    assert "CC-BY-NC-4.0" in done.stderr
    assert not (newsroom / "calls").exists()


# -- bulletins -------------------------------------------------------------


def test_a_bulletin_greets_names_its_stories_and_signs_off(naqeeb: Naqeeb, newsroom: Path) -> None:
    done = naqeeb("bulletin", "news/flood.txt", "news/cricket.txt",
                  "--date", "2026-11-22", "--voice", "tone")  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = record(newsroom)
    roles = [line["role"] for line in made["transcript"]]
    assert roles[0] == "greeting"
    assert roles[-1] == "sign-off"
    # Each title was a headline, and is not read again.
    assert set(roles) == {"greeting", "headline", "link", "body", "sign-off"}
    assert "السلام علیکم" in made["transcript"][0]["text"]
    titles = [chapter["title"] for chapter in made["chapters"]]
    assert [title for title in titles if "سیلاب" in title or "کرکٹ" in title] == [
        "سیلاب سے متاثرہ علاقوں میں امدادی کام جاری",
        "پاکستان نے کرکٹ میچ جیت لیا",
    ]
    assert made["published"].startswith("2026-11-22")
    assert naqeeb(
        "bulletin", "news/flood.txt", "news/cricket.txt", "--date", "2026-11-22",
        "--voice", "tone",
    ).stdout.startswith("unchanged")  # fmt: skip


def test_a_bulletin_leaves_out_what_cannot_be_read_and_names_it(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    done = naqeeb("bulletin", "news/flood.txt", "news/gone.txt", "--voice", "tone")
    assert done.returncode == 1
    assert "news/gone.txt" in done.stderr
    assert record(newsroom)["title"]


def test_two_presenters_take_turns(naqeeb: Naqeeb, newsroom: Path) -> None:
    settings(
        newsroom,
        '[voice]\nname = "tone"\nstories = ["espeak", "tone"]\nheadlines = "tone"\n',
    )
    (newsroom / "news" / "third.txt").write_text("تیسری خبر\n\nیہ تیسری خبر ہے۔", "utf-8")
    done = naqeeb("bulletin", "news/flood.txt", "news/cricket.txt", "news/third.txt")
    assert done.returncode == 0, done.stderr
    made = record(newsroom)
    assert "espeak" in made["engine_version"]
    assert "tone" in made["engine_version"]
    # The tone's word times are exact to the beep; the same text from espeak is not as long.
    naqeeb("bulletin", "news/flood.txt", "news/cricket.txt", "news/third.txt",
           "--output", "alone", "--config", _alone(newsroom))  # fmt: skip
    (path,) = (newsroom / "alone").rglob("episode.json")
    alone = json.loads(path.read_bytes())

    def lengths(table: dict[str, Any], story: int) -> list[int]:
        return [
            line["end_ms"] - line["start_ms"]
            for line in table["transcript"]
            if line["story"] == story and line["role"] in {"title", "body"}
        ]

    assert lengths(made, 1) == pytest.approx(lengths(alone, 1), abs=2)
    assert lengths(made, 0) != pytest.approx(lengths(alone, 0), abs=50)
    assert lengths(made, 2) != pytest.approx(lengths(alone, 2), abs=50)


def _alone(newsroom: Path) -> str:
    (newsroom / "alone.toml").write_text('[voice]\nname = "tone"\n', "utf-8")
    return "alone.toml"
