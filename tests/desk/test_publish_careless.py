"""Publishing to a store that passes over conditional writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from careless_store import careless_store, lead_to

from naqeeb.errors import PublishFailed
from naqeeb.model import Show

pytest.importorskip("obstore")

if TYPE_CHECKING:
    Build = Any

SHOW = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What the careless store keeps, by path."""
    with careless_store() as (address, kept):
        lead_to(address, monkeypatch)
        yield kept


def did(steps: list[Any], word: str) -> list[str]:
    return [step.name for step in steps if step.did == word]


def test_a_store_that_passes_over_conditions_is_found_before_the_first_object(
    build: Build, careless: dict[str, bytes]
) -> None:
    karachi = build("karachi", SHOW)
    karachi.make("ships", 3, day=20)
    with pytest.raises(PublishFailed, match="passes over conditional writes") as refused:
        karachi.publish("s3://radio/fm", verify=False)
    assert "--alone" in refused.value.hint
    assert careless == {}


def test_there_computers_publish_one_after_the_other(
    build: Build, careless: dict[str, bytes]
) -> None:
    karachi, lahore = build("karachi", SHOW), build("lahore", SHOW)
    made = [karachi.make("ships", 3, day=20), lahore.make("match", 1, day=21)]
    karachi.publish("s3://radio/fm", verify=False, alone=True)
    steps = lahore.publish("s3://radio/fm", verify=False, alone=True)
    assert did(steps, "merged") == ["1 episode"]
    feed = careless["/radio/fm/feed.xml"].decode()
    assert [episode.guid in feed for episode in made] == [True, True]
    assert did(lahore.publish("s3://radio/fm", verify=False, alone=True), "sent") == []


def test_a_feed_that_overwrote_anothers_is_noticed_when_it_is_read_back(
    build: Build, careless: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from naqeeb.podcast.publishing.bucket import Bucket

    karachi, lahore = build("karachi", SHOW), build("lahore", SHOW)
    made = [karachi.make("ships", 3, day=20), lahore.make("match", 1, day=21)]
    real, late = Bucket.send, [False]

    def send(self: Any, sending: Any, source: Any) -> None:
        if sending.name == "feed.xml" and not late[0]:
            late[0] = True
            lahore.publish("s3://radio/fm", verify=False, alone=True)
        real(self, sending, source)

    monkeypatch.setattr(Bucket, "send", send)
    steps = karachi.publish("s3://radio/fm", verify=False, alone=True)
    assert did(steps, "sent").count("feed.xml") == 2
    assert did(steps, "read back") == ["feed.xml"]
    feed, page = (careless[f"/radio/fm/{name}"].decode() for name in ("feed.xml", "index.html"))
    assert [episode.guid in feed for episode in made] == [True, True]
    assert [episode.id in page for episode in made] == [True, True]
