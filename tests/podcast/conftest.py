"""A small station to try everything on: one article, its words in time, a second of sound."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import sin
from pathlib import Path
from typing import Any

import pytest

from naqeeb.model import (
    Article,
    AudioFile,
    Chapter,
    Cue,
    CueWord,
    Episode,
    Line,
    Role,
    Script,
    Show,
)
from naqeeb.podcast import chapters, transcript
from naqeeb.podcast.serving import server

Serving = Callable[..., AbstractContextManager[str]]

PARAGRAPHS = (
    (
        "ایران اور روس کے صدور نے جمعرات کو سمرقند میں ملاقات کی، روسی صدر نے کہا کہ کام"
        " آخری مراحل میں ہے۔ دونوں رہنماؤں نے تعاون کا جائزہ لیا۔"
    ),
    "SCO کے اجلاس میں 80 بڑی کمپنیوں کے نمائندے شامل ہیں۔",
    (
        "انہوں نے مزید کہا کہ ایران مذاکرات سے باہر نہیں آیا بلکہ یہ یورپی ممالک تھے جو"
        " اپنے وعدوں سے مکر گئے!"
    ),
)
MS_A_WORD = 2000
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def spoken(line: Line, index: int, start_ms: int) -> Cue:
    """Every word takes as long as any other."""
    words, at = [], 0
    for number, word in enumerate(line.written.split(" ")):
        begin = start_ms + number * MS_A_WORD
        words.append(CueWord(at, at + len(word), begin, begin + MS_A_WORD))
        at += len(word) + 1
    return Cue(index, start_ms, words[-1].end_ms, tuple(words))


def timed(lines: Sequence[Line]) -> tuple[Cue, ...]:
    cues: list[Cue] = []
    for index, line in enumerate(lines):
        cues.append(spoken(line, index, cues[-1].end_ms + 500 if cues else 0))
    return tuple(cues)


@pytest.fixture(scope="session")
def time_lines() -> Callable[[Sequence[Line]], tuple[Cue, ...]]:
    return timed


@pytest.fixture(scope="session")
def script() -> Script:
    """An article of three paragraphs."""
    article = Article("a", "ایران اور روس کے صدور کی ملاقات", PARAGRAPHS)
    lines = [Line(-1, Role.TITLE, article.title, article.title)]
    for number, paragraph in enumerate(PARAGRAPHS):
        for sentence in paragraph.replace("۔ ", "۔\n").split("\n"):
            lines.append(Line(number, Role.BODY, sentence, sentence))  # noqa: PERF401
    return Script(article, tuple(lines))


@pytest.fixture(scope="session")
def bulletin() -> Script:
    """Two stories with greeting, headlines and sign-off."""
    article = Article("b", "صبح کی خبریں", ())
    lines = (
        Line(-1, Role.GREETING, "السلام علیکم۔", ""),
        Line(-1, Role.HEADLINE, "سیلاب سے نقصان", "", story=0),
        Line(-1, Role.HEADLINE, "کرکٹ میں جیت", "", story=1),
        Line(-1, Role.TITLE, "سیلاب سے نقصان", "", story=0),
        Line(0, Role.BODY, "سندھ میں سیلاب آیا۔", "", story=0),
        Line(-1, Role.TITLE, "کرکٹ میں جیت", "", story=1),
        Line(0, Role.BODY, "پاکستان جیت گیا۔", "", story=1),
        Line(-1, Role.SIGN_OFF, "اللہ حافظ۔", ""),
    )
    return Script(article, lines)


@pytest.fixture(scope="session")
def show() -> Show:
    """A station that has an address."""
    return Show(
        site_url="https://news.example.org/urdu/",
        email="desk@example.org",
        guid="0b8a2f1e-7f0d-5d6a-9d83-6f5d1f0a7c11",
    )


@pytest.fixture(scope="session")
def episode(script: Script) -> Episode:
    """The article as an episode of the station."""
    cues = timed(script.lines)
    end = cues[-1].end_ms + 500
    return Episode(
        guid="6e1c2f64-3f3a-4c8e-9a55-0f2a4b7c9d10",
        id="2026-11-20-iran-aur-rus-1a2b3c4d",
        key="a",
        title=script.article.title,
        published=NOON,
        updated=NOON + timedelta(hours=1),
        audio=AudioFile(
            "2026-11-20-iran-aur-rus-1a2b3c4d-00ff00ff.mp3",
            "audio/mpeg",
            720_123,
            "ab" * 32,
            64_000,
        ),
        duration_ms=end,
        chapters=chapters.plan(script, cues, end),
        transcript=transcript.captions(script, cues),
        voice="espeak",
        engine="espeak",
        engine_version="1.52",
        voice_licence="GPL-3.0",
        source_hash="00" * 32,
        source="https://example.org/خبر/1?a=ب",
        byline="نامہ نگار",
        category="دنیا",
    )


@pytest.fixture(scope="session")
def episodes(episode: Episode) -> Callable[[int], tuple[Episode, ...]]:
    """So many episodes a day apart, the newest first."""

    def make(number: int) -> tuple[Episode, ...]:
        return tuple(
            replace(
                episode,
                id=f"e{at:05}",
                guid=f"guid-{at}",
                title=f"خبر نمبر {at}",
                published=NOON + timedelta(days=at),
                updated=NOON + timedelta(days=at),
                chapters=(Chapter(0, episode.duration_ms, "خبر"),),
                transcript=episode.transcript[:2],
            )
            for at in reversed(range(number))
        )

    return make


@pytest.fixture(scope="session")
def sound() -> bytes:
    """A second of a low tone as MP3, with its Info header and no tag."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(22050)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    pcm = b"".join(
        round(8000 * sin(n / 20)).to_bytes(2, "little", signed=True) for n in range(22050)
    )
    audio = bytes(encoder.encode(pcm) + encoder.flush())
    # A first frame that holds no sound but says how many frames follow.
    frame_bytes = 72 * 64_000 / 22_050
    frames = round(len(audio) / frame_bytes)
    info = audio[:4] + bytes(9) + b"Info" + b"\0\0\0\1" + frames.to_bytes(4)
    return info.ljust(int(frame_bytes), b"\0") + audio


@contextmanager
def _serving(folder: Path, **options: Any) -> Iterator[str]:
    web, listener = server.prepare(server.Served(folder, **options))
    thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not web.started:
            time.sleep(0.005)
        yield server.phone_base("127.0.0.1", listener.getsockname()[1], token=options.get("token"))
    finally:
        web.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def serving() -> Serving:
    """``with serving(folder) as base:`` the folder as ``naqeeb serve`` serves it."""
    return _serving
