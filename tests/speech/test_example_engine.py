"""The example package in examples/engine-example, installed as a stranger would."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb import speech
from naqeeb.settings import VoiceSettings, find_voice
from naqeeb.speech import registry

EXAMPLE = Path(__file__).parents[2] / "examples" / "engine-example"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package and its entry point, as ``pip install`` lays them down.

    pip itself would need an index for the build backend; a test has none.
    """
    import shutil
    import tomllib

    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    site = tmp_path / "site"
    shutil.copytree(EXAMPLE / "src", site)
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    lines = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in points.items())
        for group, points in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr(registry, "registered", registry.registered.__wrapped__)


@pytest.mark.usefixtures("installed")
def test_it_is_found_by_its_entry_point_and_speaks(sentence: str) -> None:
    voice = find_voice("hum", EXAMPLE)
    engine = speech.engine_for(voice)
    engine.ready()
    assert isinstance(engine, speech.Engine)
    texts = [sentence, "دوسرا جملہ ہے۔"]
    clips = list(speech.speak(engine, texts, jobs=2, cache=None, settings=VoiceSettings()))
    for clip, text in zip(clips, texts, strict=True):
        assert [text[mark.start : mark.end] for mark in clip.marks] == text.split()


@pytest.mark.usefixtures("installed")
def test_its_own_error_reaches_the_user() -> None:
    from dataclasses import replace

    voice = replace(find_voice("hum", EXAMPLE), options={"pitch_hz": "high"})
    (state,) = speech.survey([voice])
    assert not state.ready
    assert "pitch_hz is no number" in state.missing


def test_it_is_as_short_as_the_docs_say() -> None:
    source = (EXAMPLE / "src" / "naqeeb_engine_example" / "__init__.py").read_text("utf-8")
    code = [line for line in source.splitlines() if line.strip()]
    assert len(code) <= 36
