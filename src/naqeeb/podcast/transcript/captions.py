"""The transcript: the written words at the times they are spoken.

The captions are kept in the episode's record; the files are made from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from io import BytesIO

from naqeeb.model import Caption, Cue, Episode, Script, Show
from naqeeb.podcast.phrases import one_line
from naqeeb.podcast.transcript.subtitles import Block, blocks, two_lines
from naqeeb.text.clock import timestamp

VTT_TYPE = "text/vtt"
SRT_TYPE = "application/x-subrip"
JSON_TYPE = "application/json"

VTT_CHARS = 65
"""The podcast namespace's longest line for WebVTT."""
SRT_CHARS = 32
"""Its longest line for SRT, of which there are at most two."""


def captions(script: Script, cues: Sequence[Cue]) -> tuple[Caption, ...]:
    """One caption a spoken line, in the words that are written."""
    return tuple(
        Caption(
            role=script.lines[cue.line].role,
            paragraph=script.lines[cue.line].paragraph,
            story=script.lines[cue.line].story,
            text=script.lines[cue.line].written,
            start_ms=cue.start_ms,
            end_ms=cue.end_ms,
            words=cue.words,
            estimated=cue.estimated,
            is_heading=script.lines[cue.line].is_heading,
        )
        for cue in cues
    )


def to_vtt(episode: Episode, show: Show) -> bytes:
    """WebVTT with the speaker, one line of at most 65 characters a cue."""
    speaker = escape(one_line(show.author or show.title), quote=False)
    parts = ["WEBVTT\n"]
    for block in _all_blocks(episode.transcript, VTT_CHARS):
        text = escape(block.text, quote=False)
        times = f"{timestamp(block.start_ms)} --> {timestamp(block.end_ms)}"
        parts.append(f"{times}\n<v {speaker}>{text}\n")
    return "\n".join(parts).encode()


def to_srt(episode: Episode, show: Show) -> bytes:  # noqa: ARG001 - the three forms share a shape
    """SubRip with at most two lines of 32 characters a cue."""
    parts = []
    for number, block in enumerate(two_lines(episode.transcript, SRT_CHARS), 1):
        times = f"{timestamp(block.start_ms, point=',')} --> {timestamp(block.end_ms, point=',')}"
        parts.append(f"{number}\n{times}\n{block.text}\n")
    return "\n".join(parts).encode()


def to_json(episode: Episode, show: Show) -> bytes:
    """The podcast namespace's JSON transcript, with each word's time besides.

    Times are in seconds. ``segments`` holds one sentence each; ``words`` and
    what follows in a segment are additions that other readers pass over.
    """
    speaker = one_line(show.author or show.title)
    file = BytesIO()
    head = _as_json({"version": "1.0.0", "language": episode.language})
    file.write(f'{head[:-1]},"segments":['.encode())
    # A sentence at a time: a table of every word of a ten-hour text takes 60 MB, and
    # joining the parts of it twice as much as the whole.
    for number, caption in enumerate(episode.transcript):
        file.write(b"," if number else b"")
        file.write(_segment(caption, speaker).encode())
    file.write(b"]}\n")
    return file.getvalue()


def _segment(caption: Caption, speaker: str) -> str:
    head = _as_json(
        {
            "speaker": speaker,
            "startTime": caption.start_ms / 1000,
            "endTime": caption.end_ms / 1000,
            "body": one_line(caption.text),
        }
    )
    tail = _as_json(
        {
            "role": str(caption.role),
            "story": caption.story,
            "paragraph": caption.paragraph,
            "estimated": caption.estimated,
        }
    )
    return f'{head[:-1]},"words":[{_words(caption)}],{tail[1:]}'


def _words(caption: Caption) -> str:
    """Each word with its time; written by hand, in half the time that tables of them take."""
    text = caption.text
    return ",".join(
        f'{{"startTime":{word.start_ms / 1000},"endTime":{word.end_ms / 1000},'
        f'"body":{_as_json(one_line(text[word.start : word.end]))}}}'
        for word in caption.words
    )


_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _all_blocks(transcript: Iterable[Caption], limit: int) -> Iterator[Block]:
    for caption in transcript:
        yield from blocks(caption, limit)
