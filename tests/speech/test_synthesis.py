"""Texts into clips: in order, checked, bounded, stoppable."""

from __future__ import annotations

import itertools
import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from naqeeb import speech
from naqeeb.errors import BadAudio, VoiceFailed
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings

USUAL = VoiceSettings()
TEXTS = tuple(f"جملہ نمبر {'ا' * (number % 5 + 1)} ہے" for number in range(40))


class Beeper:
    """An engine that beeps, counts, and can be told to misbehave."""

    version = "beeper 1"
    cacheable = True

    def __init__(self, *, online: bool = False, concurrency: int = 4) -> None:
        self.voice = Voice(name="beeper", engine="beeper", chars_per_second=16.2)
        self.online = online
        self.concurrency = concurrency
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.spoil: dict[str, list[object]] = {}
        """What to do instead, by text: an error to raise or a clip to give."""
        self.delay_s = 0.0
        self.company = 0
        """How many must be speaking before the first of them goes on."""
        self.answers = threading.Event()
        """Cleared, it never answers."""
        self.answers.set()
        self._lock = threading.Condition()
        self._tone = speech.engine_for(Voice(name="tone", engine="tone"))

    def ready(self) -> None:
        pass

    def speak(self, text: str) -> Clip:
        with self._lock:
            self.asked.append(text)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self._lock.notify_all()
            assert self._lock.wait_for(lambda: self.most_at_once >= self.company, 60)
        try:
            if self.delay_s:
                time.sleep(self.delay_s)
            self.answers.wait()
            for instead in self.spoil.get(text, [])[:1]:
                self.spoil[text].pop(0)
                if isinstance(instead, Exception):
                    raise instead
                assert isinstance(instead, Clip)
                return instead
            return self._tone.speak(text)
        finally:
            with self._lock:
                self.at_once -= 1

    def close(self) -> None:
        pass


def _speak(engine: Beeper, cache: speech.Cache | None = None, jobs: int = 4) -> list[Clip]:
    return list(speech.speak(engine, TEXTS, jobs=jobs, cache=cache, settings=USUAL))


def _expected() -> list[Clip]:
    tone = speech.engine_for(Voice(name="tone", engine="tone"))
    return [tone.speak(text) for text in TEXTS]


@pytest.mark.parametrize("jobs", [1, 2, 4, 0])
def test_clips_come_in_the_order_of_the_texts(jobs: int) -> None:
    assert _speak(Beeper(), jobs=jobs) == _expected()


def test_nothing_is_spoken_for_no_text() -> None:
    assert list(speech.speak(Beeper(), (), jobs=2, cache=None, settings=USUAL)) == []


def test_no_more_at_once_than_the_engine_bears_or_jobs_allow() -> None:
    for engine, jobs, most in ((Beeper(concurrency=1), 4, 1), (Beeper(concurrency=8), 2, 2)):
        engine.delay_s, engine.company = 0.002, most
        _speak(engine, jobs=jobs)
        assert engine.most_at_once == most


def test_an_online_engine_follows_the_requests_setting() -> None:
    engine = Beeper(online=True, concurrency=16)
    engine.delay_s, engine.company = 0.002, 3
    settings = VoiceSettings(requests=3)
    list(speech.speak(engine, TEXTS, jobs=1, cache=None, settings=settings))
    assert engine.most_at_once == 3


def test_texts_are_taken_only_a_little_ahead() -> None:
    taken = itertools.count()
    last = 0

    def texts() -> Iterator[str]:
        nonlocal last
        for number in range(100_000):
            last = next(taken)
            yield TEXTS[number % len(TEXTS)]

    engine = Beeper()
    clips = speech.speak(engine, texts(), jobs=2, cache=None, settings=USUAL)
    for _ in range(50):
        next(clips)
    assert last < 60
    clips.close()


def test_closing_ends_the_threads() -> None:
    before = set(threading.enumerate())
    engine = Beeper()
    clips = speech.speak(engine, itertools.cycle(TEXTS), jobs=4, cache=None, settings=USUAL)
    next(clips)
    clips.close()
    assert set(threading.enumerate()) <= before


def test_a_bad_chunk_is_asked_for_once_more() -> None:
    engine = Beeper()
    engine.spoil[TEXTS[7]] = [Clip(bytes(40_000), 22050)]
    assert _speak(engine) == _expected()
    assert engine.asked.count(TEXTS[7]) == TEXTS.count(TEXTS[7]) + 1


