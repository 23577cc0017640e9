"""The player that stands in another site's page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from page_reading import HOSTILE, parsed, policy_of

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages


def test_it_holds_the_sound_the_title_and_the_text_but_no_script(
    episode: Episode, show: Show
) -> None:
    page = pages.embed_page(episode, show, cover="cover.png")
    tree = parsed(page)
    assert tree.xpath("//audio/@src") == [episode.audio.name]
    assert " ".join(tree.xpath("string(//h1)").split()) == episode.title
    assert episode.transcript[-1].text in tree.xpath("string(//main)")
    assert not tree.xpath("//script | //@style | //@*[starts-with(name(), 'on')]")
    assert "script-src 'none'" in policy_of(page)
    assert tree.xpath("//link[@rel='canonical']/@href") == [
        f"https://news.example.org/urdu/episodes/{episode.id}/index.html"
    ]
    # What is opened from it opens beside the page that it stands in.
    assert set(tree.xpath("//a/@target")) == {"_blank"}


def test_its_sound_may_lie_on_another_host(episode: Episode, show: Show) -> None:
    apart = replace(show, media_url="https://media.example.net/")
    page = pages.embed_page(episode, apart, cover="cover.png")
    (source,) = parsed(page).xpath("//audio/@src")
    assert source.startswith("https://media.example.net/")
    assert "https://media.example.net" in policy_of(page)


@pytest.mark.parametrize("title", ["خبر", HOSTILE])
def test_the_page_gives_the_one_line_that_another_site_needs(
    episode: Episode, show: Show, title: str
) -> None:
    page = parsed(pages.episode_page(replace(episode, title=title), show, cover="cover.png"))
    (area,) = page.xpath("//textarea")
    assert "\n" not in area.text
    frame = html.fragment_fromstring(area.text)
    assert frame.tag == "iframe"
    assert frame.get("src") == (f"https://news.example.org/urdu/episodes/{episode.id}/embed.html")
    assert frame.get("height") == "160"
    assert frame.get("title").startswith(title[:3])
    assert set(frame.keys()) == {"src", "title", "width", "height", "loading", "style"}


def test_without_an_address_the_script_completes_the_line(episode: Episode) -> None:
    page = parsed(pages.episode_page(episode, Show(), cover="cover.png"))
    (area,) = page.xpath("//textarea")
    assert area.get("data-url") == "embed.html"
    assert 'src="embed.html"' in area.text
