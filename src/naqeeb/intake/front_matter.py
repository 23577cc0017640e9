"""The lines between ``---`` and ``---`` at the head of a text: facts about the article.

Between ``+++`` and ``+++`` they are TOML, as Hugo writes them.

Only ``key: value`` lines are read, as newsrooms write them by hand; a key
``sound.intro`` sets ``[sound] intro`` for this article alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import data_files, dates, toml_front_matter
from naqeeb.intake.passages import Facts
from naqeeb.settings import SoundSettings
from naqeeb.settings.load import with_sound
from naqeeb.text.cleaning import brief
from naqeeb.text.lazy_pattern import LazyPattern

_BLOCK = LazyPattern(r"\A---[ \t]*\n(.*?)\n?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = LazyPattern(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:[ \t]*(?P<value>.*)\Z")
_SECTION = "sound."
_SYNONYMS = {"author": "byline", "published": "date", "url": "source", "link": "source"}
_FACTS = (
    "title",
    "date",
    "byline",
    "id",
    "source",
    "image",
    "category",
    "headline",
    "priority",
)
_FIRST_LINE = 2
"""Of the facts: before it stands the line of three dashes."""
_LONGEST_VALUE = 5_000
_LONGEST_KEY = 40
_NEAR = 0.75
"""How like a key must be to one of ours to be a slip for it, as ``difflib`` counts: ``dtae``."""
_MOST_REMARKS = 5
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
        SettingsError: a ``sound.`` fact is no setting, or its value does not fit.
    """
    lines: Iterable[tuple[int, str]] | None = None
    if block := _BLOCK.match(text):
        lines = enumerate(block[1].split("\n"), _FIRST_LINE)
    elif block := toml_front_matter.BLOCK.match(text):
        lines = toml_front_matter.lines(block[1], where, _FIRST_LINE)
    read = _pairs(lines, where) if lines is not None else None
    if block is None or read is None:
        return Facts(), text  # none, or a rule of three dashes
    pairs, remarks = read
    line_of = {key: line for key, (value, line) in pairs.items() if value}
    stated = {key: pairs[key].value for key in line_of}
    moment = None
    if "date" in stated:
        moment = parse_date(stated["date"], where, zone=zone, line=line_of["date"])
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
            priority=_priority(stated["priority"], where, line_of["priority"])
            if "priority" in stated
            else None,
            sound=_sound(stated, where, line_of),
            remarks=remarks,
        ),
        text[block.end() :],
    )


def _sound(stated: Mapping[str, str], where: str, lines: Mapping[str, int]) -> dict[str, str]:
    sound: dict[str, str] = {}
    for key, value in stated.items():
        if key.startswith(_SECTION):
            setting = key.removeprefix(_SECTION)
            # One by one, so that an error can name the line.
            with_sound(SoundSettings(), {setting: value}, _place(where, lines[key]))
            sound[setting] = value
    return sound


class _Stated(NamedTuple):
    value: str
    line: int
    """Of the whole text, from 1."""


def _pairs(
    block: Iterable[tuple[int, str]], where: str
) -> tuple[dict[str, _Stated], tuple[str, ...]] | None:
    """The facts that are ours, and what an editor should know; None where there are no facts.

    What other programs read is passed over, with the lines that it goes on for.
    """
    pairs: dict[str, _Stated] = {}
    remarks: dict[str, None] = {}
    seen, foreign_indent = False, None
    for number, line in block:
        text, indent = line.strip(), len(line) - len(line.lstrip())
        if not text or text.startswith("#"):
            continue
        if foreign_indent is not None and (indent > foreign_indent or f"{text} ".startswith("- ")):
            continue
        foreign_indent = None
        pair = _PAIR.match(text)
        if pair is None:
            if not seen:
                return None
            raise _no_pair(text, where, number)
        seen = True
        key = pair["key"].lower()
        name = _SYNONYMS.get(key, key)
        if not _is_ours(name, key, pair["value"]):
            foreign_indent = indent
            if len(remarks) < _MOST_REMARKS and (meant := _meant(key)):
                remarks[f"{brief(pair['key'], 40)} in its front matter is not read: {meant}"] = None
            continue
        if name in pairs and pairs[name].value:
            remarks[f"its front matter states its {brief(name, 40)} twice: the last is read"] = None
        pairs[name] = _Stated(_value(key, pair["value"], where, number), number)
    return pairs, tuple(remarks)


def _is_ours(name: str, key: str, value: str) -> bool:
    # Jekyll's ``published`` is a switch, and ours a date.
    is_switch = key == "published" and value.strip().lower() in ("true", "false")
    return (name in _FACTS or name.startswith(_SECTION)) and not is_switch


def _meant(key: str) -> str:
    """The question whether a key was a slip for one of ours; empty where it was none."""
    sounds = (f"{_SECTION}{each.name}" for each in fields(SoundSettings))
    return meant(key, (*_FACTS, *_SYNONYMS, *sounds))


@lru_cache(1000)
def meant(key: str, ours: tuple[str, ...]) -> str:
    """The question whether a key was a slip for one of these; empty where it was none.

    What other programs call their facts is none, however near it is.
    """
    known = (*_foreign(), *ours)
    if key in known:
        return ""
    near = difflib.get_close_matches(key[:_LONGEST_KEY], known, n=1, cutoff=_NEAR)
    return f"did you mean {near[0]}?" if near and near[0] in ours else ""


@cache
def _foreign() -> tuple[str, ...]:
    return tuple(data_files.lines("foreign_facts.txt"))


def _no_pair(text: str, where: str, line: int) -> SourceUnreadable:
    return SourceUnreadable(
        f"{_place(where, line)}: the front matter has a line that is not `key: value`: "
        f"{brief(text)!r}",
        hint="write one fact a line, or close the front matter with ---",
        source=where,
    )


def _place(where: str, line: int) -> str:
    return f"{where}:{line}" if line else where


def parse_date(text: str, where: str, *, zone: tzinfo | None = UTC, line: int = 0) -> dates.Moment:
    """An editor's date or time, in ISO 8601 or in words.

    Args:
        text: the date.
        where: the source as a message shows it.
        zone: the clock of a date that states none.
        line: where it stands in the source, from 1; 0 where that says nothing.

    Raises:
        SourceUnreadable: it is no date, or one outside of 1800 to 2200.
    """
    moment = dates.read(text.strip(), zone=zone, strict=True)
    if moment is None:
        raise SourceUnreadable(
            f"{_place(where, line)}: {brief(text, 60)!r} is not a date",
            cause=f"the day does not exist, or is before {dates.EARLIEST_YEAR} "
            f"or after {dates.LATEST_YEAR}",
            hint="write it as 2026-11-22 or 2026-11-22T14:30:00+05:00",
            source=where,
        )
    return moment


def _priority(text: str, where: str, line: int) -> int:
    try:
        priority = int(text)
    except ValueError:
        priority = 0
    if not 1 <= priority <= LAST_PRIORITY:
        raise SourceUnreadable(
            f"{_place(where, line)}: priority {brief(text, 40)!r} "
            f"is not a whole number from 1 to {LAST_PRIORITY}",
            hint="1 is for a story that a bulletin must not drop, 9 for the first to go",
            source=where,
        )
    return priority


def _value(key: str, value: str, where: str, line: int) -> str:
    value = value.strip()
    if len(value) > _LONGEST_VALUE:
        raise SourceUnreadable(
            f"{_place(where, line)}: {brief(key, 40)} in the front matter is {len(value):,} "
            "characters long",
            cause="the front matter was not closed, or holds text",
            hint="close the front matter with ---",
            source=where,
        )
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
