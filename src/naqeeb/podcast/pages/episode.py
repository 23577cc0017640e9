"""An episode's page: the article to read along, and the player."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from naqeeb.model import Chapter, Episode, Show
from naqeeb.podcast import address
from naqeeb.podcast.address import Address
from naqeeb.podcast.artwork import icon
from naqeeb.podcast.pages import metadata, wording
from naqeeb.podcast.pages.article import title_and_parts, untold_titles
from naqeeb.podcast.pages.cues import chapters_with_sentences, cues
from naqeeb.podcast.pages.rendering import View, render
from naqeeb.podcast.pages.script_data import data, data_list
from naqeeb.podcast.phrases import one_line
from naqeeb.text.calendar import day_month_year
from naqeeb.text.clock import position

EMBED = "embed.html"


def episode_page(episode: Episode, show: Show, *, cover: str) -> bytes:
    """An episode's ``index.html``, with the whole transcript and its times.

    Args:
        episode: as the archive keeps it.
        show: the station.
        cover: name of the cover file at the top of the show's folder.
    """
    show = metadata.named(show)
    where = address.of(show)
    known = bool(show.site_url)
    return render(
        "episode.html",
        where,
        {
            **_head(episode, show, where, cover, known=known),
            **_article(episode, show),
            **_embed(episode, where, known=known),
            "cover": cover,
            "icon": icon.name_for(cover),
            "source": address.web_url(episode.source),
            "downloads": _downloads(episode, where),
            "player": {
                "audio": where.audio_from("", episode.id, episode.audio.name),
                "preload": "metadata",
                "ms": episode.duration_ms,
                "key": episode.guid,
                "title": one_line(episode.title),
                "href": "",
            },
            "cues": data_list(cues(episode.transcript)),
        },
    )


def embed_page(episode: Episode, show: Show, *, cover: str) -> bytes:
    """An episode's ``embed.html``: a player without scripts, for an ``<iframe>`` elsewhere.

    It is made for 160 pixels of height; where there are more, the text stands below.

    Args:
        episode: as the archive keeps it.
        show: the station.
        cover: name of the cover file at the top of the show's folder.
    """
    show = metadata.named(show)
    where = address.of(show)
    known = bool(show.site_url)
    head = _head(episode, show, where, cover, known=known)
    audio = episode.audio.name
    if where.media != where.site:
        audio = where.audio(episode.id, audio)
    return render(
        "embed.html",
        where,
        {**head, **_article(episode, show), "icon": icon.name_for(cover), "audio": audio},
    )


def _embed(episode: Episode, where: Address, *, known: bool) -> View:
    """The line by which another site shows the player; the script completes its address."""
    url = where.file(episode.id, EMBED) if known else EMBED
    title = escape(one_line(episode.title))
    line = (
        f'<iframe src="{escape(url)}" title="{title}" width="100%" height="160"'
        ' loading="lazy" style="border:0"></iframe>'
    )
    return {"embed_url": url, "embed_line": line}


def _head(episode: Episode, show: Show, where: Address, cover: str, *, known: bool) -> View:
    """What a browser, a search engine or a messenger is told before the page begins."""
    title, station = one_line(episode.title), one_line(show.title)
    schema = metadata.episode(episode, show, where, cover, known=known)
    url = where.page(episode.id) if known else None
    return {
        "stamp": None,
        "language": show.language,
        "root": "../../",
        "font": show.font,
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


def _article(episode: Episode, show: Show) -> View:
    """The text and what stands above and below it."""
    title = one_line(episode.title)
    chapters = chapters_with_sentences(episode)
    pictures = {first: metadata.picture(chapter.image) for chapter, first in chapters}
    several = len({caption.story for caption in episode.transcript}) > 1
    chapter_titles = {first: chapter.title for chapter, first in chapters}
    titles = untold_titles(episode.transcript, chapter_titles) if several else {}
    spoken_title, parts = title_and_parts(episode.transcript, title, pictures, titles)
    return {
        "id": episode.id,
        "published_s": int(episode.published.timestamp()),
        "episode_language": episode.language,
        "category": one_line(episode.category or ""),
        "title": title,
        "spoken_title": spoken_title,
        "byline": one_line(episode.byline or ""),
        "published": wording.day(show.local(episode.published)),
        "published_iso": episode.published.isoformat(timespec="seconds"),
        "length": wording.length(episode.duration_ms),
        "correction": episode.is_corrected,
        "updated": day_month_year(show.local(episode.updated)),
        "updated_iso": episode.updated.isoformat(timespec="seconds"),
        "image": None if several else metadata.picture(episode.image),
        "parts": parts,
        "subheading": "h3" if several else "h2",
        "footnotes": [one_line(note) for note in episode.footnotes],
        "voice": one_line(episode.voice),
        "chapters": _contents(chapters),
    }


def _downloads(episode: Episode, where: Address) -> list[View]:
    return [
        {
            "href": where.audio_from("", episode.id, each.name),
            "edition": one_line(each.title or ""),
            "format": each.name.rpartition(".")[2].upper(),
            "size": wording.size(each.size_bytes),
        }
        for each in (episode.audio, *episode.alternates)
    ]


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
