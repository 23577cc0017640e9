"""The feed: byte for byte, by the rules, and through the parsers that listeners' apps use."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import feedparser
import podcastparser
import pytest
from feed_rules import NS, built, check_by_the_rules, texts, tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import feed, notes
from naqeeb.podcast.feed import rss
from naqeeb.podcast.phrases import one_line

GOLDEN = Path(__file__).parent / "data" / "feed.xml"


Episodes = Callable[[int], tuple[Episode, ...]]


@pytest.fixture(scope="module")
def rich_show(show: Show) -> Show:
    """A station with everything set."""
    return replace(
        show,
        copyright="© نقیب",
        license="cc-by-4.0",
        funding_url="https://example.org/چندہ",
        funding_text="ساتھ دیں",
        hub_url="https://hub.example.org/",
        update_frequency="FREQ=DAILY",
        media_url="https://cdn.example.net/",
        categories=(("News", "Daily News"), ("News", "Politics"), ("Education", "")),
    )


@pytest.fixture(scope="module")
def rich_episode(episode: Episode) -> Episode:
    """An episode with everything set."""
    small = AudioFile("small.opus", "audio/ogg", 99_000, "cd" * 32, 24_000, "ہلکا")
    return replace(
        episode, number=3, season=1, image="story.jpg", alternates=(small,), files={"story.jpg": ""}
    )


def test_the_feed_is_byte_for_byte_as_it_was(
    rich_show: Show, rich_episode: Episode, episode: Episode, tmp_path: Path
) -> None:
    plain = replace(
        episode,
        id="2026-11-19-mausam-5e6f7a8b",
        guid="second",
        title="موسم",
        published=episode.published - timedelta(days=1),
        updated=episode.published,
        source=None,
        byline=None,
        category=None,
        chapters=episode.chapters[:1],
    )
    (page,) = feed.plan(2)
    rendered = rss.render(rich_show, [rich_episode, plain], page, cover="cover.png")
    (tmp_path / "feed.xml").write_bytes(rendered)
    assert rendered == GOLDEN.read_bytes(), (
        f"if this is meant, copy {tmp_path}/feed.xml to {GOLDEN}"
    )
    check_by_the_rules(rendered)


def test_the_same_episodes_give_the_same_bytes(show: Show, episode: Episode) -> None:
    assert built(show, episode) == built(show, episode)


def test_the_channel_of_a_bare_show_is_valid(episode: Episode) -> None:
    data = built(Show(), episode)["feed.xml"]
    check_by_the_rules(data)
    assert not texts(data, ".//itunes:owner")


def test_a_show_with_an_empty_name_and_no_category_still_has_a_feed(episode: Episode) -> None:
    blank = Show(title=" ", author="", description="\n", categories=())
    data = built(blank, episode)["feed.xml"]
    assert texts(data, "channel/title") == ["نقیب"]
    assert texts(data, "channel/description") == ["نقیب"]


def test_a_show_has_its_own_name(show: Show, episode: Episode) -> None:
    data = built(replace(show, title="صبح\nکی خبریں", description=""), episode)["feed.xml"]
    for path in ("channel/title", "channel/image/title", "channel/description"):
        assert texts(data, path) == ["صبح کی خبریں"]


def test_a_show_without_an_episode_has_a_feed_without_a_date(show: Show) -> None:
    data = built(show)["feed.xml"]
    assert texts(data, ".//lastBuildDate") == []
    assert feedparser.parse(data).entries == []


def test_it_is_dated_by_its_newest_change(show: Show, episodes: Episodes) -> None:
    two, one = episodes(2)
    corrected = replace(one, updated=two.updated + timedelta(hours=5))
    data = built(show, two, corrected)["feed.xml"]
    assert texts(data, ".//lastBuildDate") == ["Sat, 21 Nov 2026 17:00:00 +0000"]


def test_feedparser_reads_it(rich_show: Show, rich_episode: Episode) -> None:
    read = feedparser.parse(built(rich_show, rich_episode)["feed.xml"])
    assert not read.bozo
    assert read.feed.title == "نقیب"
    assert read.feed.language == "ur"
    (entry,) = read.entries
    assert entry.title == rich_episode.title
    assert entry.id == rich_episode.guid
    assert entry.enclosures[0].href.startswith("https://cdn.example.net/episodes/2026-11-20-")
    assert entry.content[0].value.startswith('<div dir="rtl" lang="ur">')


def test_podcastparser_reads_it(rich_show: Show, rich_episode: Episode) -> None:
    read = podcastparser.parse(
        "https://news.example.org/urdu/feed.xml",
        io.BytesIO(built(rich_show, rich_episode)["feed.xml"]),
    )
    assert read["title"] == "نقیب"
    assert read["cover_url"] == "https://news.example.org/urdu/cover.png"
    (entry,) = read["episodes"]
    assert entry["guid"] == rich_episode.guid
    assert entry["total_time"] == round(rich_episode.duration_ms / 1000)
    assert entry["number"] == 3
    assert entry["enclosures"][0]["file_size"] == rich_episode.audio.size_bytes


def test_a_long_title_is_cut_in_the_feed_only(show: Show, episode: Episode) -> None:
    long = replace(episode, title="بہت لمبی خبر " * 30)
    (title,) = texts(built(show, long)["feed.xml"], ".//item/title")
    assert len(title.encode()) <= 200
    assert title.endswith("…")


@pytest.mark.parametrize(("letters", "whole"), [(200, True), (201, False)])
def test_a_title_may_have_200_bytes(
    show: Show, episode: Episode, letters: int, whole: bool
) -> None:
    (title,) = texts(
        built(show, replace(episode, title="a" * letters))["feed.xml"], ".//item/title"
    )
    assert (title == "a" * letters) is whole


@pytest.mark.parametrize(
    ("ms", "seconds"), [(0, "1"), (1400, "1"), (1600, "2"), (9_999_600, "10000")]
)
def test_a_duration_is_in_whole_seconds_and_never_none(
    show: Show, episode: Episode, ms: int, seconds: str
) -> None:
    data = built(show, replace(episode, duration_ms=ms))["feed.xml"]
    found = tree(data).find(".//item/itunes:duration", NS)
    assert found is not None
    assert found.text == seconds


def test_the_pages_of_a_long_feed_name_each_other(show: Show, episodes: Episodes) -> None:
    files = built(show, *episodes(4), feed_items=2)
    assert set(files) == {"feed.xml", "feed-2.xml", "feed-3.xml"}

    def links(name: str) -> dict[str, str]:
        found = tree(files[name]).findall(".//channel/atom:link", NS)
        return {each.get("rel", ""): each.get("href", "").rpartition("/")[2] for each in found}

    ends = {"first": "feed.xml", "last": "feed-2.xml"}
    middle = {"prev": "feed.xml", "previous": "feed.xml", "next": "feed-2.xml"}
    assert links("feed-3.xml").items() >= (ends | middle).items()
    assert links("feed.xml").items() >= (ends | {"next": "feed-3.xml"}).items()
    own = tree(files["feed.xml"]).findall(".//channel/atom:link", NS)
    assert {each.get("type") for each in own} == {"application/rss+xml"}
    assert "previous" not in links("feed.xml")
    assert "next" not in links("feed-2.xml")


def test_integrity_is_the_hash_of_the_file(show: Show, episode: Episode) -> None:
    element = tree(built(show, episode)["feed.xml"]).find(".//podcast:integrity", NS)
    assert element.get("type") == "sri"
    kind, _, digest = element.get("value").partition("-")
    assert kind == "sha256"
    assert base64.b64decode(digest).hex() == episode.audio.sha256


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("FREQ=HOURLY", "ہر گھنٹے"),
        ("FREQ=DAILY;INTERVAL=1", "روزانہ"),
        ("freq=weekly", "ہفتہ وار"),
        ("FREQ=MONTHLY", "ماہانہ"),
        ("FREQ=YEARLY", "FREQ=YEARLY"),
        ("INTERVAL=2", "INTERVAL=2"),
    ],
)
def test_how_often_it_comes_is_said_in_urdu_where_there_is_a_word(
    show: Show, episode: Episode, rule: str, word: str
) -> None:
    data = built(replace(show, update_frequency=rule), episode)["feed.xml"]
    (element,) = tree(data).findall(".//podcast:updateFrequency", NS)
    assert (element.get("rrule"), element.text) == (rule, word)


@pytest.mark.parametrize(
    ("licence", "url"),
    [("cc-by-4.0", None), ("https://example.org/licence", "https://example.org/licence")],
)
def test_a_licence_of_the_shows_own_is_linked(
    show: Show, episode: Episode, licence: str, url: str | None
) -> None:
    data = built(replace(show, license=licence), episode)["feed.xml"]
    (element,) = tree(data).findall(".//podcast:license", NS)
    assert (element.text, element.get("url")) == (licence, url)


def test_a_show_asks_for_support_in_its_own_name(show: Show, episode: Episode) -> None:
    data = built(replace(show, funding_url="https://example.org/"), episode)["feed.xml"]
    assert texts(data, ".//podcast:funding") == [show.title]


def test_a_show_says_what_it_is(show: Show, episode: Episode) -> None:
    other = replace(show, explicit=True, locked=False, kind="serial", email=None)
    data = built(other, episode)["feed.xml"]
    assert texts(data, ".//itunes:explicit") == ["true", "true"]
    assert texts(data, ".//itunes:type") == ["serial"]
    (locked,) = tree(data).findall(".//podcast:locked", NS)
    assert (locked.text, locked.get("owner")) == ("no", None)


def test_another_encoding_names_its_codec_beside_its_type(show: Show, episode: Episode) -> None:
    small = AudioFile("small.opus", "audio/ogg; codecs=opus", 99_000, "cd" * 32)
    data = built(show, replace(episode, alternates=(small,)))["feed.xml"]
    own, other = tree(data).findall(".//podcast:alternateEnclosure", NS)
    assert (own.get("type"), own.get("codecs"), own.get("default")) == ("audio/mpeg", None, "true")
    assert (other.get("type"), other.get("codecs")) == ("audio/ogg", "opus")
    assert (other.get("default"), other.get("bitrate"), other.get("title")) == ("false", None, None)


def test_a_blocked_show_says_so(show: Show, episode: Episode) -> None:
    assert texts(built(replace(show, block=True), episode)["feed.xml"], ".//itunes:block") == [
        "Yes"
    ]
    assert texts(built(show, episode)["feed.xml"], ".//itunes:block") == []


def test_apple_s_code_stands_in_the_feed(show: Show, episode: Episode) -> None:
    data = built(replace(show, apple_verify="1a2b-3c4d"), episode)["feed.xml"]
    assert texts(data, ".//podcast:txt") == ["true", "1a2b-3c4d"]
    purposes = [each.get("purpose") for each in tree(data).iterfind(".//podcast:txt", NS)]
    assert purposes == ["ai-content", "applepodcastsverify"]


def test_a_moved_show_says_where_to(show: Show, episode: Episode) -> None:
    moved = replace(show, new_feed_url="https://new.example.org/feed.xml")
    data = built(moved, episode)["feed.xml"]
    assert texts(data, ".//itunes:new-feed-url") == ["https://new.example.org/feed.xml"]


@pytest.mark.parametrize(
    ("ending", "is_shown"), [(".jpg", True), (".png", True), (".webp", False), ("", False)]
)
def test_a_picture_that_is_neither_jpg_nor_png_is_left_out(
    show: Show, episode: Episode, ending: str, is_shown: bool
) -> None:
    data = built(show, replace(episode, image=f"https://example.org/a{ending}"))["feed.xml"]
    assert (tree(data).find(".//item/itunes:image", NS) is not None) is is_shown


def test_script_in_a_title_stays_text(show: Show, episode: Episode) -> None:
    hostile = replace(episode, title="<script>alert(1)</script>", summary="<img src=x onerror=y>")
    data = built(show, hostile)["feed.xml"]
    (content,) = texts(data, ".//content:encoded")
    assert "<script" not in content
    assert "<img" not in content
    check_by_the_rules(data)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=400))
def test_no_text_breaks_the_feed(show: Show, episode: Episode, text: str) -> None:
    hostile = replace(
        episode, title=text, byline=text, category=text, summary=text, source=f"https://a/{text}"
    )
    renamed = replace(show, title=f"ا{text}", author=f"ا{text}", description=f"ا{text}")
    data = built(renamed, hostile)["feed.xml"]
    check_by_the_rules(data)
    assert not feedparser.parse(data).bozo


HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "a<img src=x onerror=alert(1)>b",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "<!--",
    "]]><script>",
    "5 < 6 & 7 > 2",
)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_reader_sees_a_tag_in_a_description(show: Show, episode: Episode, text: str) -> None:
    hostile = replace(episode, summary=text)
    page = built(replace(show, description=text), hostile)["feed.xml"]
    check_by_the_rules(page)
    # As a reader has it that cleans nothing: its HTML shows the very words, and no element.
    read = feedparser.parse(page, sanitize_html=False)
    for html in (read.feed.subtitle, read.entries[0].summary):
        assert "<" not in html
        assert lxml_html.fromstring(f"<div>{html}</div>").text_content() == text


@given(st.text("<>&;ab آ", min_size=1, max_size=3000))
def test_a_description_is_never_cut_within_a_character_reference(text: str) -> None:
    html = notes.as_html(text)
    assert len(html.encode()) <= notes.SUMMARY_BYTES
    assert "<" not in html
    shown = unescape(html)
    assert one_line(text).startswith(shown.removesuffix("…").rstrip())


def test_a_description_of_nothing_but_signs_is_short_and_whole() -> None:
    html = notes.as_html("&" * 10_000)
    assert 3900 < len(html) <= 4000
    assert set(html.removesuffix("…").split("&amp;")) == {""}
