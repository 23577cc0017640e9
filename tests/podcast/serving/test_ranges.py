"""Parts of a sound: what players ask for when they seek or go on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_range_gives_these_bytes_and_says_so(
    audio: str, client: httpx.Client, sound: bytes
) -> None:
    size = len(sound)
    for asked, start, stop in (
        ("0-99", 0, 100),
        (f"{size - 5}-", size - 5, size),
        ("-7", size - 7, size),
    ):
        answer = client.get(audio, headers={"range": f"bytes={asked}"})
        assert answer.status_code == 206
        assert answer.content == sound[start:stop]
        assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
        assert answer.headers["content-length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0", "bytes=0-1,99999999-"])
def test_what_lies_outside_the_file_cannot_be_given(
    audio: str, client: httpx.Client, sound: bytes, asked: str
) -> None:
    answer = client.get(audio, headers={"range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(sound)}"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "asked",
    ["bytes", "bytes=", "bytes=-", "bytes=x-y", "bytes=9-5", "seconds=0-1", f"bytes={'9' * 5000}-"],
)
def test_what_is_no_range_is_refused(audio: str, client: httpx.Client, asked: str) -> None:
    assert client.get(audio, headers={"range": asked}).status_code == 400


LONG = "9" * 5000


@pytest.mark.parametrize(
    "asked", [f"{LONG}-", f"-{LONG}", f"0-{LONG}", f"{LONG}-{LONG}", f"0-1,{LONG}-"]
)
@pytest.mark.parametrize(
    "name", ["sound", "feed.xml", "", "cover.png", "show.json", "nothing", "page", "transcript"]
)
def test_a_range_of_thousands_of_digits_is_refused_everywhere(
    base: str, audio: str, client: httpx.Client, name: str, asked: str
) -> None:
    beside = audio.rpartition("/")[0]
    known = {"sound": audio, "page": f"{beside}/", "transcript": f"{beside}/transcript.vtt"}
    address = known.get(name, f"{base}{name}")
    for method in ("GET", "HEAD"):
        answer = client.request(method, address, headers={"range": f"bytes={asked}"})
        assert answer.status_code in (400, 416)


@pytest.mark.parametrize("letter", ["a", "%41", "%D8%A7", ".", "%00"])
@pytest.mark.parametrize("count", [256, 300, 5000])
@pytest.mark.parametrize("above", ["", "episodes/", "episodes/x/"])
def test_a_name_that_no_file_can_have_is_not_there(
    base: str, client: httpx.Client, above: str, count: int, letter: str
) -> None:
    assert client.get(f"{base}{above}{letter * count}").status_code == 404


def test_many_ranges_never_ask_for_more_than_the_file(
    audio: str, client: httpx.Client, sound: bytes
) -> None:
    asked = ",".join(["0-"] * 90)
    answer = client.get(audio, headers={"range": f"bytes={asked}"})
    assert answer.content == sound
    for asked in (",".join(["0-"] * 900), ",".join(f"{n}-{n}" for n in range(0, 1800, 2))):
        answer = client.get(audio, headers={"range": f"bytes={asked}"})
        assert (answer.status_code, answer.content) == (200, sound)


@settings(max_examples=40)
@given(st.text("0123456789-, ", max_size=30))
def test_any_range_is_a_part_of_the_file(
    audio: str, client: httpx.Client, sound: bytes, tail: str
) -> None:
    answer = client.get(audio, headers={"range": f"bytes={tail}".strip()})
    assert answer.status_code in {200, 206, 400, 416}
    if answer.status_code == 206 and "content-range" in answer.headers:
        bounds = answer.headers["content-range"].removeprefix("bytes ").partition("/")[0]
        first, last = map(int, bounds.split("-"))
        assert answer.content == sound[first : last + 1]


def test_a_range_of_what_has_changed_since_is_the_whole(
    audio: str, client: httpx.Client, sound: bytes
) -> None:
    etag = client.head(audio).headers["etag"]
    asked = {"range": "bytes=0-0"}
    assert client.get(audio, headers=asked | {"if-range": etag}).status_code == 206
    assert client.get(audio, headers=asked | {"if-range": '"old"'}).content == sound


def test_many_listeners_at_once(audio: str, base: str, client: httpx.Client, sound: bytes) -> None:
    def listen(number: int) -> bool:
        start = number * 37 % len(sound)
        part = client.get(audio, headers={"range": f"bytes={start}-"})
        return part.content == sound[start:] and client.get(base + "feed.xml").is_success

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(listen, range(40)))
