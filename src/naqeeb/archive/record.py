"""``episode.json``: an episode in JSON and back.

Times are ISO 8601 in UTC; word times are arrays of four numbers (first and last
character in the caption's text, start and end in milliseconds), since a long
bulletin has thousands of them. All types are checked as a record is read.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime

import msgspec

from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode
from naqeeb.model.values import CONTROLS
from naqeeb.text.cleaning import NOT_XML, brief

VERSION = 1
"""Counted up when an older naqeeb could no longer read what a newer one writes."""

_MOST_CHARS = 200
"""Of what is said to be wrong with a record."""
_NAME = rf"(?!\.\.?(?:\n|\Z))[^{CONTROLS}/\\:]+"
_NAMES = re.compile(rf"{_NAME}(?:\n{_NAME})*")
"""Names of files, a line each: none leads out of the episode's folder."""
_FIELDS = tuple(each.name for each in fields(Episode))


class _Head(msgspec.Struct):
    """What a record says of itself, read before the rest is believed."""

    version: int = VERSION


_HEAD = msgspec.json.Decoder(_Head)
_EPISODE = msgspec.json.Decoder(Episode)


def is_name(text: str) -> bool:
    """Whether a record may give this name to a file of its folder."""
    return bool(_NAMES.fullmatch(text))


def to_json(episode: Episode) -> bytes:
    """The record, the same bytes for the same episode."""
    episode = replace(_in_utc(episode), files=dict(sorted(episode.files.items())))
    table = {"version": VERSION} | {name: getattr(episode, name) for name in _FIELDS}
    return msgspec.json.encode(table) + b"\n"


def from_json(data: bytes, where: str) -> Episode:
    """The episode of a record.

    Args:
        data: the record.
        where: its path, for the error.

    Raises:
        RecordDamaged: it is not JSON, something is missing or of the wrong type, or
            a later version of naqeeb wrote it.
    """
    try:
        version = _HEAD.decode(data).version
        if version > VERSION:
            raise RecordDamaged(
                f"{where} is a record of version {version}, and this naqeeb reads {VERSION}",
                cause="a newer naqeeb wrote it",
                hint="use that version here too",
                path=where,
                version=version,
            )
        return _in_utc(_plausible(_EPISODE.decode(data)))
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise damaged(where, str(error) or type(error).__name__) from error


def damaged(where: str, what: str) -> RecordDamaged:
    """The error for a record that is none.

    Args:
        where: its path.
        what: what is wrong with it.
    """
    if len(what) > _MOST_CHARS:  # a value of any length stands in it, and behind that its place
        what = f"{brief(what, _MOST_CHARS // 2)}{what[-_MOST_CHARS // 2 :]}"
    return RecordDamaged(
        f"{where} is damaged: {brief(what, _MOST_CHARS + 1)}",
        cause="it was edited by hand or by another program, or the disk is failing",
        hint="run `naqeeb check --repair`, make the article again with --force, or restore a copy",
        path=where,
    )


def of_another(where: str, name: str) -> RecordDamaged:
    """The error for a record that lies in another episode's folder.

    Args:
        where: its path.
        name: the id that it states.
    """
    return RecordDamaged(
        f"{where} is the record of {brief(name, _MOST_CHARS)}",
        cause="its folder was renamed or copied, or it was edited by hand",
        hint="give the folder the name that the record has, or run `naqeeb check --repair`",
        path=where,
    )


def _plausible(episode: Episode) -> Episode:
    """The same, where its values can be what they stand for; the bounds of numbers are types.

    Without a guid it is damaged, and a repair takes that of the sound's tag.
    """
    if not (episode.guid.strip() and episode.guid.isprintable()):
        raise ValueError(f"{episode.guid[:40]!r} is no guid")
    sounds = (episode.audio, *episode.alternates)
    names = [*episode.files, *[each.name for each in sounds]]
    names += [name for name, _ in episode.previous_audio]
    # All at once: a look at each would take a tenth of the time in which a record is read.
    if not _NAMES.fullmatch("\n".join(names)):
        raise ValueError(f"{names} are not all names of files in its folder")
    for code in (episode.language, *[each.media_type for each in sounds]):
        if NOT_XML.search(code):
            raise ValueError(f"{code[:40]!r} is no language and no kind of sound")
    for moment in (episode.state_since, episode.air_at):
        if moment is not None:
            _utc(moment)
    if episode.stated_date is not None:
        _within_years(datetime.fromisoformat(episode.stated_date))
    return episode


def _in_utc(episode: Episode) -> Episode:
    published, updated = _utc(episode.published), _utc(episode.updated)
    if published is episode.published and updated is episode.updated and not episode.previous_audio:
        return episode  # as mostly; the copy takes a fifth of the time in which a record is read
    previous = tuple((name, _utc(when)) for name, when in episode.previous_audio)
    return replace(episode, published=published, updated=updated, previous_audio=previous)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return _within_years(moment).astimezone(UTC)


def _within_years(moment: datetime) -> datetime:
    if not MINYEAR < moment.year < MAXYEAR:
        # In another time zone it may be no date at all.
        raise ValueError(f"{moment.isoformat()} is at the end of all dates")
    return moment
