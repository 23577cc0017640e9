"""A voice of a program that takes the disk with the output away, as an unmount would."""

from __future__ import annotations

import sys
from pathlib import Path

NAME = "leaving"
# Says 60 ms of a square wave for each letter; where it snows it takes the output away.
_PROGRAM = """
import array, pathlib, sys, wave
text = sys.stdin.buffer.read().decode().strip()
output = pathlib.Path(sys.argv[1])
if output.exists() and "برف" in text:
    output.rename(output.with_name("unmounted"))
samples = array.array("h")
for char in text:
    loud = 20 if char.isalpha() else 0
    for n in range(960):
        samples.append((1 if n // 40 % 2 else -1) * min(n, 960 - n) * loud)
with wave.open(sys.stdout.buffer, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    file.writeframes(samples.tobytes())
"""


def install(newsroom: Path, output: Path) -> None:
    """Put the voice into a newsroom that has no voice files yet."""
    program = newsroom / "leaving_voice.py"
    program.write_text(_PROGRAM, "utf-8")
    command = [sys.executable, str(program), str(output)]
    voices = newsroom / "voices"
    voices.mkdir()
    (voices / f"{NAME}.toml").write_text(
        f'engine = "command"\nchars_per_second = 16.0\n[options]\ncommand = {command!r}\n', "utf-8"
    )
