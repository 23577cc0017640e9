"""A log for programs: one JSON object a line, by the standard library's logging."""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from naqeeb import safe_files
from naqeeb.desk.job import Failure, Outcome
from naqeeb.errors import SettingsError
from naqeeb.file_errors import cannot_write


class JsonLog:
    """Notes each step of each source in a file.

    Args:
        path: the file; lines are added to it.

    Raises:
        SettingsError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            if path.is_file():
                safe_files.open_lines(path).close()  # after a line that a crash tore
            self._handler = _File(path, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise SettingsError(
                f"the log {path} cannot be written: {error.strerror}",
                hint="name another file with --log-json",
                path=str(path),
            ) from None
        self._handler.setFormatter(_Lines())
        self._logger = logging.getLogger("naqeeb.run")
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False  # the file is what was asked for
        self._logger.addHandler(self._handler)
        self._run = secrets.token_hex(4)

    def note(self, outcome: Outcome) -> None:
        """Write a line for each step, and one for what became of the source.

        Raises:
            ArchiveError: the file cannot be written; no line is tried again then.
        """
        effort = outcome.effort
        facts = {"worker": effort.worker or "here", "source": outcome.source}
        for step, seconds in effort.step_s.items():
            self._write({**facts, "step": step, "seconds": round(seconds, 4)})
        end: dict[str, object] = {
            "seconds": round(sum(effort.step_s.values()), 4),
            "chunks": effort.chunks,
            "cache_hits": effort.cache_hits,
            "retries": effort.tries - 1,
        }
        if isinstance(outcome, Failure):
            error = outcome.error
            end |= {"error": error.what, "kind": type(error).__name__, "cause": error.cause}
            self._write({**facts, "step": "failed", **end}, logging.ERROR)
        else:
            end |= {"id": outcome.episode.id, "duration_ms": outcome.episode.duration_ms}
            self._write({**facts, "step": outcome.kind.value, **end})

    def progress(self, text: str) -> None:
        """Write how far the run has come."""
        self._write({"step": "progress", "text": text})

    def close(self) -> None:
        """Close the file."""
        self._logger.removeHandler(self._handler)
        with contextlib.suppress(OSError):  # a line that there was no room for
            self._handler.close()

    def _write(self, facts: dict[str, object], level: int = logging.INFO) -> None:
        self._logger.log(
            level, "%s", facts.get("step"), extra={"facts": {"run": self._run, **facts}}
        )


class _File(logging.FileHandler):
    """A file of lines. The standard library's prints a traceback where one cannot be written."""

    _failed = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, unless one before it could not be written."""
        if not self._failed:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say why a line could not be written."""
        self._failed = True
        error = sys.exc_info()[1]
        if isinstance(error, OSError):
            hint = "mend that, or name another file with --log-json"
            raise cannot_write(Path(self.baseFilename), error, hint=hint) from error
        super().handleError(record)


class _Lines(logging.Formatter):
    """A record as one line of JSON: time, level, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts = getattr(record, "facts", {})
        table = {"time": when, "level": record.levelname, **facts}
        return json.dumps(table, ensure_ascii=False, default=str)
