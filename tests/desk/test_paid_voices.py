"""An episode by a paid voice: named or not at all, within its budget, its key seen by nobody."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rest_speech import KEY, KEY_VARIABLES
from voice_services import Services

from naqeeb.desk.voices import refuse_uncounted
from naqeeb.errors import SettingsError
from naqeeb.settings import ClusterSettings, VoiceSettings, load
from naqeeb.speech import online

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]
VOICES = {"openai": "openai", "azure": "azure-asad"} | {
    name: name for name in ("google-cloud", "elevenlabs")
}


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with Services(tmp_path_factory.mktemp("services")) as services:
        yield services


@pytest.fixture
def services(
    stand_ins: Services, newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Services:
    assert newsroom.is_dir()
    stand_ins.reset()
    online._services.clear()
    for name, value in stand_ins.env.items():
        monkeypatch.setenv(name, value)
    for variable in KEY_VARIABLES.values():
        monkeypatch.setenv(variable, KEY)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return stand_ins


def records(newsroom: Path) -> list[dict[str, object]]:
    paths = (newsroom / "output" / "episodes").glob("*/episode.json")
    return [json.loads(path.read_text("utf-8")) for path in paths]


@pytest.mark.parametrize("engine", VOICES)
def test_it_speaks_where_it_is_named_and_its_key_is_in_no_file(
    services: Services,
    naqeeb: Naqeeb,
    newsroom: Path,
    tmp_path: Path,
    engine: str,
) -> None:
    done = naqeeb("make", "news/flood.txt", "--voice", VOICES[engine], "-v", "--json")
    assert done.returncode == 0, done.stderr
    (record,) = records(newsroom)
    assert (record["voice"], record["engine"]) == (VOICES[engine], engine)
    assert "contract" in str(record["voice_licence"]) or "plan" in str(record["voice_licence"])
    assert services.of(engine).requests
    assert KEY not in done.stdout + done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_a_key_that_happens_to_be_set_makes_nobody_speak(
    services: Services, naqeeb: Naqeeb, newsroom: Path
) -> None:
    services.google.always = services.edge.always = "403"
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 0, done.stderr
    (record,) = records(newsroom)
    assert record["voice"] == "espeak"
    assert not [name for name in VOICES if services.of(name).requests]


def test_under_auto_it_speaks_where_the_settings_name_it(
    services: Services, naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text('[voice]\nauto = ["azure-uzma", "espeak"]\n', "utf-8")
    assert naqeeb("make", "news/flood.txt").returncode == 0
    assert records(newsroom)[0]["voice"] == "azure-uzma"
    assert services.of("azure").requests


def test_at_the_end_of_the_budget_the_fallback_speaks_all_of_it(
    services: Services, naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text(
        '[voice]\nname = "azure-uzma"\nfallback = ["espeak"]\nbudget_characters_a_day = 150\n',
        "utf-8",
    )
    done = naqeeb("make", "news/flood.txt", "news/cricket.txt", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert {record["voice"] for record in records(newsroom)} == {"espeak"}
    assert "budget" in done.stdout
    assert sum(map(len, services.of("azure").requests)) <= 150


def test_at_the_end_of_the_budget_a_voice_without_a_fallback_fails_by_name(
    services: Services, naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text(
        '[voice]\nname = "openai"\nbudget_characters_a_day = 60\n', "utf-8"
    )
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 1
    assert "budget_characters_a_day" in done.stderr
    assert records(newsroom) == []
    assert sum(map(len, services.of("openai").requests)) <= 60


def test_naqeeb_voices_check_spends_from_the_budget_too(
    services: Services, naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text("[voice]\nbudget_characters_a_day = 5\n", "utf-8")
    rows = [json.loads(line) for line in naqeeb("voices", "--check", "--json").stdout.splitlines()]
    state = {row["name"]: row for row in rows}
    assert state["espeak"]["ready"]
    assert "budget" in state["openai"]["missing"]
    assert not [name for name in VOICES if services.of(name).requests]


def test_a_budget_that_a_cluster_could_pass_is_refused_there(
    naqeeb: Naqeeb, newsroom: Path, services: Services
) -> None:
    (newsroom / "naqeeb.toml").write_text("[voice]\nbudget_characters_a_day = 300\n", "utf-8")
    cluster = ("--cluster", "tcp://127.0.0.1:9")
    done = naqeeb("make", "news/flood.txt", "--voice", "azure-uzma", *cluster)
    assert done.returncode == 2
    assert "cannot keep the budget of voice azure-uzma" in done.stderr
    assert services.requests == []


@pytest.mark.usefixtures("newsroom")
def test_a_guest_who_is_paid_is_refused_there_too() -> None:
    settings = replace(
        load(),
        voice=VoiceSettings(name="tone", budget_characters_a_day=300),
        cluster=ClusterSettings(address="tcp://127.0.0.1:9"),
    )
    refuse_uncounted(settings)
    with pytest.raises(SettingsError, match="azure-asad"):
        refuse_uncounted(settings, ["azure-asad"])
    refuse_uncounted(replace(settings, cluster=ClusterSettings()), ["azure-asad"])
