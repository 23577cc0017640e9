"""The script of a job, as each of its voices wants it written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from naqeeb import script
from naqeeb.desk.cast import Cast
from naqeeb.desk.job import Job
from naqeeb.desk.rundown import rundown
from naqeeb.errors import SilentText
from naqeeb.model import Chunk, Line, Script, Voice
from naqeeb.settings import Settings
from naqeeb.speech import Engine, Phonetic


class Writer:
    """Writes the scripts of one job, each rendering once.

    Args:
        job: the episode to be.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._rundown = rundown(job) if job.day is not None else None
        self._written: dict[tuple[str, str, str], Script] = {}

    def for_voice(self, voice: Voice) -> Script:
        """The script as one voice wants it."""
        rendering = (voice.script, voice.name, voice.engine)
        if rendering not in self._written:
            announcer = script.Announcer(
                settings=self.job.settings.script,
                lexicon=lexicon(self.job.settings),
                vocalised=voice.script == "vocalised",
                voice=voice.name,
                engine=voice.engine,
            )
            self._written[rendering] = script.compose(
                self.job.stories,
                announcer,
                rundown=self._rundown,
                notice=self.job.notice,
            )
        return self._written[rendering]

    def for_cast(self, cast: Cast) -> Script:
        """The script with each line as the voice that speaks it wants it."""
        main = self.for_voice(cast.main)
        if len(cast.voices) == 1:
            return main
        lines = tuple(
            self.for_voice(cast.speaker(line)).lines[number]
            for number, line in enumerate(main.lines)
        )
        return replace(main, lines=lines)

    def first_chunk(self, voice: Voice) -> str:
        """The first that a voice would speak, to try it with."""
        return next(chunks(self.for_voice(voice), (voice,), self.job.settings)).voiced


def chunks(written: Script, voices: Sequence[Voice], settings: Settings) -> Iterator[Chunk]:
    """The script in chunks that each of these voices takes, with breaths if they are wanted."""
    slowest = min(voice.chars_per_second for voice in voices)
    return script.chunks(
        written,
        min(voice.max_chars for voice in voices),
        chars_per_second=slowest if settings.sound.breath_ms else 0.0,
    )


def lexicon(settings: Settings) -> script.Lexicon:
    """The user's lexicon over ours."""
    return script.Lexicon.load(lexicon_path(settings))


def lexicon_path(settings: Settings) -> Path:
    """Where the user's lexicon would lie."""
    return settings.root / settings.script.lexicon


def refuse_silent(written: Script, engine: Engine) -> None:
    """Return if every token of the script would be heard.

    Raises:
        SilentText: one would not be, by its letters or, where the engine can
            tell, by its phonemes.
    """
    ipa = engine.ipa if isinstance(engine, Phonetic) else None
    silent = script.silent(written.lines, ipa)
    if not silent:
        return
    number, token = silent[0]
    line: Line = written.lines[number]
    raise SilentText(
        f"{token!r} would not be heard, in «{line.written}»",
        cause="no rule of the script room turns it into words yet",
        hint="add it to lexicon.toml, or go on with --allow-silent",
        tokens=tuple(each for index, each in silent if index == number),
        line=line.written,
    )
