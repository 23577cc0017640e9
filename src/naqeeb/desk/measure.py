"""``naqeeb voices --measure``: how loud and how fast a voice speaks, noted in its voice file."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Any

import tomlkit

from naqeeb import file_errors, safe_files, script, speech
from naqeeb.desk import voices
from naqeeb.desk.job import article_job
from naqeeb.desk.write import Writer
from naqeeb.errors import SettingsError, VoiceFailed
from naqeeb.model import Article, Clip
from naqeeb.pcm.samples import byte_length
from naqeeb.settings import VOICES_FOLDER, Settings, find_voice, voices_folder
from naqeeb.sound.loudness import meter
from naqeeb.text.spoken_length import spoken_chars

_SENTENCES = Path(__file__).with_name("measure.txt")
_PAUSE_MS = 350
"""Silence after each chunk, as between sentences of an episode: it counts into the measure."""


def measure(settings: Settings, name: str) -> dict[str, Any]:
    """Let a voice read some sentences, and write what is measured into the user's voice file.

    The file is ``voices/NAME.toml`` beside ``naqeeb.toml``: the user's own, or a copy of ours.

    Returns:
        The voice's name, ``lufs``, ``chars_per_second`` and the file.

    Raises:
        SpeechError: the voice cannot speak, or gives no sound.
        SettingsError: the file cannot be written.
    """
    voice = find_voice(name, settings.root)
    sentences = tuple(_SENTENCES.read_text("utf-8").split("\n\n"))
    article = Article(id="measure", title="", paragraphs=sentences, title_stated=False)
    job = article_job(settings, "measure", article)
    written = Writer(job).for_voice(voice)
    texts = [chunk.text for chunk in script.chunks(written, voice.max_chars)]
    engine = voices.opened(job, voice)
    try:
        clips = speech.unchecked(engine, texts, settings.voice)
    finally:
        engine.close()
    lufs, chars_per_second = measured(texts, clips)
    if not isfinite(lufs):
        raise VoiceFailed(
            f"voice {name} cannot be measured",
            cause="it gave silence, or almost no sound",
            hint=f"listen to it with `naqeeb voices --hear {name}`",
            voice=name,
        )
    path = settings.root / VOICES_FOLDER / f"{name}.toml"
    facts = {"chars_per_second": round(chars_per_second, 1), "lufs": round(lufs, 1)}
    _note(path, name, facts)
    return {"voice": name, **facts, "file": str(path)}


def measured(texts: list[str], clips: list[Clip]) -> tuple[float, float]:
    """Integrated loudness in LUFS, and characters (without harakat) in a second of speech."""
    ear = meter(clips[0].rate_hz)
    for clip in clips:
        ear.add(clip.pcm)
        ear.add(bytes(byte_length(_PAUSE_MS, clip.rate_hz)))
    characters = sum(map(spoken_chars, texts))
    seconds = sum(clip.duration_ms for clip in clips) / 1000
    return ear.lufs(), characters / seconds if seconds else 0.0


def _note(path: Path, name: str, facts: dict[str, float]) -> None:
    """Write the facts into the voice file; comments and all else in it stay."""
    source = path if path.is_file() else voices_folder() / f"{name}.toml"
    try:
        document = tomlkit.parse(source.read_text("utf-8-sig"))
        for key, value in facts.items():
            document[key] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        safe_files.write(path, tomlkit.dumps(document).encode())
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror}",
            cause=file_errors.cause_of(error),
            hint="mend that, then try again; the file is as it was",
            path=str(path),
        ) from None
