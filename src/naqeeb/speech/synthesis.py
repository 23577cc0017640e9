"""Texts into clips: in order, ahead of need but not far, each one checked."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future
from contextvars import copy_context

from naqeeb.errors import BadAudio, NaqeebError, SpeechError, VoiceFailed, VoiceNotReady
from naqeeb.model import Clip
from naqeeb.settings import VoiceSettings
from naqeeb.speech.budget import budget_of
from naqeeb.speech.cache import Cache, key
from naqeeb.speech.checks import check
from naqeeb.speech.daemon_pool import DaemonPool
from naqeeb.speech.engine import Counting, Engine, Stoppable
from naqeeb.speech.limits import Limits, spend, work_under

_AHEAD = 2
"""Clips that may wait, over one for each worker, so that none stands idle."""
_ARTICLE_CHARS = 20_000
"""The longest text that has to do with one deadline; a book gets more in proportion."""
_SHUTDOWN_S = 5.0
_EXCERPT = 40


def speak(
    engine: Engine,
    texts: Iterable[str],
    *,
    jobs: int,
    cache: Cache | None,
    settings: VoiceSettings,
) -> Generator[Clip, None, None]:
    """Voice each text, lazily and in order.

    So many texts are voiced at once as the engine and ``jobs`` (0 means every
    processor) allow; an online engine follows ``settings.requests`` instead.
    Each clip is checked, and asked for once more where it fails. Nothing that
    failed reaches the cache. At most a handful of clips is held at a time.
    Closing the iterator ends the work.

    Raises:
        VoiceFailed: the engine failed, or an online voice took longer than
            ``settings.deadline_s`` in all.
        BudgetReached: a paid service was sent as much today as the budget allows.
        BadAudio: a chunk came back bad twice.
        Both name the voice, the chunk (from 1), the cause and the next step.
    """
    wanted = settings.requests if engine.online else (jobs or os.cpu_count() or 1)
    workers = max(1, min(wanted, engine.concurrency))
    clock = _Clock(settings.deadline_s if engine.online else None)
    limits = Limits(clock.left, budget_of(settings))
    pool = DaemonPool(workers, lambda text: voice_one(engine, text, cache), limits)
    waiting: deque[tuple[int, str, Future[Clip]]] = deque()
    try:
        for number, text in enumerate(texts, 1):
            clock.allow(text)
            waiting.append((number, text, pool.submit(text)))
            # The texts may still be being written, so a clip that is done does not wait for more.
            while len(waiting) > workers + _AHEAD or (waiting and waiting[0][2].done()):
                yield _result(engine, *waiting.popleft(), clock)
        while waiting:
            yield _result(engine, *waiting.popleft(), clock)
    finally:
        # A thread that nobody waits for any more sends nothing further.
        clock.stop()
        if waiting:
            # Before abandon, since a thread that it sets free would take the next text.
            pool.cancel()
            if isinstance(engine, Stoppable):
                engine.abandon()
        # A thread that waits for a server cannot be woken. It ends with its own time-out.
        pool.shutdown(0.0 if engine.online else _SHUTDOWN_S)


def uncached(engine: Engine, texts: Iterable[str], cache: Cache) -> list[str]:
    """The texts that the engine would have to voice, since they do not lie in the cache."""
    if not engine.cacheable:
        return list(texts)
    try:
        return [text for text in texts if key(engine, text) not in cache]
    except VoiceNotReady:
        # A model that is not here has no version, so nothing of it can be in the cache.
        return list(texts)


def billed(engine: Engine, texts: Iterable[str]) -> int:
    """Characters that the engine's service would bill: the texts' own where it does not say."""
    return sum(map(engine.billed if isinstance(engine, Counting) else len, texts))


def unchecked(engine: Engine, texts: Iterable[str], settings: VoiceSettings) -> list[Clip]:
    """Texts as the engine voices them, one after the other; for measuring a voice.

    Raises:
        SpeechError: the engine failed, or the budget of a paid service is reached.
    """

    def speak_all() -> list[Clip]:
        work_under(Limits(budget=budget_of(settings)))
        return [_asked(engine, text) for text in texts]

    # In a context of its own, so that the limits end with the work.
    return copy_context().run(speak_all)


def voice_one(engine: Engine, text: str, cache: Cache | None) -> Clip:
    """One text, from the cache or the engine, checked; asked for twice at most.

    Raises:
        VoiceFailed: the engine failed.
        BadAudio: what came back was bad both times.
    """
    if cache is not None:
        cache.note_asked()
    if cache is None or not engine.cacheable:
        return _spoken(engine, text)
    name = key(engine, text)
    clip = cache.get(name)
    if clip is None:
        clip = _spoken(engine, text)
        cache.put(name, clip)
    return clip


def _spoken(engine: Engine, text: str) -> Clip:
    try:
        return _checked(engine, text)
    except BadAudio:
        return _checked(engine, text)


def _checked(engine: Engine, text: str) -> Clip:
    clip = _asked(engine, text)
    check(clip, text, engine.voice)
    return clip


def _asked(engine: Engine, text: str) -> Clip:
    if engine.voice.price_per_million and not isinstance(engine, Counting):
        # A stranger's engine that is paid for and counts nothing itself.
        spend(engine.voice.engine, len(text))
    try:
        return engine.speak(text)
    except NaqeebError:
        raise
    except Exception as error:
        # A stranger's engine may raise anything; to us it means that the voice failed.
        raise VoiceFailed(
            f"voice {engine.voice.name} failed",
            cause=f"{type(error).__name__}: {error}",
            hint="choose another voice with --voice",
        ) from error


def _result(engine: Engine, number: int, text: str, future: Future[Clip], clock: _Clock) -> Clip:
    try:
        return future.result(timeout=clock.left())
    except SpeechError as error:
        raise _named(error, engine, number, text) from error
    except TimeoutError:
        late = VoiceFailed(
            "no answer in time",
            cause=f"the service is slow: all {clock.allowed:.0f} s for this text are used up",
            hint="try again later, raise [voice] deadline_s, or choose another voice",
        )
        raise _named(late, engine, number, text) from None


def _named(error: SpeechError, engine: Engine, number: int, text: str) -> SpeechError:
    excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"
    name = engine.voice.name
    facts = error.facts | {"voice": name, "chunk": number, "text": text}
    what = error.what.removeprefix(f"voice {name}").lstrip(": ")
    return type(error)(
        f"voice {name}, chunk {number} «{excerpt}»: {what}",
        cause=error.cause,
        hint=error.hint,
        **facts,
    )


class _Clock:
    """The deadline of one text, which grows where the text is as long as a book."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._began = time.monotonic()
        self._chars = 0
        self._stopped = False

    def allow(self, text: str) -> None:
        self._chars += len(text)

    @property
    def allowed(self) -> float:
        return (self._seconds or 0.0) * max(1.0, self._chars / _ARTICLE_CHARS)

    def stop(self) -> None:
        """No time is left from now on."""
        self._stopped = True

    def left(self) -> float | None:
        if self._stopped:
            return 0.0
        if self._seconds is None:
            return None
        return max(0.0, self._began + self.allowed - time.monotonic())
