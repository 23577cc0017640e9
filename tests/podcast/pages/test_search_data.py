"""What the search in the browser reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from page_reading import (
    ShowFolder,
)

from naqeeb.model import Episode, Role, Script
from naqeeb.podcast import transcript


def searched(script: bytes) -> list[Any]:
    """The rows that a file of search data hands over."""
    comment, call = script.decode().strip().split("\n")
    assert comment.startswith("// <!-- naqeeb ")
    name, rows = json.loads("[" + call.removeprefix("naqeebShard(").removesuffix(");") + "]")
    assert name.startswith("search")
    search_rows: list[Any] = rows
    return search_rows


def test_the_search_reads_every_sentence_once(folder: ShowFolder, episode: Episode) -> None:
    folder.update((episode,))
    ((episode_id, title, date, length, sentences),) = searched(folder.read("search.js"))
    assert (episode_id, title) == (episode.id, episode.title)
    assert (date, length) == ("20 نومبر 2026", "2 منٹ")
    assert sentences == [[c.start_ms // 100, c.text] for c in episode.transcript[1:]]


def test_the_search_passes_over_what_every_bulletin_says(
    folder: ShowFolder, bulletin: Script, time_lines: Callable[..., Any], episode: Episode
) -> None:
    cues = time_lines(bulletin.lines)
    spoken = replace(episode, transcript=transcript.captions(bulletin, cues))
    folder.update((spoken,))
    ((*_, sentences),) = searched(folder.read("search.js"))
    assert [text for _, text in sentences] == [
        line.written for line in bulletin.lines if line.role in (Role.TITLE, Role.BODY)
    ]
