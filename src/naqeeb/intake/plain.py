"""Plain text into an article."""

from __future__ import annotations

from naqeeb.intake import title
from naqeeb.intake.front_matter import FrontMatter
from naqeeb.intake.language import require_urdu
from naqeeb.intake.paragraphs import paragraphs
from naqeeb.model import Article


def article(body: str, stated: FrontMatter, *, key: str, where: str) -> Article:
    """An article of the text below the front matter."""
    return assemble(paragraphs(body), stated, key=key, where=where)


def assemble(
    parts: tuple[str, ...],
    stated: FrontMatter,
    *,
    key: str,
    where: str,
    heading: str | None = None,
) -> Article:
    """Paragraphs and stated facts into an article; the text gives a title where none is stated.

    Raises:
        NoUrdu: neither title nor text has any Urdu.
    """
    heading = stated.title or heading
    if heading is None:
        heading, parts = title.headline(parts)
    require_urdu((heading or "", *parts), where)
    is_stated = heading is not None
    return Article(
        id=stated.id or key,
        title=heading if heading is not None else title.from_text(parts),
        paragraphs=parts,
        published=stated.date,
        byline=stated.byline,
        source=stated.source or where,
        image=stated.image,
        category=stated.category,
        title_stated=is_stated,
        sound=stated.sound,
    )
