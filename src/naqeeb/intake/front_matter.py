"""The lines between ``---`` and ``---`` at the head of a text: facts about the article.

Only ``key: value`` lines are read, as newsrooms write them by hand; a key
``sound.intro`` sets ``[sound] intro`` for this article alone.
"""

from __future__ import annotations

import re
from datetime import UTC, tzinfo

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import dates
from naqeeb.intake.passages import Facts
from naqeeb.text.cleaning import brief
from naqeeb.text.lazy_pattern import LazyPattern

_BLOCK = LazyPattern(r"\A---[ \t]*\n(.*?)\n?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = LazyPattern(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:[ \t]*(?P<value>.*)\Z")
_SECTION = "sound."
_SYNONYMS = {"author": "byline", "published": "date", "url": "source", "link": "source"}
_LONGEST_VALUE = 5_000
LAST_PRIORITY = 9


def split(text: str, where: str, *, zone: tzinfo | None = UTC) -> tuple[Facts, str]:
    """The front matter, and the text after it. Without one: no facts, all the text.

    Args:
        text: the whole text.
        where: the source as a message shows it.
        zone: the clock of a date that states none.

    Raises:
        SourceUnreadable: the date is none, a value is too long, or a line is not
            ``key: value``.
    """
    block = _BLOCK.match(text)
    if block is None:
        return Facts(), text
    pairs: dict[str, str] = {}
    for line in block[1].split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pair = _PAIR.match(line.strip())
        if pair is None:
            if not pairs:
                return Facts(), text  # a rule of three dashes, not front matter
            raise SourceUnreadable(
                f"{where}: the front matter has a line that is not `key: value`: "
                f"{brief(line.strip())!r}",
                hint="write one fact a line, or close the front matter with ---",
                source=where,
            )
        key = pair["key"].lower()
        pairs[_SYNONYMS.get(key, key)] = _value(key, pair["value"], where)
    stated = {key: value for key, value in pairs.items() if value}
    moment = parse_date(stated["date"], where, zone=zone) if "date" in stated else None
    return (
        Facts(
            title=stated.get("title"),
            date=moment.when if moment else None,
            offset_min=moment.offset_min if moment else None,
            byline=stated.get("byline"),
            id=stated.get("id"),
            source=stated.get("source"),
            image=stated.get("image"),
            category=stated.get("category"),
            headline=stated.get("headline"),
            priority=_priority(stated["priority"], where) if "priority" in stated else None,
            sound={
                key.removeprefix(_SECTION): value
                for key, value in stated.items()
                if key.startswith(_SECTION)
            },
        ),
        text[block.end() :],
    )


def parse_date(text: str, where: str, *, zone: tzinfo | None = UTC) -> dates.Moment:
    """An editor's date or time, in ISO 8601 or in words.

    Raises:
        SourceUnreadable: it is no date, or one outside of 1800 to 2200.
    """
    moment = dates.read(text.strip(), zone=zone, strict=True)
    if moment is None:
        raise SourceUnreadable(
            f"{where}: {brief(text, 60)!r} is not a date",
            cause=f"the day does not exist, or is before {dates.EARLIEST_YEAR} "
            f"or after {dates.LATEST_YEAR}",
            hint="write it as 2026-11-22 or 2026-11-22T14:30:00+05:00",
            source=where,
        )
    return moment


def _priority(text: str, where: str) -> int:
    try:
        priority = int(text)
    except ValueError:
        priority = 0
    if not 1 <= priority <= LAST_PRIORITY:
        raise SourceUnreadable(
            f"{where}: priority {brief(text, 40)!r} "
            f"is not a whole number from 1 to {LAST_PRIORITY}",
            hint="1 is for a story that a bulletin must not drop, 9 for the first to go",
            source=where,
        )
    return priority


def _value(key: str, value: str, where: str) -> str:
    value = value.strip()
    if len(value) > _LONGEST_VALUE:
        raise SourceUnreadable(
            f"{where}: {brief(key, 40)} in the front matter is {len(value):,} characters long",
            cause="the front matter was not closed, or holds text",
            hint="close the front matter with ---",
            source=where,
        )
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
