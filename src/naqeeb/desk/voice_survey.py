"""``naqeeb voices`` and ``naqeeb cache``: what there is to speak with, and what was spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from naqeeb import speech
from naqeeb.pcm.wav_writer import as_wav
from naqeeb.settings import Settings, find_voice, load_voices


def survey(settings: Settings, *, speak: bool) -> Iterator[dict[str, Any]]:
    """Each voice as a table; with ``speak`` each says a sentence and is timed."""
    voices = load_voices(settings.root).values()
    for state in speech.survey(voices, speak=speak, settings=settings.voice):
        yield asdict(state)


def hear(settings: Settings, name: str, path: Path) -> Path:
    """Write a sample of a voice as WAV."""
    clip = speech.hear(find_voice(name, settings.root), settings.voice)
    path.write_bytes(as_wav(clip))
    return path


def cache(*, clear: bool) -> dict[str, Any]:
    """What the chunk cache holds; with ``clear``, what was removed."""
    kept = speech.Cache()
    stats = kept.stats()
    if clear:
        kept.clear()
    return {"folder": str(kept.folder), "files": stats.clips, "size_bytes": stats.size_bytes}
