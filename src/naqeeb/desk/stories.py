"""An episode of the archive as a story again: for a bulletin, or to be corrected as a draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from naqeeb.desk import episode_list
from naqeeb.desk.as_written import article_of
from naqeeb.desk.shows import archive_of
from naqeeb.errors import SettingsError
from naqeeb.model import Article, Episode, Show
from naqeeb.podcast import address
from naqeeb.settings import Settings


def of_episode(settings: Settings, name: str) -> Article:
    """An episode as a story of a bulletin: listeners are sent to its page.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is a bulletin of several stories.
    """
    episode, folder, show = _story(settings, name)
    return for_bulletin(episode, folder, show)


def to_correct(settings: Settings, name: str) -> Article:
    """An episode as its editor wrote it: without a date where it states none.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is a bulletin of several stories.
    """
    episode, folder, _ = _story(settings, name)
    article = article_of(episode)
    if not episode.stated_date:
        article = replace(article, published=None)
    return _with_picture(article, episode, folder)


def for_bulletin(episode: Episode, folder: Path, show: Show) -> Article:
    """The same, of an episode whose record is read."""
    article = article_of(episode)
    if not show.site_url:
        # Nobody can be sent to it: the picture is taken from the disk.
        return replace(_with_picture(article, episode, folder), source=None)
    where = address.of(show)
    return replace(
        article,
        image=where.picture(episode, episode.image),
        source=address.web_url(episode.source) or where.page(episode.id),
    )


def _story(settings: Settings, name: str) -> tuple[Episode, Path, Show]:
    listed = episode_list.find(settings, name)
    archive = archive_of(settings, listed.show)
    episode = archive.load(listed.entry.id)
    if episode.is_bulletin:
        raise SettingsError(
            f"{episode.id} is a bulletin, not a story", hint="choose its stories instead"
        )
    return episode, archive.folder(episode.id), listed.show


def _with_picture(article: Article, episode: Episode, folder: Path) -> Article:
    """The article with its picture where this machine has it."""
    image = address.web_url(episode.image)
    # A name alone may lead anywhere.
    if episode.image and not image and episode.image in episode.files:
        image = str((folder / episode.image).resolve())
    return replace(article, image=image)
