"""An article that is handed over as its parts, such as a row of a newsroom's database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, tzinfo

from naqeeb.intake import decode, front_matter, plain
from naqeeb.intake.origin import Origin
from naqeeb.intake.passages import Facts, clean
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """The parts of an article, each as it is written there."""

    text: str
    where: str
    """Where they stand, as a message shows it."""
    id: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    """What a reader can go back to."""
    byline: str | None = None
    category: str | None = None
    image: str | None = None
    remarks: tuple[str, ...] = ()
    """What an editor should know of how it was read."""

    @property
    def key(self) -> str:
        """What it is known by without an id."""
        return "text:" + hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()

    @property
    def name(self) -> str:
        """What its outcome calls it."""
        return self.id or self.key


def article(
    parts: ArticleParts,
    *,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """The article of these parts; without an id it is known by the hash of its text.

    Args:
        parts: of the article.
        settings: how articles are read.
        zone: the clock of a date that states none.

    Raises:
        NoUrdu: there is no Urdu in it.
        SourceUnreadable: the date is none, or the text is too long.
    """
    decode.refuse_size(parts.text.encode("utf-8", "replace"), parts.where)
    moment = front_matter.parse_date(parts.date, parts.where, zone=zone) if parts.date else None
    facts = Facts(
        title=parts.title,
        date=moment.when if moment else None,
        offset_min=moment.offset_min if moment else None,
        byline=parts.byline,
        id=parts.id,
        source=parts.source,
        image=parts.image,
        category=parts.category,
        remarks=parts.remarks,
    )
    origin = Origin(parts.key, parts.where)
    return plain.article(clean(parts.text), facts, origin, settings=settings)
