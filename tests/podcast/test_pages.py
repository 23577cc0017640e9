"""The pages as files: what they hold, and when they are written again."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from naqeeb.model import AudioFile, Caption, CueWord, Episode, Role, Script, Show
from naqeeb.podcast import chapters, feed, pages, transcript
from naqeeb.podcast.pages import wording
from naqeeb.podcast.pages.station_files import ITEMS
from naqeeb.text.clock import iso_duration

Made = dict[str, bytes]
HOSTILE = """</script><script>alert(1)</script><img src=x onerror=alert(2)> "' & \u2028\u202e"""


def parsed(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


def text_of(page: bytes, path: str) -> str:
    return " ".join(parsed(page).xpath(f"string({path})").split())


def embedded(page: bytes, name: str) -> Any:
    return json.loads(parsed(page).get_element_by_id(name).text)


def schema_of(page: bytes) -> Any:
    return json.loads(parsed(page).xpath("//script[@type='application/ld+json']")[0].text)


def graph_of(page: bytes) -> dict[str, str]:
    return {m.get("property"): m.get("content") for m in parsed(page).xpath("//meta[@property]")}


def policy_of(page: bytes) -> str:
    found = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return str(found[0])


class Folder:
    """A show's folder that is brought up to date again and again."""

    def __init__(self, path: Path, show: Show) -> None:
        self.path = path
        self.show = show
        self.loaded: list[str] = []

    def update(self, episodes: tuple[Episode, ...], **changes: Any) -> list[str]:
        by_id = {episode.id: episode for episode in episodes}
        self.loaded.clear()

        def load(episode_id: str) -> Episode:
            self.loaded.append(episode_id)
            return by_id[episode_id]

        written = []
        for name, data in pages.build(
            replace(self.show, **changes),
            episodes,
            load,
            cover="cover.png",
            have=lambda name: feed.stamp_in(self.path / name),
        ):
            (self.path / name).write_bytes(data)
            written.append(name)
        return written

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()


@pytest.fixture
def folder(tmp_path: Path, show: Show) -> Folder:
    return Folder(tmp_path, show)


# -- when files are written ------------------------------------------------------------


def test_a_small_station_is_one_page_and_its_search_data(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    assert folder.update(episodes(3)) == ["search.js", "index.html"]


def test_a_station_without_episodes_has_a_page_that_says_so(folder: Folder) -> None:
    assert "index.html" in folder.update(())
    assert "ابھی کوئی خبر نہیں" in folder.read("index.html").decode()


def test_what_is_up_to_date_is_neither_written_nor_loaded(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(130))
    assert folder.update(episodes(130)) == []
    assert folder.loaded == []


def test_a_new_episode_changes_the_newest_block_alone(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(130))
    assert folder.update(episodes(131)) == ["search.js", "index.html"]
    assert len(folder.loaded) <= ITEMS * 3 // 2


def test_a_full_block_moves_to_files_of_its_own(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(99))
    written = folder.update(episodes(100))
    # The page below learns its newer neighbour; what it holds for the search stays.
    assert set(written) == {
        "index.html",
        "search.js",
        "page-3.html",
        "search-3.js",
        "page-2.html",
    }


def test_a_correction_changes_the_block_that_it_stands_in(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    before = episodes(130)
    folder.update(before)
    oldest = replace(before[-1], title="درست خبر", updated=before[-1].updated + timedelta(days=1))
    assert set(folder.update((*before[:-1], oldest))) == {"search-2.js", "page-2.html"}


def test_other_settings_change_the_pages_but_not_what_the_search_reads(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    folder.update(episodes(80))
    assert set(folder.update(episodes(80), title="نیا نام")) == {"index.html", "page-2.html"}


def test_the_same_episodes_give_the_same_bytes(
    show: Show, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    def make(made: tuple[Episode, ...]) -> Made:
        by_id = {episode.id: episode for episode in made}
        return dict(pages.build(show, made, by_id.__getitem__, cover="cover.png"))

    assert make(episodes(60)) == make(tuple(reversed(episodes(60))))


def test_files_that_removed_episodes_leave_behind_are_named() -> None:
    names = ["index.html", "search.js", "page-2.html", "page-9.html", "search-9.js", "feed-9.xml"]
    assert pages.surplus(names, 80) == ("page-9.html", "search-9.js")


def test_older_episodes_are_reached_from_page_to_page_and_by_month(
    folder: Folder, episodes: Callable[[int], tuple[Episode, ...]]
) -> None:
    made = episodes(130)
    folder.update(made)
    seen: list[str] = []
    name: str | None = "index.html"
    while name:
        page = parsed(folder.read(name))
        links = page.xpath("//main//a[starts-with(@href, 'episodes/')]/@href")
        seen += [link.split("/")[1] for link in links]
        name = next(iter(page.xpath("//main//a[@rel='next']/@href")), None)
    assert seen == [episode.id for episode in made]
    months = parsed(folder.read("index.html")).xpath("//nav[@class='archive']//a/@href")
    assert len(months) == len({(e.published.year, e.published.month) for e in made})
    for href in months:
        page_name, _, anchor = href.partition("#")
        assert parsed(folder.read(page_name)).get_element_by_id(anchor) is not None


# -- what they hold --------------------------------------------------------------------


def test_an_article_reads_as_an_article(episode: Episode, show: Show) -> None:
    page = pages.episode_page(episode, show, cover="cover.png")
    assert text_of(page, "//h1") == episode.title
    paragraphs = [" ".join(p.text_content().split()) for p in parsed(page).xpath("//main//div/p")]
    assert paragraphs == [
        " ".join(c.text for c in episode.transcript if c.paragraph == number)
        for number in range(len(paragraphs))
    ]
    assert text_of(page, "//p[@class='meta']").startswith("نامہ نگار")


def test_a_bulletin_has_headlines_as_a_list_and_a_heading_for_each_story(
    bulletin: Script,
    time_lines: Callable[..., Any],
    episode: Episode,
    show: Show,
) -> None:
    cues = time_lines(bulletin.lines)
    made = replace(
        episode,
        title=bulletin.article.title,
        transcript=transcript.captions(bulletin, cues),
        chapters=chapters.plan(bulletin, cues, cues[-1].end_ms),
    )
    page = parsed(pages.episode_page(made, show, cover="cover.png"))
    headlines = page.xpath("//ul[@class='headlines']/li")
    assert [li.text_content() for li in headlines] == ["سیلاب سے نقصان", "کرکٹ میں جیت"]
    stories = page.xpath("//main//div/h2")
    assert [h2.text_content() for h2 in stories] == ["سیلاب سے نقصان", "کرکٹ میں جیت"]
    assert page.xpath("string(//h1)").strip() == "صبح کی خبریں"


def _with_announcements(bulletin: Script, stated: str) -> Script:
    """The headlines as a bulletin says them, with the announcer's words around them."""
    greeting, first, *rest = bulletin.lines
    said = (
        greeting,
        replace(first, written="پہلے سرخیاں۔"),
        replace(first, written=stated),
        rest[0],
        replace(first, written="اب خبروں کی تفصیل۔"),
        *rest[1:],
    )
    return replace(bulletin, lines=said)


def _texts(page: Any, path: str) -> list[str]:
    return [element.text_content() for element in page.xpath(path)]


def test_what_is_said_before_and_after_the_headlines_is_none_of_them(
    bulletin: Script, time_lines: Callable[..., Any], episode: Episode, show: Show
) -> None:
    announced = _with_announcements(bulletin, "سیلاب سے نقصان")
    captions = transcript.captions(announced, time_lines(announced.lines))
    made = replace(episode, transcript=captions)
    page = parsed(pages.episode_page(made, show, cover="cover.png"))
    assert _texts(page, "//ul[@class='headlines']/li") == ["سیلاب سے نقصان", "کرکٹ میں جیت"]
    around = ("preceding-sibling::*[1]", "following-sibling::*[1]")
    assert [_texts(page, f"//ul[@class='headlines']/{each}") for each in around] == [
        ["پہلے سرخیاں۔"],
        ["اب خبروں کی تفصیل۔"],
    ]
    assert _texts(page, "//div[@class='text']/p[@class='remark']")[0] == "السلام علیکم۔"


def test_a_headline_may_be_the_beginning_of_a_story_that_states_no_title(
    bulletin: Script, time_lines: Callable[..., Any], episode: Episode, show: Show
) -> None:
    announced = _with_announcements(bulletin, "سندھ میں…")
    untitled = tuple(each for each in announced.lines if each.role is not Role.TITLE or each.story)
    captions = transcript.captions(replace(announced, lines=untitled), time_lines(untitled))
    page = parsed(
        pages.episode_page(replace(episode, transcript=captions), show, cover="cover.png")
    )
    assert _texts(page, "//ul[@class='headlines']/li") == ["سندھ میں…", "کرکٹ میں جیت"]


def test_a_chapter_leads_to_its_sentence_without_any_script(episode: Episode, show: Show) -> None:
    page = parsed(pages.episode_page(episode, show, cover="cover.png"))
    links = page.xpath("//nav[@class='chapters']//a")
    assert len(links) == len(episode.chapters) > 1
    for link, chapter in zip(links, episode.chapters, strict=True):
        at = int(link.get("href").removeprefix("#s"))
        assert abs(episode.transcript[at].start_ms - chapter.start_ms) <= 1000
        assert page.get_element_by_id(f"s{at}") is not None


def test_times_of_words_stand_in_the_page_where_the_voice_reported_them(
    episode: Episode, show: Show
) -> None:
    estimated = replace(
        episode, transcript=tuple(replace(c, estimated=True) for c in episode.transcript)
    )
    cues = embedded(pages.episode_page(episode, show, cover="c.png"), "cues")
    first = episode.transcript[0]
    assert cues[0][:2] == [first.start_ms, first.end_ms]
    assert [word[2:] for word in cues[0][2]] == [[w.start_ms, w.end_ms] for w in first.words]
    cues = embedded(pages.episode_page(estimated, show, cover="c.png"), "cues")
    assert all(len(cue) == 2 for cue in cues)


def test_all_editions_of_the_sound_can_be_fetched(episode: Episode, show: Show) -> None:
    small = AudioFile("e-small.mp3", "audio/mpeg", 90_000, "cd" * 32, 24_000, "کم ڈیٹا")
    made = replace(episode, alternates=(small,))
    page = parsed(pages.episode_page(made, show, cover="c.png"))
    links = {a.get("href"): a.text_content() for a in page.xpath("//a[@download]")}
    assert "720 KB" in links[episode.audio.name]
    assert links["e-small.mp3"].startswith("کم ڈیٹا")


def test_the_sound_may_lie_on_another_host(episode: Episode, show: Show) -> None:
    apart = replace(show, media_url="https://media.example.net/n/")
    page = pages.episode_page(episode, apart, cover="c.png")
    url = f"https://media.example.net/n/episodes/{episode.id}/{episode.audio.name}"
    assert parsed(page).xpath("//audio/@src") == [url]
    assert "media-src 'self' file: https://media.example.net;" in policy_of(page)
    here = pages.episode_page(episode, show, cover="c.png")
    assert parsed(here).xpath("//audio/@src") == [episode.audio.name]


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
    folder: Folder, episode: Episode, show: Show
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


def test_a_page_asks_nothing_of_other_hosts(folder: Folder, episode: Episode, show: Show) -> None:
    folder.update((episode,))
    for page in (pages.episode_page(episode, show, cover="c.png"), folder.read("index.html")):
        tree = parsed(page)
        asked = tree.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert asked
        assert not [url for url in asked if "//" in url and not url.startswith("data:")]
        assert "@import" not in (style := tree.xpath("string(//style)"))
        assert "url(http" not in style


def test_the_policy_allows_just_the_style_and_script_of_the_page(
    folder: Folder, episode: Episode, show: Show
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


def test_nothing_in_a_story_becomes_markup(folder: Folder, episode: Episode, show: Show) -> None:
    caption = replace(episode.transcript[0], text=HOSTILE, words=())
    made = replace(
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
    folder.update((made,))
    for page in (
        pages.episode_page(made, hostile, cover="cover.png"),
        folder.read("index.html"),
    ):
        tree = parsed(page)
        assert len(tree.xpath("//script[not(@type)]")) == 1
        assert not tree.xpath("//img[@onerror] | //@href[starts-with(., 'javascript')]")
        name = schema_of(page)["name"]
        assert name.startswith("</script><script>alert(1)</script>")
        assert "\u202e" not in name
    found = folder.read("search.js").decode()
    assert "</script" not in found
    assert "\u2028" not in found


def searched(script: bytes) -> list[Any]:
    """The rows that a file of search data hands over."""
    comment, call = script.decode().strip().split("\n")
    assert comment.startswith("// <!-- naqeeb ")
    name, rows = json.loads("[" + call.removeprefix("naqeebShard(").removesuffix(");") + "]")
    assert name.startswith("search")
    made: list[Any] = rows
    return made


def test_the_search_reads_every_sentence_once(folder: Folder, episode: Episode) -> None:
    folder.update((episode,))
    ((episode_id, title, date, length, sentences),) = searched(folder.read("search.js"))
    assert (episode_id, title) == (episode.id, episode.title)
    assert (date, length) == ("20 نومبر 2026", "2 منٹ")
    assert sentences == [[c.start_ms // 100, c.text] for c in episode.transcript[1:]]


def test_the_search_passes_over_what_every_bulletin_says(
    folder: Folder, bulletin: Script, time_lines: Callable[..., Any], episode: Episode
) -> None:
    cues = time_lines(bulletin.lines)
    made = replace(episode, transcript=transcript.captions(bulletin, cues))
    folder.update((made,))
    ((*_, sentences),) = searched(folder.read("search.js"))
    assert [text for _, text in sentences] == [
        line.written for line in bulletin.lines if line.role in (Role.TITLE, Role.BODY)
    ]


anything = st.text(max_size=60)
readable = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60)


@settings(max_examples=60)
@given(title=anything, text=readable, byline=anything)
def test_any_text_is_shown_as_it_is_and_nothing_else(title: str, text: str, byline: str) -> None:
    episode = _tiny(title, text, byline)
    page = pages.episode_page(episode, Show(), cover="cover.png")
    tree = parsed(page)
    shown = tree.get_element_by_id("s0").text_content()
    assert shown.split() == text.split()
    assert len(tree.xpath("//script")) == 3
    assert schema_of(page)["@type"] == "PodcastEpisode"


@given(st.lists(st.text("آب۔ x😀𝔘", min_size=1, max_size=8), min_size=1, max_size=6))
def test_places_of_words_are_counted_as_the_browser_counts(tokens: list[str]) -> None:
    text, marks, at = " ".join(tokens), [], 0
    for number, token in enumerate(tokens):
        marks.append(CueWord(at, at + len(token), number * 100, number * 100 + 100))
        at += len(token) + 1
    episode = _tiny("t", text, "b", tuple(marks))
    ((_, _, placed),) = embedded(pages.episode_page(episode, Show(), cover="c"), "cues")
    units = text.encode("utf-16-le")
    for (start, end, *_), token in zip(placed, tokens, strict=True):
        assert units[start * 2 : end * 2].decode("utf-16-le") == token


def _tiny(title: str, text: str, byline: str, marks: tuple[CueWord, ...] = ()) -> Episode:
    when = datetime.fromisoformat("2026-11-20T12:00:00+05:00")
    return Episode(
        guid="g",
        id="e",
        key="k",
        title=title,
        published=when,
        updated=when,
        audio=AudioFile("e-00.mp3", "audio/mpeg", 1, "00" * 32),
        duration_ms=2000,
        chapters=(),
        transcript=(Caption(Role.BODY, 0, 0, text, 0, 2000, marks),),
        voice="tone",
        engine="tone",
        engine_version="1",
        voice_licence="",
        source_hash="",
        byline=byline,
    )


@pytest.mark.parametrize(
    ("ms", "said", "iso"),
    [
        (400, "1 سیکنڈ", "PT1S"),
        (45_000, "45 سیکنڈ", "PT45S"),
        (58_000, "1 منٹ", "PT58S"),
        (185_000, "3 منٹ", "PT3M5S"),
        (3_600_000, "1 گھنٹہ", "PT1H"),
        (7_530_000, "2 گھنٹے 6 منٹ", "PT2H5M30S"),
    ],
)
def test_lengths_are_said_as_people_say_them(ms: int, said: str, iso: str) -> None:
    assert (wording.length(ms), iso_duration(ms)) == (said, iso)


def test_a_date_is_the_one_that_the_article_states_wherever_the_page_is_made() -> None:
    morning = datetime.fromisoformat("2026-11-22T02:00:00+05:00")
    assert wording.day(morning) == "اتوار، 22 نومبر 2026"


def test_a_storys_own_picture_is_shown_and_one_from_elsewhere_is_not(
    folder: Folder, episode: Episode, show: Show
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


def test_in_a_bulletin_each_story_has_its_own_picture(
    bulletin: Script, time_lines: Callable[..., Any], episode: Episode, show: Show
) -> None:
    cues = time_lines(bulletin.lines)
    images = ["story-a.jpg", None]
    made = replace(
        episode,
        title=bulletin.article.title,
        image="story-a.jpg",
        transcript=transcript.captions(bulletin, cues),
        chapters=chapters.plan(bulletin, cues, cues[-1].end_ms, images=images),
    )
    page = parsed(pages.episode_page(made, show, cover="cover.png"))
    (picture,) = page.xpath("//img[@class='picture']")
    assert picture.get("src") == "story-a.jpg"
    assert picture.getnext().text_content() == "سیلاب سے نقصان"


def test_a_show_without_a_name_has_one_all_the_same(folder: Folder, episode: Episode) -> None:
    folder.show = Show(title=" ")
    folder.update((episode,))
    for page in (
        pages.episode_page(episode, folder.show, cover="cover.png"),
        folder.read("index.html"),
    ):
        assert Show().title in text_of(page, "//title")
        assert all(h.text_content().strip() for h in parsed(page).xpath("//h1 | //h2 | //h3"))


def test_a_correction_says_that_it_is_one(episode: Episode, show: Show) -> None:
    plain = pages.episode_page(episode, show, cover="c.png")
    assert "تصحیح" not in text_of(plain, "//header[@class='head']")
    changed = replace(
        episode,
        updated=episode.published + timedelta(days=3),
        previous_audio=(("old.mp3", episode.published),),
    )
    page = pages.episode_page(changed, show, cover="c.png")
    assert "تصحیح: 23 نومبر 2026" in text_of(page, "//header[@class='head']")
