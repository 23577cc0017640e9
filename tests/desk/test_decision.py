"""What an episode becomes in the archive: one decision, of plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Kind, Overrides
from naqeeb.desk.decision import decide
from naqeeb.desk.job import article_job
from naqeeb.desk.known import Standing
from naqeeb.model import Article, AudioFile, Caption, Episode, Role, State

if TYPE_CHECKING:
    Station = Any

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ARTICLE = Article("a.txt", "بارش", ("لاہور میں بارش ہوئی۔",))
EPISODE = Episode(
    guid="urn:old",
    id="2026-11-19-barish-00000001",
    key="a.txt",
    title="بارش",
    published=NOW,
    updated=NOW,
    audio=AudioFile("1.mp3", "audio/mpeg", 9, "ab", 64_000),
    duration_ms=1000,
    chapters=(),
    transcript=(Caption(Role.BODY, 0, 0, "لاہور میں بارش ہوئی۔", 0, 900),),
    voice="tone",
    engine="tone",
    engine_version="1",
    voice_licence="",
    source_hash="2:ab",
    sound_sha256="cd",
)
OTHER = replace(EPISODE, transcript=(Caption(Role.BODY, 0, 0, "کراچی میں میلہ شروع ہوا۔", 0, 900),))
OFF_THE_AIR = replace(EPISODE, state=State.REMOVED)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("known", "said", "kind", "replaced", "kept_on_air"),
    [
        ((), {}, Kind.NEW, None, None),
        ((), {"hold": True}, Kind.NEW, None, None),
        # Other news under the same name, then what it really corrects.
        ((OTHER,), {}, Kind.NEW, None, None),
        ((OTHER, EPISODE), {}, Kind.CORRECTION, EPISODE, None),
        ((EPISODE,), {"at": EARLIER}, Kind.CORRECTION, EPISODE, None),
        # It waits beside what listeners hear ...
        ((EPISODE,), {"hold": True}, Kind.CORRECTION, None, EPISODE),
        ((EPISODE,), {"at": LATER}, Kind.CORRECTION, None, EPISODE),
        ((EPISODE,), {"date": LATER}, Kind.CORRECTION, None, EPISODE),
        # ... and takes the place of what nobody hears.
        ((OFF_THE_AIR,), {"hold": True}, Kind.CORRECTION, OFF_THE_AIR, None),
    ],
)
def test_what_an_episode_is_to_those_that_are_there(
    newsdesk: Station,
    known: tuple[Episode, ...],
    said: dict[str, Any],
    kind: Kind,
    replaced: Episode | None,
    kept_on_air: Episode | None,
) -> None:
    job = article_job(newsdesk.settings, "a.txt", ARTICLE, Overrides(**said))
    decision = decide(job, Standing(known), EPISODE, NOW)
    assert (decision.kind, decision.replaced, decision.kept_on_air) == (kind, replaced, kept_on_air)
    assert decision.original == (replaced or kept_on_air)
