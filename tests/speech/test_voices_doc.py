"""docs/voices.md says what is true."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from naqeeb import settings, speech
from naqeeb.errors import SettingsError
from naqeeb.model import Voice
from naqeeb.speech.keys import KEY_OPTIONS
from naqeeb.speech.online import PATIENCE_OPTIONS
from naqeeb.speech.registry import registered

PAGE = (Path(__file__).parents[2] / "docs" / "voices.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
ENGINES = sorted(each.name for each in registered() if each.value.startswith("naqeeb."))
TOML = [text for kind, text in BLOCKS if kind == "toml"]


def test_every_voice_is_on_the_page_and_no_other(voices: dict[str, Voice]) -> None:
    table = PAGE.partition("## The voices")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([\w-]+)`", row)]
    assert sorted(named) == sorted(voices)


def test_every_key_of_a_voice_file_is_on_the_page_with_its_default() -> None:
    table = PAGE.partition("| Key | Says | Default |")[2].partition("###")[0]
    documented = set(re.findall(r"^\| `\[?(\w+)\]?` \|", table, re.MULTILINE))
    assert documented == {field.name for field in fields(Voice)} - {"name"}
    assert f"| {Voice('x', 'x').max_chars} |" in table
    assert f"| {Voice('x', 'x').chars_per_second} |" in table


@pytest.mark.parametrize("engine", [each for each in ENGINES if each != "command"])
def test_every_option_on_the_page_is_one_and_none_is_left_out(engine: str) -> None:
    part = PAGE.partition(f"\n### {engine}\n")[2].partition("\n##")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", part, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    with pytest.raises(SettingsError) as caught:
        speech.engine_for(Voice("x", engine, options={"~": 1}))
    known = set(caught.value.hint.removeprefix("known: ").split(", "))
    shared = {*PATIENCE_OPTIONS, *KEY_OPTIONS}
    assert documented == known - shared
    assert all(f"`{name}`" in PAGE for name in known)


@pytest.mark.parametrize("text", TOML)
def test_every_piece_of_toml_is_accepted(text: str, tmp_path: Path) -> None:
    table = tomllib.loads(text)
    if "engine" in table:
        (tmp_path / "voices").mkdir()
        (tmp_path / "voices" / "mine.toml").write_text(text, "utf-8")
        speech.engine_for(settings.find_voice("mine", tmp_path)).close()
    elif "voice" in table:
        (tmp_path / "naqeeb.toml").write_text(text, "utf-8")
        stated = settings.load(tmp_path / "naqeeb.toml").voice
        if "name" not in table["voice"]:
            assert stated.model_mirror
        elif stated.name == "auto":
            assert stated == settings.VoiceSettings()
        else:
            assert settings.find_voice(stated.name, tmp_path).price_per_million
    else:
        assert "naqeeb.engines" in table["project"]["entry-points"]


@pytest.mark.parametrize("text", [text for kind, text in BLOCKS if kind == "python"])
def test_every_piece_of_python_runs(text: str) -> None:
    names: dict[str, object] = {}
    exec(compile(text, "docs/voices.md", "exec"), names)
    engine = names["Click"]
    assert callable(engine)
    assert engine(Voice("click", "click")).speak("روس").duration_ms > 100
