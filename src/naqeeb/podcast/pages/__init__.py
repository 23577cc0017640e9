"""The station page and one page an episode: plain files, no build step, no outside host.

Style and script stand in each page, so that a page also works alone, from a
folder on a disk, and as it was made when a newer naqeeb writes others.

The HTML stands in ``templates``, in the language of jinja2; what its names mean is
worked out in ``episode`` and ``station_page``.
"""

from naqeeb.podcast.pages.assets import digest
from naqeeb.podcast.pages.discovery import site_files
from naqeeb.podcast.pages.episode import embed_page, episode_page
from naqeeb.podcast.pages.station_files import ITEMS, build, names_of, surplus

__all__ = [
    "ITEMS",
    "build",
    "digest",
    "embed_page",
    "episode_page",
    "names_of",
    "site_files",
    "surplus",
]
