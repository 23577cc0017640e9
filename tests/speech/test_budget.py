"""The budget of paid services is never passed, whoever else spends from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_speech import KEY, KEY_VARIABLES
from spending import spend_ones
from spoken import spoken
from voice_services import Services
from voicing import patience

from naqeeb import speech
from naqeeb.errors import BudgetReached, VoiceFailed
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings
from naqeeb.speech import budget as module
from naqeeb.speech.budget import Budget

TEXTS = tuple(f"جملہ نمبر {'ا' * number} ہے۔" for number in range(3, 9))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_it_is_spent_to_the_last_character_and_not_one_more(folder: Path) -> None:
    budget = Budget(10, folder)
    budget.spend("one", 6)
    with pytest.raises(BudgetReached) as caught:
        budget.spend("one", 5)
    assert (caught.value.spent, caught.value.limit, caught.value.service) == (6, 10, "one")
    assert "budget_characters_a_day" in caught.value.hint
    budget.spend("one", 4)
    assert budget.spent("one") == 10


def test_each_service_has_its_own(folder: Path) -> None:
    budget = Budget(10, folder)
    budget.spend("one", 10)
    budget.spend("other", 10)
    with pytest.raises(BudgetReached):
        budget.spend("other", 1)


def test_what_is_given_back_can_be_spent_again(folder: Path) -> None:
    budget = Budget(10, folder)
    budget.spend("one", 10)
    budget.give_back("one", 4)
    budget.spend("one", 4)
    assert budget.spent("one") == 10


def test_it_begins_anew_each_day_and_not_when_the_clock_is_set_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_today", lambda: "2026-11-29")
    Budget(10, folder).spend("one", 10)
    monkeypatch.setattr(module, "_today", lambda: "2026-11-28")
    with pytest.raises(BudgetReached):
        Budget(10, folder).spend("one", 1)
    monkeypatch.setattr(module, "_today", lambda: "2026-11-30")
    Budget(10, folder).spend("one", 10)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"day": "9999", "characters": {"one": "x"}}', "\x00"]
)
def test_a_count_that_cannot_be_read_forbids_to_spend(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "budget.json").write_text(text, "utf-8")
    with pytest.raises(BudgetReached, match="cannot be counted") as caught:
        Budget(10, folder).spend("one", 1)
    assert str(folder / "budget.json") in caught.value.hint


def test_a_folder_that_cannot_be_written_forbids_to_spend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(BudgetReached, match="cannot be counted"):
        Budget(10, tmp_path / "file" / "state").spend("one", 1)


@settings(max_examples=25)
@given(amounts=st.lists(st.integers(-5, 15), max_size=12))
def test_no_order_of_spending_passes_it(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[int]
) -> None:
    budget = Budget(20, tmp_path_factory.mktemp("state"))
    for amount in amounts:
        try:
            if amount > 0:
                budget.spend("one", amount)
            else:
                budget.give_back("one", -amount)
        except BudgetReached:
            pass
        assert 0 <= budget.spent("one") <= 20


def test_processes_share_one_budget(folder: Path) -> None:
    # An executor, unlike a Pool, fails where its processes cannot begin.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        spent = pool.map(spend_ones, [folder] * 2, [30] * 2, [25] * 2)
        assert sum(spent) == Budget(30, folder).spent("one") == 30


# -- as the voices spend it -------------------------------------------------


@pytest.fixture
def azure(
    voices: dict[str, Voice], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Voice]:
    monkeypatch.setenv(KEY_VARIABLES["azure"], KEY)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for text in TEXTS:
        spoken(text)
    yield replace(voices["azure-uzma"], options={**voices["azure-uzma"].options, **patience()})
    # What is still under way must not count as the next test's.
    for thread in threading.enumerate():
        if thread.name == "naqeeb-voice":
            thread.join(5.0)


def _speak(voice: Voice, limit: int, texts: tuple[str, ...] = TEXTS) -> int:
    engine = speech.engine_for(voice)
    patience = VoiceSettings(budget_characters_a_day=limit, requests=4)
    try:
        return len(list(speech.speak(engine, texts, jobs=1, cache=None, settings=patience)))
    finally:
        engine.close()


@pytest.mark.parametrize("limit", [1, 40, 55, 99])
def test_a_service_is_never_sent_more(services: Services, azure: Voice, limit: int) -> None:
    assert sum(map(len, TEXTS)) > limit
    with pytest.raises(BudgetReached, match="chunk") as caught:
        _speak(azure, limit)
    assert sum(map(len, services.of("azure").requests)) <= limit
    assert "budget_characters_a_day" in caught.value.hint


def test_a_budget_that_is_large_enough_hinders_nobody(services: Services, azure: Voice) -> None:
    everything = sum(map(len, TEXTS))
    assert _speak(azure, everything) == len(TEXTS)
    assert Budget(everything).spent(azure_host()) == everything
    with pytest.raises(BudgetReached):
        _speak(azure, everything)
    assert len(services.of("azure").requests) == len(TEXTS)


def azure_host() -> str:
    return "westeurope.tts.speech.microsoft.com"


def test_what_the_service_refuses_is_given_back_and_what_it_may_bill_is_not(
    services: Services, azure: Voice
) -> None:
    services.of("azure").always = "403"
    with pytest.raises(VoiceFailed):
        _speak(azure, 1000, TEXTS[:1])
    assert Budget(1000).spent(azure_host()) == 0
    services.of("azure").always = "reset"
    with pytest.raises(VoiceFailed):
        _speak(azure, 1000, TEXTS[:1])
    assert Budget(1000).spent(azure_host()) == 2 * len(TEXTS[0])


class Stranger:
    """An engine from outside that is paid for and counts nothing itself."""

    version = "1"
    online = True
    cacheable = False
    concurrency = 1

    def __init__(self) -> None:
        self.voice = Voice("stranger", "elsewhere", price_per_million=5.0)
        self.heard: list[str] = []

    def ready(self) -> None:
        pass

    def speak(self, text: str) -> Clip:
        self.heard.append(text)
        return spoken(text).clip

    def close(self) -> None:
        pass


@pytest.mark.parametrize("way", ["speak", "unchecked"])
def test_a_strangers_service_is_never_sent_more_either(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    """Whether an article is voiced or the voice is measured."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    limit = len(TEXTS[0])
    settings = VoiceSettings(budget_characters_a_day=limit)
    engine = Stranger()

    def voice_all() -> list[Clip]:
        if way == "unchecked":
            return speech.unchecked(engine, TEXTS, settings)
        return list(speech.speak(engine, TEXTS, jobs=1, cache=None, settings=settings))

    with pytest.raises(BudgetReached):
        voice_all()
    assert sum(map(len, engine.heard)) <= limit


def test_voices_without_a_price_are_not_counted(
    services: Services, voices: dict[str, Voice], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert _speak(voices["gtts"], 1) == len(TEXTS)
    assert len(services.google.requests) == len(TEXTS)
    assert not (tmp_path / "state").exists()
