"""Chapters: the places in a bulletin that a listener can jump to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from naqeeb.model import Chapter, Cue, Episode, Role, Script, Show
from naqeeb.podcast import address
from naqeeb.podcast.phrases import cut, first_clause, one_line

MEDIA_TYPE = "application/json+chapters"
APART_MS = 45_000
"""Chapters of a single article lie at least so far apart."""
TAIL_MS = 15_000
"""No chapter begins so close to the end."""
TITLE_CHARS = 60
_SEVERAL = 2
"""An article of so many headings is parted by them alone."""
HEADLINES = "سرخیاں"
SIGN_OFF = "اختتام"
_OF_BULLETINS = (Role.HEADLINE, Role.SIGN_OFF)


class Story(NamedTuple):
    """What is known of a story besides its words."""

    title: str = ""
    """In a bulletin its chapter is called so; empty: as its first words that are spoken."""
    image: str | None = None
    """Its picture, as the episode shows it."""
    url: str | None = None
    """Where it is on the web."""


class Contents(NamedTuple):
    """What chapters are made of; which they are is known with the times of the lines."""

    script: Script
    stories: Sequence[Story] = ()

    def chapters(self, cues: Sequence[Cue], duration_ms: int) -> tuple[Chapter, ...]:
        """As ``plan`` says."""
        return plan(self.script, cues, duration_ms, self.stories)


class _Start(NamedTuple):
    """Where a chapter begins, and what it is."""

    ms: int
    title: str
    image: str | None = None
    url: str | None = None
    story: int = -1
    """Of a bulletin: which one; -1 for what stands around them."""


def plan(
    script: Script,
    cues: Sequence[Cue],
    duration_ms: int,
    stories: Sequence[Story] = (),
) -> tuple[Chapter, ...]:
    """Where chapters begin and what they are called.

    A bulletin has one a story, after one for greeting and headlines and before one for what
    comes behind the last story. A single article has one for its title, then one for each
    heading. An article of less than two headings also has one at the start of a paragraph that
    is at least ``APART_MS`` after the last, named by its first clause.

    Args:
        script: what was spoken.
        cues: the time of each line.
        duration_ms: length of the track.
        stories: those of a bulletin in their order, or the article itself.

    Returns:
        Chapters in ascending order that begin at 0, leave no gap and end with
        the track.
    """
    several = len({line.story for line in script.lines}) > 1
    if several or any(line.role in _OF_BULLETINS for line in script.lines):
        starts = list(_named(_stories(script, cues), stories))
    else:
        image = stories[0].image if stories else None
        starts = [each._replace(image=image) for each in _paragraphs(script, cues, duration_ms)]
    if not starts:
        starts = [_Start(0, _title(script))]
    starts = [starts[0]._replace(ms=0), *_ascending(starts[1:], duration_ms)]
    ends = [start.ms for start in starts[1:]] + [duration_ms]
    return tuple(
        Chapter(start.ms, end, start.title, start.image, start.url)
        for start, end in zip(starts, ends, strict=True)
    )


def to_json(episode: Episode, show: Show) -> bytes:
    """The chapters as JSON chapters 1.2.0 of the podcast namespace."""
    where = address.of(show)
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
        if link := address.web_url(chapter.url):
            entry["url"] = link
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


def _ascending(starts: Sequence[_Start], duration_ms: int) -> Iterator[_Start]:
    """Without those that begin where another does, or at the very end."""
    last = 0
    for start in starts:
        if last < start.ms < duration_ms:
            yield start
            last = start.ms


def _title(script: Script) -> str:
    return cut(script.article.title, TITLE_CHARS) or "1"


def _stories(script: Script, cues: Sequence[Cue]) -> Iterator[_Start]:
    """The opening, each story from what leads over to it on, and what follows the last."""
    lines = [script.lines[cue.line] for cue in cues]
    of_stories = [number for number, line in enumerate(lines) if line.role.is_of_a_story]
    last = max(of_stories, default=-1)
    seen: set[int] = set()
    for number, (cue, line) in enumerate(zip(cues, lines, strict=True)):
        if line.role.is_of_a_story:
            if line.story not in seen:
                seen.add(line.story)
                yield _Start(cue.start_ms, _title_of(script, line.story), story=line.story)
        elif not number:
            yield _Start(cue.start_ms, HEADLINES)
        elif number == last + 1:
            yield _Start(cue.start_ms, SIGN_OFF)


def _title_of(script: Script, story: int) -> str:
    spoken = [line for line in script.lines if line.story == story]
    for role, name in ((Role.TITLE, cut), (Role.BODY, first_clause)):
        written = next((line.written for line in spoken if line.role is role), "")
        if title := name(written, TITLE_CHARS):
            return title
    return _title(script)


def _named(starts: Iterable[_Start], stories: Sequence[Story]) -> Iterator[_Start]:
    """The chapters with what is known of their stories."""
    for start in starts:
        story = stories[start.story] if 0 <= start.story < len(stories) else Story()
        title = cut(story.title, TITLE_CHARS)
        yield start._replace(title=title or start.title, image=story.image, url=story.url)


def _paragraphs(script: Script, cues: Sequence[Cue], duration_ms: int) -> Iterator[_Start]:
    yield _Start(0, _title(script))
    headings = {line.paragraph for line in script.lines if line.is_heading}
    last, paragraph = 0, None
    for cue in cues:
        line = script.lines[cue.line]
        if line.role is not Role.BODY or line.paragraph == paragraph:
            continue
        paragraph = line.paragraph
        is_apart = cue.start_ms - last >= APART_MS and duration_ms - cue.start_ms >= TAIL_MS
        if paragraph in headings:
            title = cut(line.written, TITLE_CHARS)
        elif len(headings) < _SEVERAL and is_apart:
            title = first_clause(line.written, TITLE_CHARS)
        else:
            continue
        if title:
            yield _Start(cue.start_ms, title)
            last = cue.start_ms
