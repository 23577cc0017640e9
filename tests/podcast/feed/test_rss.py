"""The feed: byte for byte, by the rules, and through the parsers that listeners' apps use."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import podcastparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import feed
from naqeeb.podcast.feed import rss

GOLDEN = Path(__file__).parent / "data" / "feed.xml"
NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
Episodes = Callable[[int], tuple[Episode, ...]]


def built(show: Show, *episodes: Episode, **options: Any) -> dict[str, bytes]:
    by_id = {episode.id: episode for episode in episodes}
    return dict(feed.build(show, episodes, by_id.__getitem__, cover="cover.png", **options))


def tree(data: bytes) -> Any:
    return etree.fromstring(data)


def texts(data: bytes, path: str) -> list[str]:
    return [element.text for element in tree(data).iterfind(path, NS)]


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


def check_by_the_rules(data: bytes) -> None:
    """What the notes on feeds demand of every file, whatever is in it."""
    channel = tree(data).find("channel")
    for name in ("title", "description", "link", "language"):
        assert channel.findtext(name)
    assert len(channel.findtext("description").encode()) <= 4000
    assert channel.find("itunes:image", NS).get("href").endswith((".png", ".jpg"))
    assert channel.findtext("itunes:explicit", namespaces=NS) in ("true", "false")
    assert channel.find("itunes:category", NS).get("text")
    (own,) = [link for link in channel.iterfind("atom:link", NS) if link.get("rel") == "self"]
    assert own.get("href").startswith(("http://", "https://"))
    guids, dates = [], []
    for item in channel.iterfind("item"):
        (enclosure,) = item.findall("enclosure")
        assert int(enclosure.get("length")) > 0
        assert enclosure.get("type") == "audio/mpeg"
        guids.append(item.findtext("guid"))
        assert item.find("guid").get("isPermaLink") == "false"
        dates.append(parsedate_to_datetime(item.findtext("pubDate")))
        assert len(item.findtext("title").encode()) <= 200
        assert len(item.findtext("description").encode()) <= 4000
        assert re.fullmatch(r"[1-9]\d*", item.findtext("itunes:duration", namespaces=NS))
        assert item.findtext("itunes:explicit", namespaces=NS) in ("true", "false")
        types = [t.get("type") for t in item.iterfind("podcast:transcript", NS)]
        assert types == ["text/vtt", "application/x-subrip", "application/json", "text/html"]
        assert 'dir="rtl"' in item.findtext("content:encoded", namespaces=NS)
    assert all(guids)
    assert len(set(guids)) == len(guids)
    assert dates == sorted(dates, reverse=True)
    for element in channel.iter():
        for key, value in element.items():
            if key in ("url", "href", "uri"):
                assert value.isascii()
                assert urlsplit(value).scheme in ("http", "https")
                assert " " not in value


def test_byte_for_byte(
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
    made = rss.render(rich_show, [rich_episode, plain], page, cover="cover.png")
    (tmp_path / "feed.xml").write_bytes(made)
    assert made == GOLDEN.read_bytes(), f"if this is meant, copy {tmp_path}/feed.xml to {GOLDEN}"
    check_by_the_rules(made)


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


def test_pages_are_linked_both_ways(show: Show, episodes: Episodes) -> None:
    files = built(show, *episodes(17), feed_items=4)
    newest, page = "feed.xml", files["feed.xml"]
    seen: list[str] = []
    while True:
        check_by_the_rules(page)
        links = {
            link.get("rel"): link.get("href").rpartition("/")[2]
            for link in tree(page).iterfind(".//atom:link", NS)
        }
        assert (links["self"], links["first"]) == (newest, "feed.xml")
        assert links["last"] == "feed-2.xml"
        assert links.get("prev") == links.get("previous")
        seen += texts(page, ".//item/guid")
        if "next" not in links:
            break
        newest, page = links["next"], files[links["next"]]
    assert seen == [f"guid-{n}" for n in reversed(range(17))]


def test_a_new_episode_writes_the_newest_file_alone(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    for name, data in built(show, *episodes(9), feed_items=4).items():
        (tmp_path / name).write_bytes(data)

    def have(name: str) -> str | None:
        return feed.stamp_in(tmp_path / name)

    assert built(show, *episodes(9), feed_items=4, have=have) == {}
    # 9 stand as 5 + 2 + 2; the tenth fills a block, which moves to a page of its own.
    moved = built(show, *episodes(10), feed_items=4, have=have)
    assert list(moved) == ["feed-3.xml", "feed-4.xml", "feed.xml"]
    for name, data in moved.items():
        (tmp_path / name).write_bytes(data)
    assert list(built(show, *episodes(11), feed_items=4, have=have)) == ["feed.xml"]


def test_a_corrected_old_episode_writes_its_page_alone(
    show: Show, episodes: Episodes, tmp_path: Path
) -> None:
    *newer, oldest = episodes(9)
    for name, data in built(show, *newer, oldest, feed_items=4).items():
        (tmp_path / name).write_bytes(data)
    corrected = replace(oldest, updated=oldest.updated + timedelta(days=30))
    made = built(
        show, *newer, corrected, feed_items=4, have=lambda name: feed.stamp_in(tmp_path / name)
    )
    assert list(made) == ["feed-2.xml"]


def test_a_changed_show_writes_every_file(show: Show, episodes: Episodes, tmp_path: Path) -> None:
    files = built(show, *episodes(9), feed_items=4)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    renamed = replace(show, title="نیا نام")
    have = lambda name: feed.stamp_in(tmp_path / name)  # noqa: E731
    assert set(built(renamed, *episodes(9), feed_items=4, have=have)) == set(files)


def test_there_is_no_stamp_in_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss/>")
    assert feed.stamp_in(tmp_path / "feed.xml") is None
    assert feed.stamp_in(tmp_path / "none.xml") is None


def test_a_long_title_is_cut_in_the_feed_only(show: Show, episode: Episode) -> None:
    long = replace(episode, title="بہت لمبی خبر " * 30)
    (title,) = texts(built(show, long)["feed.xml"], ".//item/title")
    assert len(title.encode()) <= 200
    assert title.endswith("…")


def test_integrity_is_the_hash_of_the_file(show: Show, episode: Episode) -> None:
    element = tree(built(show, episode)["feed.xml"]).find(".//podcast:integrity", NS)
    assert element.get("type") == "sri"
    kind, _, digest = element.get("value").partition("-")
    assert kind == "sha256"
    assert base64.b64decode(digest).hex() == episode.audio.sha256


def test_a_blocked_show_says_so(show: Show, episode: Episode) -> None:
    assert texts(built(replace(show, block=True), episode)["feed.xml"], ".//itunes:block") == [
        "Yes"
    ]
    assert texts(built(show, episode)["feed.xml"], ".//itunes:block") == []


def test_apple_s_code_stands_in_the_feed(show: Show, episode: Episode) -> None:
    data = built(replace(show, apple_verify="1a2b-3c4d"), episode)["feed.xml"]
    assert texts(data, ".//podcast:txt") == ["true", "1a2b-3c4d"]


def test_a_moved_show_says_where_to(show: Show, episode: Episode) -> None:
    moved = replace(show, new_feed_url="https://new.example.org/feed.xml")
    data = built(moved, episode)["feed.xml"]
    assert texts(data, ".//itunes:new-feed-url") == ["https://new.example.org/feed.xml"]


def test_a_picture_that_is_neither_jpg_nor_png_is_left_out(show: Show, episode: Episode) -> None:
    data = built(show, replace(episode, image="https://example.org/a.webp"))["feed.xml"]
    assert tree(data).find(".//item/itunes:image", NS) is None


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
