"""Metrics of a run in Prometheus' text format, for the node exporter's textfile collector.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from naqeeb import safe_files
from naqeeb.desk.job import Failure, Outcome
from naqeeb.errors import SettingsError
from naqeeb.file_errors import cannot_write

WRITE_EVERY_S = 15.0
"""As often as Prometheus commonly looks."""


class Metrics:
    """Counts outcomes, and writes the file whole from time to time.

    Args:
        path: the file; it should end in ``.prom``.

    Raises:
        SettingsError: prometheus-client is not installed.
    """

    def __init__(self, path: Path) -> None:
        try:
            import prometheus_client as prometheus  # only who asks for metrics needs it
        except ImportError:
            raise SettingsError(
                "--metrics needs prometheus-client, which is not installed",
                hint="pip install 'naqeeb[metrics]'",
            ) from None
        self._path = path
        self._registry = prometheus.CollectorRegistry()
        self._render = prometheus.generate_latest
        self._written_s = 0.0
        counter = partial(prometheus.Counter, registry=self._registry)
        gauge = partial(prometheus.Gauge, registry=self._registry)
        self._articles = counter(
            "naqeeb_articles",
            "Articles by what became of them, and of failures by cause.",
            ("kind", "cause"),
        )
        self._audio = counter("naqeeb_audio_seconds", "Seconds of audio that were made.")
        self._retries = counter("naqeeb_retries", "Articles given out again, as a worker died.")
        self._chunks = counter("naqeeb_chunks", "Chunks that were spoken or cached.", ("cache",))
        self._steps = counter("naqeeb_step_seconds", "Seconds by step.", ("step",))
        self._success = gauge(
            "naqeeb_last_success_timestamp_seconds", "When an article was last done."
        )
        began = gauge("naqeeb_run_start_timestamp_seconds", "When the run began.")
        began.set_to_current_time()
        self.write()

    def note(self, outcome: Outcome) -> None:
        """Count an outcome."""
        effort = outcome.effort
        if isinstance(outcome, Failure):
            self._articles.labels("failed", type(outcome.error).__name__).inc()
        else:
            self._articles.labels(outcome.kind.value, "").inc()
            self._success.set_to_current_time()
            if outcome.kind.value != "unchanged":
                self._audio.inc(outcome.episode.duration_ms / 1000)
        self._retries.inc(max(0, effort.tries - 1))
        self._chunks.labels("hit").inc(effort.cache_hits)
        self._chunks.labels("miss").inc(effort.chunks - effort.cache_hits)
        for step, seconds in effort.step_s.items():
            self._steps.labels(step).inc(seconds)
        self.write_if_due()

    def write_if_due(self) -> None:
        """Write the file where that was last done a while ago."""
        if time.monotonic() - self._written_s > WRITE_EVERY_S:
            self.write()

    def write(self) -> None:
        """Write the file, whole.

        Raises:
            ArchiveError: it cannot be written.
        """
        self._written_s = time.monotonic()
        try:
            safe_files.write(self._path, self._render(self._registry), sync=False)
        except OSError as error:
            hint = "mend that, or name another file with --metrics"
            raise cannot_write(self._path, error, hint=hint) from error
