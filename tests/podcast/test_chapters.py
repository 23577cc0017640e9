"""Chapters: one a story in a bulletin, one every three quarters of a minute in an article."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.model import Article, Chapter, Cue, Delivery, Episode, Line, Role, Script, Show
from naqeeb.podcast import chapters

Timer = Callable[[Sequence[Line]], tuple[Cue, ...]]


def article_of(*paragraphs: str) -> Script:
    body = [Line(n, Role.BODY, text, "") for n, text in enumerate(paragraphs)]
    title = Line(-1, Role.TITLE, "سرخی", "")
    return Script(Article("a", "سرخی", paragraphs), (title, *body))


def test_a_bulletin_has_a_chapter_a_story_after_the_headlines(
    bulletin: Script, time_lines: Timer
) -> None:
    cues = time_lines(bulletin.lines)
    flood = chapters.Story(image="flood.jpg", url="https://example.org/flood")
    planned = chapters.plan(bulletin, cues, 60_000, (flood, chapters.Story(image="match.jpg")))
    assert [chapter.title for chapter in planned] == [
        "سرخیاں",
        "سیلاب سے نقصان",
        "کرکٹ میں جیت",
        "اختتام",
    ]
    assert [chapter.image for chapter in planned] == [None, "flood.jpg", "match.jpg", None]
    assert planned[1].url == "https://example.org/flood"
    assert planned[1].start_ms == cues[3].start_ms
    assert planned[-1].end_ms == 60_000


def test_stories_are_called_as_the_newsroom_calls_them(bulletin: Script, time_lines: Timer) -> None:
    stories = (chapters.Story("پوری سرخی"), chapters.Story(" "))
    planned = chapters.plan(bulletin, time_lines(bulletin.lines), 60_000, stories)
    titles = [chapter.title for chapter in planned]
    assert titles == ["سرخیاں", "پوری سرخی", "کرکٹ میں جیت", "اختتام"]


def test_a_bulletin_of_one_story_has_its_opening_and_its_end(
    bulletin: Script, time_lines: Timer
) -> None:
    lines = tuple(line for line in bulletin.lines if line.story == 0)
    planned = chapters.plan(replace(bulletin, lines=lines), time_lines(lines), 60_000)
    assert [chapter.title for chapter in planned] == ["سرخیاں", "سیلاب سے نقصان", "اختتام"]


def test_a_bulletin_begins_with_the_track_even_after_music(bulletin: Script) -> None:
    cues = tuple(Cue(n, 5000 + 1000 * n, 6000 + 1000 * n) for n in range(len(bulletin.lines)))
    planned = chapters.plan(bulletin, cues, 60_000)
    assert [chapter.start_ms for chapter in planned] == [0, 8000, 10_000, 12_000]


def test_what_begins_where_another_does_or_with_the_end_is_no_chapter(bulletin: Script) -> None:
    starts = (0, 0, 0, 1000, 1000, 1000, 1000, 2000)
    cues = tuple(Cue(number, start, start) for number, start in enumerate(starts))
    planned = chapters.plan(bulletin, cues, 2000)
    assert [chapter.title for chapter in planned] == ["سرخیاں", "سیلاب سے نقصان"]
    at_once = tuple(replace(cue, start_ms=0) for cue in cues)
    assert [chapter.title for chapter in chapters.plan(bulletin, at_once, 2000)] == ["سرخیاں"]


def test_a_bulletin_of_which_no_story_is_heard_is_one_chapter(
    bulletin: Script, time_lines: Timer
) -> None:
    around = tuple(line for line in bulletin.lines if not line.role.is_of_a_story)
    planned = chapters.plan(replace(bulletin, lines=around), time_lines(around), 60_000)
    assert [chapter.title for chapter in planned] == ["سرخیاں"]
    assert [chapter.title for chapter in chapters.plan(bulletin, (), 60_000)] == ["صبح کی خبریں"]


def test_a_story_of_which_nothing_is_written_is_called_as_the_bulletin(
    time_lines: Timer,
) -> None:
    lines = tuple(Line(0, Role.BODY, "", "", story=story) for story in (0, 1))
    planned = chapters.plan(Script(Article("b", "خبریں", ()), lines), time_lines(lines), 60_000)
    assert [chapter.title for chapter in planned] == ["خبریں", "خبریں"]


def test_what_has_no_title_at_all_is_the_first() -> None:
    (only,) = chapters.plan(Script(Article("a", " ", ()), ()), (), 1000)
    assert (only.title, only.start_ms, only.end_ms) == ("1", 0, 1000)


def test_a_story_without_a_title_is_named_by_its_first_clause(time_lines: Timer) -> None:
    lines = (
        Line(0, Role.BODY, "سندھ میں سیلاب آیا، لوگ بے گھر ہوئے۔", "", story=0),
        Line(0, Role.BODY, "پاکستان میچ جیت گیا۔", "", story=1),
    )
    planned = chapters.plan(Script(Article("b", "خبریں", ()), lines), time_lines(lines), 60_000)
    assert [chapter.title for chapter in planned] == ["سندھ میں سیلاب آیا", "پاکستان میچ جیت گیا"]


def test_chapters_of_an_article_begin_at_paragraphs_well_apart() -> None:
    script = article_of(
        "پہلا پیرا یہاں ہے۔", "دوسرا پیرا یہاں ہے۔", "تیسرا پیرا یہاں ہے۔", "چوتھا پیرا یہاں ہے۔"
    )
    cues = tuple(Cue(n, n * 30_000, n * 30_000 + 29_000) for n in range(5))
    planned = chapters.plan(script, cues, 160_000)
    assert [(chapter.start_ms, chapter.title) for chapter in planned] == [
        (0, "سرخی"),
        (60_000, "دوسرا پیرا یہاں ہے"),
        (120_000, "چوتھا پیرا یہاں ہے"),
    ]


def headed(*texts: str) -> Script:
    """An article whose paragraphs with # are headings."""
    script = article_of(*(text.lstrip("# ") for text in texts))
    lines = [script.lines[0]]
    for line, text in zip(script.lines[1:], texts, strict=True):
        is_heading = text.startswith("#")
        lines.append(replace(line, delivery=Delivery.HEADLINE if is_heading else line.delivery))
    return replace(script, lines=tuple(lines))


