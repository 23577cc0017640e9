"""Takes to make tracks of, and ears to hear what came out."""

from __future__ import annotations

import shutil
import subprocess
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import pi, sin
from pathlib import Path

import pytest

from naqeeb.model import (
    Article,
    Chunk,
    Clip,
    Line,
    Mark,
    Pause,
    Role,
    Script,
    Take,
    Track,
    Voice,
    Word,
)
from naqeeb.settings import SoundSettings, find_voice
from naqeeb.sound import StationSound, make_track

SENTENCES = (
    "ایران اور روس کے صدور نے جمعرات کو ازبکستان میں ملاقات کی۔",
    "دونوں رہنماوں نے ملاقات کے دوران دو طرفہ اقتصادی تعاون کے شعبے کا تفصیلی جائزہ لیا۔",
    "انہوں نے مزید کہا کہ روس کا ایک وفد اگلے ہفتے ایران روانہ ہوگا۔",
    "تنظیم میں ہمارے شراکت داروں نے آپ کی درخواست کی حمایت کی۔",
    "ہم مستقبل میں بھی یہ تعاون چاہتے ہیں۔",
    "روسی صدر کے مطابق بہت سے منصوبے آگے بڑھ رہے ہیں۔",
)

Pcm = Callable[..., bytes]


@dataclass(frozen=True)
class Session:
    """A script and its takes."""

    script: Script
    takes: tuple[Take, ...]

    def spoken_by(self, voice: Voice) -> Session:
        """The same takes under another voice's name and facts."""
        return Session(self.script, tuple(replace(each, voice=voice) for each in self.takes))

    def with_clips(self, change: Callable[[Clip], Clip]) -> Session:
        """The same takes with other sound."""
        return Session(
            self.script, tuple(replace(each, clip=change(each.clip)) for each in self.takes)
        )


def line_of(text: str, role: Role = Role.BODY, *, story: int = 0) -> Line:
    """A line that is spoken as it is written."""
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(Word(start, at, start, at))
    return Line(0, role, text, text, words=tuple(words), story=story)


def session_of(lines: list[Line], clips: list[Clip], voice: Voice, pause: Pause) -> Session:
    script = Script(Article("test", "test", ()), tuple(lines))
    takes = tuple(
        Take(Chunk(at, 0, len(line.spoken), line.spoken, pause), clip, voice)
        for at, (line, clip) in enumerate(zip(lines, clips, strict=True))
    )
    return Session(script, takes)


@pytest.fixture(scope="session")
def speech() -> Session:
    """Real speech: six sentences of the embedded voice, 27 seconds."""
    from naqeeb.speech.engines.espeak import Espeak

    voice = find_voice("espeak", Path())
    clips = [Espeak(voice).speak(text) for text in SENTENCES]
    return session_of([line_of(text) for text in SENTENCES], clips, voice, Pause.SENTENCE)


@pytest.fixture(scope="session")
def beeps() -> Session:
    """The tone voice: a beep for each word, exactly at its mark."""
    from naqeeb.speech.engines.tone import Tone

    voice = find_voice("tone", Path())
    clips = [Tone(voice).speak(text) for text in SENTENCES]
    return session_of([line_of(text) for text in SENTENCES], clips, voice, Pause.SENTENCE)


@pytest.fixture(scope="session")
def tone() -> Pcm:
    """``tone(ms, hertz=, peak=, rate_hz=)``: a plain sine."""

    def make(ms: float, *, hertz: float = 440, peak: float = 8000, rate_hz: int = 22050) -> bytes:
        count = round(ms * rate_hz / 1000)
        turn = 2 * pi * hertz / rate_hz
        return array("h", [round(peak * sin(turn * at)) for at in range(count)]).tobytes()

    return make


@pytest.fixture(scope="session")
def bulletin(tone: Pcm) -> Callable[..., Session]:
    """``bulletin(role, story, ...)``: one second of tone for each line."""

    def make(*roles: tuple[Role, int], pause: Pause = Pause.SENTENCE, **of_tone: float) -> Session:
        voice = Voice("plain", "plain", chars_per_second=14)
        lines = [line_of("خبر خبر خبر خب", role, story=story) for role, story in roles]
        clips = [Clip(tone(1000, **of_tone), 22050) for _ in lines]
        return session_of(lines, clips, voice, pause)

    return make


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Track]:
    """``make(session, check=True, **settings)``: make its track."""

    def track_of(session: Session, *, check: bool = True, **settings: object) -> Track:
        return make_track(
            session.script,
            iter(session.takes),
            tmp_path / "track.mp3",
            StationSound(replace(SoundSettings(), **settings), tmp_path),  # type: ignore[arg-type]
            check=check,
        )

    return track_of


