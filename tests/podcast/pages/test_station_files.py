"""When the station's files are written again, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from page_reading import (
    ShowFolder,
    parsed,
)

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages
from naqeeb.podcast.pages.station_files import ITEMS


def test_a_small_station_is_one_page_and_its_search_data(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    assert folder.update(episodes(3)) == ["list.js", "search.js", "index.html"]


def test_a_station_without_episodes_has_a_page_that_says_so(folder: ShowFolder) -> None:
    assert "index.html" in folder.update(())
    assert "ابھی کوئی خبر نہیں" in folder.read("index.html").decode()


def test_what_is_up_to_date_is_neither_written_nor_loaded(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(130))
    assert folder.update(episodes(130)) == []
    assert folder.loaded == []


def test_a_new_episode_changes_the_newest_block_alone(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(130))
    assert folder.update(episodes(131)) == ["list.js", "search.js", "index.html"]
    assert len(folder.loaded) <= ITEMS * 3 // 2


def test_a_full_block_moves_to_files_of_its_own(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(99))
    written = folder.update(episodes(100))
    # The page below learns its newer neighbour; what it holds for the search stays.
    assert set(written) == {
        "index.html",
        "search.js",
        "list.js",
        "page-3.html",
        "search-3.js",
        "list-3.js",
        "page-2.html",
    }


def test_a_correction_changes_the_block_that_it_stands_in(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    before = episodes(130)
    folder.update(before)
    oldest = replace(before[-1], title="درست خبر", updated=before[-1].updated + timedelta(days=1))
    assert set(folder.update((*before[:-1], oldest))) == {"list-2.js", "search-2.js", "page-2.html"}


def test_other_settings_change_the_pages_but_not_what_the_search_reads(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(80))
    assert set(folder.update(episodes(80), title="نیا نام")) == {"index.html", "page-2.html"}


def test_the_same_episodes_give_the_same_bytes(
    show: Show, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    def build(unsorted: tuple[Episode, ...]) -> dict[str, bytes]:
        by_id = {episode.id: episode for episode in unsorted}
        return dict(pages.build(show, unsorted, by_id.__getitem__, cover="cover.png"))

    assert build(episodes(60)) == build(tuple(reversed(episodes(60))))


def test_files_that_removed_episodes_leave_behind_are_named() -> None:
    names = ["index.html", "search.js", "page-2.html", "page-9.html", "search-9.js", "feed-9.xml"]
    assert pages.surplus(names, 80) == ("page-9.html", "search-9.js")


def test_older_episodes_are_reached_from_page_to_page_and_by_month(
    folder: ShowFolder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    whole = episodes(130)
    folder.update(whole)
    seen: list[str] = []
    name: str | None = "index.html"
    while name:
        page = parsed(folder.read(name))
        links = page.xpath("//main//a[starts-with(@href, 'episodes/')]/@href")
        seen += [link.split("/")[1] for link in links]
        name = next(iter(page.xpath("//main//a[@rel='next']/@href")), None)
    assert seen == [episode.id for episode in whole]
    months = parsed(folder.read("index.html")).xpath("//nav[@class='archive']//a/@href")
    assert len(months) == len({(e.published.year, e.published.month) for e in whole})
    for href in months:
        page_name, _, anchor = href.partition("#")
        assert parsed(folder.read(page_name)).get_element_by_id(anchor) is not None
