"""What browsers, phones and search engines ask of a site beside its pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from page_reading import HOSTILE, parsed, policy_of
from PIL import Image

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages, public_files
from naqeeb.podcast.artwork import cover, icon
from naqeeb.podcast.pages import sitemap

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def files(show: Show, *episodes: Episode, cover: str = "cover.png") -> dict[str, bytes]:
    return dict(pages.site_files(show, episodes, cover=cover))


def test_listeners_may_have_all_of_them(show: Show, episode: Episode) -> None:
    names = {*files(show, episode), "icon.png", "icon-00ff00ff.png", "list.js", "list-2.js"}
    assert [name for name in names if not public_files.is_held((name,))] == []
    assert public_files.is_held(("episodes", "e", "embed.html"))


def test_a_phone_can_put_the_station_on_its_home_screen(show: Show, episode: Episode) -> None:
    manifest = json.loads(files(replace(show, title=HOSTILE), episode)["manifest.webmanifest"])
    assert (manifest["lang"], manifest["dir"]) == ("ur", "rtl")
    assert manifest["display"] == "standalone"
    assert manifest["start_url"] == "index.html"
    (picture,) = manifest["icons"]
    drawn = Image.open(BytesIO(icon.draw(cover.default_cover()[1])))
    assert (picture["src"], picture["sizes"]) == ("icon.png", f"{drawn.width}x{drawn.height}")
    page = parsed(pages.episode_page(episode, show, cover="cover.png"))
    assert page.xpath("//link[@rel='manifest']/@href") == ["../../manifest.webmanifest"]
    assert page.xpath("//link[@rel='apple-touch-icon']/@href") == ["../../icon.png"]


def test_an_own_cover_gives_an_icon_of_its_own() -> None:
    out = BytesIO()
    Image.new("RGB", (1400, 1400), "red").save(out, "JPEG")
    drawn = Image.open(BytesIO(icon.draw(out.getvalue())))
    assert (drawn.format, drawn.size) == ("PNG", (512, 512))
    assert icon.name_for("cover-00ff00ff.jpg") == "icon-00ff00ff.png"


def test_search_engines_find_every_episode(
    show: Show, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    beside = files(show, *episodes(3))
    assert beside["robots.txt"].decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://news.example.org/urdu/sitemap.xml",
    ]
    tree = etree.fromstring(beside["sitemap.xml"])
    assert [each.text for each in tree.iter(LOC)] == [
        "https://news.example.org/urdu/",
        *(
            f"https://news.example.org/urdu/episodes/e0000{number}/index.html"
            for number in (2, 1, 0)
        ),
    ]


def test_a_long_sitemap_is_in_parts_of_which_a_new_episode_changes_one(
    monkeypatch: pytest.MonkeyPatch, show: Show, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    monkeypatch.setattr(sitemap, "ITEMS", 4)
    before, after = (files(show, *episodes(count)) for count in (8, 9))
    names = [f"https://news.example.org/urdu/sitemap-{number}.xml" for number in (1, 3, 2)]
    tree = etree.fromstring(before["sitemap.xml"])
    assert [each.text for each in tree.iter(LOC)] == names
    pages = [
        each.text
        for name in ("sitemap-1.xml", "sitemap-3.xml", "sitemap-2.xml")
        for each in etree.fromstring(before[name]).iter(LOC)
    ]
    assert pages == [
        "https://news.example.org/urdu/",
        *(f"https://news.example.org/urdu/episodes/e0000{n}/index.html" for n in range(7, -1, -1)),
    ]
    assert [name for name in after if after[name] != before[name]] == ["sitemap-1.xml"]


def test_a_show_without_an_address_or_out_of_the_directories_has_no_sitemap(
    show: Show, episode: Episode
) -> None:
    nowhere = files(replace(show, site_url=None), episode)
    blocked = files(replace(show, block=True), episode)
    assert "sitemap.xml" not in nowhere.keys() | blocked.keys()
    assert b"localhost" not in b"".join(nowhere.values())
    assert "Disallow: /" in blocked["robots.txt"].decode()


def test_a_font_is_brought_only_where_it_is_wanted(show: Show, episode: Episode) -> None:
    plain = pages.episode_page(episode, show, cover="cover.png")
    assert b"nastaliq.woff2" not in plain
    assert "nastaliq.woff2" not in files(show, episode)
    wanted = replace(show, font=True)
    font = files(wanted, episode)["nastaliq.woff2"]
    assert font[:4] == b"wOF2"
    assert len(font) < 300_000
    page = pages.episode_page(episode, wanted, cover="cover.png")
    assert b'url("../../nastaliq.woff2")' in page
    assert "font-src 'self'" in policy_of(page)
    station = dict(pages.build(wanted, [episode], lambda _: episode, cover="cover.png"))[
        "index.html"
    ]
    assert b'url("nastaliq.woff2")' in station
