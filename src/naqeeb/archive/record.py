"""``episode.json``: an episode in JSON and back.

Times are ISO 8601 in UTC; word times are arrays of four numbers (first and last
character in the caption's text, start and end in milliseconds), since a long
bulletin has thousands of them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from naqeeb.errors import RecordDamaged
from naqeeb.model import (
    AudioFile,
    Caption,
    Chapter,
    CueWord,
    Episode,
    Role,
    SoundReport,
)

VERSION = 1
_WORD_NUMBERS = 4


def to_json(episode: Episode) -> bytes:
    """The record, the same bytes for the same episode."""
    table: dict[str, Any] = {
        "version": VERSION,
        "id": episode.id,
        "guid": episode.guid,
        "title": episode.title,
        "source": episode.source,
        "published": _text(episode.published),
        "updated": _text(episode.updated),
        "audio": asdict(episode.audio),
        "duration_ms": episode.duration_ms,
        "voice": episode.voice,
        "engine": episode.engine,
        "engine_version": episode.engine_version,
        "voice_licence": episode.voice_licence,
        "key": episode.key,
        "source_hash": episode.source_hash,
        "stated_date": episode.stated_date,
        "language": episode.language,
        "byline": episode.byline,
        "image": episode.image,
        "category": episode.category,
        "summary": episode.summary,
        "number": episode.number,
        "season": episode.season,
        "alternates": [asdict(each) for each in episode.alternates],
        "previous_audio": [[name, _text(when)] for name, when in episode.previous_audio],
        "report": asdict(episode.report) if episode.report else None,
        "files": dict(sorted(episode.files.items())),
        "chapters": [asdict(chapter) for chapter in episode.chapters],
    }
    made = BytesIO()
    made.write(_as_json(table)[:-1] + b', "transcript": [')
    # A sentence at a time: a table of every word of a ten-hour text takes 20 MB, and
    # so does every copy of the whole as text.
    for number, caption in enumerate(episode.transcript):
        made.write(b", " if number else b"")
        made.write(_as_json(_caption_table(caption)))
    made.write(b"]}\n")
    return made.getvalue()


def _as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def from_json(data: bytes, where: str, *, words: bool = True) -> Episode:
    """The episode of a record.

    Args:
        data: the record.
        where: its path, for the error.
        words: False leaves the captions without their word times, which are
            most of a record's cost; feed and station pages do not need them.

    Raises:
        RecordDamaged: it is not JSON, or something is missing from it.
    """
    try:
        table = json.loads(data)
        return Episode(
            guid=table["guid"],
            id=table["id"],
            key=table["key"],
            title=table["title"],
            published=_moment(table["published"]),
            updated=_moment(table["updated"]),
            audio=AudioFile(**table["audio"]),
            duration_ms=table["duration_ms"],
            chapters=tuple(Chapter(**each) for each in table["chapters"]),
            transcript=tuple(_caption(each, words=words) for each in table["transcript"]),
            voice=table["voice"],
            engine=table["engine"],
            engine_version=table["engine_version"],
            voice_licence=table["voice_licence"],
            source_hash=table["source_hash"],
            source=table["source"],
            stated_date=table["stated_date"],
            language=table["language"],
            byline=table["byline"],
            image=table["image"],
            category=table["category"],
            summary=table["summary"],
            alternates=tuple(AudioFile(**each) for each in table["alternates"]),
            previous_audio=tuple((name, _moment(when)) for name, when in table["previous_audio"]),
            report=SoundReport(**table["report"]) if table["report"] else None,
            files=table["files"],
            number=table.get("number"),
            season=table.get("season"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RecordDamaged(
            f"{where} is damaged: {type(error).__name__}: {error}",
            cause="it was edited by hand or by another program",
            hint="make the article again with --force, or restore the file",
            path=where,
        ) from error


def _caption_table(caption: Caption) -> dict[str, Any]:
    return {
        "role": caption.role.value,
        "paragraph": caption.paragraph,
        "story": caption.story,
        "text": caption.text,
        "start_ms": caption.start_ms,
        "end_ms": caption.end_ms,
        "estimated": caption.estimated,
        "words": [[word.start, word.end, word.start_ms, word.end_ms] for word in caption.words],
    }


def _caption(table: dict[str, Any], *, words: bool) -> Caption:
    if not words and not set(map(len, table["words"])) <= {_WORD_NUMBERS}:
        # They are left out, but a damaged record is found all the same.
        raise ValueError("a word has not four numbers")
    return Caption(
        role=Role(table["role"]),
        paragraph=table["paragraph"],
        story=table["story"],
        text=table["text"],
        start_ms=table["start_ms"],
        end_ms=table["end_ms"],
        words=tuple(CueWord(*word) for word in table["words"]) if words else (),
        estimated=table["estimated"],
    )


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(UTC)
