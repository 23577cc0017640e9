"""A script into takes: each chunk with the clip that voices it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import groupby

from naqeeb import speech
from naqeeb.desk.cast import Cast
from naqeeb.desk.write import chunks
from naqeeb.model import Chunk, Script, Take
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
) -> Iterator[Take]:
    """The chunks, voiced, in order; the voice changes where the cast says so.

    Args:
        written: the script.
        cast: who speaks which line.
        engines: open, by the name of their voice.
        settings: of the run.
        progress: told of each chunk.

    Raises:
        SpeechError: a voice failed.
    """

    def speaker(chunk: Chunk) -> str:
        return cast.speaker(written.lines[chunk.line]).name

    total = sum(len(line.spoken) for line in written.lines)
    spoken = 0
    cache = speech.Cache()
    progress(spoken, total)
    for name, group in groupby(chunks(written, cast.voices, settings), key=speaker):
        together = tuple(group)
        clips = speech.speak(
            engines[name],
            (chunk.voiced for chunk in together),
            jobs=settings.jobs,
            cache=cache,
            settings=settings.voice,
        )
        with closing(clips):
            for chunk, clip in zip(together, clips, strict=True):
                spoken += len(chunk.text)
                yield Take(chunk, clip, engines[name].voice)
                progress(min(spoken, total), total)
