"""``naqeeb script``: one source as it would be spoken, without any sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from naqeeb import script
from naqeeb.desk.cast import cast_around
from naqeeb.desk.job import article_job
from naqeeb.desk.make import read
from naqeeb.desk.voices import names_to_try
from naqeeb.desk.write import Writer, chunks
from naqeeb.model import Script, Voice
from naqeeb.settings import Settings, find_voice


@dataclass(frozen=True, slots=True)
class Preview:
    """A script and the voice that it is written for."""

    script: Script
    voice: Voice
    settings: Settings


def of(settings: Settings, source: str) -> Preview:
    """The script of a source for the voice of the settings.

    Where the voice is ``auto`` the script is written for the first of its
    voices: which one would answer is not asked, since nothing is to be sent.
    """
    voice = find_voice(names_to_try(settings)[0], settings.root)
    job = article_job(settings, source, read(settings, source))
    cast_around(voice, job)  # a mark may name a voice that there is not
    return Preview(Writer(job).for_voice(voice), voice, settings)


def lines(preview: Preview) -> Iterator[dict[str, Any]]:
    """The lines with their spans and chunks, as tables."""
    written = preview.script
    by_line: dict[int, list[dict[str, Any]]] = {}
    for chunk in chunks(written, (preview.voice,), preview.settings):
        table = {"text": chunk.text, "start": chunk.start, "end": chunk.end}
        by_line.setdefault(chunk.line, []).append(table | {"pause": chunk.pause.value})
    for number, line in enumerate(written.lines):
        yield {
            "role": line.role.value,
            "story": line.story,
            "paragraph": line.paragraph,
            "written": line.written,
            "spoken": line.spoken,
            "delivery": line.delivery.value,
            "voice": line.voice or None,
            "pause_ms": line.pause_ms,
            "spans": [
                {("class" if key == "kind" else key): value for key, value in asdict(span).items()}
                for span in line.spans
            ],
            "chunks": by_line.get(number, []),
        }


def findings(preview: Preview) -> list[dict[str, Any]]:
    """What an editor should look at."""
    written = preview.script
    tables = [
        {
            "kind": finding.kind,
            "text": finding.text,
            "reason": finding.reason,
            # A paragraph of which nothing is read has no line.
            "line": written.lines[finding.line].written if finding.line >= 0 else "",
        }
        for finding in script.review(written)
    ]
    tables += [
        {"kind": "source", "text": remark, "reason": "how it was read", "line": ""}
        for remark in written.article.remarks
    ]
    silent = script.silent(written.lines, None)
    return tables + [
        {
            "kind": "silent",
            "text": token,
            "reason": "it would not be heard",
            "line": written.lines[number].written,
        }
        for number, token in silent
    ]
