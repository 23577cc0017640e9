"""Who speaks, and the takes that they speak: script and speech brought together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from naqeeb import script, speech
from naqeeb.errors import (
    SilentText,
    SpeechError,
    VoiceNotReady,
    VoiceRefused,
)
from naqeeb.model import Article, Chunk, Line, Role, Script, Show, Take, Track, Voice
from naqeeb.records import record
from naqeeb.settings import Settings, find_voice
from naqeeb.speech.engine import Engine


@record
class Cast:
    """The voices of one episode, by the roles that they speak."""

    main: Voice
    stories: tuple[Voice, ...] = ()
    """They take turns, story by story; empty: ``main`` reads them."""
    headlines: Voice | None = None
    """Greeting, headlines and sign-off; None: ``main``."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Each voice once, the main one first."""
        named = (self.main, *self.stories, *([self.headlines] if self.headlines else []))
        return tuple({voice.name: voice for voice in named}.values())

    def of(self, role: Role, story: int) -> Voice:
        """Who speaks a line."""
        if role in (Role.GREETING, Role.HEADLINE, Role.SIGN_OFF):
            return self.headlines or self.main
        return self.stories[story % len(self.stories)] if self.stories else self.main


@record
class Voiced:
    """An article, voiced."""

    cast: Cast
    engine_versions: tuple[str, ...]
    why: str
    script: Script
    """What is written of it; how it was spoken is let go of, the track has the times."""
    track: Track


@record
class Job:
    """All that voicing needs to know of one episode to be."""

    articles: tuple[Article, ...]
    show: Show
    settings: Settings
    bulletin: datetime | None = None
    """The day that a bulletin of several articles is for; None for a single article."""


Recorder = Callable[[Script, Iterator[Take]], Track]
Heard = Callable[[int, int], None]
"""Called with the characters spoken so far and in all; 0 once the voice has begun."""


def candidates(settings: Settings) -> tuple[str, ...]:
    """Names of the voices to try, in order."""
    wanted = settings.voice
    if wanted.name == "auto":
        return wanted.auto
    return (wanted.name, *wanted.fallback)


def cast_for(main: Voice, settings: Settings, *, bulletin: bool) -> Cast:
    """The cast around a main voice."""
    if not bulletin:
        return Cast(main)
    wanted = settings.voice
    return Cast(
        main,
        tuple(find_voice(name, settings.root) for name in wanted.stories),
        find_voice(wanted.headlines, settings.root) if wanted.headlines else None,
    )


def compose(job: Job, cast: Cast, *, unfolding: bool = False) -> Script:
    """The script, each line in the rendering that its voice wants."""
    renderings = {
        kind: _composed(job, next(v for v in cast.voices if v.script == kind), unfolding=unfolding)
        for kind in {voice.script for voice in cast.voices}
    }
    first = next(iter(renderings.values()))
    if len(renderings) == 1:
        return first
    lines = tuple(
        renderings[cast.of(line.role, line.story).script].lines[number]
        for number, line in enumerate(first.lines)
    )
    return replace(first, lines=lines)


def _composed(job: Job, voice: Voice, *, unfolding: bool = False) -> Script:
    settings = job.settings
    return script.compose(
        job.articles,
        settings=settings.script,
        lexicon=lexicon(settings),
        vocalised=voice.script == "vocalised",
        voice=voice.name,
        engine=voice.engine,
        show_title=job.show.title,
        occasion=job.bulletin,
        unfolding=unfolding,
    )


def lexicon(settings: Settings) -> script.Lexicon:
    """The user's lexicon over ours."""
    path = lexicon_path(settings)
    return script.Lexicon.load(path if path.exists() else None)


def lexicon_path(settings: Settings) -> Path:
    """Where the user's lexicon would lie."""
    return settings.root / settings.script.lexicon


def voiced(job: Job, record: Recorder, heard: Heard) -> Voiced:
    """Voice an article with the first voice that can.

    Raises:
        SpeechError: no voice could; the error of the last one that was tried.
        SilentText: a token would not be heard.
    """
    settings = job.settings
    names = candidates(settings)
    failed: list[str] = []
    last: SpeechError | None = None
    while names:
        voice: Voice | None = None
        try:
            voice, engine, why = _choose(job, names)
            return _with(job, voice, engine, "; ".join([*failed, why]), record, heard)
        except SpeechError as error:
            last = error
            tried = voice.name if voice else _last_tried(names, settings)
            names = names[names.index(tried) + 1 :]
            failed.append(f"{tried} failed ({error.what})")
    if last is None:  # pragma: no cover - settings refuse an empty list
        raise VoiceNotReady("no voice is named", hint='set name = "auto" under [voice]')
    raise last


def _last_tried(names: Sequence[str], settings: Settings) -> str:
    """Where none was chosen: ``auto`` asked them all, else it was the first."""
    return names[-1] if settings.voice.name == "auto" else names[0]


