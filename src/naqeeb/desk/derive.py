"""What is derived from an episode's record: transcripts, chapters, its page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import astuple, dataclass
from functools import partial

from naqeeb._version import __version__
from naqeeb.model import Episode, Show
from naqeeb.podcast import chapters, pages, transcript

DERIVED = frozenset(
    {
        "transcript.vtt",
        "transcript.srt",
        "transcript.json",
        "chapters.json",
        "index.html",
        "embed.html",
    }
)
"""Names of the files that are derived from an episode's record."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one of an episode's files is derived."""

    make: Callable[[Episode, Show], bytes]
    show: Show
    """With no more than what the file says of it, so that it depends on nothing else."""
    besides: str = ""
    """What else it depends on."""

    @property
    def made_for(self) -> str:
        """A hash of all that the file is made from, but for the episode."""
        facts = repr((astuple(self.show), self.besides, __version__))
        return hashlib.sha256(facts.encode(errors="surrogatepass")).hexdigest()


def recipes(show: Show, cover_name: str) -> dict[str, Recipe]:
    """How each of the files is derived for a show, by name."""
    speaker = Show(title="", author=show.author or show.title)
    page = partial(pages.episode_page, cover=cover_name)
    embed = partial(pages.embed_page, cover=cover_name)
    return {
        "transcript.vtt": Recipe(transcript.to_vtt, speaker),
        "transcript.srt": Recipe(transcript.to_srt, Show()),
        "transcript.json": Recipe(transcript.to_json, speaker),
        "chapters.json": Recipe(chapters.to_json, show),
        "index.html": Recipe(page, show, cover_name + pages.digest()),
        "embed.html": Recipe(embed, show, cover_name + pages.digest()),
    }


def derive(
    episode: Episode, show: Show, cover_name: str, *, only: Collection[str] | None = None
) -> dict[str, bytes]:
    """All files of an episode but its record and its sound, by name; or only some of them."""
    return {
        name: recipe.make(episode, recipe.show)
        for name, recipe in recipes(show, cover_name).items()
        if only is None or name in only
    }
