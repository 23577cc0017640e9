"""Publishing to a bucket: moto speaks S3 on loopback, with conditional writes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from careless_store import lead_to

from naqeeb.desk import air
from naqeeb.desk.publish import Manner, publish
from naqeeb.errors import PublishFailed, SettingsError
from naqeeb.model import Show
from naqeeb.podcast import public_record, publishing

pytest.importorskip("obstore")
pytest.importorskip("moto")

if TYPE_CHECKING:
    Station = Any
    Build = Any

SHOW = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    """The address of an S3 service of our own."""
    code = (
        "import sys, logging, moto.server as m\n"
        "logging.disable()\n"
        "s = m.ThreadedMotoServer('127.0.0.1', 0, verbose=False)\n"
        "s.start()\n"
        "print(s.get_host_and_port()[1], flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.kill()


@pytest.fixture
def bucket(moto: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket as boto3 sees it, and the environment that leads to it."""
    import boto3

    lead_to(moto, monkeypatch)
    digits = format(abs(hash(request.node.name)), "x")
    client = boto3.resource("s3", endpoint_url=moto)
    return client.create_bucket(Bucket=f"radio-{digits}")


def keys(bucket: Any) -> set[str]:
    return {each.key for each in bucket.objects.all()}


def body(bucket: Any, key: str) -> bytes:
    data: bytes = bucket.Object(key).get()["Body"].read()
    return data


def did(steps: list[Any], word: str) -> list[str]:
    return [step.name for step in steps if step.did == word]


def test_all_that_listeners_need_under_the_prefix(station: Station, bucket: Any) -> None:
    station.publish(f"s3://{bucket.name}/fm/karachi")
    expected = {
        f"fm/karachi/{path.relative_to(station.output).as_posix()}"
        for path in station.output.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.name != "show.json"
    }
    assert keys(bucket) == expected
    for key in expected:
        name = key.removeprefix("fm/karachi/")
        data = (station.output / name).read_bytes()
        if name.endswith("/episode.json"):
            data = public_record.public(data)
        assert body(bucket, key) == data


def test_types_and_caching_are_set(station: Station, bucket: Any) -> None:
    station.publish(f"s3://{bucket.name}")
    heads = {key: bucket.Object(key) for key in keys(bucket)}
    facts = {key: (head.content_type, head.cache_control) for key, head in heads.items()}
    (sound, *_) = [key for key in facts if key.endswith(".mp3")]
    assert facts[sound] == ("audio/mpeg", "public, max-age=31536000, immutable")
    feed_type, feed_cache = facts["feed.xml"]
    assert feed_type.startswith("text/xml"), "so that a browser shows it as a page"
    assert feed_cache == "public, max-age=60, must-revalidate"


def test_only_what_changed_is_sent_again(station: Station, bucket: Any) -> None:
    target = f"s3://{bucket.name}/fm"
    first = did(station.publish(target), "sent")
    assert first[-1] == "feed.xml"
    assert did(station.publish(target), "sent") == []
    assert did(station.publish(target, dry_run=True), "would send") == []
    made = station.make("books", 4, 5)
    sent = did(station.publish(target), "sent")
    assert {name.split("/")[1] for name in sent if "/" in name} == {made.id}


def test_what_is_removed_leaves_the_bucket_and_its_sound_when_pruned(
    station: Station, bucket: Any
) -> None:
    target = f"s3://{bucket.name}/fm"
    made = station.make("books", 4, 5)
    station.publish(target)
    bucket.put_object(Key="fm/CNAME", Body=b"radio.example.org")
    bucket.put_object(Key="other/feed.xml", Body=b"<rss/>")
    station.remove(made)
    station.publish(target)
    assert f"fm/episodes/{made.id}/episode.json" not in keys(bucket)
    assert f"fm/episodes/{made.id}/{made.audio.name}" in keys(bucket)
    station.publish(target, prune=True)
    assert not [key for key in keys(bucket) if made.id in key]
    assert {"fm/CNAME", "other/feed.xml"} <= keys(bucket)