def test_an_article_of_several_headings_is_parted_by_them() -> None:
    script = headed("تعارف یہاں ہے۔", "# پہلا حصہ", "متن۔", "طویل متن۔", "# دوسرا حصہ", "متن۔")
    cues = tuple(Cue(n, n * 30_000, n * 30_000 + 29_000) for n in range(7))
    planned = chapters.plan(script, cues, 210_000)
    assert [(chapter.start_ms, chapter.title) for chapter in planned] == [
        (0, "سرخی"),
        (60_000, "پہلا حصہ"),
        (150_000, "دوسرا حصہ"),
    ]


def test_one_heading_is_a_chapter_among_those_of_paragraphs() -> None:
    script = headed("تعارف۔", "متن یہاں ہے۔", "# حصہ", "متن۔", "اور متن۔")
    cues = tuple(Cue(n, n * 30_000, n * 30_000 + 29_000) for n in range(6))
    planned = chapters.plan(script, cues, 180_000)
    assert [chapter.title for chapter in planned] == ["سرخی", "متن یہاں ہے", "حصہ", "اور متن"]


@pytest.mark.parametrize(
    ("at_ms", "duration_ms", "count"),
    [
        (44_999, 100_000, 1),
        (45_000, 100_000, 2),
        (60_000, 75_000, 2),
        (60_000, 74_999, 1),
    ],
)
def test_a_chapter_lies_45_seconds_after_the_last_and_15_before_the_end(
    at_ms: int, duration_ms: int, count: int
) -> None:
    script = article_of("پیرا۔")
    cues = (Cue(0, 0, 1000), Cue(1, at_ms, duration_ms))
    assert len(chapters.plan(script, cues, duration_ms)) == count


