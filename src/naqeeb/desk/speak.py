"""A script into takes: each chunk with the clip that voices it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, closing
from itertools import groupby

from naqeeb import speech
from naqeeb.desk.cast import Cast
from naqeeb.desk.write import chunks
from naqeeb.model import Chunk, Delivery, Script, Take, Voice
from naqeeb.settings import Settings
from naqeeb.speech import Engine

Progress = Callable[[int, int], None]
"""Called with the characters spoken so far, and how many there are in all."""


def takes(
    written: Script,
    cast: Cast,
    engines: Mapping[str, Engine],
    settings: Settings,
    progress: Progress,
    cache: speech.Cache,
) -> Generator[Take, None, None]:
    """The chunks, voiced, in order; the voice changes where the cast says so.

    Who takes them closes it before the engines.

    Args:
        written: the script.
        cast: who speaks which line.
        engines: open, by the name of their voice.
        settings: of the run.
        progress: told of each chunk.
        cache: of clips.

    Raises:
        SpeechError: a voice failed.
    """

    def manner(chunk: Chunk) -> tuple[str, Delivery]:
        line = written.lines[chunk.line]
        speaker = cast.speaker(line)
        stated = speech.stated_roles(speaker)
        return speaker.name, line.delivery if line.delivery in stated else Delivery.PLAIN

    voices = {voice.name: voice for voice in cast.voices}
    pieces = tuple(chunks(written, cast.voices, settings))
    total = sum(len(line.spoken) for line in written.lines)
    spoken = 0
    progress(spoken, total)
    with ExitStack() as stack:
        # All of them before the first word, so that a wrong option is not found half-way.
        in_role = dict.fromkeys(map(manner, pieces))
        speakers = {
            (name, role): _speaker(engines[name], voices[name], role, stack)
            for name, role in in_role
        }
        for key, group in groupby(pieces, key=manner):
            engine, together = speakers[key], tuple(group)
            clips = speech.speak(
                engine,
                (chunk.voiced for chunk in together),
                jobs=settings.jobs,
                cache=cache,
                settings=settings.voice,
            )
            with closing(clips):
                for chunk, clip in zip(together, clips, strict=True):
                    spoken += len(chunk.text)
                    yield Take(chunk, clip, engine.voice)
                    progress(min(spoken, total), total)


def _speaker(engine: Engine, voice: Voice, role: Delivery, stack: ExitStack) -> Engine:
    """The engine that speaks for an open one in a role; closed with the stack."""
    if role is Delivery.PLAIN:
        return engine
    other = speech.engine_for(voice, role)
    stack.callback(other.close)
    return other
