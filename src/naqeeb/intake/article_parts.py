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


def article(
    parts: ArticleParts,
    *,
    where: str,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """The article of these parts; without an id it is known by the hash of its text.

    Args:
        parts: of the article.
        where: where they stand, as a message shows it.
        settings: how articles are read.
        zone: the clock of a date that states none.

    Raises:
        NoUrdu: there is no Urdu in it.
        SourceUnreadable: the date is none, or the text is too long.
    """
    data = parts.text.encode("utf-8", "replace")
    decode.refuse_size(data, where)
    moment = front_matter.parse_date(parts.date, where, zone=zone) if parts.date else None
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
    key = "text:" + hashlib.sha256(data).hexdigest()
    return plain.article(clean(parts.text), facts, Origin(key, where), settings=settings)
