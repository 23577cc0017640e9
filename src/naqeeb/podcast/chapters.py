"""Chapters: the places in a bulletin that a listener can jump to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from naqeeb.model import Chapter, Cue, Episode, Role, Script, Show
from naqeeb.podcast import address
from naqeeb.podcast.phrases import cut, first_clause, one_line

MEDIA_TYPE = "application/json+chapters"
APART_MS = 45_000
"""Chapters of a single article lie at least so far apart."""
TAIL_MS = 15_000
"""No chapter begins so close to the end."""
TITLE_CHARS = 60
HEADLINES = "سرخیاں"


def plan(
    script: Script,
    cues: Sequence[Cue],
    duration_ms: int,
    *,
    images: Sequence[str | None] = (),
) -> tuple[Chapter, ...]:
    """Where chapters begin and what they are called.

    A bulletin has one a story, after one for greeting and headlines. A single
    article has one for its title, then one at the start of a paragraph that
    is at least ``APART_MS`` after the last, named by its first clause.

    Args:
        script: what was spoken.
        cues: the time of each line.
        duration_ms: length of the track.
        images: picture of each story of a bulletin, by story index; a single
            article's is taken from the article.

    Returns:
        Chapters in ascending order that begin at 0, leave no gap and end with
        the track.
    """
    stories = {line.story for line in script.lines}
    if len(stories) > 1 or any(line.role is Role.HEADLINE for line in script.lines):
        starts = list(_stories(script, cues, images))
    else:
        starts = list(_paragraphs(script, cues, duration_ms))
    if not starts:
        starts = [(0, _title(script), script.article.image)]
    starts = [(0, *starts[0][1:]), *_ascending(starts[1:], duration_ms)]
    ends = [start for start, _, _ in starts[1:]] + [duration_ms]
    return tuple(
        Chapter(start, end, title, image)
        for (start, title, image), end in zip(starts, ends, strict=True)
    )


def to_json(episode: Episode, show: Show, base_url: str | None = None) -> bytes:
    """The chapters as JSON chapters 1.2.0 of the podcast namespace."""
    where = address.of(show, base_url)
    chapters = []
    for chapter in episode.chapters:
        entry: dict[str, object] = {
            "startTime": chapter.start_ms / 1000,
            "endTime": chapter.end_ms / 1000,
            "title": one_line(chapter.title),
        }
        picture = where.picture(episode, chapter.image)
        if picture:
            entry["img"] = picture
        chapters.append(entry)
    document = {
        "version": "1.2.0",
        "title": one_line(episode.title),
        "podcastName": one_line(show.title),
        "author": one_line(show.author),
        "fileName": where.audio(episode.id, episode.audio.name),
        "chapters": chapters,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _ascending(
    starts: Sequence[tuple[int, str, str | None]], duration_ms: int
) -> Iterator[tuple[int, str, str | None]]:
    """Without those that begin where another does, or at the very end."""
    last = 0
    for start in starts:
        if last < start[0] < duration_ms:
            yield start
            last = start[0]


def _title(script: Script) -> str:
    return cut(script.article.title, TITLE_CHARS) or "1"


def _stories(
    script: Script, cues: Sequence[Cue], images: Sequence[str | None]
) -> Iterator[tuple[int, str, str | None]]:
    seen: set[int] = set()
    for cue in cues:
        line = script.lines[cue.line]
        if line.role not in (Role.TITLE, Role.BODY):
            if not seen and not cue.line:
                yield cue.start_ms, HEADLINES, None
            continue
        if line.story in seen:
            continue
        seen.add(line.story)
        name = cut if line.role is Role.TITLE else first_clause
        image = images[line.story] if line.story < len(images) else None
        yield cue.start_ms, name(line.written, TITLE_CHARS) or _title(script), image


def _paragraphs(
    script: Script, cues: Sequence[Cue], duration_ms: int
) -> Iterator[tuple[int, str, str | None]]:
    image = script.article.image
    yield 0, _title(script), image
    last, paragraph = 0, None
    for cue in cues:
        line = script.lines[cue.line]
        if line.role is not Role.BODY or line.paragraph == paragraph:
            continue
        paragraph = line.paragraph
        if cue.start_ms - last < APART_MS or duration_ms - cue.start_ms < TAIL_MS:
            continue
        title = first_clause(line.written, TITLE_CHARS)
        if title:
            yield cue.start_ms, title, image
            last = cue.start_ms
