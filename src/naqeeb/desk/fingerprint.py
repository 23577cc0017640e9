"""The hash of what an editor gave: whatever changes it makes an episode anew.

It is of the article, of the settings that can be heard in it, of the voice and of the lexicon
entries that occur. What naqeeb itself brings (its version, an engine's, its own voice files) is
left out, so that a new release voices no archive again; ``--refresh`` does.

A later version may read a file or a page otherwise. So the hash of an article is two: one of what
was read, one of the bytes that it was read from; either knows it again.

Older records are known again by what was hashed then. Version 0.1.0 hashed more
(:mod:`naqeeb.desk.fingerprint_0_1_0`); both it and version 2 of the hash read the lines of a text
file's paragraph as one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naqeeb.desk import fingerprint_0_1_0
from naqeeb.desk.cast import Cast
from naqeeb.desk.job import Job
from naqeeb.model import Article, Episode, Voice
from naqeeb.paths import is_file
from naqeeb.safe_files import sha256
from naqeeb.settings import BulletinSettings, ScriptSettings, SoundSettings, voices_folder

if TYPE_CHECKING:
    from naqeeb.script import Lexicon
    from naqeeb.script.lexicon import Entry

# The script room is imported where a lexicon lies or for a bulletin: a run that finds nothing
# changed would take twice as long with it.

VERSION = "3"
_WITH_LINES_JOINED = "2"
_UNHEARD_IN_ARTICLE = frozenset(
    {
        "id",
        "source",
        "aliases",
        "offset_min",
        "remarks",
        "title_stated",
        "category",
    }
)
"""Fields of an article that neither sound nor page shows, nor a bulletin from the archive."""
_HEARD_IN_SCRIPT = ("drop_gloss", "gregorian_suffix")
_HEARD_IN_BULLETIN = ("greeting", "headlines", "stories", "sign_off")


def of_job(job: Job, cast: Cast) -> str:
    """The hashes of what an editor gave for a job, with this cast; in hex behind a version."""
    articles = (_as_read(job), _as_stored(job))
    return ":".join([VERSION, *(_digest(job, cast, each) for each in articles if each)])


def matches(before: Episode, job: Job, cast: Cast) -> bool:
    """Whether an episode's hashes are of this job; older ones are compared as then."""
    version = version_of(before.source_hash)
    digests = before.source_hash.removeprefix(f"{version}:").split(":")
    if version == VERSION:
        return not set(digests).isdisjoint(of_job(job, cast).split(":")[1:])
    read_then = (job, _lines_joined(job))
    if version == _WITH_LINES_JOINED:
        return any(_digest(each, cast, _as_read(each)) in digests for each in read_then)
    return any(fingerprint_0_1_0.matches(before, each, cast) for each in read_then)


def version_of(source_hash: str) -> str:
    """The version of a record's hashes; empty for one of version 0.1.0."""
    return source_hash.partition(":")[0] if ":" in source_hash else ""


def _lines_joined(job: Job) -> Job:
    """The job as it was read when a paragraph of a text file had no lines."""
    stories = tuple(map(_on_one_line, job.stories))
    return replace(job, article=_on_one_line(job.article), stories=stories)


def _on_one_line(article: Article) -> Article:
    """The article, each paragraph of it on one line."""
    texts = (text.replace("\n", " ") for text in article.paragraphs)
    return replace(article, paragraphs=tuple(texts))


def _as_read(job: Job) -> list[Any]:
    return [_article(article) for article in (job.article, *job.stories)]


def _as_stored(job: Job) -> list[Any]:
    """What stands for the text, and what was stated beside it; empty where there are no bytes."""
    article = job.article
    if not job.source_sha256:
        return []
    stated = (article.title, article.marked_title, article.published)
    return [job.source_sha256, *stated, asdict(job.settings.intake)["sites"]]


