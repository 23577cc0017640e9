"""Bulletins: greeting, headlines, links, sign-off, and which title is not read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from naqeeb.errors import ScriptError
from naqeeb.model import Article, Role
from naqeeb.script import compose
from naqeeb.script.rundown import Rundown, headline_of, says_title

STORIES = (
    Article("a", "پہلی سرخی", ("پہلی خبر۔",)),
    Article("b", "دوسری سرخی", ("دوسری خبر۔",), headline="مختصر سرخی"),
    Article("c", "تیسری سرخی", ("تیسری خبر۔",)),
)
RUNDOWN = Rundown(
    title="ریڈیو",
    greeting="السلام علیکم۔",
    headlines_lead="پہلے سرخیاں۔",
    headlines=((0, "پہلی سرخی"), (1, "مختصر سرخی")),
    stories_lead="اب تفصیل۔",
    links=("", "اگلی خبر۔", "آخری خبر۔"),
    sign_off="اللہ حافظ۔",
)


def lines(rundown: Rundown) -> list[tuple[str, int, str]]:
    script = compose(STORIES, rundown=rundown)
    return [(line.role.value, line.story, line.written) for line in script.lines]


def test_a_bulletin_greets_gives_headlines_leads_over_and_takes_leave() -> None:
    assert lines(RUNDOWN) == [
        ("greeting", 0, "السلام علیکم۔"),
        ("headline", 0, "پہلے سرخیاں۔"),
        ("headline", 0, "پہلی سرخی"),
        ("headline", 1, "مختصر سرخی"),
        ("headline", 0, "اب تفصیل۔"),
        # Its title was the headline, word for word.
        ("body", 0, "پہلی خبر۔"),
        ("link", 1, "اگلی خبر۔"),
        ("title", 1, "دوسری سرخی"),
        ("body", 1, "دوسری خبر۔"),
        ("link", 2, "آخری خبر۔"),
        ("title", 2, "تیسری سرخی"),
        ("body", 2, "تیسری خبر۔"),
        ("sign-off", 2, "اللہ حافظ۔"),
    ]


def test_headlines_are_read_again_where_they_are_wanted() -> None:
    ending = lines(replace(RUNDOWN, closing_lead="سرخیاں ایک بار پھر۔"))[-4:]
    assert [text for _, _, text in ending] == [
        "سرخیاں ایک بار پھر۔",
        "پہلی سرخی",
        "مختصر سرخی",
        "اللہ حافظ۔",
    ]


def test_the_headline_is_the_editors_own_else_the_title() -> None:
    assert [headline_of(story) for story in STORIES] == ["پہلی سرخی", "مختصر سرخی", "تیسری سرخی"]


@pytest.mark.parametrize(
    ("title", "headline", "text", "is_said"),
    [
        ("بارش ہوئی", "بارش ہوئی", "سڑکیں بند۔", False),
        # The same words, written otherwise.
        ("بارش ہوئی", "بارش ہوئي!", "سڑکیں بند۔", False),
        ("بارش ہوئی", "لاہور میں بارش", "سڑکیں بند۔", True),
        # The first sentence says it anyway.
        ("بارش ہوئی", "لاہور میں بارش", "بارش ہوئی، سڑکیں بند۔", False),
        ("بارش ہوئی", "لاہور میں بارش", "بارش ہوئیں۔", True),
    ],
)
def test_a_title_is_not_read_twice_in_a_row(
    title: str, headline: str, text: str, is_said: bool
) -> None:
    assert says_title(Article("a", title, (text,)), headline) is is_said


def test_a_text_that_is_empty_is_not_said() -> None:
    roles = [role for role, *_ in lines(Rundown())]
    assert set(roles) == {Role.TITLE.value, Role.BODY.value}


def test_a_wording_has_marks_but_no_other_voice() -> None:
    def greeted(greeting: str) -> list[tuple[str, str, int | None]]:
        rundown = replace(RUNDOWN, greeting=greeting)
        script = compose(STORIES, rundown=rundown)
        return [(each.written, each.spoken, each.pause_ms) for each in script.lines[:2]]

    assert greeted("السلام علیکم۔ {pause 2s} آپ سن رہے ہیں {say ریڈیو نَقیب: RN}۔") == [
        ("السلام علیکم۔", "السلام علیکم۔", 2000),
        ("آپ سن رہے ہیں RN۔", "آپ سن رہے ہیں ریڈیو نَقیب۔", None),
    ]
    with pytest.raises(ScriptError, match="no mark"):
        greeted("السلام {wink} علیکم۔")
    with pytest.raises(ScriptError, match="wording"):
        greeted("{voice tone}السلام علیکم۔{voice}")
