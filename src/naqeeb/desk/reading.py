"""``naqeeb script``: one source as it would be spoken, without any sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from naqeeb import script
from naqeeb.desk import voicing
from naqeeb.desk.desk import Desk
from naqeeb.model import Script, Voice
from naqeeb.records import record
from naqeeb.settings import Settings, find_voice


@record
class Reading:
    """A script and the voice that it is written for."""

    script: Script
    voice: Voice


def of(settings: Settings, source: str) -> Reading:
    """The script of a source for the voice of the settings.

    Where the voice is ``auto`` the script is written for the first of its
    voices: which one would answer is not asked, since nothing is to be sent.
    """
    name = voicing.candidates(settings)[0]
    voice = find_voice(name, settings.root)
    article = Desk(settings).read(source)
    job = voicing.Job((article,), settings.show, settings)
    return Reading(voicing.compose(job, voicing.Cast(voice)), voice)


def lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """The lines with their spans and chunks, as tables."""
    made = reading.script
    chunks: dict[int, list[dict[str, Any]]] = {}
    for chunk in script.chunks(made, reading.voice.max_chars):
        table = {"text": chunk.text, "start": chunk.start, "end": chunk.end}
        chunks.setdefault(chunk.line, []).append(table | {"pause": chunk.pause.value})
    for number, line in enumerate(made.lines):
        yield {
            "role": line.role.value,
            "story": line.story,
            "paragraph": line.paragraph,
            "written": line.written,
            "spoken": line.spoken,
            "spans": [
                {("class" if key == "kind" else key): value for key, value in asdict(span).items()}
                for span in line.spans
            ],
            "chunks": chunks.get(number, []),
        }


def findings(reading: Reading) -> list[dict[str, Any]]:
    """What an editor should look at."""
    made = reading.script
    found = [
        {
            "kind": finding.kind,
            "text": finding.text,
            "reason": finding.reason,
            "line": made.lines[finding.line].written,
        }
        for finding in script.review(made)
    ]
    silent = script.silent(made.lines, None)
    return found + [
        {
            "kind": "silent",
            "text": token,
            "reason": "it would not be heard",
            "line": made.lines[number].written,
        }
        for number, token in silent
    ]
