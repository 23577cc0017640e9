"""``naqeeb voices --get`` and ``--remove``: the models of voices that run on this machine."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from naqeeb import speech
from naqeeb.errors import NaqeebError
from naqeeb.settings import Settings, find_voice
from naqeeb.speech import model_store
from naqeeb.speech.fetch import Progress


def licence(settings: Settings, name: str) -> str:
    """What a voice's licence allows, in a line to be shown before anything is fetched."""
    voice = find_voice(name, settings.root)
    use = "" if voice.commercial else "; not for commercial use"
    return f"{voice.licence or 'not stated'}{use}"


def get(settings: Settings, name: str, source: Path | None, progress: Progress) -> dict[str, Any]:
    """Fetch the model of a voice, or take it from a file or folder of this machine.

    Then the voice says a sentence: what was fetched may be no model at all.
    """
    voice = find_voice(name, settings.root)
    kept = model_store.get(voice, progress, mirror=settings.voice.model_mirror, source=source)
    missing = ""
    try:
        speech.hear(voice, settings.voice)
    except NaqeebError as error:
        missing = "; ".join(part for part in (error.what, error.hint) if part)
    return {
        "voice": voice.name,
        "licence": voice.licence,
        "commercial": voice.commercial,
        "files": [asdict(each) for each in kept],
        "ready": not missing,
        "missing": missing,
    }


def remove(settings: Settings, name: str) -> dict[str, Any]:
    """Remove the model of a voice from the user's folder."""
    voice = find_voice(name, settings.root)
    removed = model_store.remove(voice)
    return {
        "voice": voice.name,
        "removed": [str(each.path) for each in removed],
        "size_bytes": sum(each.size_bytes for each in removed),
    }