def _choose(job: Job, names: Sequence[str]) -> tuple[Voice, Engine, str]:
    settings = job.settings
    voices = [find_voice(name, settings.root) for name in names]
    if settings.voice.name != "auto" or len(voices) == 1:
        engine = _opened(voices[0], job)
        where = f"the text is sent to {speech.place(engine)}" if engine.online else ""
        return voices[0], engine, "; ".join(filter(None, [f"{voices[0].name} was chosen", where]))
    choice = speech.choose(
        voices,
        probe=lambda voice: _first_chunk(job, voice),
        settings=settings.voice,
        commercial=job.show.commercial,
        cache=speech.Cache(),
    )
    return choice.voice, choice.engine, choice.why


def _opened(voice: Voice, job: Job) -> Engine:
    """The engine of a voice, if show and settings allow it and it could speak now."""
    speech.permit(voice, commercial=job.show.commercial)
    engine = speech.engine_for(voice)
    if engine.online and not job.settings.voice.online:
        engine.close()
        raise VoiceRefused(
            f"voice {voice.name} would send the text to {speech.place(engine)}",
            cause="[voice] online = false forbids sending it anywhere",
            hint="choose a voice of this machine; `naqeeb voices` lists them",
            voice=voice.name,
        )
    engine.ready()
    return engine


def _first_chunk(job: Job, voice: Voice) -> str:
    made = _composed(job, voice, unfolding=True)
    return next(script.chunks(made, voice.max_chars)).text


def _with(
    job: Job, voice: Voice, engine: Engine, why: str, record: Recorder, heard: Heard
) -> Voiced:
    settings = job.settings
    cast = cast_for(voice, settings, bulletin=job.bulletin is not None)
    # A voice of this machine begins while the later lines are still being written.
    # Nothing is sent to anyone before all of it is known to be speakable.
    unfolding = len(cast.voices) == 1 and not engine.online
    made = compose(job, cast, unfolding=unfolding)
    engines = {voice.name: engine}
    try:
        for each in cast.voices[1:]:
            engines[each.name] = _opened(each, job)
        refuse = _never if settings.script.allow_silent else _refuser(engine)
        if not unfolding:
            for line in made.lines:
                refuse(line)
            refuse = _never
        track = record(made, takes(made, cast, engines, settings, heard, refuse))
        made = replace(made, lines=tuple(map(_written, made.lines)))
        versions = tuple(engines[each.name].version for each in cast.voices)
        return Voiced(cast, versions, why, made, track)
    finally:
        for each_engine in engines.values():
            each_engine.close()


def _written(line: Line) -> Line:
    """A line without what only the voice and the timeline needed: most of a long script."""
    return replace(line, spoken="", spans=(), words=())


Refuse = Callable[[Line], None]


def _never(_: Line) -> None:
    """Refuse no line."""


def _refuser(engine: Engine) -> Refuse:
    """What raises SilentText for a line with a token that the engine would not say."""
    ask: Callable[[str], str] | None = getattr(engine, "ipa", None)
    ipa = cache(ask) if ask is not None else None

    def refuse(line: Line) -> None:
        silent = script.silent((line,), ipa)
        if silent:
            token = silent[0][1]
            raise SilentText(
                f"{token!r} would not be heard, in «{line.written}»",
                cause="no rule of the script room turns it into words yet",
                hint="add it to lexicon.toml, or go on with --allow-silent",
                tokens=tuple(each for _, each in silent),
                line=line.written,
            )

    return refuse


def takes(
    made: Script,
    cast: Cast,
    engines: dict[str, Engine],
    settings: Settings,
    heard: Heard,
    refuse: Refuse,
) -> Iterator[Take]:
    """The chunks, voiced, in order; voices change from line to line where the cast says so."""
    # What is spoken is a little longer than what is written: near enough for a bar.
    total = max(1, sum(map(len, made.article.paragraphs)) or sum(len(x.spoken) for x in made.lines))
    so_far = 0
    waiting: deque[Chunk] = deque()
    kept = speech.Cache()
    by_voice = groupby(
        script.chunks(made, min(voice.max_chars for voice in cast.voices)),
        key=lambda chunk: cast.of(made.lines[chunk.line].role, made.lines[chunk.line].story).name,
    )
    for name, group in by_voice:
        engine = engines[name]
        texts = _texts(group, waiting, made, refuse)
        clips = speech.speak(
            engine,
            texts if so_far else _begun(texts, lambda: heard(0, total)),
            jobs=settings.jobs,
            cache=kept,
            settings=settings.voice,
        )
        for clip in clips:
            chunk = waiting.popleft()
            so_far += len(chunk.text)
            yield Take(chunk, clip, engine.voice)
            heard(min(so_far, total), total)


def _texts(
    chunks: Iterable[Chunk], waiting: deque[Chunk], made: Script, refuse: Refuse
) -> Iterator[str]:
    """The texts of chunks; each chunk is noted down until its clip comes back, in order."""
    for chunk in chunks:
        begins = chunk.start == 0 or not waiting or waiting[-1].line != chunk.line
        waiting.append(chunk)
        yield chunk.text
        # Asked while the voice is at work; a refusal ends the track all the same.
        if begins:
            refuse(made.lines[chunk.line])


def _begun(texts: Iterator[str], tell: Callable[[], None]) -> Iterator[str]:
    """The texts; ``tell`` is called once the voice has the first of them."""
    for first in texts:
        yield first
        tell()
        break
    yield from texts
