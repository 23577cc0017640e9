"""``episode.json``: what goes in comes out, and what is damaged is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.archive import record
from naqeeb.errors import RecordDamaged
from naqeeb.model import AudioFile, Caption, CueWord, Episode, Role

New = Callable[..., Episode]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_what_others_rely_on_stands_at_the_top_level(new: New) -> None:
    table = json.loads(record.to_json(new()))
    assert table.keys() >= {
        *("id", "guid", "title", "source", "published", "updated"),
        *("audio", "duration_ms", "voice", "engine"),
    }
    assert table["published"] == "2026-11-22T09:31:00Z"
    assert "بارش" in record.to_json(new()).decode()


def test_every_field_of_a_record_is_read_as_it_was_written(new: New) -> None:
    episode = new(
        source="https://example.org/خبر",
        stated_date="2026-11-22",
        byline="نامہ نگار",
        image="https://example.org/a.jpg",
        category="sport",
        summary="خلاصہ",
        number=7,
        season=2,
        alternates=(AudioFile("x.opus", "audio/ogg", 5, "ab" * 32, 24_000, "کم ڈیٹا"),),
        previous_audio=(("old.mp3", datetime(2026, 11, 1, tzinfo=UTC)),),
        files={"a": "1", "b": "2"},
    )
    data = record.to_json(episode)
    assert record.from_json(data, "here") == episode
    assert record.to_json(record.from_json(data, "here")) == data


@given(text=TEXT, numbers=st.lists(st.integers(0, 10**7), min_size=4, max_size=4))
def test_any_text_and_time_comes_back(text: str, numbers: list[int]) -> None:
    base = record.from_json(_ANY, "here")
    caption = Caption(Role.TITLE, -1, 0, text, numbers[0], numbers[1], (CueWord(*numbers),))
    episode = replace(base, title=text, key=text, transcript=(caption,))
    assert record.from_json(record.to_json(episode), "here") == episode


def test_times_are_kept_in_utc(new: New) -> None:
    local = datetime(2026, 11, 22, 14, 30, tzinfo=timezone(timedelta(hours=5)))
    episode = new(published=local, updated=local, previous_audio=(("old.mp3", local),))
    table = json.loads(record.to_json(episode))
    assert table["published"] == table["updated"] == "2026-11-22T09:30:00Z"
    assert table["previous_audio"] == [["old.mp3", "2026-11-22T09:30:00Z"]]


def test_the_same_episode_is_the_same_bytes_in_whatever_order_its_files_came(new: New) -> None:
    one, other = ({name: name for name in names} for names in ("ab", "ba"))
    assert record.to_json(new(files=one)) == record.to_json(new(files=other))


def test_a_record_of_a_later_version_asks_for_that_version(new: New) -> None:
    data = record.to_json(new())
    assert json.loads(data)["version"] == record.VERSION == 1
    later = data.replace(b'"version":1', b'"version":2', 1)
    with pytest.raises(
        RecordDamaged, match=r"here is a record of version 2, and .* reads 1"
    ) as error:
        record.from_json(later, "here")
    assert error.value.cause == "a newer naqeeb wrote it"
    assert "--force" not in error.value.hint, "that would throw away what the newer one knows"


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda table: table.pop(key)


@pytest.mark.parametrize(
    "change",
    [
        _without("guid"),
        _without("audio"),
        _without("transcript"),
        lambda table: table.update(guid=""),
        lambda table: table.update(guid="urn:x\n<y>"),
        lambda table: table.update(published="yesterday"),
        lambda table: table.update(published="2026-11-22T09:30:00"),
        lambda table: table.update(published="9999-12-31T23:59:59-14:00"),
        lambda table: table.update(published="9999-12-31T23:59:59Z"),
        lambda table: table.update(updated="0001-01-01T00:00:00+14:00"),
        lambda table: table.update(audio={"name": "x.mp3"}),
        lambda table: table.update(chapters=[{"begin": 0}]),
        lambda table: table.update(previous_audio=["x.mp3"]),
        lambda table: table["transcript"][0].update(role="shout"),
        lambda table: table["transcript"][0].update(words=[[1, 2, 3]]),
    ],
)
def test_what_is_damaged_is_named(new: New, change: Callable[[dict[str, Any]], object]) -> None:
    table = json.loads(record.to_json(new()))
    change(table)
    with pytest.raises(RecordDamaged, match="here is damaged") as error:
        record.from_json(json.dumps(table).encode(), "here")
    assert "--force" in error.value.hint


def _of_audio(**facts: object) -> Callable[[dict[str, Any]], object]:
    return lambda table: table["audio"].update(facts)


def _of_caption(**facts: object) -> Callable[[dict[str, Any]], object]:
    return lambda table: table["transcript"][0].update(facts)


OUTSIDE = ("../x.toml", "/etc/passwd", "..", "a/b", "a\\b", "c:x", "")
IMPLAUSIBLE = [
    *(lambda table, ms=ms: table.update(duration_ms=ms) for ms in (-5, 2**31, 2**63, 10**30)),
    *(_of_audio(name=name) for name in (*OUTSIDE, "\x01.mp3")),
    *(lambda table, name=name: table["files"].update({name: "00"}) for name in OUTSIDE),
    *(
        lambda table, name=name: table.update(previous_audio=[[name, "2026-11-01T00:00:00Z"]])
        for name in OUTSIDE
    ),
    lambda table: table.update(alternates=[table["audio"] | {"name": "../x.opus"}]),
    lambda table: table.update(alternates=[table["audio"] | {"media_type": "\x00"}]),
    *(_of_audio(size_bytes=size) for size in (-1, 2**63)),
    *(_of_audio(bitrate_bps=rate) for rate in (-1, 2**63)),
    *(_of_audio(media_type=kind) for kind in ("\x00\x01", "\ufffe")),
    lambda table: table.update(language="\x00\x01"),
    *(_of_caption(start_ms=ms) for ms in (-1, 10**30)),
    *(_of_caption(words=[words]) for words in ([0, 10**30, 0, 1], [0, 5, -400, 400])),
    _of_caption(story=-1),
    lambda table: table["chapters"][0].update(end_ms=10**30),
    lambda table: table["report"].update(decoded_ms=-1),
    lambda table: table.update(offset_min=1440),
    lambda table: table.update(priority=10),
    *(lambda table, of=of: table.update({of: -1}) for of in ("number", "season")),
    *(
        lambda table, of=of, when=when: table.update({of: when})
        for of in ("air_at", "state_since")
        for when in ("0001-01-01T00:00:00+14:00", "2026-01-01T00:00:00")
    ),
    *(lambda table, day=day: table.update(stated_date=day) for day in ("x", "0001-01-01")),
]


@pytest.mark.parametrize("change", IMPLAUSIBLE)
def test_a_value_that_cannot_be_is_damage(
    new: New, change: Callable[[dict[str, Any]], object]
) -> None:
    """It would stop the index, the feed or the dates of all other episodes, or lead elsewhere."""
    table = json.loads(record.to_json(new()))
    change(table)
    with pytest.raises(RecordDamaged, match="here is damaged"):
        record.from_json(json.dumps(table).encode(), "here")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'"text"'])
def test_what_is_no_record_is_named(data: bytes) -> None:
    with pytest.raises(RecordDamaged):
        record.from_json(data, "here")


@pytest.mark.parametrize("wrong", ["", "ab", "0" * 63 + " ", "0" * 65, "0" * 64 + "\n", "g" * 64])
def test_a_hash_that_is_none_is_damage(wrong: str) -> None:
    data = _ANY.replace(b"00" * 32, json.dumps(wrong)[1:-1].encode())
    with pytest.raises(RecordDamaged):
        record.from_json(data, "here")
    record.from_json(_ANY, "here")


_ANY = json.dumps(
    {
        "id": "x-00000000", "guid": "urn:x", "key": "x", "title": "x",
        "published": "2026-11-22T09:30:00Z", "updated": "2026-11-22T09:30:00Z",
        "audio": {
            "name": "x.mp3", "media_type": "audio/mpeg", "size_bytes": 1, "sha256": "00" * 32,
        },
        "duration_ms": 1, "chapters": [], "transcript": [], "voice": "tone", "engine": "tone",
        "engine_version": "1", "voice_licence": "", "source_hash": "", "source": None,
        "stated_date": None, "language": "ur", "byline": None, "image": None, "category": None,
        "summary": "", "alternates": [], "previous_audio": [], "report": None, "files": {},
    }
).encode()  # fmt: skip


def test_an_endless_value_is_cut_and_its_place_is_still_named(new: New) -> None:
    table = json.loads(record.to_json(new())) | {"state": "x" * 1_000_000}
    with pytest.raises(RecordDamaged, match=r"xxx….*`\$\.state`") as caught:
        record.from_json(json.dumps(table).encode(), "episode.json")
    assert len(caught.value.what) < 300
