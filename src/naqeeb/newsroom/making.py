"""What pages that make something share: the voice and time they state, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from naqeeb.desk.job import Failure, Result
from naqeeb.errors import SettingsError
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.titles import of_episodes, with_titles
from naqeeb.newsroom.wording import wording
from naqeeb.newsroom.work import Note, failed
from naqeeb.settings import Settings

_JUST_NOW = timedelta(minutes=2)
"""A page states minutes, and is sent a moment after it was filled in."""


def with_voice(settings: Settings, name: str) -> Settings:
    """The settings with another voice; the same where none is named."""
    if not name:
        return settings
    return replace(settings, voice=replace(settings.voice, name=name))


def moment(settings: Settings, text: str) -> datetime | None:
    """A day or a time of a page, in the show's time zone; None where there is none.

    Raises:
        SettingsError: it is no time.
    """
    if not text:
        return None
    try:
        return settings.show.moment_of(text)
    except ValueError:
        raise SettingsError(
            f"{text[:40]!r} is not a time", hint="choose a day and a time"
        ) from None


def air_time(settings: Settings, text: str) -> datetime | None:
    """A time to come at which something goes on the air; None where there is none.

    Raises:
        SettingsError: it is no time, or past: a slip in the year would air it at once.
    """
    at = moment(settings, text)
    if at is not None and at < datetime.now(UTC) - _JUST_NOW:
        raise SettingsError(
            f"{text[:40].replace('T', ' ')} is past",
            cause="a slip in the day or the year",
            hint="choose a time to come, or leave it empty",
        )
    return at


def note(settings: Settings, outcome: Result | Failure) -> Note:
    """What became of one source, for the board.

    Why it is off the air is left out: that names a command, where the pages have buttons.
    """
    words = wording(settings.newsroom.language)
    if isinstance(outcome, Failure):
        return failed(words.error_words(of_episodes(settings, outcome.error)))
    episode = outcome.episode
    state = words[f"state_{episode.state.value}"]
    text = f"{isolated(episode.title)} ({words[f'kind_{outcome.kind.value}']}، {state})"
    remarks = with_titles(settings, "; ".join(outcome.remarks))
    return Note(text, hint=words.translated(remarks), episode=episode.id)
