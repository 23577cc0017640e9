"""An episode of the archive as a story again: for a bulletin, or to be corrected as a draft."""

from __future__ import annotations

from datetime import datetime

from naqeeb.desk import air
from naqeeb.desk.shows import archive_of
from naqeeb.errors import SettingsError
from naqeeb.model import Article, Block, Episode, Role
from naqeeb.settings import Settings


def of_episode(settings: Settings, name: str) -> Article:
    """The article of an episode, from its transcript.

    Raises:
        EpisodeUnknown: there is no such episode.
        SettingsError: it is a bulletin of several stories.
    """
    found = air.find(settings, name)
    episode = archive_of(settings, found.show).load(found.entry.id)
    if episode.stories:
        raise SettingsError(
            f"{episode.id} is a bulletin, not a story", hint="choose its stories instead"
        )
    return article_of(episode)


def article_of(episode: Episode) -> Article:
    """The article that an episode was made of, as its transcript has it."""
    paragraphs: dict[int, list[str]] = {}
    blocks: dict[int, Block] = {}
    for caption in episode.transcript:
        if caption.role is Role.BODY:
            paragraphs.setdefault(caption.paragraph, []).append(caption.text)
            blocks[caption.paragraph] = Block.HEADING if caption.is_heading else Block.PARAGRAPH
    has_headings = Block.HEADING in blocks.values()
    return Article(
        id=episode.key,
        title=episode.title,
        paragraphs=tuple(" ".join(parts) for _, parts in sorted(paragraphs.items())),
        published=datetime.fromisoformat(episode.stated_date)
        if episode.stated_date
        else episode.published,
        byline=episode.byline,
        source=episode.source,
        image=episode.image,
        category=episode.category,
        headline=episode.headline,
        priority=episode.priority,
        title_stated=any(each.role is Role.TITLE for each in episode.transcript),
        aliases=episode.aliases,
        offset_min=episode.offset_min,
        blocks=tuple(block for _, block in sorted(blocks.items())) if has_headings else (),
        footnotes=episode.footnotes,
    )
