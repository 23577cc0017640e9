"""The voice ``auto`` on a machine without a network, with models and without."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("piper", reason="wants naqeeb[piper]")
pytest.importorskip("onnx", reason="makes the tiny voices")

from tiny_voices import make_piper_voice

from naqeeb.settings import voices_folder

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def models(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one user's models lie."""
    assert newsroom.is_dir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "data" / "naqeeb" / "voices"
    folder.mkdir(parents=True)
    return folder


def own_voice_file(newsroom: Path) -> None:
    """Ours, but at the speed of the tiny voice that stands for the model."""
    ours = (voices_folder() / "piper-fasih.toml").read_text("utf-8")
    (newsroom / "voices").mkdir()
    slower = ours.replace("chars_per_second = 13.5", "chars_per_second = 10.1")
    assert slower != ours
    (newsroom / "voices" / "piper-fasih.toml").write_text(slower, "utf-8")


def voice_of(newsroom: Path) -> object:
    (path,) = (newsroom / "output" / "episodes").glob("*/episode.json")
    return json.loads(path.read_text("utf-8"))["voice"]


def test_a_voice_of_piper_speaks_before_espeak_where_its_model_lies_here(
    naqeeb: Naqeeb, newsroom: Path, models: Path
) -> None:
    make_piper_voice(models, "ur_PK-fasih-medium")
    own_voice_file(newsroom)
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 0, done.stderr
    assert voice_of(newsroom) == "piper-fasih"
    assert "--get" not in done.stdout
    assert "unchanged" in naqeeb("make", "news/flood.txt").stdout
    (models / "ur_PK-fasih-medium.onnx").unlink()
    assert "unchanged" in naqeeb("make", "news/flood.txt").stdout


@pytest.mark.usefixtures("models")
def test_without_a_model_the_line_says_what_would_be_better_and_the_one_command(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    done = naqeeb("make", "news/flood.txt")
    assert voice_of(newsroom) == "espeak"
    assert "a natural voice for this machine: `naqeeb voices --get piper-fasih`" in done.stdout
    assert "piper-fasih:" not in done.stdout, "it is not tried, so it did not fail"


@pytest.mark.usefixtures("models")
def test_any_free_voice_says_what_would_be_better(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "naqeeb.toml").write_text('[voice]\nauto = ["tone", "piper", "espeak"]\n', "utf-8")
    done = naqeeb("make", "news/flood.txt")
    assert voice_of(newsroom) == "tone"
    assert "`naqeeb voices --get piper-fasih`" in done.stdout


@pytest.mark.usefixtures("models")
def test_a_newsroom_that_wants_espeak_alone_is_told_of_nothing_better(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text('[voice]\nauto = ["gtts", "espeak"]\n', "utf-8")
    done = naqeeb("make", "news/flood.txt")
    assert voice_of(newsroom) == "espeak"
    assert "--get" not in done.stdout


@pytest.mark.usefixtures("models")
def test_where_only_models_are_named_and_none_lies_here_the_command_is_named(
    naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text('[voice]\nauto = ["piper"]\n', "utf-8")
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 1
    assert "naqeeb voices --get piper-fasih" in done.stderr
