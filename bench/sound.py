"""What each stage of the sound room costs, in CPU seconds.

    python bench/sound.py [SECONDS]

Speaks the seed with the embedded voice (or repeats it to SECONDS of speech),
then makes the track: first as a whole, then stage by stage over the same clips.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from naqeeb.model import Article, Chunk, Clip, Line, Pause, Role, Script, Take
from naqeeb.settings import SoundSettings, find_voice

ROUNDS = 3


def main() -> None:
    """Print one line a stage."""
    spoken, speech_cpu = cpu(speak)
    seconds = sum(each.duration_ms for _, each in spoken) / 1000
    wanted = float(sys.argv[1]) if len(sys.argv) > 1 else seconds
    script, takes = session(spoken, wanted)
    seconds = sum(each.clip.duration_ms for each in takes) / 1000
    print(f"{len(takes)} clips, {seconds:.0f} s of speech, {takes[0].clip.rate_hz} Hz")
    print(f"{'synthesis of the seed':32}{speech_cpu * 1000:9.0f} ms CPU")
    imports()
    with tempfile.TemporaryDirectory() as folder:
        stages(takes, seconds, Path(folder) / "x.mp3")
    whole(script, takes, seconds)


def speak() -> list[tuple[str, Clip]]:
    """The seed, sentence by sentence, by the embedded voice."""
    from naqeeb.speech.engines.espeak import Espeak

    seed = next(Path(__file__).parents[1].glob("seeds/*.txt")).read_text("utf-8")
    sentences = [each.strip() + "۔" for each in seed.replace("\n", " ").split("۔") if each.strip()]
    voice = find_voice("espeak", Path())
    return [(each, Espeak(voice).speak(each)) for each in sentences]


def session(spoken: list[tuple[str, Clip]], seconds: float) -> tuple[Script, list[Take]]:
    """Takes for so many seconds of speech."""
    voice = find_voice("espeak", Path())
    lines: list[Line] = []
    takes: list[Take] = []
    done = 0.0
    for text, clip in cycle(spoken):
        chunk = Chunk(len(lines), 0, len(text), text, Pause.SENTENCE)
        lines.append(Line(0, Role.BODY, text, text))
        takes.append(Take(chunk, clip, voice))
        done += clip.duration_ms / 1000
        if done >= seconds - 0.001:
            return Script(Article("bench", "bench", ()), tuple(lines)), takes
    raise AssertionError


def imports() -> None:
    """What the libraries cost to import, in this order."""
    from naqeeb.sound import loudness, stitch

    for name, load in (
        ("import pydub", lambda: stitch.silence(1, 22050)),
        ("import miniaudio", lambda: __import__("naqeeb.pcm.decoder")),
        ("import pyebur128", lambda: loudness.meter(22050)),
        ("import lameenc", lambda: __import__("lameenc")),
    ):
        _, cost = cpu(load)
        print(f"{name:32}{cost * 1000:9.1f} ms CPU")


def stages(takes: list[Take], seconds: float, out: Path) -> None:
    """Each stage alone, on all clips; the MP3 is written to ``out``."""
    from naqeeb.pcm.decode import mp3_pieces
    from naqeeb.pcm.mp3_frames import Mp3Format
    from naqeeb.sound.limiter import level
    from naqeeb.sound.loudness import meter
    from naqeeb.sound.measure import Measurement
    from naqeeb.sound.mp3_file import Mp3File
    from naqeeb.sound.prepare import prepared
    from naqeeb.sound.recording import aim_of
    from naqeeb.sound.stitch import faded, joined, silence
    from naqeeb.sound.true_peak import TruePeak

    aim = aim_of(SoundSettings())
    rate_hz = takes[0].clip.rate_hz
    gain_db = aim.lufs - (takes[0].voice.lufs or 0)
    clips = stage("trim, direct current", lambda: list(prepared(takes, rate_hz)), seconds)
    levelled = stage(
        "gain and limiter",
        lambda: [level(each.clip.pcm, rate_hz, gain_db, aim.ceiling_dbfs) for each in clips],
        seconds,
    )
    pieces = stage(
        "stitch with pydub",
        lambda: [joined([silence(350, rate_hz), faded(each, rate_hz)]) for each in levelled],
        seconds,
    )

    def encode() -> None:
        with Mp3File(out, rate_hz=rate_hz, out_rate_hz=rate_hz, bitrate_kbps=64, quality=7) as file:
            for each in pieces:
                file.write(each)
            file.finish()

    stage("LAME, quality 7", encode, seconds)
    pcm = stage(
        "check: decode", lambda: [bytes(each) for each in mp3_pieces(out, rate_hz)], seconds
    )

    def loudness() -> float:
        listener = meter(rate_hz)
        for each in pcm:
            listener.add(each)
        return listener.lufs()

    def peaks() -> float:
        peak = TruePeak()
        for each in pcm:
            peak.add(each, block_bytes=2204)
        return peak.dbtp

    stage("check: loudness", loudness, seconds)
    stage("check: peaks and silence", peaks, seconds)
    stage("check: all of it", lambda: Measurement(out, Mp3Format(rate_hz, 64)).rest(), seconds)


def whole(script: Script, takes: list[Take], seconds: float) -> None:
    """The room as a whole, by its one function."""
    from naqeeb.sound import StationSound, make_track

    for title, settings, known in (
        ("track", SoundSettings(), True),
        ("track, spooled", SoundSettings(), False),
        ("track at -16 LUFS", SoundSettings(lufs=-16.0), True),
        ("track with data saver", SoundSettings(data_saver=True), True),
    ):
        voice = takes[0].voice if known else replace(takes[0].voice, lufs=None)
        spoken = [replace(each, voice=voice) for each in takes]
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "x.mp3"

            def run(
                out: Path = out,
                spoken: list[Take] = spoken,
                settings: SoundSettings = settings,
            ) -> Any:
                return make_track(script, iter(spoken), out, StationSound(settings, out.parent))

            began = perf_counter()
            track = stage(title, run, seconds)
            wall = (perf_counter() - began) / ROUNDS
        print(f"{'':32}{wall * 1000:9.0f} ms wall; {track.report}")


def stage(name: str, run: Callable[[], Any], seconds: float) -> Any:
    """Run it some times; print and keep the best."""
    costs = []
    for _ in range(ROUNDS):
        result, cost = cpu(run)
        costs.append(cost)
    best = min(costs)
    print(f"{name:32}{best * 1000:9.1f} ms CPU {best / seconds * 3600:8.2f} s an hour")
    return result


def cpu(run: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and the CPU seconds that it took in all threads."""
    began = process_time()
    result = run()
    return result, process_time() - began


if __name__ == "__main__":
    main()
