"""A word said otherwise in one place: where the mark is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from naqeeb import ScriptError
from naqeeb.desk import drafts, preview
from naqeeb.desk.say_mark import Place, with_say_mark
from naqeeb.settings import Settings

Say = Callable[..., str]


@pytest.fixture
def say(build: Callable[..., Any]) -> Say:
    """``say(body, n, word, said)``: the text, with a word of the nth line that has it marked."""
    settings: Settings = build().settings
    folder = drafts.folder_of(settings.root)

    def run(body: str, number: int, word: str, said: str = "شنہوا", **facts: str) -> str:
        draft = drafts.create(folder, facts, body)
        script = preview.of(settings, str(draft.path)).script
        line = [at for at, line in enumerate(script.lines) if word in line.written][number]
        start = script.lines[line].written.rindex(word)
        place = Place(line, start, start + len(word))
        facts, body = with_say_mark(draft.facts, draft.body, script, place, said)
        return facts.get("title", body.strip())

    return run


@pytest.mark.parametrize(
    ("body", "number", "word", "marked"),
    [
        ("خبر Xinhua نے دی۔", 0, "Xinhua", "خبر {say شنہوا: Xinhua} نے دی۔"),
        # The second of two, and the third in a later paragraph.
        ("XINA اور XINA۔", 0, "XINA", "XINA اور {say شنہوا: XINA}۔"),
        ("XINA آیا۔\n\nپھر XINA گیا۔", 1, "XINA", "XINA آیا۔\n\nپھر {say شنہوا: XINA} گیا۔"),
        # Markdown and other marks stand between the letters.
        ("**الف** {pause 1s} *XINA* ہے۔", 0, "XINA", "**الف** {pause 1s} *{say شنہوا: XINA}* ہے۔"),
        ("{say بے: XINA} اور XINA۔", 0, "XINA", "{say بے: XINA} اور {say شنہوا: XINA}۔"),
        # A word that has a mark gets the new one.
        ("خبر {say بے: XINA} ہے۔", 0, "XINA", "خبر {say شنہوا: XINA} ہے۔"),
        # Several words, over the end of a line that an editor's program filled.
        (
            "وہ کل اپنے دوستوں کے ساتھ ایک بہت ہی طویل سفر کے بعد واپس New\nYork گیا۔",
            0,
            "New York",
            "وہ کل اپنے دوستوں کے ساتھ ایک بہت ہی طویل سفر کے بعد واپس {say شنہوا: New York} گیا۔",
        ),
    ],
)
def test_the_mark_stands_where_the_word_was_seen(
    say: Say, body: str, number: int, word: str, marked: str
) -> None:
    assert say(body, number, word, title="خبر") == marked


def test_a_title_may_be_marked_in_the_text_and_in_the_facts(say: Say) -> None:
    assert say("# XINA آیا\n\nمتن۔", 0, "XINA") == "# {say شنہوا: XINA} آیا\n\nمتن۔"
    assert say("متن۔", 0, "XINA", title="XINA آیا") == "{say شنہوا: XINA} آیا"
    assert say("XINA۔", 1, "XINA", title="XINA آیا") == "{say شنہوا: XINA}۔"


@pytest.mark.parametrize("said", ["", "…", "a: b", "{x}"])
def test_what_cannot_be_said_is_refused(say: Say, said: str) -> None:
    with pytest.raises(ScriptError, match="cannot be spoken"):
        say("خبر XINA ہے۔", 0, "XINA", said, title="خبر")


def test_a_place_that_is_not_sure_is_left_to_the_editor(say: Say) -> None:
    body = "[XINA](https://xina.example/a) اور XINA۔"
    with pytest.raises(ScriptError, match="cannot be told") as refused:
        say(body, 0, "XINA", title="خبر")
    assert refused.value.hint == "write {say شنہوا: XINA} into the text yourself"
