"""An episode's page: the article to read along, and the player."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Literal

from naqeeb.model import Caption, Chapter, Episode, Role, Show
from naqeeb.podcast import address
from naqeeb.podcast.pages import metadata
from naqeeb.podcast.pages.templating import render
from naqeeb.podcast.text import clean, one_line

Sentence = tuple[int, str]
"""Index in the transcript, and the text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list of the article."""

    kind: Literal["paragraph", "heading", "headlines", "remark"]
    sentences: tuple[Sentence, ...]
    image: str | None = None
    """File name of the picture of the story that begins here."""


def episode_page(episode: Episode, show: Show, *, cover: str, base_url: str | None = None) -> bytes:
    """An episode's ``index.html``, with the whole transcript and its times.

    Args:
        episode: as the archive keeps it.
        show: the station.
        cover: name of the cover file at the top of the show's folder.
        base_url: as in ``address.of``.
    """
    show = metadata.named(show)
    where = address.of(show, base_url)
    known = bool(base_url or show.site_url)
    # A relative link also works from a folder on a disk.
    apart = where.media != where.site
    schema = metadata.episode(episode, show, where, cover, known=known)
    blocks = list(_blocks(episode))
    several = len({caption.story for caption in episode.transcript}) > 1
    titled = blocks[:1] if blocks and _is_title(blocks[0], episode) else []
    return render(
        "episode.html",
        where,
        stamp=None,
        show=show,
        episode=episode,
        known=known,
        root="../../",
        cover=cover,
        audio=where.audio(episode.id, episode.audio.name) if apart else episode.audio.name,
        downloads=[
            (where.audio(episode.id, each.name) if apart else each.name, each)
            for each in (episode.audio, *episode.alternates)
        ],
        image=None if several else metadata.picture(episode.image),
        title=titled[0].sentences if titled else (),
        blocks=blocks[len(titled) :],
        chapters=_chapters(episode),
        cues=_cues(episode.transcript),
        source=address.web_url(episode.source),
        description=schema["description"],
        schema=schema,
        graph=metadata.open_graph(
            {
                "og:type": "article",
                "og:locale": "ur_PK",
                "og:site_name": one_line(show.title),
                "og:title": one_line(episode.title),
                "og:description": schema["description"],
                "og:url": where.page(episode.id) if known else None,
                "og:image": metadata.picture_url(episode, where, cover) if known else None,
                "og:audio": where.audio(episode.id, episode.audio.name) if known else None,
                "og:audio:type": episode.audio.media_type if known else None,
                "article:published_time": episode.published.isoformat(),
                "article:modified_time": episode.updated.isoformat(),
            }
        ),
    )


def _blocks(episode: Episode) -> Iterator[Block]:
    numbered = enumerate(episode.transcript)
    images = {first: metadata.picture(each.image) for each, first in _chapters(episode)}
    for (role, _, _), group in groupby(numbered, key=lambda pair: _place(pair[1])):
        captions = list(group)
        sentences = tuple((index, _shown(caption.text)) for index, caption in captions)
        if role is Role.HEADLINE:
            yield Block("headlines", sentences)
        elif role is Role.TITLE:
            yield Block("heading", sentences, images.get(sentences[0][0]))
        else:
            yield Block("paragraph" if role is Role.BODY else "remark", sentences)


def _place(caption: Caption) -> tuple[Role, int, int]:
    """What captions of one block have in common: headlines are one list of many stories."""
    if caption.role is Role.HEADLINE:
        return caption.role, 0, 0
    return caption.role, caption.story, caption.paragraph


def _is_title(block: Block, episode: Episode) -> bool:
    spoken = " ".join(text for _, text in block.sentences)
    return block.kind == "heading" and one_line(spoken) == one_line(episode.title)


def _chapters(episode: Episode) -> list[tuple[Chapter, int]]:
    """Each chapter with the sentence that it begins with; none where there is but one."""
    captions = episode.transcript
    if len(episode.chapters) < 2 or not captions:  # noqa: PLR2004 - one is the whole
        return []
    starts = [caption.start_ms for caption in captions]
    return [(chapter, _nearest(starts, chapter.start_ms)) for chapter in episode.chapters]


def _nearest(ascending: Sequence[int], wanted: int) -> int:
    """Index of the number that is nearest; of two the first.

    By bisection, since a text of ten hours has 800 chapters and 6,000 sentences.
    """
    after = bisect_left(ascending, wanted)
    if after == len(ascending) or (
        after and wanted - ascending[after - 1] <= ascending[after] - wanted
    ):
        after = bisect_left(ascending, ascending[after - 1])
    return after


def _cues(captions: Sequence[Caption]) -> Iterator[list[object]]:
    """Start and end of each sentence, and of each word where the voice reported it, in ms.

    A word is first character, one past the last, start, end; characters are
    counted as JavaScript counts them, in UTF-16.
    """
    for caption in captions:
        cue: list[object] = [caption.start_ms, caption.end_ms]
        if caption.words and not caption.estimated:
            at = _utf16(caption.text)
            cue.append([[at(w.start), at(w.end), w.start_ms, w.end_ms] for w in caption.words])
        yield cue


def _utf16(text: str) -> Callable[[int], int]:
    """From a place in the text to the same place in JavaScript's string."""
    if max(text, default="") <= "\uffff":
        return int
    before = (0, *accumulate(1 + (char > "\uffff") for char in text))
    return before.__getitem__


def _shown(text: str) -> str:
    """The text without characters that turn a line around, as long as it was before."""
    return text if clean(text) == text else "".join(c if clean(c) else " " for c in text)
