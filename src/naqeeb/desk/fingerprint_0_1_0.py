"""The hash that version 0.1.0 kept in its records, worked out as it was then.

It was of everything: all settings, whole voice files, the lexicon's bytes, and time stamps of
sound files. Fields that came later are left out, and naqeeb's own voice files stand in
``data/voices_0_1_0.json`` as they were.

It parted some texts into other paragraphs: Markdown with a hard line break, a page with a list.
Such an article is known by its words: where an episode says the very same, the hash is worked
out with its paragraphs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby, product, repeat
from operator import attrgetter
from pathlib import Path
from typing import Any

from naqeeb.desk.cast import Cast
from naqeeb.desk.job import Job
from naqeeb.model import Article, Block, Episode, Role, Voice
from naqeeb.settings import ScriptSettings, SoundSettings, voices_folder

_VOICES = Path(__file__).parent / "data" / "voices_0_1_0.json"
_ARTICLE = (
    "id", "title", "paragraphs", "published", "byline", "source", "language", "image",
    "category", "title_stated", "sound",
)  # fmt: skip
_VOICE = (
    "name", "engine", "language", "sex", "region", "script", "max_chars", "chars_per_second",
    "lufs", "licence", "commercial", "options",
)  # fmt: skip
_SOUND = (
    "comma_ms", "clause_ms", "sentence_ms", "paragraph_ms", "title_ms", "story_ms", "lufs",
    "true_peak_dbtp", "bitrate_kbps", "sample_rate", "quality", "intro", "outro", "sting", "bed",
    "bed_db", "duck_db", "fade_ms", "data_saver",
)  # fmt: skip
_OTHER_DEFAULTS = {"comma_ms": 120}
_SCRIPT = (
    "drop_gloss", "gregorian_suffix", "allow_silent", "lexicon", "greeting", "headlines",
    "stories", "sign_off",
)  # fmt: skip
_BULLETIN_TEXTS = {
    "greeting": "السلام علیکم۔ {date} کی خبریں {show} سے پیشِ خدمت ہیں۔",
    "headlines": "پہلے سرخیاں۔",
    "stories": "اب خبروں کی تفصیل۔",
    "sign_off": "خبریں ختم ہوئیں۔ اللہ حافظ۔",
}
"""What stood there by default."""


def matches(before: Episode, job: Job, cast: Cast) -> bool:
    """Whether an episode of version 0.1.0 would be made again just as it is."""
    return any(before.source_hash in of_job(each, cast) for each in (job, *_as_heard(before, job)))


def _as_heard(before: Episode, job: Job) -> Iterator[Job]:
    """The job in the paragraphs of an episode, where that says the same words in each story."""
    stories = []
    for number, story in enumerate(job.stories):
        paragraphs = _paragraphs(before, number)
        words = " ".join(paragraphs).split()
        if words not in (_words(story), _words(story, item_mark="- ")):
            return
        stories.append(replace(story, paragraphs=paragraphs))
    article = stories[0] if job.day is None else job.article
    yield replace(job, article=article, stories=tuple(stories))


def _paragraphs(before: Episode, story: int) -> tuple[str, ...]:
    """The paragraphs of an episode's story, put together from its sentences."""
    own = (each for each in before.transcript if each.story == story and each.role is Role.BODY)
    by_paragraph = groupby(own, key=attrgetter("paragraph"))
    return tuple(" ".join(each.text for each in sentences) for _, sentences in by_paragraph)


def _words(story: Article, item_mark: str = "") -> list[str]:
    """All words and marks of a story's text; what a page lists stood behind a dash."""
    blocks = story.blocks or repeat(Block.PARAGRAPH)
    marked = (
        item_mark + text if block is Block.ITEM else text
        for text, block in zip(story.paragraphs, blocks, strict=False)
    )
    return " ".join(marked).split()


def of_job(job: Job, cast: Cast) -> frozenset[str]:
    """The hashes, in hex, that version 0.1.0 may have kept for this job.

    Several, since it knew an article by one name alone, which is now one of many, read
    ``--allow-silent`` as part of the settings, and left a page's time of day out.
    """
    hashes = set()
    for name, published in product(job.names, _dates(job.article)):
        article = replace(job.article, id=name, published=published)
        stories = (article,) if job.day is None else job.stories
        for allow_silent in (False, True):
            script = replace(job.settings.script, allow_silent=allow_silent)
            hashes.add(_hash(job, cast, (article, *stories), script))
    return frozenset(hashes)


def _dates(article: Article) -> set[datetime | None]:
    """The date as it is, and as version 0.1.0 read it from a page: the day that it states."""
    published = article.published
    if published is None:
        return {None}
    stated = published + timedelta(minutes=article.offset_min or 0)
    midnight = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0, "tzinfo": UTC}
    return {published, stated.replace(**midnight), published.replace(**midnight)}  # type: ignore[arg-type]


def _hash(job: Job, cast: Cast, articles: Iterable[Article], script: ScriptSettings) -> str:
    root, sound = job.settings.root, job.settings.sound
    lexicon = root / script.lexicon
    table = {
        "articles": [_fields(article, _ARTICLE) | {"source": None} for article in articles],
        "voices": [_voice(voice) for voice in cast.voices],
        "sound": _sound(sound) | _editions(sound),
        "script": _script(script),
        "lexicon": hashlib.sha256(_bytes(lexicon)).hexdigest(),
        "sounds": [_sound_file(lexicon.parent, name) for name in _sound_files(sound)],
    }
    text = json.dumps(table, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(value: Any, names: Iterable[str]) -> dict[str, Any]:
    table = asdict(value)
    return {name: table[name] for name in names}


def _voice(voice: Voice) -> dict[str, Any]:
    if voice.options.get("folder") == str(voices_folder().resolve()):
        then: dict[str, Any] = json.loads(_VOICES.read_text("utf-8")).get(voice.name)
        if then is not None:
            return then
    table = _fields(voice, _VOICE)
    # The folder that a voice file lies in differs from machine to machine.
    return table | {"options": {k: v for k, v in voice.options.items() if k != "folder"}}


def _script(script: ScriptSettings) -> dict[str, Any]:
    table = _fields(script, _SCRIPT)
    return table | {name: table[name] or text for name, text in _BULLETIN_TEXTS.items()}


def _sound(sound: SoundSettings) -> dict[str, Any]:
    """The settings of then; one that is as it is by default counts as the default of then."""
    default = asdict(SoundSettings())
    return {
        name: _OTHER_DEFAULTS.get(name, value) if value == default[name] else value
        for name, value in _fields(sound, _SOUND).items()
    }


def _editions(sound: SoundSettings) -> dict[str, Any]:
    return {"editions": sound.editions} if sound.editions else {}


def _sound_files(sound: SoundSettings) -> tuple[str, ...]:
    return tuple(filter(None, (sound.intro, sound.outro, sound.sting, sound.bed)))


def _sound_file(root: Path, name: str) -> list[object]:
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
