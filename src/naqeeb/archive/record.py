"""``episode.json``: an episode in JSON and back.

Times are ISO 8601 in UTC; word times are arrays of four numbers (first and last
character in the caption's text, start and end in milliseconds), since a long
bulletin has thousands of them. All types are checked as a record is read.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime

import msgspec

from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode
from naqeeb.text.cleaning import brief

VERSION = 1
"""Counted up when an older naqeeb could no longer read what a newer one writes."""

_MOST_CHARS = 200
"""Of what is said to be wrong with a record."""
_FIELDS = tuple(each.name for each in fields(Episode))


class _Head(msgspec.Struct):
    """What a record says of itself, read before the rest is believed."""

    version: int = VERSION


_HEAD = msgspec.json.Decoder(_Head)
_EPISODE = msgspec.json.Decoder(Episode)


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
        return _in_utc(_with_guid(_EPISODE.decode(data)))
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


def _with_guid(episode: Episode) -> Episode:
    """The same; without a guid it is damaged, and a repair takes that of the sound's tag."""
    if not (episode.guid.strip() and episode.guid.isprintable()):
        raise ValueError(f"{episode.guid[:40]!r} is no guid")
    return episode


def _in_utc(episode: Episode) -> Episode:
    return replace(
        episode,
        published=_utc(episode.published),
        updated=_utc(episode.updated),
        previous_audio=tuple((name, _utc(when)) for name, when in episode.previous_audio),
    )


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    if not MINYEAR < moment.year < MAXYEAR:
        # In another time zone it may be no date at all.
        raise ValueError(f"{moment.isoformat()} is at the end of all dates")
    return moment.astimezone(UTC)
