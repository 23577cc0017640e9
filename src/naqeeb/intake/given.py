"""An article that is handed over as its parts, such as a row of a newsroom's database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, tzinfo

from naqeeb.intake import decode, front_matter, plain
from naqeeb.intake.passages import Facts, clean
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings


@dataclass(frozen=True, slots=True)
class Given:
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
    given: Given,
    *,
    where: str,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """The article of these parts; without an id it is known by the hash of its text.

    Args:
        given: its parts.
        where: where they stand, as a message shows it.
        settings: how articles are read.
        zone: the clock of a date that states none.

    Raises:
        NoUrdu: there is no Urdu in it.
        SourceUnreadable: the date is none, or the text is too long.
    """
    data = given.text.encode("utf-8", "replace")
    decode.refuse_size(data, where)
    moment = front_matter.parse_date(given.date, where, zone=zone) if given.date else None
    facts = Facts(
        title=given.title,
        date=moment.when if moment else None,
        offset_min=moment.offset_min if moment else None,
        byline=given.byline,
        id=given.id,
        source=given.source,
        image=given.image,
        category=given.category,
        remarks=given.remarks,
    )
    key = "text:" + hashlib.sha256(data).hexdigest()
    return plain.article(clean(given.text), facts, key=key, where=where, settings=settings)
