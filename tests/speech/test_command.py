"""Any program that writes WAV."""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from naqeeb import speech
from naqeeb.errors import BadAudio, VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings
from naqeeb.speech.engine import Engine
from naqeeb.speech.engines.command import Command

# A program that "speaks": 60 ms of a swelling square wave for each character.
PROGRAM = """
import array, sys, wave
text = sys.stdin.buffer.read().decode().strip()
rate, channels, width = 16000, 1, 2
samples = array.array("h")
for char in text:
    loud = 20 if char.isalpha() else 0
    for n in range(960):
        samples.append((1 if n // 40 % 2 else -1) * min(n, 960 - n) * loud)
target = open(sys.argv[1], "wb") if len(sys.argv) > 1 else sys.stdout.buffer
with wave.open(target, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    file.writeframes(samples.tobytes())
"""
TEXT = "ایران اور روس کے صدور نے ملاقات کی۔"


def _voice(tmp_path: Path, code: str, *arguments: str, **options: object) -> Voice:
    (tmp_path / "program.py").write_text(code, "utf-8")
    command = [sys.executable, str(tmp_path / "program.py"), *arguments]
    return Voice(
        name="ours",
        engine="command",
        chars_per_second=16.0,
        options={"command": command, "timeout_s": 20, **options},
    )


@pytest.mark.parametrize("arguments", [("{wav}",), ()])
def test_the_program_reads_text_and_writes_a_file_or_its_output(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    voice = _voice(tmp_path, PROGRAM, *arguments)
    engine = speech.engine_for(voice)
    engine.ready()
    clip = engine.speak(TEXT)
    assert clip.rate_hz == 16000
    assert clip.duration_ms == pytest.approx(60 * len(TEXT))
    speech.check(clip, TEXT, voice)


def test_no_shell_sees_the_text_or_the_command(tmp_path: Path) -> None:
    voice = _voice(tmp_path, PROGRAM, "{wav}", "; touch heard", "$(touch heard)")
    text = "'; touch heard; $(touch heard) `touch heard`"
    assert speech.engine_for(voice).speak(text).duration_ms > 0
    assert not list(tmp_path.rglob("heard"))


def test_a_program_beside_the_voice_file_is_found_and_run(tmp_path: Path) -> None:
    script = tmp_path / "tools" / "speak"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\n{PROGRAM}", "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    if os.name == "nt":
        pytest.skip("Windows starts no scripts by their first line")
    options = {"command": ["tools/speak", "{wav}"], "folder": str(tmp_path)}
    engine = speech.engine_for(Voice(name="ours", engine="command", options=options))
    assert engine.speak(TEXT).duration_ms > 0


def test_a_missing_program_is_named_before_anything_is_spoken() -> None:
    options = {"command": ["no-such-program", "{wav}"]}
    engine = speech.engine_for(Voice(name="ours", engine="command", options=options))
    with pytest.raises(VoiceNotReady, match="no-such-program"):
        engine.ready()


def test_of_a_name_that_is_no_programs_little_is_echoed() -> None:
    options = {"command": ["x" * 100_000, "{wav}"]}
    engine = speech.engine_for(Voice(name="ours", engine="command", options=options))
    with pytest.raises(VoiceNotReady) as error:
        engine.ready()
    assert len(str(error.value)) < 300


@pytest.mark.parametrize(
    ("kind", "word", "code"),
    [
        (VoiceFailed, "status 3", "import sys; sys.exit(3)"),
        (VoiceFailed, "out of memory", "import sys; sys.exit('\\x1b[31mout of memory')"),
        (VoiceFailed, "wrote no file", "pass"),
        (BadAudio, "empty", "import sys; open(sys.argv[1], 'w')"),
        (BadAudio, "like WAV", "import sys; open(sys.argv[1], 'w').write('<html>' * 99)"),
        (VoiceFailed, "did not end in 0.5 s", "import time; time.sleep(30)"),
        (
            VoiceFailed,
            "wrote more than 0 MB",
            "import sys, time; open(sys.argv[1], 'w').write('x' * 200_000); time.sleep(30)",
        ),
    ],
)
def test_a_program_that_fails_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Exception], word: str, code: str
) -> None:
    monkeypatch.setattr("naqeeb.speech.engines.command.MAX_WAV_BYTES", 100_000)
    patience = 0.5 if "0.5" in word else 20
    engine = speech.engine_for(_voice(tmp_path, code, "{wav}", timeout_s=patience))
    with pytest.raises(kind) as caught:
        engine.speak(TEXT)
    assert word in str(caught.value)
    assert "\x1b" not in str(caught.value)


def _speak_until(sign: Path, engine: Engine) -> Iterator[Clip]:
    """Clips of an engine that is closed as soon as there is this file."""

    def stop_soon() -> None:
        while not sign.exists():
            time.sleep(0.01)
        engine.close()

    threading.Thread(target=stop_soon, daemon=True).start()
    return speech.speak(engine, [TEXT], jobs=1, cache=None, settings=VoiceSettings())


def test_closing_the_engine_ends_the_program(tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = f"open({str(started)!r}, 'a').write('x')\nimport time; time.sleep(60)"
    engine = speech.engine_for(_voice(tmp_path, code, "{wav}", timeout_s=60))
    with pytest.raises(VoiceFailed, match="ended with status"):
        next(_speak_until(started, engine))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups of this kind")
def test_what_the_program_started_ends_with_it(tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open("child", "w").write(str(child.pid))
os.rename("child", {str(started)!r})
time.sleep(60)
"""
    engine = speech.engine_for(_voice(tmp_path, code, "{wav}", timeout_s=60))
    with pytest.raises(VoiceFailed, match="ended with status"):
        next(_speak_until(started, engine))
    child = int(started.read_text())
    # Whose parent is gone is buried by the system, in its own time.
    for _ in range(1500):
        if not _lives(child):
            break
        time.sleep(0.02)
    else:
        pytest.fail("the child lives on")


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_what_is_about_to_start_as_all_is_given_up_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    engine = Command(_voice(tmp_path, f"open({str(started)!r}, 'a').write('x')", "{wav}"))
    look = engine._program

    def given_up_meanwhile() -> str:
        engine.abandon()
        return look()

    with monkeypatch.context() as patch:
        patch.setattr(engine, "_program", given_up_meanwhile)
        with pytest.raises(VoiceFailed, match="was given up"):
            engine.speak(TEXT)
    assert not started.exists()
    with pytest.raises(VoiceFailed, match="wrote no file"):
        engine.speak(TEXT)
    assert started.exists(), "it can be used again"
