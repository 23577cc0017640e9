"""One file of the feed as RSS 2.0, through feedgen and our extension.

feedgen's date format calls ``setlocale``, which is the whole process's: build
the feed in the main thread, while no other is at work.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from feedgen.feed import FeedGenerator

from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import address, chapters, notes, transcript
from naqeeb.podcast.feed import extension as ext
from naqeeb.podcast.feed.extension import atom_link, itunes, podcast
from naqeeb.podcast.feed.paging import Page
from naqeeb.podcast.phrases import cut_bytes, one_line
from naqeeb.text.addresses import without_secrets
from naqeeb.text.cleaning import clean

MEDIA_TYPE = "application/rss+xml"
TITLE_BYTES = 200
"""A longer title makes file names that two of ten clients cannot write."""


def render(
    show: Show,
    episodes: Sequence[Episode],
    page: Page,
    *,
    cover: str,
) -> bytes:
    """One file of the feed; the same input gives the same bytes.

    Args:
        show: the station.
        episodes: those of this page, newest first.
        page: its place among the others.
        cover: name of the cover file.
    """
    where = address.of(show)
    feed = _channel(show, episodes, page, where, cover)
    for episode in episodes:
        _item(feed, show, episode, where)
    page_bytes: bytes = feed.rss_str(pretty=True)
    return page_bytes


def _channel(
    show: Show, episodes: Sequence[Episode], page: Page, where: address.Address, cover: str
) -> Any:
    feed = FeedGenerator()

    feed.load_extension("podcast")
    feed.register_extension(ext.NAME, ext.ChannelExtension, ext.ItemExtension, atom=False)
    # A title is required; a show that was given none keeps the station's own.
    title = one_line(show.title) or Show().title
    feed.title(title)
    feed.description(notes.as_html(one_line(show.description) or title))
    feed.language(show.language)
    feed.generator("naqeeb")
    if show.copyright:
        feed.copyright(one_line(show.copyright))
    feed.image(where.of(cover), title=title, link=where.home)
    feed.link(href=where.of(page.name), rel="self", type=MEDIA_TYPE)
    # The last link() becomes the channel's <link>, whatever its rel.
    feed.link(href=where.home, rel="alternate")
    extension = getattr(feed, ext.NAME)
    if episodes:
        feed.lastBuildDate(max(episode.updated for episode in episodes).astimezone(UTC))
    else:
        extension.dated = False
    feed.podcast.itunes_author(one_line(show.author))
    feed.podcast.itunes_image(where.of(cover))
    feed.podcast.itunes_type(show.kind)
    for parent, child in show.categories:
        feed.podcast.itunes_category({"cat": parent, "sub": child})
    if show.email:
        feed.podcast.itunes_owner(name=one_line(show.author), email=show.email)
    new_feed_url = address.web_url(show.new_feed_url)
    if new_feed_url:
        feed.podcast.itunes_new_feed_url(new_feed_url)
    extension.add(_channel_tags(show, page, where))
    return feed


def _channel_tags(show: Show, page: Page, where: address.Address) -> Iterator[Any]:
    hub = address.web_url(show.hub_url)
    if hub:
        yield atom_link("hub", without_secrets(hub))  # what publishes needs, listeners do not
    if page.first != page.last:
        # RFC 5005 says "previous"; many readers look for "prev", its synonym.
        for rel, name in (
            ("first", page.first),
            ("prev", page.previous),
            ("previous", page.previous),
            ("next", page.next),
            ("last", page.last),
        ):
            if name:
                yield atom_link(rel, where.of(name), MEDIA_TYPE)
    yield itunes("explicit", _truth(show.explicit))
    if show.block:
        yield itunes("block", "Yes")
    if show.guid:
        yield podcast("guid", show.guid)
    yield podcast("medium", "podcast")
    yield podcast("locked", "yes" if show.locked else "no", owner=show.email)
    yield podcast("txt", "true", purpose="ai-content")
    if show.apple_verify:
        yield podcast("txt", one_line(show.apple_verify), purpose="applepodcastsverify")
    yield podcast("person", one_line(show.author), role="announcer", group="cast")
    if show.update_frequency:
        yield podcast(
            "updateFrequency", _frequency(show.update_frequency), rrule=show.update_frequency
        )
    funding = address.web_url(show.funding_url)
    if funding:
        yield podcast("funding", one_line(show.funding_text or show.title), url=funding)
    if show.license:
        url = address.web_url(show.license)
        yield podcast("license", one_line(show.license), url=url)


def _item(feed: Any, show: Show, episode: Episode, where: address.Address) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(clean(episode.guid), permalink=False)
    entry.title(cut_bytes(episode.title, TITLE_BYTES) or episode.id)
    entry.link(href=where.page(episode.id))
    entry.description(notes.as_html(notes.summary(episode)))
    entry.content(notes.in_html(episode, where), type="CDATA")
    entry.published(episode.published.astimezone(UTC))
    audio = episode.audio
    entry.enclosure(where.audio(episode.id, audio.name), audio.size_bytes, audio.media_type)
    if episode.category:
        entry.category(term=one_line(episode.category))
    entry.podcast.itunes_author(one_line(show.author))
    entry.podcast.itunes_duration(max(1, round(episode.duration_ms / 1000)))
    entry.podcast.itunes_episode_type("full")
    if episode.number:
        entry.podcast.itunes_episode(episode.number)
    if episode.season:
        entry.podcast.itunes_season(episode.season)
    image = where.picture(episode, episode.image)
    if image and image.endswith((".jpg", ".png")):
        entry.podcast.itunes_image(image)
    getattr(entry, ext.NAME).add(_item_tags(show, episode, where))


def _item_tags(show: Show, episode: Episode, where: address.Address) -> Iterator[Any]:
    yield itunes("explicit", _truth(show.explicit))
    for name, media_type, rel in (
        ("transcript.vtt", transcript.VTT_TYPE, "captions"),
        ("transcript.srt", transcript.SRT_TYPE, "captions"),
        ("transcript.json", transcript.JSON_TYPE, None),
        (address.INDEX, "text/html", None),
    ):
        url = where.file(episode.id, name)
        yield podcast("transcript", url=url, type=media_type, language=episode.language, rel=rel)
    yield podcast("chapters", url=where.file(episode.id, "chapters.json"), type=chapters.MEDIA_TYPE)
    if episode.byline:
        # Persons of an item stand in place of the channel's, so both are named.
        yield podcast("person", one_line(episode.byline), role="author", group="writing")
        yield podcast("person", one_line(show.author), role="announcer", group="cast")
    yield _enclosure(episode, episode.audio, where, default=True)
    for other in episode.alternates:
        yield _enclosure(episode, other, where, default=False)


def _enclosure(episode: Episode, audio: AudioFile, where: address.Address, *, default: bool) -> Any:
    digest = base64.b64encode(bytes.fromhex(audio.sha256)).decode()
    media_type, _, codecs = audio.media_type.partition("; codecs=")
    return podcast(
        "alternateEnclosure",
        None,
        podcast("source", uri=where.audio(episode.id, audio.name)),
        podcast("integrity", type="sri", value=f"sha256-{digest}"),
        type=media_type,
        codecs=codecs or None,
        length=str(audio.size_bytes),
        bitrate=str(audio.bitrate_bps) if audio.bitrate_bps else None,
        lang=episode.language,
        title=one_line(audio.title) if audio.title else None,
        default=_truth(default),
    )


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _frequency(rule: str) -> str:
    """An iCalendar rule in a word of Urdu, for apps that show the text."""
    names = {"DAILY": "روزانہ", "WEEKLY": "ہفتہ وار", "MONTHLY": "ماہانہ", "HOURLY": "ہر گھنٹے"}
    match = re.search(r"FREQ=([A-Z]+)", rule.upper())
    return names.get(match[1], rule) if match else rule
