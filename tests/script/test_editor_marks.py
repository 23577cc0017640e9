"""Marks of an editor: a pause, a word said so in one place, another voice; never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.errors import ScriptError
from naqeeb.model import Article, Line, Role
from naqeeb.script import chunks, compose, refuse_faulty_marks
from naqeeb.script.rundown import Rundown
from naqeeb.text import editor_marks


def lines(*paragraphs: str) -> tuple[Line, ...]:
    article = Article("x", "", paragraphs, title_stated=False)
    return compose([article]).lines


def test_a_pause_lasts_as_long_as_it_states() -> None:
    script = compose([Article("x", "", ("پہلی بات۔ {pause 1.5s} دوسری بات۔",), title_stated=False)])
    assert [line.written for line in script.lines] == ["پہلی بات۔", "دوسری بات۔"]
    assert [chunk.pause_ms for chunk in chunks(script, 200)] == [1500, None]


def test_a_pause_before_a_paragraph_stands_behind_the_one_before() -> None:
    assert [line.pause_ms for line in lines("پہلی بات۔", "{pause 500ms} دوسری بات۔")] == [500, None]


def test_what_is_said_so_is_said_so_in_this_place_alone() -> None:
    first, second = lines("اس نے {say شِنہوا: ژنگکوا} کہا۔ پھر ژنگکوا کہا۔")
    assert (first.written, first.spoken) == ("اس نے ژنگکوا کہا۔", "اس نے شِنہوا کہا۔")
    assert second.spoken == "پھر ژنگکوا کہا۔"


def test_what_is_said_so_is_read_as_in_the_lexicon() -> None:
    (line,) = lines("گھر {say 5 rain: ژنگکوا} ہے۔")
    assert line.spoken == "گھر پانچ رین ہے۔"
    with pytest.raises(ScriptError, match="cannot be spoken"):
        lines("گھر {say 🎉: ژنگکوا} ہے۔")


def test_of_two_in_one_sentence_only_the_marked_one_is_said_so() -> None:
    (line,) = lines("پہلا ژنگکوا اور {say شنہوا: ژنگکوا} ہے۔")
    assert line.spoken == "پہلا ژنگکوا اور شنہوا ہے۔"


def test_another_voice_speaks_until_it_is_closed() -> None:
    spoken = lines("میزبان۔ {voice espeak} مہمان۔", "مہمان پھر۔ {voice} میزبان پھر۔")
    assert [(line.written, line.voice) for line in spoken] == [
        ("میزبان۔", ""),
        ("مہمان۔", "espeak"),
        ("مہمان پھر۔", "espeak"),
        ("میزبان پھر۔", ""),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "{wink}",
        "{pause}",
        "{pause 2h}",
        "{pause 31s}",
        "{say شنہوا}",
        "{say : Xinhua}",
        "{say شنہوا: Xinhua",
        "{say شنہوا: {pause 1s} Xinhua}",
        "{ Voice tone",
    ],
)
def test_what_is_no_mark_is_refused_with_those_that_are(mark: str) -> None:
    with pytest.raises(ScriptError) as caught:
        lines(f"ایک بات {mark} ہے۔")
    assert "{pause 2s}" in caught.value.hint


@given(st.text(alphabet="اب ۔{}:aps12", max_size=40))
def test_a_text_without_a_mark_stays_as_it_is(text: str) -> None:
    try:
        parts, _ = editor_marks.stretches(text)
    except ScriptError:
        return
    shown = "".join(part.text for part in parts).split()
    assert shown == editor_marks.plain(text).split() or "{" in text


def test_the_story_of_a_wrong_mark_is_named_also_where_it_stands_in_a_title() -> None:
    for article in (
        Article("x", "بارش کی خبر", ("ایک بات {wink} ہے۔",)),
        Article("x", "بارش کی خبر {wink}", ("ایک بات ہے۔",)),
    ):
        with pytest.raises(ScriptError, match=r"«بارش کی خبر.*\{wink\} is no mark"):
            compose([article])


def test_marks_are_heard_in_titles_and_headlines_too() -> None:
    rundown = Rundown(headlines=((0, "{say شنہوا: Xinhua} کی خبر"),), stories_lead="تفصیل۔")
    article = Article(
        "x",
        "بات {pause 2s} Xinhua کی",
        ("متن۔",),
        marked_title="بات {pause 2s} {say شنہوا: Xinhua} کی",
    )
    composed = compose([article], rundown=rundown).lines
    headline, _, title, rest, _ = composed
    assert (headline.written, headline.spoken) == ("Xinhua کی خبر", "شنہوا کی خبر")
    assert (title.role, title.written, title.pause_ms) == (Role.TITLE, "بات", 2000)
    assert (rest.written, rest.spoken) == ("Xinhua کی", "شنہوا کی")


@pytest.mark.parametrize(
    "article",
    [
        Article("x", "بات", ("متن۔",), marked_title="{voice tone} بات"),
        Article("x", "بات", ("متن۔",), headline="{voice tone} بات"),
    ],
)
def test_no_guest_speaks_a_title_or_a_headline(article: Article) -> None:
    with pytest.raises(ScriptError, match="voice tone"):
        refuse_faulty_marks(article)
    with pytest.raises(ScriptError, match="voice tone"):
        compose([article])


def test_a_mark_in_capitals_is_the_same_mark() -> None:
    first, second = lines("پہلی بات۔ {Pause 1s} {SAY شنہوا: ژنگکوا} نے {Voice tone}کہا۔")[:2]
    assert (first.pause_ms, second.spoken) == (1000, "شنہوا نے")
    assert editor_marks.voices(["{Voice tone}"]) == ("tone",)
    assert editor_marks.plain("{SAY شنہوا: ژنگکوا} نے {Pause 1s} کہا") == "ژنگکوا نے کہا"


def test_what_is_inert_is_text_as_any_other() -> None:
    text = "اس نے {voice elevenlabs} {photo} {pause 9s} کہا۔"
    (line,) = lines(editor_marks.inert(text))
    assert (line.voice, line.pause_ms) == ("", None)
    assert line.written.replace("\u2060", "") == text
    assert "\u2060" not in line.spoken
    assert editor_marks.voices([editor_marks.inert(text)]) == ()
