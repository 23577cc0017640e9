"""Whatever a story or a settings file holds: it is shown as text, and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from page_reading import (
    HOSTILE,
    ShowFolder,
    parsed,
    policy_of,
    schema_of,
    tiny_episode,
)

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages


def test_a_page_asks_nothing_of_other_hosts(
    folder: ShowFolder, episode: Episode, show: Show
) -> None:
    folder.update((episode,))
    for page in (pages.episode_page(episode, show, cover="c.png"), folder.read("index.html")):
        tree = parsed(page)
        asked = tree.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert asked
        assert not [url for url in asked if "//" in url and not url.startswith("data:")]
        assert "@import" not in (style := tree.xpath("string(//style)"))
        assert "url(http" not in style


def test_the_policy_allows_just_the_style_and_script_of_the_page(
    folder: ShowFolder, episode: Episode, show: Show
) -> None:
    folder.update((episode,))
    for page in (pages.episode_page(episode, show, cover="c.png"), folder.read("index.html")):
        policy, source = policy_of(page), page.decode()
        assert "unsafe" not in policy
        for opening, closing in (("<style>", "</style>"), ("<script>", "</script>")):
            (inner,) = (part.split(closing)[0] for part in source.split(opening)[1:])
            digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
        # Attributes that run or style would be refused in silence.
        assert not parsed(page).xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_nothing_in_a_story_becomes_markup(
    folder: ShowFolder, episode: Episode, show: Show
) -> None:
    caption = replace(episode.transcript[0], text=HOSTILE, words=())
    hostile_episode = replace(
        episode,
        title=HOSTILE,
        byline=HOSTILE,
        category=HOSTILE,
        summary=HOSTILE,
        voice=HOSTILE,
        guid=HOSTILE,
        source="javascript:alert(1)",
        transcript=(caption, *episode.transcript[1:]),
        chapters=tuple(replace(each, title=HOSTILE) for each in episode.chapters),
    )
    hostile = replace(show, title=HOSTILE, description=HOSTILE, funding_url="javascript:alert(2)")
    folder.show = hostile
    folder.update((hostile_episode,))
    for page in (
        pages.episode_page(hostile_episode, hostile, cover="cover.png"),
        folder.read("index.html"),
    ):
        tree = parsed(page)
        assert len(tree.xpath("//script[not(@type)]")) == 1
        assert not tree.xpath("//img[@onerror] | //@href[starts-with(., 'javascript')]")
        name = schema_of(page)["name"]
        assert name.startswith("</script><script>alert(1)</script>")
        assert "\u202e" not in name
    search_data = folder.read("search.js").decode()
    assert "</script" not in search_data
    assert "\u2028" not in search_data


anything = st.text(max_size=60)


readable = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60)


@settings(max_examples=60)
@given(title=anything, text=readable, byline=anything)
def test_any_text_is_shown_as_it_is_and_nothing_else(title: str, text: str, byline: str) -> None:
    episode = tiny_episode(title, text, byline)
    page = pages.episode_page(episode, Show(), cover="cover.png")
    tree = parsed(page)
    shown = tree.get_element_by_id("s0").text_content()
    assert shown.split() == text.split()
    assert len(tree.xpath("//script")) == 3
    assert schema_of(page)["@type"] == "PodcastEpisode"
