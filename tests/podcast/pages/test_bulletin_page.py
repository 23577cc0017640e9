"""How a page shows a bulletin: headlines as a list, a heading and a picture for each story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from page_reading import (
    parsed,
)

from naqeeb.model import Delivery, Episode, Role, Script, Show
from naqeeb.podcast import chapters, pages, transcript


def test_a_bulletin_has_headlines_as_a_list_and_a_heading_for_each_story(
    bulletin: Script,
    time_lines: Callable[..., Any],
    episode: Episode,
    show: Show,
) -> None:
    cues = time_lines(bulletin.lines)
    news = replace(
        episode,
        title=bulletin.article.title,
        transcript=transcript.captions(bulletin, cues),
        chapters=chapters.plan(bulletin, cues, cues[-1].end_ms),
    )
    page = parsed(pages.episode_page(news, show, cover="cover.png"))
    headlines = page.xpath("//ul[@class='headlines']/li")
    assert [li.text_content() for li in headlines] == ["سیلاب سے نقصان", "کرکٹ میں جیت"]
    stories = page.xpath("//main//div/h2")
    assert [h2.text_content() for h2 in stories] == ["سیلاب سے نقصان", "کرکٹ میں جیت"]
    assert page.xpath("string(//h1)").strip() == "صبح کی خبریں"


def _with_announcements(bulletin: Script, stated: str) -> Script:
    """The headlines as a bulletin says them, with the announcer's words around them."""
    greeting, first, *rest = bulletin.lines
    lines = (
        greeting,
        replace(first, written="پہلے سرخیاں۔"),
        replace(first, written=stated),
        rest[0],
        replace(first, written="اب خبروں کی تفصیل۔"),
        *rest[1:],
    )
    return replace(bulletin, lines=lines)


def _texts(page: Any, path: str) -> list[str]:
    return [element.text_content() for element in page.xpath(path)]


def test_what_is_said_before_and_after_the_headlines_is_none_of_them(
    bulletin: Script, time_lines: Callable[..., Any], episode: Episode, show: Show
) -> None:
    announced = _with_announcements(bulletin, "سیلاب سے نقصان")
    captions = transcript.captions(announced, time_lines(announced.lines))
    news = replace(episode, transcript=captions)
    page = parsed(pages.episode_page(news, show, cover="cover.png"))
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


def test_in_a_bulletin_each_story_has_its_own_picture(
    bulletin: Script, time_lines: Callable[..., Any], episode: Episode, show: Show
) -> None:
    cues = time_lines(bulletin.lines)
    images = ["story-a.jpg", None]
    news = replace(
        episode,
        title=bulletin.article.title,
        image="story-a.jpg",
        transcript=transcript.captions(bulletin, cues),
        chapters=chapters.plan(
            bulletin, cues, cues[-1].end_ms, [chapters.Story(image=each) for each in images]
        ),
    )
    page = parsed(pages.episode_page(news, show, cover="cover.png"))
    (picture,) = page.xpath("//img[@class='picture']")
    assert picture.get("src") == "story-a.jpg"
    assert picture.getnext().text_content() == "سیلاب سے نقصان"


def test_a_story_whose_title_is_not_read_has_it_as_its_heading(
    bulletin: Script, time_lines: Callable[..., Any], episode: Episode, show: Show
) -> None:
    greeting, first, *rest = bulletin.lines
    link = replace(greeting, role=Role.LINK, written="اب کھیل۔", story=1)
    heading = replace(rest[2], written="دوسرا حصہ", delivery=Delivery.HEADLINE, paragraph=1)
    headlines = (replace(first, paragraph=0), replace(rest[0], paragraph=1))
    lines = (greeting, *headlines, rest[2], heading, link, *rest[4:])
    cues = time_lines(lines)
    script = replace(bulletin, lines=lines)
    pictured = (chapters.Story(), chapters.Story(image="match.jpg"))
    news = replace(
        episode,
        transcript=transcript.captions(script, cues),
        chapters=chapters.plan(script, cues, cues[-1].end_ms, pictured),
        files={"match.jpg": ""},
    )
    page = parsed(pages.episode_page(news, show, cover="cover.png"))
    stories = page.xpath("//div[@class='text']/*[self::h2 or self::h3 or self::p]")
    assert [(each.tag, each.text_content()) for each in stories] == [
        ("p", "السلام علیکم۔"),
        ("h2", "سیلاب سے نقصان"),
        ("p", "سندھ میں سیلاب آیا۔"),
        ("h3", "دوسرا حصہ"),
        ("p", "اب کھیل۔"),
        ("h2", "کرکٹ میں جیت"),
        ("p", "پاکستان جیت گیا۔"),
        ("p", "اللہ حافظ۔"),
    ]
    (picture,) = page.xpath("//div[@class='text']/img")
    assert picture.getnext().text_content() == "کرکٹ میں جیت", "though a link leads over to it"
