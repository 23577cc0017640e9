"""The episodes in a list for people, and which of them is meant by a number or a part of an id."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from naqeeb.archive import Archive
from naqeeb.archive.rows import Entry
from naqeeb.desk.shows import archive_of
from naqeeb.errors import EpisodeUnknown, NaqeebError
from naqeeb.model import Show, State
from naqeeb.settings import Settings
from naqeeb.text.cleaning import brief

WAITING = (State.HELD, State.SCHEDULED)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """An episode in a list for people."""

    number: int
    """Counted from 1 by date, the oldest first, removed and held ones too."""
    show: Show
    entry: Entry


def listed(settings: Settings) -> list[Listed]:
    """All episodes of all shows, the newest first."""
    return [
        Listed(number, show, entry)
        for show in settings.shows
        for number, entry in _numbered(archive_of(settings, show))
    ]


def waiting(settings: Settings) -> list[Listed]:
    """The episodes that are voiced and not on the air yet."""
    return [each for each in listed(settings) if each.entry.state in WAITING]


def corrects(settings: Settings, each: Listed) -> str | None:
    """Of a correction that waits: the id of the episode on the air that it will replace."""
    if each.entry.state not in WAITING:
        return None
    try:
        return archive_of(settings, each.show).load(each.entry.id).corrects
    except NaqeebError:
        return None  # it was released in this moment, or is damaged: `naqeeb check` says so


def find(settings: Settings, name: str) -> Listed:
    """The episode that a person means.

    Args:
        settings: of the run.
        name: its number in the list, its id, or a part of the id that only one has.

    Raises:
        EpisodeUnknown: none is meant, or more than one; the hint names those that may be.
    """
    episodes = listed(settings)
    exact = [each for each in episodes if each.entry.id == name]
    is_number = name.isdecimal()
    if not exact and is_number:
        exact = [each for each in episodes if each.number == int(name[:9])]
    matching = exact or [each for each in episodes if _is_part(name, each.entry.id, is_number)]
    if len(matching) == 1:
        return matching[0]
    ids = [each.entry.id for each in matching or episodes]
    near = ids if matching else difflib.get_close_matches(name, ids, n=_MOST_NAMED, cutoff=0.3)
    hint = f"it may be one of: {', '.join(near[:_MOST_NAMED])}"
    if matching:
        raise EpisodeUnknown(
            f"{len(matching)} episodes have {name!r} in their id",
            cause="a part of an id names an episode only where no other has it",
            hint=hint,
            id=name,
        )
    raise EpisodeUnknown(
        f"there is no episode {brief(name) or ascii(name[:20])}",
        cause="the id is mistyped, or --output names another folder",
        hint=hint if near else "`naqeeb list` shows them all",
        id=name,
    )


def _is_part(name: str, episode_id: str, is_number: bool) -> bool:
    """Whether a part of an id was meant.

    A number that is not in the list is a slip, and every id ends in digits of no meaning: it is
    a part only as the whole of one, as a year is.
    """
    return name in episode_id.split("-") if is_number else bool(name) and name in episode_id


def _numbered(archive: Archive) -> Sequence[tuple[int, Entry]]:
    entries, _ = archive.all()
    count = len(entries)
    return [(count - position, entry) for position, entry in enumerate(entries)]
