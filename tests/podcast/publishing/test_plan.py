"""What is sent, in which order, and under which headers."""

from __future__ import annotations

import random

from naqeeb.podcast.publishing import Rank, plan

EPISODE = "2026-11-22-barish-1a2b3c4d"
SOUND = f"episodes/{EPISODE}/{EPISODE}-0f0f0f0f.mp3"
NAMES = (
    "cover-1a2b3c4d.jpg",
    SOUND,
    f"episodes/{EPISODE}/chapters.json",
    f"episodes/{EPISODE}/index.html",
    f"episodes/{EPISODE}/transcript.json",
    f"episodes/{EPISODE}/transcript.srt",
    f"episodes/{EPISODE}/transcript.vtt",
    f"episodes/{EPISODE}/episode.json",
    "index.html",
    "search.js",
    "feed-2.xml",
    "feed.xml",
)


def test_nothing_is_named_before_it_is_there() -> None:
    shuffled = list(NAMES)
    random.Random(7).shuffle(shuffled)
    assert [one.name for one in plan(shuffled)] == list(NAMES)


def test_the_feed_is_last_and_media_are_first() -> None:
    ranks = [one.rank for one in plan(NAMES)]
    assert ranks == sorted(ranks)
    assert ranks[0] is Rank.MEDIA
    assert ranks.count(Rank.FEED) == 1
    assert ranks[-1] is Rank.FEED


def test_what_is_no_part_of_a_published_show_stays_at_home() -> None:
    private = (
        "show.json",
        ".naqeeb-lock",
        ".naqeeb-index.json",
        ".naqeeb-derived",
        ".htpasswd",
        "naqeeb.toml",
        f"episodes/{EPISODE}/.naqeeb-new-1234",
        f"episodes/.naqeeb-new-1234/{EPISODE}.mp3",
        "sport/feed.xml",
        "notes/secret.txt",
        "backup.zip",
        "../outside.mp3",
        "episodes//x.mp3",
        "",
    )
    assert plan(private) == ()


def test_sound_may_be_kept_for_ever_and_the_feed_for_a_minute() -> None:
    headers = {one.name: (one.media_type, one.cache_control) for one in plan(NAMES)}
    assert headers[SOUND] == ("audio/mpeg", "public, max-age=31536000, immutable")
    assert headers["cover-1a2b3c4d.jpg"][1] == "public, max-age=31536000, immutable"
    assert headers["feed.xml"] == (
        "text/xml; charset=utf-8",
        "public, max-age=60, must-revalidate",
    )
    assert headers["index.html"] == ("text/html; charset=utf-8", "public, max-age=300")
    assert headers[f"episodes/{EPISODE}/chapters.json"][0] == "application/json+chapters"
    assert headers[f"episodes/{EPISODE}/transcript.vtt"][0] == "text/vtt; charset=utf-8"


def test_only_a_name_with_a_hash_vouches_for_its_bytes() -> None:
    (plain,) = plan(["cover.png"])
    assert not plain.immutable
    (hashed,) = plan([SOUND])
    assert hashed.immutable
