"""What articles would cost, before a word is sent."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

PAID = """
engine = "command"
script = "plain"
chars_per_second = 14.0
price_per_million = 100.0
[options]
command = ["python3", "-c", "import sys; sys.exit(9)"]
"""


@pytest.fixture
def paid(newsroom: Path) -> str:
    """A voice with a price that would fail if it were asked to speak."""
    (newsroom / "voices").mkdir()
    (newsroom / "voices" / "paid.toml").write_text(PAID, "utf-8")
    return "paid"


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_says_characters_and_price_and_makes_nothing(
    naqeeb: Naqeeb, newsroom: Path, paid: str
) -> None:
    done = naqeeb("make", "news/flood.txt", "--estimate", "--voice", paid, "--json")
    assert done.returncode == 0, done.stderr
    (row,) = rows(done)
    spoken = rows(naqeeb("script", "news/flood.txt", "--voice", paid, "--json"))
    chunks = [
        chunk["text"]
        for line in spoken
        for chunk in line.get("chunks", [])  # type: ignore[attr-defined]
    ]
    assert row["characters"] == sum(map(len, chunks)) > 200
    assert row["price"] == pytest.approx(int(str(row["characters"])) * 100 / 1_000_000)
    assert (row["voice"], row["currency"]) == ("paid", "USD")
    assert not (newsroom / "output").exists()


def test_several_articles_are_added_up(naqeeb: Naqeeb, newsroom: Path, paid: str) -> None:
    done = naqeeb("make", "news", "--estimate", "--voice", paid)
    assert done.returncode == 0, done.stderr
    assert "in all" in done.stdout
    assert "about $0.0" in done.stdout
    assert not (newsroom / "output").exists()


def test_no_key_is_needed_to_ask(naqeeb: Naqeeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_SPEECH_KEY", raising=False)
    (row,) = rows(naqeeb("make", "news/flood.txt", "--estimate", "--voice", "azure-uzma", "--json"))
    assert row["to_send"] == row["characters"]
    assert row["price"] == pytest.approx(int(str(row["to_send"])) * 16 / 1_000_000, abs=1e-6)


def test_markup_that_is_billed_is_counted(naqeeb: Naqeeb) -> None:
    (row,) = rows(
        naqeeb("make", "news/flood.txt", "--estimate", "--voice", "google-cloud", "--json")
    )
    assert int(str(row["to_send"])) > int(str(row["characters"]))
    said = naqeeb("make", "news/flood.txt", "--estimate", "--voice", "google-cloud").stdout
    assert f"with markup {row['to_send']:,}, to be voiced by google-cloud" in said


def test_auto_asks_no_service_and_costs_nothing_by_the_embedded_voice(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text("[voice]\nonline = false\n", "utf-8")
    (row,) = rows(naqeeb("make", "news/flood.txt", "--estimate", "--json"))
    assert (row["voice"], row["price"]) == ("espeak", 0.0)
    assert "free" in naqeeb("make", "news/flood.txt", "--estimate").stdout


def test_what_lies_in_the_cache_costs_nothing(naqeeb: Naqeeb, newsroom: Path) -> None:
    program = (
        "import sys, wave; from array import array; out = wave.open(sys.argv[1], 'wb');"
        "out.setnchannels(1); out.setsampwidth(2); out.setframerate(22050);"
        "beep = array('h', ([3000] * 25 + [-3000] * 25) * 150 + [0] * 2500).tobytes() * 100;"
        "out.writeframes(beep[: len(sys.stdin.read().strip()) * 22050 // 16 * 2]); out.close()"
    )
    (newsroom / "voices").mkdir()
    command = json.dumps([sys.executable, "-c", program, "{wav}"])
    head = PAID.partition("[options]")[0].replace("14.0", "16.2\nlufs = -20.0")
    text = f"{head}[options]\ncommand = {command}\n"
    (newsroom / "voices" / "paid.toml").write_text(text, "utf-8")
    done = naqeeb("make", "news/flood.txt", "--voice", "paid")
    assert done.returncode == 0, done.stderr
    (row,) = rows(naqeeb("make", "news/flood.txt", "--estimate", "--voice", "paid", "--json"))
    assert (row["to_send"], row["price"]) == (0, 0.0)
    assert int(str(row["characters"])) > 200


def test_a_source_that_is_not_there_is_named(naqeeb: Naqeeb, paid: str) -> None:
    done = naqeeb("make", "news/none.txt", "news/flood.txt", "--estimate", "--voice", paid)
    assert done.returncode == 1
    assert "none.txt" in done.stderr
    assert "estimate" in done.stdout


def test_it_says_where_the_budget_is_not_enough(
    naqeeb: Naqeeb, newsroom: Path, paid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (newsroom / "naqeeb.toml").write_text("[voice]\nbudget_characters_a_day = 300\n", "utf-8")
    enough = naqeeb("make", "news/flood.txt", "--estimate", "--voice", paid)
    assert "budget" not in enough.stdout
    both = naqeeb("make", "news", "--estimate", "--voice", paid)
    assert both.returncode == 0, both.stderr
    assert re.search(r"budget +paid: 300 of \d{3} characters are left for today", both.stdout)
    free = naqeeb("make", "news", "--estimate", "--voice", "tone", "--json")
    assert {row["budget_left"] for row in rows(free)} == {None}
