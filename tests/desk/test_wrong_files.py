"""A newsroom's own voice files and lexicon are judged before the first word, not when needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Desk, SettingsError
from naqeeb.desk import preview, voice_survey, wrong_files
from naqeeb.errors import SpeechError
from naqeeb.settings import ClusterSettings, Settings, VoiceSettings

if TYPE_CHECKING:
    Station = Any

TEXT = "پشاور میں کتابوں کا میلہ جاری ہے۔"
OWN = 'engine = "tone"\n\n[options]\nchar_ms = 20\n{}\n'


@pytest.fixture
def new(build: Callable[..., Station]) -> Station:
    """A station with one article and no episode."""
    station: Station = build()
    (Path(station.settings.root) / "voices").mkdir()
    (Path(station.settings.root) / "fair.txt").write_text(TEXT, "utf-8")
    (Path(station.settings.root) / "more.txt").write_text(TEXT * 2, "utf-8")
    return station


def own_voice(station: Station, name: str, more: str) -> None:
    path = Path(station.settings.root) / "voices" / f"{name}.toml"
    path.write_text(OWN.format(more), "utf-8")


def lexicon(station: Station, entry: str) -> None:
    text = f'[words]\n"میلہ" = "میلا"\n\n[[entry]]\nwritten = "پشاور"\nspoken = "پَشاوَر"\n{entry}\n'
    (Path(station.settings.root) / "lexicon.toml").write_text(text, "utf-8")


def with_voice(station: Station, **voice: Any) -> Settings:
    settings: Settings = replace(station.settings, voice=VoiceSettings(**voice))
    return settings


WRONG_OPTION = {
    "a key": ("char_m = 30", "mine.toml:5", "char_ms"),
    "a value": ("gap_ms = 9000", "mine.toml:5", "gap_ms"),
    "a role": ("[options.roles.headlin]\nchar_ms = 30", "mine.toml:5", "headline"),
    "a role's key": ("[options.roles.headline]\nchar_m = 30", "mine.toml:6", "char_ms"),
}
PLACES: dict[str, dict[str, Any]] = {
    "named": {"name": "mine"},
    "fallback": {"name": "tone", "fallback": ("mine",)},
    "auto": {"name": "auto", "auto": ("tone", "mine")},
    "stories": {"name": "tone", "stories": ("mine",)},
    "headlines": {"name": "tone", "headlines": "mine"},
}


@pytest.mark.parametrize("wrong", sorted(WRONG_OPTION))
@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_wrong_option_is_refused_wherever_its_voice_is_named(
    new: Station, wrong: str, place: str
) -> None:
    more, where, meant = WRONG_OPTION[wrong]
    own_voice(new, "mine", more)
    settings = with_voice(new, **PLACES[place])
    source = str(Path(settings.root) / "fair.txt")
    for work in (Desk(settings).make, lambda each: preview.of(settings, each)):
        with pytest.raises(SettingsError) as error:
            work(source)
        assert where in error.value.what
        assert meant in f"{error.value.hint} {error.value.what}"
    assert not new.output.exists()


def test_of_many_articles_none_is_begun_with_a_wrong_option(new: Station) -> None:
    own_voice(new, "mine", "char_m = 30")
    settings = with_voice(new, name="tone", fallback=("mine",))
    with pytest.raises(SettingsError, match=r"mine\.toml:5"):
        list(Desk(settings).make_all([settings.root / "fair.txt", settings.root / "more.txt"]))


def test_a_voice_that_is_not_named_stops_nothing_and_its_fault_is_listed(new: Station) -> None:
    own_voice(new, "mine", "[options.roles.headline]\nchar_m = 30")
    assert Desk(new.settings).make(new.settings.root / "fair.txt").voice == "tone"
    (row,) = (
        row for row in voice_survey.survey(new.settings, speak=False) if row["name"] == "mine"
    )
    assert not row["ready"]
    assert "mine.toml:6" in row["missing"]
    assert "char_ms" in row["missing"]


@pytest.mark.parametrize(
    ("entry", "meant"), [('voice = "tonne"', "tone"), ('engine = "espek"', "espeak")]
)
def test_an_entry_for_nobody_is_refused_by_line_with_what_was_meant(
    new: Station, entry: str, meant: str
) -> None:
    lexicon(new, entry)
    source = str(Path(new.settings.root) / "fair.txt")
    for work in (Desk(new.settings).make, lambda each: preview.of(new.settings, each)):
        with pytest.raises(SettingsError, match=r"lexicon\.toml, line 4") as error:
            work(source)
        assert error.value.hint == f"did you mean {meant}?"


@pytest.mark.parametrize("entry", ['voice = "mine"', 'engine = "tone"', 'engine = "hum"'])
def test_an_entry_for_an_own_voice_or_its_engine_is_taken(new: Station, entry: str) -> None:
    """An engine need not be installed here, where a voice file names it."""
    own_voice(new, "mine", "")
    (Path(new.settings.root) / "voices" / "other.toml").write_text('engine = "hum"\n')
    lexicon(new, entry)
    assert Desk(new.settings).make(new.settings.root / "fair.txt").voice == "tone"


def test_a_file_is_judged_again_once_it_was_changed(new: Station) -> None:
    source = Path(new.settings.root) / "fair.txt"
    for name, more in (("fair", ""), ("wrong", "char_m = 30"), ("fair", "gap_ms = 10")):
        own_voice(new, "mine", more)
        path = Path(new.settings.root) / "voices" / "mine.toml"
        os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
        settings = with_voice(new, name="tone", fallback=("mine",))
        if name == "wrong":
            with pytest.raises(SettingsError):
                Desk(settings).make(source)
        else:
            Desk(settings).make(source)


@pytest.mark.parametrize("place", sorted(set(PLACES) - {"auto"}))
def test_an_engine_that_is_not_installed_is_told_before_the_first_word(
    new: Station, place: str
) -> None:
    path = Path(new.settings.root) / "voices" / "mine.toml"
    path.write_text('engine = "tonne"\n', "utf-8")
    with pytest.raises(SpeechError, match="tonne"):
        Desk(with_voice(new, **PLACES[place])).make(Path(new.settings.root) / "fair.txt")
    assert not new.archive.all()[0]
    far = replace(
        with_voice(new, **PLACES[place]), cluster=ClusterSettings(address="tcp://127.0.0.1:9")
    )
    wrong_files.refuse_wrong_files(far)  # its machines may have the engine


def test_of_piper_every_own_voice_is_judged_since_any_may_have_its_model_here(
    new: Station,
) -> None:
    path = Path(new.settings.root) / "voices" / "fasih.toml"
    path.write_text('engine = "piper"\n[options]\nmodl = "fasih.onnx"\n', "utf-8")
    own_voice(new, "mine", "char_m = 30")
    settings = with_voice(new, name="tone", fallback=("piper",))
    with pytest.raises(SettingsError, match=r"fasih\.toml:3") as error:
        wrong_files.refuse_wrong_files(settings)
    assert "model" in f"{error.value.hint} {error.value.what}"
    # The other voice is of another engine, and nobody names it.
    path.write_text('engine = "piper"\n[options]\nmodel = "fasih.onnx"\n', "utf-8")
    wrong_files.refuse_wrong_files(settings)


@pytest.mark.parametrize(
    "voice",
    [
        {"name": "mine", "auto": ("tone", "mine")},
        {"name": "auto", "auto": ("tone",), "headlines": "mine"},
    ],
)
def test_a_voice_that_is_meant_must_have_its_engine_whatever_else_may_speak(
    new: Station, voice: dict[str, Any]
) -> None:
    (Path(new.settings.root) / "voices" / "mine.toml").write_text('engine = "tonne"\n', "utf-8")
    with pytest.raises(SpeechError, match="tonne"):
        wrong_files.refuse_wrong_files(with_voice(new, **voice))


def test_of_several_voices_that_may_speak_one_may_lack_its_engine(new: Station) -> None:
    (Path(new.settings.root) / "voices" / "mine.toml").write_text('engine = "tonne"\n', "utf-8")
    wrong_files.refuse_wrong_files(with_voice(new, **PLACES["auto"]))
