"""What the search in the browser reads: the written words of a block of episodes.

A script rather than JSON, since a page opened from a disk may load scripts
from its folder but may not fetch.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.model import Episode, Show
from naqeeb.podcast.pages import wording
from naqeeb.podcast.pages.script_data import as_json
from naqeeb.podcast.phrases import one_line
from naqeeb.text.calendar import day_month_year

FORMAT = 1
"""Counted up when the same episodes are to be written otherwise."""


Row = list[object]


def row(episode: Episode, show: Show) -> Row:
    """What is kept of an episode: id, title, date, length and sentences.

    A sentence is its start in tenths of a second and its text. What is said in
    every bulletin (greeting, headlines, sign-off) is left out: it would be
    found twice.
    """
    return [
        episode.id,
        one_line(episode.title),
        day_month_year(show.local(episode.published)),
        wording.length(episode.duration_ms),
        _sentences(episode),
    ]


def shard(name: str, stamp: str, rows: Sequence[Row]) -> bytes:
    """One file of search data."""
    text = f"// <!-- naqeeb {stamp} -->\nnaqeebShard({as_json(name)},{as_json(rows)});\n"
    return text.encode(errors="replace")


def _sentences(episode: Episode) -> list[list[object]]:
    title = one_line(episode.title)
    sentences: list[list[object]] = []
    for caption in episode.transcript:
        text = one_line(caption.text)
        if text and text != title and not caption.role.is_around_stories:
            sentences.append([caption.start_ms // 100, text])
    return sentences