def _digest(job: Job, cast: Cast, articles: list[Any]) -> str:
    settings, root = job.settings, job.settings.root
    stories = (job.article, *job.stories)
    table = {
        "articles": articles,
        "voices": [_voice(voice) for voice in cast.voices],
        "sound": _changed(settings.sound),
        "script": _script(settings.script, bulletin=job.day is not None),
        "lexicon": _lexicon_entries(root / settings.script.lexicon, cast, stories),
        "sounds": [[name, _content(root / name)] for name in _sound_files(settings.sound)],
        "show": job.show.title if job.day is not None else "",
    }
    if job.day is not None:
        table["bulletin"] = _bulletin(job)
    text = json.dumps(table, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _article(article: Article) -> dict[str, Any]:
    """What of an article can be heard or seen; a field that says nothing is left out."""
    table = {
        each.name: getattr(article, each.name)
        for each in fields(article)
        if each.name not in _UNHEARD_IN_ARTICLE
    }
    return {name: value for name, value in table.items() if value not in (None, "", (), {})}


def _voice(voice: Voice) -> dict[str, Any]:
    """A voice of the user's own by all that its file says, one of ours by its name."""
    if voice.options.get("folder") == str(voices_folder().resolve()):
        return {"name": voice.name}
    options = {key: value for key, value in voice.options.items() if key != "folder"}
    # A price or a licence is not heard.
    heard = ("name", "engine", "script", "max_chars", "lufs", "language")
    return {name: getattr(voice, name) for name in heard} | {"options": options}


def _changed(sound: SoundSettings) -> dict[str, Any]:
    """The settings that differ from their defaults: a new one changes nothing by coming."""
    default = asdict(SoundSettings())
    return {name: value for name, value in asdict(sound).items() if value != default[name]}


def _script(script: ScriptSettings, *, bulletin: bool) -> dict[str, Any]:
    names = _HEARD_IN_SCRIPT + (_HEARD_IN_BULLETIN if bulletin else ())
    default = ScriptSettings()
    return {
        name: getattr(script, name)
        for name in names
        if getattr(script, name) != getattr(default, name)
    }


def _bulletin(job: Job) -> dict[str, Any]:
    """What only bulletins say: the wording by its text, and what of the stories it uses."""
    from naqeeb.desk.rundown import wording_of

    default = asdict(BulletinSettings())
    chosen = asdict(job.settings.bulletin)
    return {
        "settings": {
            name: value
            for name, value in chosen.items()
            if value != default[name] and name != "template"
        },
        "wording": wording_of(job).source,
        "edition": job.overrides.id or "",
        "stories": [[story.headline, story.category, story.priority] for story in job.stories],
    }


def _lexicon_entries(path: Path, cast: Cast, articles: Iterable[Article]) -> list[list[str]]:
    """The lexicon entries for one of these voices whose words occur in the text."""
    if not is_file(path):
        return []
    from naqeeb.script import Lexicon

    return sorted(map(list, _occurring(Lexicon.load(path), cast, articles)))


def _occurring(lexicon: Lexicon, cast: Cast, articles: Iterable[Article]) -> set[tuple[str, ...]]:
    from naqeeb.script.letters import folded_words

    text = "\n".join("\n".join((each.title, *each.paragraphs)) for each in articles)
    words = folded_words(text)
    voices = {voice.name for voice in cast.voices} | {""}
    engines = {voice.engine for voice in cast.voices} | {""}
    return {
        (entry.written, entry.spoken, entry.voice, entry.engine, *_conditions(entry))
        for entry in lexicon.entries
        if entry.voice in voices and entry.engine in engines and entry.written.casefold() in words
    }


def _conditions(entry: Entry) -> list[str]:
    """Where the words of an entry are said so; one that asks for nothing has the hash it had."""
    asked = {"case": ["true"] * entry.case, "previous": entry.previous, "next": entry.next}
    return [f"{name} {' '.join(sorted(words))}" for name, words in asked.items() if words]


def _sound_files(sound: SoundSettings) -> tuple[str, ...]:
    return tuple(filter(None, (sound.intro, sound.outro, sound.sting, sound.bed)))


def _content(path: Path) -> str:
    """A hash of a sound file; empty for a built-in one, and where there is none."""
    try:
        return sha256(path)
    except OSError:
        return ""
