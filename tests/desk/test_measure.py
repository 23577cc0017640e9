"""How loud and fast a voice is: measured, and noted in the user's voice file."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb.settings import find_voice, voices_folder

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


def measured(naqeeb: Naqeeb, name: str) -> dict[str, object]:
    done = naqeeb("voices", "--measure", name, "--json")
    assert done.returncode == 0, done.stderr
    row: dict[str, object] = json.loads(done.stdout)
    return row


@pytest.mark.parametrize("name", ["espeak", "espeak-woman", "espeak-slow", "tone"])
def test_our_own_voices_are_as_their_files_say(naqeeb: Naqeeb, newsroom: Path, name: str) -> None:
    stated = find_voice(name, Path("/nonexistent"))
    row = measured(naqeeb, name)
    assert row["lufs"] == pytest.approx(stated.lufs, abs=0.5)
    assert row["chars_per_second"] == pytest.approx(stated.chars_per_second, rel=0.05)
    voice = find_voice(name, newsroom)
    assert (voice.lufs, voice.chars_per_second) == (row["lufs"], row["chars_per_second"])
    assert voice.options["folder"] == str(newsroom / "voices")


def test_comments_and_all_else_in_the_users_file_stay(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "voices").mkdir()
    path = newsroom / "voices" / "ours.toml"
    before = (
        "# the evening's voice\n"
        'engine = "espeak"  # in the package\n'
        'script = "vocalised"\n'
        "chars_per_second = 3.0 # a guess\n"
        'licence = "GPL"\n\n'
        "[options]\n"
        "rate = 150 # not faster\n"
    )
    path.write_text(before, "utf-8")
    row = measured(naqeeb, "ours")
    after = path.read_text("utf-8")
    for kept in ("# the evening's voice", "# in the package", "# a guess", "# not faster"):
        assert kept in after
    table = tomllib.loads(after)
    assert table.pop("lufs") == row["lufs"]
    assert table.pop("chars_per_second") == row["chars_per_second"]
    assert table == {
        "engine": "espeak",
        "script": "vocalised",
        "licence": "GPL",
        "options": {"rate": 150},
    }


def test_a_voice_of_piper_is_measured_where_its_model_lies(naqeeb: Naqeeb, newsroom: Path) -> None:
    pytest.importorskip("piper", reason="wants naqeeb[piper]")
    pytest.importorskip("onnx", reason="makes the tiny voices")
    from tiny_voices import make_piper_voice

    (newsroom / "voices").mkdir()
    make_piper_voice(newsroom / "voices", "ur_PK-fasih-medium")
    row = measured(naqeeb, "piper-fasih")
    assert -40 < float(str(row["lufs"])) < 0
    voice = find_voice("piper-fasih", newsroom)
    assert voice.lufs == row["lufs"]
    assert voice.files == find_voice("piper-fasih", Path("/nonexistent")).files
    ours = (voices_folder() / "piper-fasih.toml").read_text("utf-8")
    assert "lufs" not in ours, "naqeeb's own file is left as it is"


@pytest.mark.parametrize("name", ["nobody", "azure-uzma"])
def test_a_voice_that_cannot_speak_is_named_and_nothing_is_written(
    naqeeb: Naqeeb, newsroom: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("AZURE_SPEECH_KEY", raising=False)
    done = naqeeb("voices", "--measure", name)
    assert done.returncode != 0
    assert name in done.stderr
    assert not (newsroom / "voices").exists()
