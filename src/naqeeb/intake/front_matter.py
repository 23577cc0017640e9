"""The lines between ``---`` and ``---`` at the head of a text: facts about the article.

Only ``key: value`` lines are read, as newsrooms write them by hand; a key
``sound.intro`` sets ``[sound] intro`` for this article alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from naqeeb.errors import SourceUnreadable

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)\n?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:[ \t]*(?P<value>.*)\Z")
_SECTION = "sound."
_SYNONYMS = {"author": "byline", "published": "date", "url": "source", "link": "source"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a text states about its article."""

    title: str | None = None
    date: datetime | None = None
    byline: str | None = None
    id: str | None = None
    source: str | None = None
    image: str | None = None
    category: str | None = None
    sound: Mapping[str, str] = field(default_factory=dict)


def split(text: str, where: str) -> tuple[FrontMatter, str]:
    """The front matter, and the text after it. Without one: an empty one, all the text.

    Raises:
        SourceUnreadable: the date is none, or a line is not ``key: value``.
    """
    block = _BLOCK.match(text)
    if block is None:
        return FrontMatter(), text
    pairs: dict[str, str] = {}
    for line in block[1].split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pair = _PAIR.match(line.strip())
        if pair is None:
            if not pairs:
                return FrontMatter(), text  # a rule of three dashes, not front matter
            raise SourceUnreadable(
                f"{where}: the front matter has a line that is not `key: value`: {line.strip()!r}",
                hint="write one fact a line, or close the front matter with ---",
                source=where,
            )
        key = pair["key"].lower()
        pairs[_SYNONYMS.get(key, key)] = _unquoted(pair["value"].strip())
    stated = {key: value for key, value in pairs.items() if value}
    return (
        FrontMatter(
            title=stated.get("title"),
            date=parse_date(stated["date"], where) if "date" in stated else None,
            byline=stated.get("byline"),
            id=stated.get("id"),
            source=stated.get("source"),
            image=stated.get("image"),
            category=stated.get("category"),
            sound={
                key.removeprefix(_SECTION): value
                for key, value in stated.items()
                if key.startswith(_SECTION)
            },
        ),
        text[block.end() :],
    )


def parse_date(text: str, where: str) -> datetime:
    """An ISO 8601 date or time into aware UTC; without a zone it is taken as UTC.

    Raises:
        SourceUnreadable: it is not a date.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise SourceUnreadable(
            f"{where}: {text!r} is not a date",
            hint="write it as 2026-11-22 or 2026-11-22T14:30:00+05:00",
            source=where,
        ) from None


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
