"""``naqeeb voices``: the list, and the models that are fetched and removed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from model_server import Hub

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

VOICE = """
engine = "piper"
licence = "ours alone"
commercial = false
[options]
model = "small.onnx"
[[files]]
name = "small.onnx"
url = "{hub}/models/small.onnx"
[[files]]
name = "small.onnx.json"
url = "{hub}/models/small.onnx.json"
"""


@pytest.fixture
def hub(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Hub() as hub:
        hub.files = {"/models/small.onnx": b"model" * 9000, "/models/small.onnx.json": b"{}"}
        (newsroom / "voices").mkdir()
        (newsroom / "voices" / "small.toml").write_text(VOICE.format(hub=hub.url), "utf-8")
        yield hub


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_voice_is_a_line_with_name_and_engine(naqeeb: Naqeeb) -> None:
    listed = {str(row["name"]): row for row in rows(naqeeb("voices", "--json"))}
    assert listed["espeak"]["engine"] == "espeak"
    assert listed["azure-uzma"]["engine"] == "azure"
    assert listed["azure-uzma"]["ready"] is False
    assert "AZURE_SPEECH_KEY" in str(listed["azure-uzma"]["missing"])
    assert listed["azure-uzma"]["price_per_million"] == 16.0


def test_a_model_is_fetched_after_its_licence_was_shown(naqeeb: Naqeeb, hub: Hub) -> None:
    done = naqeeb("voices", "--get", "small")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "licence    ours alone; not for commercial use"
    assert "small.onnx (45 kB, fetched)" in done.stdout
    assert len(hub.asked) == 2
    again = rows(naqeeb("voices", "--get", "small", "--json"))[0]
    assert [file["fetched"] for file in again["files"]] == [False, False]  # type: ignore[attr-defined]
    assert len(hub.asked) == 2


@pytest.mark.usefixtures("hub")
def test_what_was_fetched_is_ready_only_if_it_speaks(naqeeb: Naqeeb) -> None:
    """The files here hold no model."""
    pytest.importorskip("piper")
    done = naqeeb("voices", "--get", "small")
    last = done.stdout.splitlines()[-1]
    assert last.startswith("small      not ready yet: ")
    assert "does not load" in last
    assert "naqeeb voices --remove small" in last


def test_a_model_is_taken_from_a_folder_and_removed(
    naqeeb: Naqeeb, hub: Hub, newsroom: Path, tmp_path: Path
) -> None:
    for path, data in hub.files.items():
        (newsroom / Path(path).name).write_bytes(data)
    done = naqeeb("voices", "--get", "small", "--from", "small.onnx")
    assert done.returncode == 0, done.stderr
    assert hub.asked == []
    folder = tmp_path / "data" / "naqeeb" / "voices"
    assert (folder / "small.onnx").read_bytes() == hub.files["/models/small.onnx"]
    done = naqeeb("voices", "--remove", "small")
    assert done.returncode == 0, done.stderr
    assert not (folder / "small.onnx").exists()
    assert naqeeb("voices", "--remove", "small").returncode == 1


def test_a_mirror_of_the_settings_is_asked_instead(
    naqeeb: Naqeeb, hub: Hub, newsroom: Path
) -> None:
    with Hub() as mirror:
        mirror.files = {f"/x{path}": data for path, data in hub.files.items()}
        settings = f'[voice]\nmodel_mirror = "{mirror.url}/x"\n'
        (newsroom / "naqeeb.toml").write_text(settings, "utf-8")
        done = naqeeb("voices", "--get", "small")
        assert done.returncode == 0, done.stderr
        assert len(mirror.asked) == 2
    assert hub.asked == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--get", "nobody"), 2),
        (("--get", "espeak"), 1),
        (("--remove", "espeak"), 1),
        (("--from", "x"), 2),
        (("--get", "small", "--remove", "small"), 2),
        (("--get", "small", "--from", "nowhere/at/all"), 1),
    ],
)
@pytest.mark.usefixtures("hub")
def test_what_cannot_be_done_is_named(naqeeb: Naqeeb, words: tuple[str, ...], code: int) -> None:
    done = naqeeb("voices", *words)
    assert done.returncode == code
    assert "next step:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_has_it_not_is_named_in_json_too(naqeeb: Naqeeb, hub: Hub) -> None:
    hub.files = {}
    done = naqeeb("voices", "--get", "small", "--json")
    assert done.returncode == 1
    assert "404" in str(rows(done)[0]["error"])


@pytest.mark.usefixtures("hub")
def test_a_fallback_that_could_not_take_over_is_named_before_the_first_article(
    naqeeb: Naqeeb, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_SPEECH_KEY", raising=False)
    path = newsroom / "naqeeb.toml"
    path.write_text(
        '[voice]\nname = "tone"\nfallback = ["azure-uzma", "small", "espeak"]\n', "utf-8"
    )
    for words in (("make", "news/flood.txt"), ("make", "news"), ("bulletin", "news/flood.txt")):
        done = naqeeb(*words, "-v")
        assert done.returncode == 0, done.stderr
        told, *others = [
            number for number, line in enumerate(done.stderr.splitlines()) if "fallback" in line
        ]
        lines = done.stderr.splitlines()
        assert "azure-uzma" in lines[told]
        assert "AZURE_SPEECH_KEY" in lines[told]
        assert ["small" in lines[number] for number in others] == [True]
        assert told < min(
            (number for number, line in enumerate(lines) if line.startswith("save")),
            default=len(lines),
        )
    path.write_text('[voice]\nname = "tone"\nfallback = ["espeak"]\n', "utf-8")
    assert "fallback" not in naqeeb("make", "news/flood.txt").stderr
