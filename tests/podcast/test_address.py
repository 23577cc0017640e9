"""Every address is absolute and ASCII."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.errors import SettingsError
from naqeeb.model import Episode, Show
from naqeeb.podcast import address


def test_a_show_without_a_site_is_found_on_this_machine() -> None:
    assert address.of(Show()).feed == "http://localhost:8000/feed.xml"


def test_sound_may_lie_on_another_host() -> None:
    where = address.of(Show(site_url="https://a.example/x", media_url="https://cdn.example"))
    assert where.audio("e1", "e1.mp3") == "https://cdn.example/episodes/e1/e1.mp3"
    assert where.file("e1", "transcript.vtt") == "https://a.example/x/episodes/e1/transcript.vtt"
    assert where.page("e1") == "https://a.example/x/episodes/e1/index.html"


def test_a_page_finds_its_sound_beside_it_unless_it_lies_on_another_host() -> None:
    here = address.of(Show(site_url="https://a.example"))
    assert here.audio_from("", "e1", "e1.mp3") == "e1.mp3"
    assert here.audio_from("episodes/e1/", "e1", "e1.mp3") == "episodes/e1/e1.mp3"
    elsewhere = address.of(Show(site_url="https://a.example", media_url="https://cdn.example"))
    assert elsewhere.audio_from("", "e1", "e1.mp3") == elsewhere.audio("e1", "e1.mp3")


def test_one_of_several_shows_lies_in_its_own_folder() -> None:
    assert address.of(Show(slug="sport", site_url="https://a.example")).feed == (
        "https://a.example/sport/feed.xml"
    )


def test_urdu_letters_and_spaces_are_escaped_and_escapes_kept() -> None:
    assert address.ascii_url("https://example.org/خبر 1/%D8%A7?q=ب#ج") == (
        "https://example.org/%D8%AE%D8%A8%D8%B1%201/%D8%A7?q=%D8%A8#%D8%AC"
    )


def test_a_percent_sign_that_escapes_nothing_is_escaped() -> None:
    assert address.ascii_url("https://example.org/100%") == "https://example.org/100%25"


def test_an_urdu_host_is_written_in_idna() -> None:
    assert address.ascii_url("https://اردو.example/") == "https://xn--mgbqf7g.example/"


def test_an_ipv6_host_keeps_its_brackets() -> None:
    assert address.base("http://[::1]:8000") == "http://[::1]:8000/"


@pytest.mark.parametrize(
    "url",
    ["", "news.example.org", "ftp://example.org/", "https://", "https://a b/", "http://x:99999/"],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        address.base(url)
    assert caught.value.hint


def test_a_base_with_a_query_is_refused() -> None:
    with pytest.raises(SettingsError, match="query"):
        address.base("https://example.org/?feed=1")


def test_the_guid_follows_the_rule_of_the_namespace() -> None:
    # The examples of the podcast namespace's own page on the guid tag.
    assert address.podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert address.podcast_guid("podnews.net/rss/") == address.podcast_guid(
        "https://podnews.net/rss"
    )


@pytest.mark.parametrize(
    ("image", "url"),
    [
        (None, None),
        ("", None),
        ("story.jpg", "https://a.example/episodes/e/story.jpg"),
        ("not-there.jpg", None),
        ("https://b.example/ا.png", "https://b.example/%D8%A7.png"),
        ("../../etc/passwd", None),
        ("file:///etc/passwd", None),
    ],
)
def test_a_picture_is_on_the_web_or_beside_the_episode(
    episode: Episode, image: str | None, url: str | None
) -> None:
    episode = replace(episode, id="e", files={"story.jpg": "00"})
    assert address.of(Show(site_url="https://a.example")).picture(episode, image) == url


@given(st.text(st.characters(), max_size=60))
def test_no_text_makes_an_address_that_is_not_ascii(text: str) -> None:
    url = address.web_url("https://example.org/" + text)
    if url is not None:
        assert url.isascii()
        assert not any(character in url for character in ' <>"\n')
