"""Patience with a service: attempts, waits, and when to leave it alone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from naqeeb.errors import SpeechError, VoiceFailed
from naqeeb.model import Voice
from naqeeb.speech import options
from naqeeb.speech.failures import failed
from naqeeb.speech.limits import give_back, left_s, spend

T = TypeVar("T")

# stamina announces each retry as a warning; a library stays silent unless its
# user has set up logging.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an engine waits for its service, and how often it asks."""

    attempts: int = 4
    wait_s: float = 0.4
    """Before the second attempt; doubled for each one after, with jitter."""
    connect_s: float = 3.0
    read_s: float = 8.0
    """Without a byte."""
    request_s: float = 20.0
    """For one request as a whole, however slowly it comes."""


PATIENCE_OPTIONS = ("attempts", "wait_s", "connect_s", "read_s", "request_s")


def patience_of(voice: Voice) -> Patience:
    """The voice file's own patience.

    Raises:
        SettingsError: one of its options is wrong.
    """
    usual = Patience()
    return Patience(
        attempts=options.whole(voice, "attempts", usual.attempts, 1, 20),
        wait_s=options.number(voice, "wait_s", usual.wait_s, 0, 60),
        connect_s=options.number(voice, "connect_s", usual.connect_s, 0.05, 60),
        read_s=options.number(voice, "read_s", usual.read_s, 0.05, 120),
        request_s=options.number(voice, "request_s", usual.request_s, 0.05, 300),
    )


class Service:
    """One service as all threads of this process see it.

    A circuit breaker: after ``limit`` failures in a row it is left alone for
    ``rest_s``, and a request meanwhile fails at once. When the service asks to be
    left alone for a while, all threads wait.
    """

    def __init__(self, name: str, *, limit: int = 12, rest_s: float = 30.0) -> None:
        self.name = name
        self._limit = limit
        self._rest_s = rest_s
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0
        self._quiet_until = 0.0

    def ask(self, request: Callable[[], T], patience: Patience, characters: int = 0) -> T:
        """The request's result, asked for again while that may help.

        Args:
            request: makes one request.
            patience: how often and how long to wait.
            characters: what the service bills for one request; 0 for a service without a price.

        Raises:
            VoiceFailed: it failed for good, or time is up.
            BudgetReached: one more request would pass the day's budget.
        """
        try:
            return self._once(request, characters)
        except VoiceFailed as error:
            if _worth_it(error) is False:
                raise
            first = [error]
        # Imported here, since most runs need no retry and it takes 80 ms.
        import stamina

        for attempt in stamina.retry_context(
            on=_worth_it,
            attempts=patience.attempts,
            timeout=None,
            wait_initial=patience.wait_s,
            wait_max=max(5.0, patience.wait_s),
            wait_jitter=patience.wait_s,
        ):
            with attempt:
                # stamina counts from here, so it is given the failure of the first attempt.
                if first:
                    raise first.pop()
                return self._once(request, characters)
        raise AssertionError  # the loop above returns or raises

    def _once(self, request: Callable[[], T], characters: int) -> T:
        self._wait_for_permission()
        if characters:
            spend(self.name, characters)
        try:
            result = request()
        except SpeechError as error:
            if characters and not _may_be_billed(error):
                give_back(self.name, characters)
            self._count_failure(error)
            raise
        with self._lock:
            self._failures = 0
        return result

    def _wait_for_permission(self) -> None:
        with self._lock:
            closed = self._closed_until - time.monotonic()
            quiet = self._quiet_until - time.monotonic()
        if closed > 0:
            raise failed(
                f"{self.name} failed too often and is left alone for {closed:.0f} s",
                cause=f"{self._limit} requests in a row failed",
                hint="try again in a minute, or choose another voice with --voice",
                sent=False,
            )
        if quiet >= left_s(float("inf")) or left_s(1.0) <= 0:
            raise failed(
                f"{self.name} did not answer in the time there was",
                cause="the service is slow or wants to be left alone",
                hint="try again later, raise [voice] deadline_s, or choose another voice",
            )
        if quiet > 0:
            time.sleep(quiet)

    def _count_failure(self, error: SpeechError) -> None:
        now = time.monotonic()
        after_s = error.retry_after_s if isinstance(error, VoiceFailed) else None
        with self._lock:
            self._failures += 1
            if after_s is not None:
                self._quiet_until = max(self._quiet_until, now + after_s)
            if self._failures >= self._limit:
                self._closed_until = now + self._rest_s
                # After the rest one attempt decides: if it fails, the service rests again.
                self._failures = self._limit - 1


def _may_be_billed(error: SpeechError) -> bool:
    """False where nothing was sent, or where the service answered with a refusal."""
    return error.sent and not (isinstance(error, VoiceFailed) and error.status is not None)


def _worth_it(error: Exception) -> bool | float:
    """Whether to ask again; a number is how many seconds to wait before."""
    if not isinstance(error, VoiceFailed) or not error.passing:
        return False
    after_s = error.retry_after_s
    if after_s is not None:
        return after_s if after_s < left_s(float("inf")) else False
    return True


_services: dict[str, Service] = {}


def service(name: str) -> Service:
    """The one service of this name in this process."""
    return _services.setdefault(name, Service(name))
