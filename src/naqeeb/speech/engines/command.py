"""``command``: any program that reads text and writes WAV.

For a newsroom with an engine of its own: no Python is needed, only a voice
file. The program is started once for each chunk, without a shell, with the
text (UTF-8) on its standard input; it writes to the file named for ``{wav}``
among its arguments, or to standard output where none is named.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.pcm import wav
from naqeeb.settings.table import shown
from naqeeb.speech import options
from naqeeb.speech.limits import left_s
from naqeeb.text.cleaning import brief

MAX_WAV_BYTES = 50_000_000
_LOOK_S = 0.25
"""How often a running program's output is measured."""
_TAIL = 400
"""Characters of a program's complaint that are shown."""


class Command:
    """An engine of the protocol.

    ``[options]``: ``command`` (a list: the program and its arguments),
    ``timeout_s`` for one chunk (60), ``jobs`` (how many may run at once; all
    processors), ``release`` (any text: change it when the program changes, so
    that cached chunks are voiced again).
    """

    online = False
    cacheable = True

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, ("command", "timeout_s", "jobs", "release"))
        self.voice = voice
        command = voice.options.get("command")
        good = isinstance(command, list) and command and all(isinstance(p, str) for p in command)
        if not good or not isinstance(command, list):
            what = f"[options] command is {shown(command)}, not a list of texts"
            hint = 'write command = ["prog", "--out", "{wav}"]'
            raise options.wrong(voice, "command", what, hint)
        self._command: list[str] = command
        self._timeout_s = options.number(voice, "timeout_s", 60, 0.1, 3600)
        release = options.text(voice, "release", "1")
        self.concurrency = options.whole(voice, "jobs", os.cpu_count() or 1, 1, 256)
        self.version = f"command {Path(command[0]).name} {release}"
        self._running: set[subprocess.Popen[bytes]] = set()
        self._abandoned = 0
        """How often all work was given up."""
        self._lock = threading.Lock()

    def ready(self) -> None:
        """Look for the program."""
        self._program()

    def speak(self, text: str) -> Clip:
        """Voice ``text`` by one run of the program."""
        abandoned = self._abandoned
        program = self._program()
        with tempfile.TemporaryDirectory(prefix="naqeeb-") as name:
            folder = Path(name)
            written = folder / "speech.wav"
            arguments = [part.replace("{wav}", str(written)) for part in self._command[1:]]
            output = written if arguments == self._command[1:] else folder / "output"
            (folder / "text").write_text(text + "\n", "utf-8")
            with (
                (folder / "text").open("rb") as source,
                output.open("wb") as out,
                (folder / "errors").open("w+b") as errors,
            ):
                with self._lock:
                    # Together, or a program that starts just now would outlive ``abandon``.
                    if self._abandoned != abandoned:
                        raise VoiceFailed(
                            f"voice {self.voice.name}: the work was given up",
                            cause="another chunk of the text failed, or the time was over",
                            hint="mend that first",
                        )
                    process = self._start([program, *arguments], source, out, errors, folder)
                    self._running.add(process)
                status = self._end_of(process, folder, errors)
                if status != 0:
                    raise self._failed(f"ended with status {status}", errors)
            if not written.is_file():
                raise VoiceFailed(
                    f"voice {self.voice.name}: {self._command[0]} wrote no file",
                    cause="it does not take the name that stands for {wav}",
                    hint="run the command by hand and see what it writes",
                )
            return wav.read(written.read_bytes())

    def close(self) -> None:
        """End every program that still runs."""
        self.abandon()

    def abandon(self) -> None:
        """End every program that still runs; the engine can be used again."""
        with self._lock:
            self._abandoned += 1
            running = tuple(self._running)
        for process in running:
            _kill(process)

    def _program(self) -> str:
        name = self._command[0]
        beside = Path(str(self.voice.options.get("folder", "."))) / name
        inside = str(beside) if os.sep in name or "/" in name else name
        program = shutil.which(inside)
        if program is None:
            raise VoiceNotReady(
                f"voice {self.voice.name}: there is no program {brief(name)}",
                hint="install it, or write its full path into the voice file",
                voice=self.voice.name,
            )
        # It runs in a folder of its own, so a relative path would lead nowhere.
        return str(Path(program).absolute())

    def _start(
        self,
        arguments: list[str],
        source: IO[bytes],
        out: IO[bytes],
        errors: IO[bytes],
        folder: Path,
    ) -> subprocess.Popen[bytes]:
        windows = sys.platform == "win32"
        try:
            return subprocess.Popen(
                arguments,
                stdin=source,
                stdout=out,
                stderr=errors,
                cwd=folder,
                # A group of its own, so that what it starts ends with it.
                start_new_session=not windows,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as error:
            raise VoiceFailed(
                f"voice {self.voice.name}: {arguments[0]} does not start",
                cause=str(error.strerror),
                hint="run the command by hand",
            ) from None

    def _end_of(self, process: subprocess.Popen[bytes], folder: Path, errors: IO[bytes]) -> int:
        try:
            return self._wait(process, folder, errors)
        finally:
            _kill(process)
            with self._lock:
                self._running.discard(process)

    def _wait(self, process: subprocess.Popen[bytes], folder: Path, errors: IO[bytes]) -> int:
        seconds = left_s(self._timeout_s)
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(min(_LOOK_S, max(0.001, end - time.monotonic())))
            if time.monotonic() >= end:
                raise self._failed(f"did not end in {seconds:g} s", errors)
            if _size(folder) > MAX_WAV_BYTES:
                megabytes = MAX_WAV_BYTES // 1_000_000
                raise self._failed(f"wrote more than {megabytes} MB for one chunk", errors)

    def _failed(self, what: str, errors: IO[bytes]) -> VoiceFailed:
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - _TAIL))
        written = errors.read().decode("utf-8", "replace")
        complaint = "".join(c if c.isprintable() else " " for c in written).strip()
        return VoiceFailed(
            f"voice {self.voice.name}: {self._command[0]} {what}",
            cause=f"it said: {complaint}" if complaint else "it said nothing",
            hint="run the command by hand, or raise timeout_s in the voice file",
        )


def _size(folder: Path) -> int:
    total = 0
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and all that it started."""
    # The number of one that has ended may be another's by now.
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
