"""An episode as an archive may hold it, for decisions over plain values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from naqeeb.model import AudioFile, Caption, Chapter, Episode, Role

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=1)
EPISODE = Episode(
    guid="urn:old",
    id="2026-11-19-barish-00000001",
    key="old.txt",
    title="بارش",
    published=BEFORE,
    updated=BEFORE,
    audio=AudioFile("1.mp3", "audio/mpeg", 9, "ab", 64_000),
    duration_ms=1000,
    chapters=(Chapter(0, 1000, "بارش"),),
    transcript=(Caption(Role.BODY, 0, 0, "لاہور میں بارش ہوئی۔", 0, 900),),
    voice="tone",
    engine="tone",
    engine_version="1",
    voice_licence="",
    source_hash="2:ab",
    sound_sha256="cd",
)
