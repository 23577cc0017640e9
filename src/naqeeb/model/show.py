"""The station: what the feed's channel says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from naqeeb.model.values import (
    Code,
    Frequency,
    Guid,
    Language,
    Licence,
    Line,
    MaybeAddress,
    MaybeEmail,
    MaybeFolder,
    PathText,
    ShortLine,
    Text,
)


@dataclass(frozen=True, slots=True)
class Show:
    """The station: what the feed's channel says."""

    title: Line = "نقیب"
    timezone: Line = ""
    """IANA name (``Asia/Karachi``) of the zone in which listeners see and hear dates; empty:
    the zone of the machine."""
    author: Line = "نقیب"
    email: MaybeEmail | None = None
    description: Text = "اردو خبریں، سننے کے لیے"
    language: Language = "ur"
    site_url: MaybeFolder | None = None
    """Where listeners find the output; None until it is published."""
    media_url: MaybeFolder | None = None
    """Base of the audio's URLs where it differs from ``site_url``."""
    cover: PathText | None = None
    categories: tuple[tuple[str, str], ...] = (("News", "Daily News"),)
    explicit: bool = False
    guid: Guid | None = None
    """podcast:guid, made once and kept in ``show.json``."""
    copyright: Line | None = None
    license: Licence | None = None
    funding_url: MaybeAddress | None = None
    funding_text: ShortLine | None = None
    hub_url: MaybeAddress | None = None
    locked: bool = True
    commercial: bool = False
    update_frequency: Frequency | None = None
    """iCalendar RRULE such as ``FREQ=DAILY``."""
    slug: Line | None = None
    """Folder under the output where there are several shows."""
    new_feed_url: MaybeAddress | None = None
    """itunes:new-feed-url: where the feed has moved to."""
    block: bool = False
    """itunes:block: keeps the show out of the public directories."""
    kind: Literal["episodic", "serial"] = "episodic"
    """itunes:type: newest first, or to be heard from the first episode on."""
    apple_verify: Code | None = None
    """The code by which Apple Podcasts Connect verifies the owner of the feed."""
    font: bool = False
    """Whether pages bring a Nastaliq font for readers who have none."""
    hold: bool = False
    """Whether all that is made is voiced and waits for an editor to release it."""

    def local(self, moment: datetime) -> datetime:
        """A moment in the show's time zone: every date that is seen or heard goes through here."""
        return moment.astimezone(self.zone)

    @property
    def zone(self) -> ZoneInfo | None:
        """The show's time zone; None: the machine's."""
        return ZoneInfo(self.timezone) if self.timezone else None

    def at_local(self, stated: datetime) -> datetime:
        """The moment that is meant: a time that states no zone is one of the show's clocks."""
        if stated.tzinfo is not None:
            return stated
        return stated.replace(tzinfo=self.zone) if self.zone else stated.astimezone()

    def moment_of(self, text: str) -> datetime:
        """A day or a time as a person writes it (ISO 8601), in UTC.

        Raises:
            ValueError: it is none, or in the years 1 and 9999, which not every time zone has whole.
        """
        try:
            moment = self.at_local(datetime.fromisoformat(text.strip())).astimezone(UTC)
        except OverflowError as error:
            raise ValueError(str(error)) from None
        if not MINYEAR < moment.year < MAXYEAR:
            raise ValueError(text)
        return moment
