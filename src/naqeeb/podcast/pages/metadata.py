"""What search engines and messengers read of a page: schema.org and Open Graph.

Absolute URLs only, so none of it names one until the show has an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from naqeeb.model import Episode, Show
from naqeeb.podcast import notes
from naqeeb.podcast.address import Address
from naqeeb.podcast.phrases import cut, one_line
from naqeeb.text.clock import iso_duration

DESCRIPTION_CHARS = 200
_FILE = r"[A-Za-z0-9_][A-Za-z0-9._-]*\.(?i:jpe?g|png|webp)"


def station(show: Show, where: Address, cover: str, *, known: bool) -> dict[str, Any]:
    """The show as https://schema.org/PodcastSeries.

    Args:
        show: the station.
        where: its address.
        cover: name of the cover file.
        known: whether the address is one that listeners can use.
    """
    return {"@context": "https://schema.org", **_series(show, where, cover, known=known)}


def episode(
    episode: Episode, show: Show, where: Address, cover: str, *, known: bool
) -> dict[str, Any]:
    """An episode as https://schema.org/PodcastEpisode; the rest as in ``station``."""
    sound: dict[str, Any] = {
        "@type": "AudioObject",
        "encodingFormat": episode.audio.media_type,
        "contentSize": str(episode.audio.size_bytes),
        "duration": iso_duration(episode.duration_ms),
        "inLanguage": episode.language,
    }
    schema: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": one_line(episode.title),
        "description": description(episode),
        "datePublished": episode.published.isoformat(),
        "dateModified": episode.updated.isoformat(),
        "inLanguage": episode.language,
        "identifier": episode.guid,
        "timeRequired": iso_duration(episode.duration_ms),
        "associatedMedia": sound,
        "partOfSeries": _series(show, where, cover, known=known),
    }
    if episode.byline:
        schema["author"] = {"@type": "Person", "name": one_line(episode.byline)}
    if episode.number:
        schema["episodeNumber"] = episode.number
    if known:
        page = where.page(episode.id)
        sound["contentUrl"] = where.audio(episode.id, episode.audio.name)
        picture = picture_url(episode, where, cover)
        schema |= {"url": page, "mainEntityOfPage": page, "image": picture}
    return schema


def named(show: Show) -> Show:
    """The show with its name on one line; one that was given none keeps the station's own."""
    return replace(show, title=one_line(show.title) or Show().title)


def picture(name: str | None) -> str | None:
    """The story's picture where it is a file in the episode's folder.

    One on another host is not shown: its host would learn who reads.
    """
    return name if name and re.fullmatch(_FILE, name) else None


def picture_url(episode: Episode, where: Address, cover: str) -> str:
    """URL of the story's picture, else of the cover."""
    name = picture(episode.image)
    return where.file(episode.id, name) if name else where.of(cover)


def description(episode: Episode) -> str:
    """The episode in a sentence or two."""
    return cut(notes.summary(episode), DESCRIPTION_CHARS)


def open_graph(values: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Property and content of each ``<meta>``, but for those that are not known."""
    return [(name, value) for name, value in values.items() if value]


def _series(show: Show, where: Address, cover: str, *, known: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "@type": "PodcastSeries",
        "name": one_line(show.title),
        "description": one_line(show.description),
        "inLanguage": show.language,
        "publisher": {"@type": "Organization", "name": one_line(show.author)},
    }
    if show.guid:
        schema["identifier"] = show.guid
    if known:
        schema |= {"url": where.home, "webFeed": where.feed, "image": where.of(cover)}
    return schema
