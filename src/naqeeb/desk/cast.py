"""The cast of an episode: which voices speak it, by the settings alone."""

from __future__ import annotations

from dataclasses import dataclass

from naqeeb.desk.job import Job
from naqeeb.model import Article, Line, Script, Track, Voice
from naqeeb.settings import PIPER, Settings, find_voice
from naqeeb.text import editor_marks


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one episode, by the roles that they speak."""

    main: Voice
    stories: tuple[Voice, ...] = ()
    """They take turns, story by story; empty: ``main`` reads them."""
    headlines: Voice | None = None
    """Greeting, headlines and sign-off; None: ``main``."""

    guests: tuple[Voice, ...] = ()
    """They speak where a mark in the text names them."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Each voice once, the main one first."""
        named = (
            self.main,
            *self.stories,
            *([self.headlines] if self.headlines else []),
            *self.guests,
        )
        return tuple({voice.name: voice for voice in named}.values())

    def speaker(self, line: Line) -> Voice:
        """Who speaks a line."""
        for guest in self.guests:
            if guest.name == line.voice:
                return guest
        if line.role.is_around_stories:
            return self.headlines or self.main
        return self.stories[line.story % len(self.stories)] if self.stories else self.main


@dataclass(frozen=True, slots=True)
class Recording:
    """An article, voiced: its script and its track."""

    script: Script
    cast: Cast
    engine_versions: tuple[str, ...]
    """One for each voice of the cast."""
    track: Track
    """Its sound, in the folder where the episode is built."""
    stories: tuple[Article, ...]
    """What was read."""
    why: str = ""
    """Which voice spoke, why, and where the text was sent."""
    remarks: tuple[str, ...] = ()
    """What the user should know of it: what was cut from a bulletin."""
    chunks: int = 0
    """Pieces that were asked for."""
    cache_hits: int = 0
    """Those that the cache knew."""


def may_speak(voice: Voice, settings: Settings) -> bool:
    """Whether the settings name this voice."""
    names = settings.voice.in_order
    return voice.name in names or (voice.engine == PIPER and PIPER in names)


def cast_around(main: Voice, job: Job) -> Cast:
    """The cast of an episode around its main voice."""
    wanted, root = job.settings.voice, job.settings.root
    named = editor_marks.voices(text for story in job.stories for text in story.paragraphs)
    guests = tuple(find_voice(name, root) for name in named)
    if job.day is None:
        return Cast(main, guests=guests)
    return Cast(
        main,
        tuple(find_voice(name, root) for name in wanted.stories),
        find_voice(wanted.headlines, root) if wanted.headlines else None,
        guests,
    )
