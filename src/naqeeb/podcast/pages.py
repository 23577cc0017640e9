"""The station page and one page an episode: plain files, no build step, no outside host."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from naqeeb.model import Episode, Show
from naqeeb.podcast import address
from naqeeb.podcast.feed import Listed

if TYPE_CHECKING:
    from jinja2 import Environment


def show_page(
    show: Show, episodes: Sequence[Listed], *, cover: str, base_url: str | None = None
) -> bytes:
    """The station's ``index.html``.

    Args:
        show: the station.
        episodes: all of them, newest first.
        cover: name of the cover file.
        base_url: as in ``address.of``.
    """
    where = address.of(show, base_url)
    return _render(
        "show.html",
        show=show,
        episodes=episodes,
        cover=cover,
        cover_url=where.of(cover),
        root="",
        title=show.title,
        lang=show.language,
    )


def episode_page(episode: Episode, show: Show, *, cover: str, base_url: str | None = None) -> bytes:
    """An episode's ``index.html``, with the whole transcript."""
    where = address.of(show, base_url)
    groups = groupby(episode.transcript, lambda c: (c.story, c.paragraph, c.role))
    return _render(
        "episode.html",
        show=show,
        episode=episode,
        # A relative link also works from a folder on a disk.
        audio=episode.audio.name
        if where.media == where.site
        else where.audio(episode.id, episode.audio.name),
        paragraphs=[list(captions) for _, captions in groups],
        source=address.web_url(episode.source),
        cover_url=where.of(cover),
        root="../../",
        title=episode.title,
        lang=episode.language,
    )


def build(
    show: Show,
    entries: Sequence[Listed],
    load: Callable[[str], Episode],
    *,
    cover: str,
    have: Callable[[str], str | None] = lambda _: None,
    base_url: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The station's files that are not up to date, as name and content.

    Args:
        show: the station.
        entries: all episodes in any order.
        load: gives an episode by its id.
        cover: name of the cover file.
        have: the stamp of the file of this name (see ``feed.stamp_in``).
        base_url: as in ``address.of``.
    """
    newest_first = sorted(entries, key=lambda entry: (entry.published, entry.id), reverse=True)
    rows = [(e.id, e.title, e.published.isoformat(), e.updated.isoformat()) for e in newest_first]
    facts = repr((astuple(show), cover, base_url, rows))
    stamp = hashlib.sha256(facts.encode(errors="surrogatepass")).hexdigest()
    if have(address.INDEX) != stamp:
        made = show_page(show, newest_first, cover=cover, base_url=base_url)
        first, _, rest = made.partition(b"\n")
        yield address.INDEX, b"%s\n<!-- naqeeb %s -->\n%s" % (first, stamp.encode(), rest)


def _render(template: str, **values: object) -> bytes:
    return _environment().get_template(template).render(**values).encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("naqeeb.podcast"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