def test_a_paragraph_is_named_by_its_first_sentence_however_late_others_begin() -> None:
    lines = [Line(-1, Role.TITLE, "سرخی", "")]
    lines += [Line(0, Role.BODY, text, "") for text in ("پہلا جملہ۔", "دوسرا جملہ۔")]
    script = Script(Article("a", "سرخی", ()), tuple(lines))
    cues = (Cue(0, 0, 1000), Cue(1, 1000, 50_000), Cue(2, 50_000, 60_000))
    assert len(chapters.plan(script, cues, 100_000)) == 1


def test_each_chapter_of_an_article_shows_its_picture() -> None:
    script = article_of("پیرا۔")
    cues = (Cue(0, 0, 1000), Cue(1, 60_000, 90_000))
    planned = chapters.plan(script, cues, 90_000, (chapters.Story(image="a.jpg"),))
    assert [chapter.image for chapter in planned] == ["a.jpg", "a.jpg"]
    assert [chapter.image for chapter in chapters.plan(script, cues, 90_000)] == [None, None]


def test_the_first_chapter_begins_with_the_track_even_after_music() -> None:
    script = article_of("پیرا۔")
    planned = chapters.plan(script, (Cue(0, 5000, 6000), Cue(1, 6000, 9000)), 9000)
    assert planned[0].start_ms == 0


def test_a_long_title_is_cut_at_a_word() -> None:
    script = article_of("x")
    script = replace(script, article=replace(script.article, title="خبر " * 40))
    (only,) = chapters.plan(script, (), 1000)
    assert len(only.title) <= chapters.TITLE_CHARS
    assert only.title.endswith("خبر…")


def test_the_file_is_json_chapters_1_2(episode: Episode, show: Show) -> None:
    episode = replace(
        episode,
        chapters=tuple(
            Chapter(start, start + 20_000, f"خبر\n{start}", image, url)
            for start, image, url in (
                (0, "a.jpg", None),
                (20_000, None, "https://example.org/خبر"),
                (40_000, "lost.jpg", "javascript:alert(1)"),
            )
        ),
        files={"a.jpg": ""},
    )
    show = replace(show, title="نقیب ریڈیو", author="ادارہ")
    document = json.loads(chapters.to_json(episode, show))
    assert document["version"] == "1.2.0"
    assert (document["title"], document["podcastName"]) == (episode.title, "نقیب ریڈیو")
    assert document["author"] == "ادارہ"
    assert document["fileName"].endswith(f"/{episode.audio.name}")
    assert [c["endTime"] for c in document["chapters"]] == [20, 40, 60]
    assert [c["title"] for c in document["chapters"]] == ["خبر 0", "خبر 20000", "خبر 40000"]
    assert [c.get("url") for c in document["chapters"]] == [
        None,
        "https://example.org/%D8%AE%D8%A8%D8%B1",
        None,
    ]
    first, *others = document["chapters"]
    assert first["startTime"] == 0
    assert first["img"] == f"https://news.example.org/urdu/episodes/{episode.id}/a.jpg"
    assert all("img" not in chapter for chapter in others)
    assert [c["startTime"] * 1000 for c in document["chapters"]] == [
        c.start_ms for c in episode.chapters
    ]


@given(
    gaps=st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 20_000)), max_size=25),
    roles=st.lists(st.sampled_from(Role), min_size=25, max_size=25),
    stories=st.lists(st.integers(0, 3), min_size=25, max_size=25),
    texts=st.lists(st.text(max_size=80), min_size=25, max_size=25),
)
def test_chapters_always_rise_and_cover_the_track(
    gaps: list[tuple[int, int]], roles: list[Role], stories: list[int], texts: list[str]
) -> None:
    lines = tuple(
        Line(at % 7, roles[at], texts[at], "", story=stories[at]) for at in range(len(gaps))
    )
    cues, now = [], 0
    for index, (length, pause) in enumerate(gaps):
        cues.append(Cue(index, now, now + length))
        now += length + pause
    duration = now + 1
    planned = chapters.plan(Script(Article("a", "سرخی", ()), lines), cues, duration)
    starts = [chapter.start_ms for chapter in planned]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert [chapter.end_ms for chapter in planned] == [*starts[1:], duration]
    assert all(0 < len(chapter.title) <= chapters.TITLE_CHARS for chapter in planned)
