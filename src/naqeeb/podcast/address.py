"""Where everything of a show is found: absolute URLs in plain ASCII.

Eight of ten podcast clients fail on a relative enclosure URL, six on a raw
space, three on raw Urdu letters; so every URL of feed, tags and pages is made
here.
"""

from __future__ import annotations

import re
import uuid
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from naqeeb.errors import SettingsError
from naqeeb.model import Episode, Show
from naqeeb.podcast.public_files import EPISODES
from naqeeb.text.addresses import redacted
from naqeeb.text.cleaning import clean

LOCAL_BASE = "http://localhost:8000/"
"""Stands for the show's address until there is one; ``serve`` rewrites it."""

FEED = "feed.xml"
INDEX = "index.html"

# https://podcasting2.org/docs/podcast-namespace/tags/guid
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_SAFE = "/:@!$&'()*+,;=~-._%"


class Address(NamedTuple):
    """The two bases of one show, each ending in a slash."""

    site: str
    """Feed, pages, transcripts, chapters and cover."""
    media: str
    """Audio, which may lie on another host."""

    def of(self, name: str) -> str:
        """URL of a file at the top of the show's folder."""
        return self.site + quote(name)

    @property
    def feed(self) -> str:
        """URL of the feed that listeners subscribe to."""
        return self.of(FEED)

    @property
    def home(self) -> str:
        """URL of the station page."""
        return self.site

    def page(self, episode_id: str) -> str:
        """URL of an episode's page.

        It names the file, since object stores do not look for an index.
        """
        return self.file(episode_id, INDEX)

    def file(self, episode_id: str, name: str) -> str:
        """URL of a file in an episode's folder."""
        return f"{self.site}{EPISODES}/{quote(episode_id)}/{quote(name)}"

    def picture(self, episode: Episode, image: str | None) -> str | None:
        """URL of a story's picture: on the web, or one of the episode's files."""
        if image and image in episode.files:
            return self.file(episode.id, image)
        return web_url(image)

    def audio(self, episode_id: str, name: str) -> str:
        """URL of an episode's sound."""
        return f"{self.media}{EPISODES}/{quote(episode_id)}/{quote(name)}"

    def audio_from(self, folder: str, episode_id: str, name: str) -> str:
        """Where a page of the site finds a sound: a relative link also works from a disk.

        Args:
            folder: of the episode, as the page sees it: empty, or ending in a slash.
            episode_id: of the episode.
            name: of the sound file.
        """
        return f"{folder}{name}" if self.media == self.site else self.audio(episode_id, name)


def of(show: Show) -> Address:
    """The show's address.

    Args:
        show: its ``site_url`` and ``media_url`` name the folder that holds the
            whole output; where the show has a ``slug``, its own folder is below.

    Raises:
        SettingsError: a URL is not http(s), or has a query or a fragment.
    """
    site = base(show.site_url or LOCAL_BASE)
    media = base(show.media_url) if show.media_url else site
    below = f"{quote(show.slug)}/" if show.slug else ""
    return Address(site + below, media + below)


def base(url: str) -> str:
    """The URL of a folder, in ASCII and ending in a slash.

    Raises:
        SettingsError: a URL is not http(s), or has a query or a fragment.
    """
    url = ascii_url(url)
    if "?" in url or "#" in url:
        raise SettingsError(
            f"{redacted(url)!r} has a query or a fragment, and the address of a folder has none",
            hint="write it as in https://example.org/news/",
        )
    return url if url.endswith("/") else url + "/"


def podcast_guid(feed_url: str) -> str:
    """podcast:guid by the rule of the podcast namespace.

    UUIDv5 of the feed's URL without scheme and trailing slashes. It is made
    once, when the show is made, and stays when the feed moves.
    """
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", feed_url, flags=re.IGNORECASE).rstrip("/")
    return str(uuid.uuid5(_PODCAST_NAMESPACE, bare))


def ascii_url(url: str) -> str:
    """The URL with its host in IDNA and all else percent-encoded; escapes stay as they are.

    Raises:
        SettingsError: not an absolute http(s) URL.
    """
    try:
        parts = urlsplit(clean(url).strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9._:-]+", host):
        raise SettingsError(
            f"{redacted(url)!r} is not an http or https address",
            hint="write it whole, as in https://example.org/news/",
        )
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port is None else f"{host}:{port}"
    path = quote(_lone_percent(parts.path), safe=_SAFE)
    query = quote(_lone_percent(parts.query), safe=_SAFE + "?")
    fragment = quote(_lone_percent(parts.fragment), safe=_SAFE + "?")
    return urlunsplit((parts.scheme, netloc, path or "/", query, fragment))


def web_url(text: str | None) -> str | None:
    """The text as an ASCII URL where it is an http(s) address, else None."""
    if not text or not text.strip().lower().startswith(("http://", "https://")):
        return None
    try:
        return ascii_url(text)
    except SettingsError:
        return None


def _lone_percent(text: str) -> str:
    """A percent sign that begins no escape is itself escaped."""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
