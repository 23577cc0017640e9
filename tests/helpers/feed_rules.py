"""The rules that every file of the feed must keep, whatever is in it."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from naqeeb.model import Episode, Show
from naqeeb.podcast import feed

NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


def built(show: Show, *episodes: Episode, **options: Any) -> dict[str, bytes]:
    by_id = {episode.id: episode for episode in episodes}
    return dict(feed.build(show, episodes, by_id.__getitem__, cover="cover.png", **options))


def tree(data: bytes) -> Any:
    return etree.fromstring(data)


def texts(data: bytes, path: str) -> list[str]:
    return [element.text for element in tree(data).iterfind(path, NS)]


def check_by_the_rules(data: bytes) -> None:
    """What the notes on feeds demand of every file, whatever is in it."""
    channel = tree(data).find("channel")
    for name in ("title", "description", "link", "language"):
        assert channel.findtext(name)
    assert len(channel.findtext("description").encode()) <= 4000
    assert channel.find("itunes:image", NS).get("href").endswith((".png", ".jpg"))
    assert channel.findtext("itunes:explicit", namespaces=NS) in ("true", "false")
    assert channel.find("itunes:category", NS).get("text")
    (own,) = [link for link in channel.iterfind("atom:link", NS) if link.get("rel") == "self"]
    assert own.get("href").startswith(("http://", "https://"))
    guids, dates = [], []
    for item in channel.iterfind("item"):
        (enclosure,) = item.findall("enclosure")
        assert int(enclosure.get("length")) > 0
        assert enclosure.get("type") == "audio/mpeg"
        guids.append(item.findtext("guid"))
        assert item.find("guid").get("isPermaLink") == "false"
        dates.append(parsedate_to_datetime(item.findtext("pubDate")))
        assert len(item.findtext("title").encode()) <= 200
        assert len(item.findtext("description").encode()) <= 4000
        assert re.fullmatch(r"[1-9]\d*", item.findtext("itunes:duration", namespaces=NS))
        assert item.findtext("itunes:explicit", namespaces=NS) in ("true", "false")
        types = [t.get("type") for t in item.iterfind("podcast:transcript", NS)]
        assert types == ["text/vtt", "application/x-subrip", "application/json", "text/html"]
        assert 'dir="rtl"' in item.findtext("content:encoded", namespaces=NS)
    assert all(guids)
    assert len(set(guids)) == len(guids)
    assert dates == sorted(dates, reverse=True)
    for element in channel.iter():
        for key, value in element.items():
            if key in ("url", "href", "uri"):
                assert value.isascii()
                assert urlsplit(value).scheme in ("http", "https")
                assert " " not in value
