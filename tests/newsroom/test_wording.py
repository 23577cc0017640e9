"""What the newsroom's pages call things."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

from naqeeb.newsroom.sentences import pairs_of_table
from naqeeb.newsroom.wording import wording
from naqeeb.script.letters import fold_text
from naqeeb.script.normalize import rewrite
from naqeeb.script.reading import Scan

CASES = sorted((Path(__file__).parents[1] / "script" / "data" / "cases").glob("*.tsv"))
OTHERS = {"homograph", "letters", "spelling", "lexicon", "say"}
"""Classes that only a whole line has, its words compared."""


@pytest.mark.parametrize("language", ["ur", "en"])
def test_each_spoken_class_has_a_name_in_the_page(language: Literal["ur", "en"]) -> None:
    written = [
        line.split("\t")[1]
        for path in CASES
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    kinds = {piece.kind for text in written for piece in rewrite(Scan(fold_text(text))).pieces}
    assert len(kinds) > 20
    named = wording(language).table["kinds"]
    nameless = {kind for kind in kinds | OTHERS if language not in named.get(kind, {})}
    assert nameless <= {""}  # what is spoken as it is written


_COMMANDS = "make|feed|check|list|held|release|reject|remove|voices"
_TYPED = re.compile(rf"--[a-z]+|naqeeb (?:{_COMMANDS})\b|\bthe (?:same )?command (?:again|in)\b")


def test_an_english_page_names_no_command_that_an_editor_could_type() -> None:
    """What only a command does stands between backticks, as in Urdu."""
    shown = [
        (wording("en").translated(english.replace("{}", "rain")), urdu)
        for english, urdu in pairs_of_table()
    ]
    assert [text for text, _ in shown if _TYPED.search(re.sub("`[^`]*`", "", text))] == []
    assert [text for text, urdu in shown if "`naqeeb " in text and "`" not in urdu] == []


@pytest.mark.parametrize("typed", [typed for typed, _ in pairs_of_table("english.tsv")])
def test_each_phrase_of_the_command_line_is_said_somewhere(typed: str) -> None:
    phrase = re.compile(re.escape(typed).replace(r"\{\}", "[^`]*"))
    assert any(phrase.search(english) for english, _ in pairs_of_table())
