"""What an episode becomes in the archive: one decision, of plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from known_episode import EPISODE, NOW

from naqeeb import Kind, Overrides
from naqeeb.desk.decision import decide
from naqeeb.desk.job import article_job
from naqeeb.desk.known import Standing
from naqeeb.model import Article, Caption, Episode, Role, State

if TYPE_CHECKING:
    Station = Any

ARTICLE = Article("old.txt", "بارش", ("لاہور میں بارش ہوئی۔",))
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
