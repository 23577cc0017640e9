"""An MP3 in pieces, while it still grows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import lameenc

COLLECTING = """
import gc, sys
from pathlib import Path
import miniaudio
from naqeeb.pcm.decode import mp3_pieces

stream = miniaudio.stream_any
def collecting(*arguments, **more):
    pieces = stream(*arguments, **more)
    del arguments, more
    gc.collect()
    return pieces
miniaudio.stream_any = collecting
print(sum(len(piece) // 2 for piece in mp3_pieces(Path(sys.argv[1]), 22050)))
"""


def mp3(seconds: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(22050)
    encoder.set_bit_rate(64)
    return bytes(encoder.encode(bytes(seconds * 22050 * 2)) + encoder.flush())


def test_the_collector_of_garbage_takes_nothing_that_is_still_read(tmp_path: Path) -> None:
    """miniaudio knows its source by address: it would end the whole process."""
    path = tmp_path / "sound.mp3"
    path.write_bytes(mp3(12))
    run = subprocess.run(
        [sys.executable, "-c", COLLECTING, path],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 12 * 22050
