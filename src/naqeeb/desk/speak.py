"""A script into takes: each chunk with the clip that voices it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from itertools import groupby
from operator import itemgetter

from naqeeb import speech
from naqeeb.desk.cast import Cast
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Job
from naqeeb.desk.voices import OpenCast
from naqeeb.desk.write import chunks
from naqeeb.model import Delivery, Line, Script, Take, Voice
from naqeeb.speech import Engine

Manner = tuple[str, Delivery]
"""The name of a voice, and the role in which it speaks."""


def takes(
    job: Job,
    written: Script,
    speakers: OpenCast,
    cache: speech.Cache,
    listener: Listener = silence,
) -> Generator[Take, None, None]:
    """The chunks, voiced, in order; the voice changes where the cast says so.

    Who takes them closes it before the engines.

    Args:
        job: what is spoken; its settings count.
        written: its script.
        speakers: who speaks which line.
        cache: of clips.
        listener: told of each chunk.

    Raises:
        SpeechError: a voice failed.
    """
    voices = speakers.cast.voices
    pieces = [
        (_manner(speakers.cast, written.lines[chunk.line]), chunk)
        for chunk in chunks(written, voices, job.settings)
    ]
    total = sum(len(line.spoken) for line in written.lines)
    spoken = 0
    listener(Event("speak", job.source, done=spoken, total=total))
    with ExitStack() as stack:
        # All of them before the first word, so that a wrong option is not found half-way.
        in_plain = {(voice.name, Delivery.PLAIN): speakers.engines[voice.name] for voice in voices}
        engines = in_plain | _in_roles(voices, [manner for manner, _ in pieces], stack)
        for manner, group in groupby(pieces, key=itemgetter(0)):
            engine, together = engines[manner], [chunk for _, chunk in group]
            clips = speech.speak(
                engine,
                (chunk.voiced for chunk in together),
                jobs=job.settings.jobs,
                cache=cache,
                settings=job.settings.voice,
            )
            with closing(clips):
                for chunk, clip in zip(together, clips, strict=True):
                    spoken += len(chunk.text)
                    yield Take(chunk, clip, engine.voice)
                    listener(Event("speak", job.source, done=min(spoken, total), total=total))


def _manner(cast: Cast, line: Line) -> Manner:
    """How a line is spoken: in which of the roles that its voice states."""
    speaker = cast.speaker(line)
    is_stated = line.delivery in speech.stated_roles(speaker)
    return speaker.name, line.delivery if is_stated else Delivery.PLAIN


def _in_roles(
    voices: Iterable[Voice], manners: Iterable[Manner], stack: ExitStack
) -> dict[Manner, Engine]:
    """An engine for each voice and role in which it speaks otherwise; closed with the stack."""
    wanted = set(manners)
    return {
        (voice.name, role): stack.enter_context(closing(speech.engine_for(voice, role)))
        for voice in voices
        for role in speech.stated_roles(voice)
        if (voice.name, role) in wanted
    }
