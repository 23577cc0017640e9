"""The hash of everything that an episode's sound and words are made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from naqeeb.desk.cast import Cast
from naqeeb.desk.job import Job
from naqeeb.model import Article, Voice
from naqeeb.settings import ScriptSettings, SoundSettings


def of_job(job: Job, cast: Cast) -> str:
    """The hash of all that the sound of a job would be made from with this cast."""
    return of(
        (job.article, *job.stories),
        cast.voices,
        sound=job.settings.sound,
        script=job.settings.script,
        lexicon=job.settings.root / job.settings.script.lexicon,
    )


def of(
    articles: Sequence[Article],
    voices: Sequence[Voice],
    *,
    sound: SoundSettings,
    script: ScriptSettings,
    lexicon: Path,
) -> str:
    """sha256, in hex.

    naqeeb's own version is left out on purpose: a new release does not voice a
    whole archive again; ``--force`` does.
    """
    table = {
        "articles": [_heard(article) for article in articles],
        "voices": [_voice(voice) for voice in voices],
        "sound": _stated(sound),
        "script": asdict(script),
        "lexicon": hashlib.sha256(_bytes(lexicon)).hexdigest(),
        "sounds": [_sound_file(lexicon.parent, name) for name in _named(sound)],
    }
    text = json.dumps(table, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _voice(voice: Voice) -> dict[str, object]:
    """What of a voice can change the sound: neither its price nor where things lie."""
    table = asdict(voice)
    for name in ("price_per_million", "files"):
        del table[name]
    # The folder that a voice file lies in differs from machine to machine.
    return table | {"options": {k: v for k, v in voice.options.items() if k != "folder"}}


def _heard(article: Article) -> dict[str, object]:
    """What of an article can change the sound.

    Fields that came later are left out while they say nothing, so that what was made before
    they came is known again.
    """
    table = asdict(article)
    for name in ("aliases", "offset_min", "remarks", "footnotes"):
        del table[name]
    if not article.blocks:
        del table["blocks"]
    # The way to a file is written otherwise from another folder; its key is not.
    return table | {"source": None}


def _stated(sound: SoundSettings) -> dict[str, object]:
    """The settings; one that came later is left out while it says nothing, as before it came."""
    table = asdict(sound)
    if not sound.editions:
        del table["editions"]
    return table


def _named(sound: SoundSettings) -> tuple[str, ...]:
    return tuple(filter(None, (sound.intro, sound.outro, sound.sting, sound.bed)))


def _sound_file(root: Path, name: str) -> list[object]:
    """Size and time stamp stand for a sound file's bytes, which may be many."""
    try:
        status = (root / name).stat()
    except OSError:
        return [name]
    return [name, status.st_size, status.st_mtime_ns]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
