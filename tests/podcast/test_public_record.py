"""What the public gets of a record."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from naqeeb.archive import record
from naqeeb.model import Chapter, Episode, State
from naqeeb.podcast import public_record


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("news/secret-plan.txt", None),
        ("/srv/newsroom/a.txt", None),
        ("http://user:word@example.org/a", None),
        ("https://example.org/?code=a0123456789b", None),
        ("https://example.org/a", "https://example.org/a"),
        (None, None),
    ],
)
def test_a_source_is_shown_only_where_it_is_a_page(
    episode: Episode, source: str | None, shown: str | None
) -> None:
    data = record.to_json(replace(episode, source=source, key="news/secret-plan.txt"))
    public = public_record.public(data)
    assert json.loads(public)["source"] == shown
    assert b"secret-plan" not in public


def test_another_publisher_knows_the_article_again(episode: Episode) -> None:
    data = record.to_json(replace(episode, key="a.txt", aliases=("guid:7",), stories=("b",)))
    public = record.from_json(public_record.public(data), "there")
    assert public.key == replace(episode, key="a.txt").key_hash == public.key_hash
    assert (public.aliases, public.stories) == ((), ())
    assert (public.guid, public.audio, public.transcript) == (
        episode.guid,
        episode.audio,
        episode.transcript,
    )


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_on_the_air_is_given_out(
    episode: Episode, tmp_path: Path, state: State
) -> None:
    folder = tmp_path / "episodes" / episode.id
    folder.mkdir(parents=True)
    (folder / "episode.json").write_bytes(record.to_json(replace(episode, state=state)))
    assert public_record.is_on_air(folder / "a.mp3") is (state is State.ON_AIR)
    assert public_record.is_on_air(tmp_path / "feed.xml")


def test_the_stories_of_a_bulletin_are_shown_only_where_they_are_pages(episode: Episode) -> None:
    urls = ("news/secret-plan.txt", "https://example.org/7", None, "http://u:p@example.org/a")
    chapters = tuple(Chapter(at, at + 1, "خبر", None, url) for at, url in enumerate(urls))
    data = record.to_json(replace(episode, chapters=chapters))
    public = json.loads(public_record.public(data))
    assert [each["url"] for each in public["chapters"]] == [None, urls[1], None, None]
