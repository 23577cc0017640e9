"""Links of feed and pages on the host that the listener asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.podcast.serving.rebase import blocked, onto


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://localhost:8000/feed.xml", "http://phone:9/t/feed.xml"),
        ("podcast://localhost:8000/feed.xml", "podcast://phone:9/t/feed.xml"),
        ("?url=http%3A%2F%2Flocalhost%3A8000%2Ff", "?url=http%3A%2F%2Fphone%3A9%2Ft%2Ff"),
        ("http://localhost:80001/ localhost", "http://localhost:80001/ localhost"),
    ],
)
def test_every_form_of_the_address_follows(text: str, expected: str) -> None:
    assert onto("http://phone:9/t/", text.encode(), ".html") == expected.encode()


def test_other_addresses_follow_if_named() -> None:
    text = b"https://a.example/x/feed.xml https://a.example/feed.xml"
    rebased = onto("http://p/", text, ".xml", ("https://a.example/x/", "https://a.example/"))
    assert rebased == b"http://p/feed.xml http://p/feed.xml"


def test_the_base_is_escaped_for_xml_and_not_for_json() -> None:
    text = b"http://localhost:8000/"
    assert onto("http://p/a&b/", text, ".xml") == b"http://p/a&amp;b/"
    assert onto("http://p/a&b/", text, ".json") == b"http://p/a&b/"


def test_a_feed_is_blocked_once() -> None:
    feed = b"<itunes:explicit>false</itunes:explicit><item><itunes:explicit>"
    rebased = blocked(feed)
    assert rebased.count(b"<itunes:block>Yes</itunes:block>") == 1
    assert blocked(rebased) == rebased


@given(st.text(max_size=100))
def test_text_without_an_address_stays(text: str) -> None:
    data = text.encode()
    if b"localhost" not in data:
        assert onto("http://p/", data, ".html") == data
