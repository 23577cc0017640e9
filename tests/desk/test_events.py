"""A program that names no listener finds the desk's steps under the logger ``naqeeb``."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from naqeeb import Desk, Failure, Settings
from naqeeb.desk.events import Event
from naqeeb.settings import VoiceSettings


@pytest.fixture
def desk(newsroom: Path) -> Desk:
    return Desk(Settings(root=newsroom, voice=VoiceSettings(name="tone")))


def logged(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What was logged, but for what asyncio says meanwhile of a future that another test left."""
    return [record for record in caplog.records if record.name != "asyncio"]


def test_each_step_is_logged_under_the_librarys_name(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "naqeeb"):
        desk.make("news/flood.txt")
    assert {record.name for record in logged(caplog)} == {"naqeeb"}
    stages = [record.getMessage().split()[0] for record in logged(caplog)]
    assert stages == ["read", "voice", "save", "feed"]


def test_the_progress_of_the_voice_is_for_who_looks_for_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "naqeeb"):
        desk.make("news/flood.txt")
    assert any(record.getMessage().startswith("speak ") for record in caplog.records)


def test_a_record_that_was_left_out_is_a_warning(
    desk: Desk, newsroom: Path, caplog: pytest.LogCaptureFixture
) -> None:
    episode = desk.make("news/flood.txt")
    (newsroom / "output" / "episodes" / episode.id / "episode.json").write_text("{")
    with caplog.at_level(logging.WARNING, "naqeeb"):
        desk.make("news/cricket.txt")
    assert [record.levelname for record in logged(caplog)] == ["WARNING"]
    assert episode.id in caplog.text


def test_with_a_listener_nothing_is_logged(
    newsroom: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stages: list[str] = []
    settings = Settings(root=newsroom, voice=VoiceSettings(name="tone"))
    with caplog.at_level(logging.DEBUG, "naqeeb"):
        Desk(settings, lambda event: stages.append(event.stage)).make("news/flood.txt")
    assert (logged(caplog), stages[-1]) == ([], "feed")


def test_no_secret_of_an_address_is_told_or_reported(newsroom: Path) -> None:
    heard: list[Event] = []
    settings = Settings(root=newsroom, voice=VoiceSettings(name="tone"))
    address = "http://editor:canary@127.0.0.1:9/story?token=canary"
    (outcome,) = Desk(settings, heard.append).make_all([address])
    assert isinstance(outcome, Failure)
    assert outcome.source == "http://***@127.0.0.1:9/story?token=***"
    assert "canary" not in f"{outcome.error} {outcome.error.what} {heard}"


def test_a_file_whose_name_is_no_text_is_named_readably(newsroom: Path) -> None:
    heard: list[Event] = []
    settings = Settings(root=newsroom, voice=VoiceSettings(name="tone"))
    (newsroom / "news" / "caf\udce9.txt").write_text(" ".join(["ایک خبر آئی۔"] * 3), "utf-8")
    (outcome,) = Desk(settings, heard.append).make_all(["news/caf\udce9.txt"])
    assert outcome.source == "news/caf%e9.txt"
    assert {event.source for event in heard if event.stage == "read"} == {"news/caf%e9.txt"}
