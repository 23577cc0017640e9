"""Episodes for the archive, which does not look into sound files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from naqeeb.archive import Archive
from naqeeb.model import (
    AudioFile,
    Caption,
    Chapter,
    CueWord,
    Episode,
    Role,
    SoundReport,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def make_episode(number: int = 1, sound: bytes | None = None, **changes: Any) -> Episode:
    """An episode; its audio is named after ``sound``."""
    sound = sound or f"sound {number}".encode()
    digest = hashlib.sha256(sound).hexdigest()
    episode_id = changes.pop("id", f"2026-11-22-barish-{number:08x}")
    text = "کراچی میں بارش ہوئی۔"
    facts: dict[str, Any] = {
        "guid": f"urn:uuid:{number:032x}",
        "id": episode_id,
        "key": f"news/{number}.txt",
        "title": f"بارش کی خبر {number}",
        "published": NOW + timedelta(minutes=number),
        "updated": NOW + timedelta(minutes=number),
        "audio": AudioFile(
            f"{episode_id}-{digest[:8]}.mp3", "audio/mpeg", len(sound), digest, 64_000
        ),
        "duration_ms": 2_500,
        "chapters": (Chapter(0, 2_500, "بارش"),),
        "transcript": (
            Caption(Role.BODY, 0, 0, text, 0, 2_400, (CueWord(0, 5, 0, 400),), estimated=True),
        ),
        "voice": "tone",
        "engine": "tone",
        "engine_version": "tone 1",
        "voice_licence": "",
        "source_hash": "0" * 64,
        "report": SoundReport(-19.0, -1.5, 2_500, 350, 0.8, 14.0),
    }
    return Episode(**(facts | changes))


def commit(
    archive: Archive, number: int = 1, sound: bytes | None = None, **changes: Any
) -> Episode:
    """Put an episode into the archive as the desk does."""
    sound = sound or f"sound {number}".encode()
    episode = make_episode(number, sound, **changes)
    with archive.staging() as staged, archive.lock():
        (staged / episode.audio.name).write_bytes(sound)
        derived = {"transcript.vtt": b"WEBVTT\n", "index.html": episode.title.encode()}
        return archive.commit(staged, episode, derived)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without episodes."""
    return Archive(tmp_path / "output")


@pytest.fixture
def new() -> Callable[..., Episode]:
    """``new(1, sound=b"...", title="...")``."""
    return make_episode


@pytest.fixture
def put() -> Callable[..., Episode]:
    """``put(archive, 1, sound=b"...")``."""
    return commit