@dataclass(frozen=True)
class Sound:
    """A decoded file."""

    samples: array[int]
    rate_hz: int

    def at(self, start_ms: float, end_ms: float) -> array[int]:
        """The samples between two times."""
        return self.samples[
            round(start_ms * self.rate_hz / 1000) : round(end_ms * self.rate_hz / 1000)
        ]

    def peak(self, start_ms: float, end_ms: float) -> int:
        """The highest sample between two times."""
        return max(map(abs, self.at(start_ms, end_ms)), default=0)

    def lufs(self) -> float:
        """Integrated loudness by libebur128."""
        pyebur128 = pytest.importorskip("pyebur128", reason="no libebur128 for this Python")
        state = pyebur128.R128State(1, self.rate_hz, pyebur128.MeasurementMode.MODE_I)
        state.add_frames(self.samples, len(self.samples))
        return float(pyebur128.get_loudness_global(state))

    def onsets_ms(self, quiet: int = 400, rest_ms: float = 30) -> list[float]:
        """Where sound begins after at least ``rest_ms`` of quiet."""
        onsets, silent_since = [], -1e9
        for at, sample in enumerate(self.samples):
            if abs(sample) > quiet:
                now = at / self.rate_hz * 1000
                if now - silent_since > rest_ms:
                    onsets.append(now)
                silent_since = now
        return onsets


@pytest.fixture(scope="session")
def hear() -> Callable[[Path], Sound]:
    """Decode a file the way players do."""
    import miniaudio

    def decoded(path: Path) -> Sound:
        if path.suffix != ".mp3":
            return _by_pyav(path)
        sound = miniaudio.mp3_read_s16(path.read_bytes())
        return Sound(sound.samples, sound.sample_rate)

    return decoded


def _by_pyav(path: Path) -> Sound:
    """What players make of an Opus or M4B file: no longer than it says it is."""
    import av

    samples = array("h")
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        plain = av.AudioResampler("s16", "mono", stream.rate)
        for frame in (*container.decode(stream), None):
            for each in plain.resample(frame):
                samples.frombytes(bytes(each.planes[0])[: each.samples * 2])
        if path.suffix == ".m4b":
            assert stream.duration is not None
            assert stream.time_base is not None
            del samples[round(stream.duration * stream.time_base * stream.rate) :]
        return Sound(samples, stream.rate)


@pytest.fixture(scope="session")
def ffmpeg() -> Callable[..., str]:
    """``ffmpeg(arguments)``: what it says."""
    return _program("ffmpeg")


@pytest.fixture(scope="session")
def ffprobe() -> Callable[..., str]:
    """``ffprobe(arguments)``: what it says."""
    return _program("ffprobe")


def _program(name: str) -> Callable[..., str]:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed (apt install ffmpeg)")

    def run(*arguments: str | Path) -> str:
        done = subprocess.run(
            [name, "-hide_banner", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout + done.stderr

    return run


@pytest.fixture
def long_takes(tone: Pcm) -> Callable[[int], tuple[Script, Iterator[Take]]]:
    """``long_takes(n)``: ten seconds each, made only when they are asked for."""
    text = "خبر " * 35
    voice = Voice("plain", "plain", chars_per_second=14, lufs=-15.9)

    def make(count: int) -> tuple[Script, Iterator[Take]]:
        lines = tuple(Line(0, Role.BODY, text, text) for _ in range(count))
        pattern = tone(1000, rate_hz=8000)
        marks = tuple(Mark(at, at + 3, at * 60.0) for at in range(0, 140, 20))

        def speak() -> Iterator[Take]:
            for at in range(count):
                chunk = Chunk(at, 0, len(text), text, Pause.SENTENCE)
                yield Take(chunk, Clip(pattern * 10, 8000, marks), voice)

        return Script(Article("test", "test", ()), lines), speak()

    return make
