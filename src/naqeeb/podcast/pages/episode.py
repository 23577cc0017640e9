"""An episode's page: the article to read along, and the player."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from typing import Literal, NamedTuple, TypeAlias

from naqeeb.model import Caption, Chapter, Episode, Role, Show
from naqeeb.podcast import address
from naqeeb.podcast.address import Address
from naqeeb.podcast.pages import metadata, wording
from naqeeb.podcast.pages.rendering import View, render
from naqeeb.podcast.pages.script_data import data, data_list
from naqeeb.podcast.phrases import ELLIPSIS, one_line
from naqeeb.text.calendar import day_month_year
from naqeeb.text.cleaning import clean
from naqeeb.text.clock import position

Kind: TypeAlias = Literal["paragraph", "heading", "headlines", "remark"]
Stretch: TypeAlias = tuple[Kind, list[tuple[int, Caption]]]
"""Captions that stand together, each with its index in the transcript."""
Sentence: TypeAlias = tuple[int, str]
"""Its index in the transcript, by which the page's script knows it, and its text."""


class Part(NamedTuple):
    """A paragraph, a heading, a list of headlines or a remark, as the template shows it."""

    kind: Kind
    sentences: list[Sentence]
    picture: str | None = None
    """File name of the story's picture, above a heading."""


_KINDS: dict[Role, Kind] = {
    Role.GREETING: "remark",
    Role.TITLE: "heading",
    Role.BODY: "paragraph",
    Role.SIGN_OFF: "remark",
}


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
    audio_url = where.audio if where.media != where.site else (lambda _, name: name)
    audio = audio_url(episode.id, episode.audio.name)
    title = one_line(episode.title)
    chapters = _chapters(episode)
    pictures = {first: metadata.picture(chapter.image) for chapter, first in chapters}
    several = len({caption.story for caption in episode.transcript}) > 1
    spoken_title, stretches = _without_title(_stretches(episode.transcript), title)
    return render(
        "episode.html",
        where,
        {
            **_head(episode, show, where, cover, known=known),
            "cover": cover,
            "episode_language": episode.language,
            "category": one_line(episode.category or ""),
            "title": title,
            "spoken_title": spoken_title,
            "byline": one_line(episode.byline or ""),
            "published": wording.day(episode.published),
            "published_iso": episode.published.isoformat(),
            "length": wording.length(episode.duration_ms),
            "correction": any(name.endswith(".mp3") for name, _ in episode.previous_audio),
            "updated": day_month_year(episode.updated),
            "updated_iso": episode.updated.isoformat(),
            "image": None if several else metadata.picture(episode.image),
            "parts": (_part(stretch, pictures) for stretch in stretches),
            "voice": one_line(episode.voice),
            "source": address.web_url(episode.source),
            "downloads": [
                {
                    "href": audio_url(episode.id, each.name),
                    "edition": one_line(each.title or ""),
                    "format": each.name.rpartition(".")[2].upper(),
                    "size": wording.size(each.size_bytes),
                }
                for each in (episode.audio, *episode.alternates)
            ],
            "chapters": _contents(chapters),
            "player": {
                "audio": audio,
                "preload": "metadata",
                "ms": episode.duration_ms,
                "key": episode.guid,
                "title": title,
                "href": "",
            },
            "cues": data_list(_cues(episode.transcript)),
        },
    )


def _head(episode: Episode, show: Show, where: Address, cover: str, *, known: bool) -> View:
    """What a browser, a search engine or a messenger is told before the page begins."""
    title, station = one_line(episode.title), one_line(show.title)
    schema = metadata.episode(episode, show, where, cover, known=known)
    url = where.page(episode.id) if known else None
    return {
        "stamp": None,
        "language": show.language,
        "root": "../../",
        "station": station,
        "page_title": f"{title} · {station}",
        "description": schema["description"],
        "canonical": url,
        "newer": None,
        "older": None,
        "feed": where.feed if known else "",
        "schema": data(schema),
        "graph": metadata.open_graph(
            {
                "og:type": "article",
                "og:locale": "ur_PK",
                "og:site_name": station,
                "og:title": title,
                "og:description": schema["description"],
                "og:url": url,
                "og:image": metadata.picture_url(episode, where, cover) if known else None,
                "og:audio": where.audio(episode.id, episode.audio.name) if known else None,
                "og:audio:type": episode.audio.media_type if known else None,
                "article:published_time": episode.published.isoformat(),
                "article:modified_time": episode.updated.isoformat(),
            }
        ),
    }


# -- the article -----------------------------------------------------------


def _stretches(captions: Sequence[Caption]) -> Iterator[Stretch]:
    """The transcript in what will be its paragraphs, headings and lists.

    One at a time, since a text of ten hours has thousands.
    """
    opening = _opening(captions)

    def place(numbered: tuple[int, Caption]) -> tuple[Kind, Role, int, int]:
        """What captions that stand together have in common."""
        caption = numbered[1]
        if caption.role is Role.HEADLINE:
            # One list of many stories, with the announcer's words before and after it.
            kind: Kind = "headlines" if caption.story or _opens(caption, opening) else "remark"
            return kind, caption.role, 0, 0
        return _KINDS[caption.role], caption.role, caption.story, caption.paragraph

    for (kind, *_), group in groupby(enumerate(captions), key=place):
        yield kind, list(group)


def _opening(captions: Sequence[Caption]) -> tuple[str, ...]:
    """How the first story begins: its title in one sentence or more, else its first sentence."""
    first = [caption for caption in captions if not caption.story]
    titles = tuple(caption.text for caption in first if caption.role is Role.TITLE)
    return titles or tuple(caption.text for caption in first if caption.role is Role.BODY)[:1]


def _opens(headline: Caption, opening: Sequence[str]) -> bool:
    """Whether it is the story's title, or was taken from its first sentence."""
    return any(text.startswith(headline.text.rstrip(ELLIPSIS)) for text in opening)


def _without_title(
    stretches: Iterator[Stretch], title: str
) -> tuple[list[Sentence], Iterator[Stretch]]:
    """The sentences of the title, where the transcript begins with it, and all the rest."""
    for kind, captions in stretches:
        sentences = _sentences(captions)
        if kind == "heading" and one_line(" ".join(text for _, text in sentences)) == title:
            return sentences, stretches
        return [], chain([(kind, captions)], stretches)
    return [], stretches


def _part(stretch: Stretch, pictures: Mapping[int, str | None]) -> Part:
    """What ``episode.html`` shows of it.

    Args:
        stretch: of the transcript.
        pictures: of the stories, each by the sentence that its story begins with.
    """
    kind, captions = stretch
    picture = pictures.get(captions[0][0]) if kind == "heading" else None
    return Part(kind, _sentences(captions), picture)


def _sentences(captions: Sequence[tuple[int, Caption]]) -> list[Sentence]:
    return [(index, _shown(caption.text)) for index, caption in captions]


def _shown(text: str) -> str:
    """The text without characters that turn a line around, as long as it was before."""
    return text if clean(text) == text else "".join(c if clean(c) else " " for c in text)


# -- chapters and times ----------------------------------------------------


def _contents(chapters: Sequence[tuple[Chapter, int]]) -> list[View]:
    return [
        {
            "sentence": sentence,
            "start_ms": chapter.start_ms,
            "title": one_line(chapter.title),
            "clock": position(chapter.start_ms),
        }
        for chapter, sentence in chapters
    ]


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
