"""What messengers and search engines read of a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from page_reading import (
    ShowFolder,
    graph_of,
    parsed,
    schema_of,
    text_of,
)

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages


def test_messengers_and_search_engines_read_the_same_story(episode: Episode, show: Show) -> None:
    page = pages.episode_page(episode, show, cover="cover.png")
    url = f"https://news.example.org/urdu/episodes/{episode.id}/index.html"
    assert parsed(page).xpath("//link[@rel='canonical']/@href") == [url]
    graph, schema = graph_of(page), schema_of(page)
    assert graph["og:url"] == schema["url"] == url
    assert graph["og:title"] == schema["name"] == episode.title
    assert graph["og:image"] == "https://news.example.org/urdu/cover.png"
    assert schema["@type"] == "PodcastEpisode"
    assert schema["associatedMedia"]["contentUrl"].endswith(episode.audio.name)
    assert schema["partOfSeries"]["webFeed"] == "https://news.example.org/urdu/feed.xml"
    assert datetime.fromisoformat(schema["datePublished"]) == episode.published


def test_no_address_is_stated_before_there_is_one(
    folder: ShowFolder, episode: Episode, show: Show
) -> None:
    nowhere = replace(show, site_url=None)
    folder.show = nowhere
    folder.update((episode,))
    for page in (
        pages.episode_page(episode, nowhere, cover="cover.png"),
        folder.read("index.html"),
    ):
        assert not parsed(page).xpath("//link[@rel='canonical']")
        assert not {"og:url", "og:image"} & graph_of(page).keys()
        assert b"localhost" not in page


def test_a_storys_own_picture_is_shown_and_one_from_elsewhere_is_not(
    folder: ShowFolder, episode: Episode, show: Show
) -> None:
    with_picture = replace(episode, image="story-1a2b3c4d.jpg")
    page = pages.episode_page(with_picture, show, cover="cover.png")
    assert parsed(page).xpath("//img[@class='picture']/@src") == ["story-1a2b3c4d.jpg"]
    url = f"https://news.example.org/urdu/episodes/{episode.id}/story-1a2b3c4d.jpg"
    assert graph_of(page)["og:image"] == schema_of(page)["image"] == url
    folder.update((with_picture,))
    assert f'src="episodes/{episode.id}/story-1a2b3c4d.jpg"' in folder.read("index.html").decode()
    for elsewhere in ("https://example.org/a.jpg", "../../show.json", "/etc/a.jpg", ""):
        page = pages.episode_page(replace(episode, image=elsewhere), show, cover="cover.png")
        assert not parsed(page).xpath("//img[@class='picture']")


def test_a_show_without_a_name_has_one_all_the_same(folder: ShowFolder, episode: Episode) -> None:
    folder.show = Show(title=" ")
    folder.update((episode,))
    for page in (
        pages.episode_page(episode, folder.show, cover="cover.png"),
        folder.read("index.html"),
    ):
        assert Show().title in text_of(page, "//title")
        assert all(h.text_content().strip() for h in parsed(page).xpath("//h1 | //h2 | //h3"))