def test_a_chunk_that_is_bad_twice_ends_it_and_is_named(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    engine = Beeper()
    text = "یہ جملہ خراب ہے"
    engine.spoil[text] = [Clip(bytes(40_000), 22050)] * 2
    clips = speech.speak(engine, (TEXTS[0], text), jobs=1, cache=cache, settings=USUAL)
    next(clips)
    with pytest.raises(BadAudio, match=f"voice beeper, chunk 2 «{text}»") as caught:
        next(clips)
    assert caught.value.facts["chunk"] == 2
    assert caught.value.cause == "it is silent"
    assert caught.value.hint
    assert cache.stats().clips == 1
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.facts) == (str(caught.value), caught.value.facts)


def test_a_failure_is_not_asked_for_again_and_names_its_cause() -> None:
    engine = Beeper()
    engine.spoil[TEXTS[3]] = [VoiceFailed("no line", cause="the cable", hint="plug it in")]
    with pytest.raises(VoiceFailed, match=r"chunk 4 .*: no line; probable cause: the cable; next"):
        list(speech.speak(engine, TEXTS[:5], jobs=1, cache=None, settings=USUAL))
    assert engine.asked.count(TEXTS[3]) == 1


def test_whatever_a_stranger_raises_becomes_a_failure_of_the_voice() -> None:
    engine = Beeper()
    engine.spoil[TEXTS[0]] = [ZeroDivisionError("by zero")]
    with pytest.raises(VoiceFailed, match="ZeroDivisionError: by zero"):
        _speak(engine)


def test_a_corrected_article_voices_only_what_changed(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    first = Beeper()
    before = _speak(first, cache)
    second = Beeper()
    corrected = (*TEXTS[:5], "نیا جملہ", *TEXTS[5:])
    clips = list(speech.speak(second, corrected, jobs=2, cache=cache, settings=USUAL))
    assert second.asked == ["نیا جملہ"]
    assert clips[:5] + clips[6:] == before


def test_an_engine_that_is_cheaper_than_the_cache_is_not_cached(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    engine = Beeper()
    engine.cacheable = False
    _speak(engine, cache)
    assert cache.stats().clips == 0


def test_an_article_has_a_deadline_even_if_the_engine_never_answers() -> None:
    engine = Beeper(online=True)
    engine.answers.clear()
    settings = VoiceSettings(deadline_s=0.2)
    with pytest.raises(VoiceFailed, match="no answer in time") as caught:
        list(speech.speak(engine, TEXTS, jobs=1, cache=None, settings=settings))
    engine.answers.set()
    assert "deadline_s" in caught.value.hint


def test_a_book_has_more_time_than_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqeeb.speech.synthesis._ARTICLE_CHARS", 5)
    engine = Beeper(online=True)
    engine.delay_s = 0.05
    settings = VoiceSettings(deadline_s=0.4, requests=1)
    texts = TEXTS[:20]  # a second of work, and a deadline for each five of 400 characters
    clips = speech.speak(engine, texts, jobs=1, cache=None, settings=settings)
    assert sum(1 for _ in clips) == len(texts)


def test_an_engine_that_can_drop_its_work_is_told_to() -> None:
    class Dropper(Beeper):
        dropped = 0

        def abandon(self) -> None:
            self.dropped += 1

    engine = Dropper()
    engine.delay_s = 0.01
    clips = speech.speak(engine, TEXTS, jobs=2, cache=None, settings=USUAL)
    next(clips)
    clips.close()
    assert engine.dropped == 1
    _speak(engine)
    assert engine.dropped == 1


def _loud(seconds: float) -> bytes:
    beep = speech.engine_for(Voice(name="tone", engine="tone")).speak("ہ" * 10).pcm
    return beep * round(seconds * 22050 * 2 / len(beep))


def test_memory_stays_flat_however_long_the_text() -> None:
    import tracemalloc

    class Copier(Beeper):
        """Each clip has some 900 kB of its own, of which 100 would be 90 MB."""

        def speak(self, text: str) -> Clip:
            return Clip(_loud(len(text) / 16.2), 22050)

    texts = ("لفظ " * 81 + str(number) for number in range(100))
    tracemalloc.start()
    try:
        for _ in speech.speak(Copier(), texts, jobs=2, cache=None, settings=USUAL):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * 1_000_000