def test_publishers_at_the_same_time_lose_nothing_of_each_other(
    build: Build, bucket: Any, publisher: Any
) -> None:
    target = f"s3://{bucket.name}/fm"
    stations = [build(f"computer{number}", SHOW) for number in range(3)]
    made = [
        station.make(f"news{number}{part}", number, part + 3, day=10 + part)
        for number, station in enumerate(stations)
        for part in range(2)
    ]
    children = [publisher(station, target) for station in stations]
    for child in children:
        child.begin()
    for child in children:
        assert child.process.wait(90) == 0, child.process.stderr.read().decode()
    feed = body(bucket, "fm/feed.xml").decode()
    assert [episode.guid in feed for episode in made] == [True] * len(made)
    page = body(bucket, "fm/index.html").decode()
    assert all(episode.id in page for episode in made)
    assert feed.count("<item>") == len(made)
    # The page is the one that belongs to the feed: nobody has more to send.
    for station in stations:
        assert did(station.publish(target, verify=False), "sent") == []


def test_a_feed_that_changed_in_between_is_derived_again(
    build: Build, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from naqeeb.podcast.publishing.bucket import Bucket

    target = f"s3://{bucket.name}/fm"
    karachi, lahore = build("karachi", SHOW), build("lahore", SHOW)
    ours, theirs = karachi.make("ships", 3, day=20), lahore.make("match", 1, day=21)
    real, late = Bucket.swap, [False]

    def swap(self: Any, *arguments: Any) -> bool:
        if not late[0]:
            late[0] = True
            lahore.publish(target, verify=False)
        return real(self, *arguments)

    monkeypatch.setattr(Bucket, "swap", swap)
    steps = karachi.publish(target, verify=False)
    assert did(steps, "merged") == ["1 episode"]
    feed = body(bucket, "fm/feed.xml").decode()
    assert ours.guid in feed
    assert theirs.guid in feed


def test_no_bucket_no_keys_no_network_are_told_apart(
    station: Station, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bucket.name
    with pytest.raises(PublishFailed, match="there is no bucket") as missing:
        station.publish("s3://radio-of-nobody/fm")
    assert "does not make buckets" in missing.value.hint
    with pytest.raises(SettingsError, match="names no bucket"):
        station.publish("s3://")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(PublishFailed, match="could not be reached") as away:
        station.publish("s3://radio/fm")
    assert "AWS_ENDPOINT_URL" in away.value.hint
    assert "secret" not in str(away.value)


def test_without_the_extra_it_names_what_to_install(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "naqeeb.podcast.publishing.bucket", raising=False)
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(SettingsError) as error:
        station.publish("s3://radio/fm")
    assert error.value.hint == "pip install 'naqeeb[s3]'"


def test_a_feed_that_leaves_out_a_record_that_is_there_is_an_error(
    build: Build, bucket: Any
) -> None:
    karachi = build("karachi", SHOW)
    karachi.make("ships", 3, day=20)
    # Its feed is as it was before this one, as after a power cut.
    feed = (karachi.output / "feed.xml").read_bytes()
    lost = karachi.make("match", 1, day=21)
    (karachi.output / "feed.xml").write_bytes(feed)
    ours = publishing.Publication(karachi.output, SHOW)
    with pytest.raises(PublishFailed, match="leaves out 1 episode ") as error:
        list(publishing.publish(ours, f"s3://{bucket.name}/fm", Manner(verify=False)))
    assert lost.id in str(error.value)


def test_what_another_publisher_is_still_sending_is_not_pruned(
    station: Station, bucket: Any
) -> None:
    key = "fm/episodes/2026-11-22-new-00000000/2026-11-22-new-00000000-11111111.mp3"
    bucket.put_object(Key=key, Body=b"sound")
    station.publish(f"s3://{bucket.name}/fm", prune=True)
    assert key in keys(bucket)


@pytest.mark.parametrize("step", [0, 5, 9])
def test_what_is_erased_after_half_of_it_was_sent_is_gone_after_the_next_time(
    step: int, build: Build, bucket: Any
) -> None:
    karachi, target = build("karachi", SHOW), f"s3://{bucket.name}/fm"
    erased = karachi.make("ships", 3, day=20)
    kept = karachi.make("match", 1, day=21)
    steps: Any = publish(karachi.settings, target, Manner(verify=False))
    for _ in range(step + 1):
        next(steps)
    steps.close()
    air.remove(karachi.settings, erased.id, erase=True)
    karachi.publish(target, verify=False)
    assert not any(erased.id in key for key in keys(bucket))
    assert any(kept.id in key for key in keys(bucket))
    words = (erased.guid.encode(), "بندرگاہ".encode())
    assert not any(word in body(bucket, key) for key in keys(bucket) for word in words)
