"""An article in the record of its episode, and back: its text as its editor wrote it."""

from __future__ import annotations

from datetime import datetime

from naqeeb.model import Article, Block, Episode, Role, Written
from naqeeb.text import editor_marks


def written_of(article: Article) -> Written | None:
    """What of an article is heard and not shown; None where there is nothing of the kind."""
    headline = article.headline or ""
    written = Written(
        title=article.marked_title,
        headline=headline if editor_marks.has_any(headline) else "",
        paragraphs=article.paragraphs if any(map(editor_marks.has_any, article.paragraphs)) else (),
        sound=article.sound,
    )
    return None if written == Written() else written


def article_of(episode: Episode) -> Article:
    """The article that an episode was made of: as it was written, else by its transcript."""
    written = episode.written or Written()
    paragraphs: dict[int, list[str]] = {}
    blocks: dict[int, Block] = {}
    for caption in episode.transcript:
        if caption.role is Role.BODY:
            paragraphs.setdefault(caption.paragraph, []).append(caption.text)
            blocks[caption.paragraph] = Block.HEADING if caption.is_heading else Block.PARAGRAPH
    texts = dict(enumerate(written.paragraphs)) or {
        number: " ".join(parts) for number, parts in sorted(paragraphs.items())
    }
    has_headings = Block.HEADING in blocks.values()
    return Article(
        id=episode.key,
        title=written.title or episode.title,
        paragraphs=tuple(texts.values()),
        published=datetime.fromisoformat(episode.stated_date)
        if episode.stated_date
        else episode.published,
        byline=episode.byline,
        source=episode.source,
        language=episode.language,
        image=episode.image,
        category=episode.category,
        headline=written.headline or episode.headline,
        priority=episode.priority,
        title_stated=any(each.role is Role.TITLE for each in episode.transcript),
        sound=written.sound,
        aliases=episode.aliases,
        offset_min=episode.offset_min,
        blocks=tuple(blocks.get(number, Block.PARAGRAPH) for number in texts)
        if has_headings
        else (),
        footnotes=episode.footnotes,
    )
