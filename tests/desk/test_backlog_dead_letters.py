"""Dead letters: what could not be made is kept, counted, and taken out once it is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from naqeeb.desk.backlog.dead_letters import DeadLetters
from naqeeb.desk.backlog.line import Line
from naqeeb.errors import FetchFailed, SettingsError, SourceMissing

FETCH = FetchFailed("no answer", cause="the line is down", hint="try again", url="https://a.pk")


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_dead_letter_says_what_happened_and_what_to_do(tmp_path: Path) -> None:
    letters = DeadLetters(tmp_path / "dead.jsonl")
    letters.add(Line(source="https://a.pk"), FETCH, tries=2)
    letters.close(finished=False)
    assert lines(letters.path) == [
        {
            "source": "https://a.pk",
            "error": "no answer",
            "kind": "FetchFailed",
            "cause": "the line is down",
            "hint": "try again",
            "tries": 2,
        }
    ]


def test_tries_are_counted_over_runs_and_each_failure_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "dead.jsonl"
    for _ in range(3):
        letters = DeadLetters(path)
        letters.add(Line(source="a"), FETCH, tries=1)
        letters.add(Line(source="b"), SourceMissing("gone"), tries=1)
        assert letters.close(finished=True) == 2
    assert [(each["source"], each["tries"]) for each in lines(path)] == [("a", 3), ("b", 3)]


def test_what_is_made_at_last_is_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "dead.jsonl"
    first = DeadLetters(path)
    first.add(Line(source="a"), FETCH, tries=1)
    first.add(Line(source="b"), FETCH, tries=1)
    first.close(finished=False)
    second = DeadLetters(path)
    second.solve(Line(source="a"))
    assert second.close(finished=True) == 1
    assert [each["source"] for each in lines(path)] == ["b"]
    third = DeadLetters(path)
    third.solve(Line(source="b"))
    assert third.close(finished=True) == 0
    assert not path.exists()


def test_a_torn_letter_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "dead.jsonl"
    path.write_text('{"source": "a", "error": "e", "tries": 1}\n{"source": "b", "err', "utf-8")
    letters = DeadLetters(path)
    letters.add(Line(source="c"), FETCH, tries=1)
    assert letters.close(finished=True) == 2
    assert [each["source"] for each in lines(path)] == ["a", "c"]


def test_names_that_are_not_utf_8_are_kept(tmp_path: Path) -> None:
    letters = DeadLetters(tmp_path / "dead.jsonl")
    line = Line(source="\udcff.txt")
    letters.add(line, FETCH, tries=1)
    letters.close(finished=False)
    again = DeadLetters(letters.path)
    again.add(line, FETCH, tries=1)
    again.close(finished=True)
    assert lines(letters.path)[-1]["tries"] == 2


def test_a_file_that_holds_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("خبر\n", "utf-8")
    with pytest.raises(SettingsError, match="no file of dead letters"):
        DeadLetters(path)
    assert path.read_text("utf-8") == "خبر\n"


def test_they_lie_beside_the_manifest_and_those_tried_again_stay_where_they_are() -> None:
    beside = DeadLetters.beside("lists/news.txt")
    assert beside == Path("lists/news.txt.dead-letters.jsonl")
    assert DeadLetters.beside(str(beside)) == beside


@pytest.mark.parametrize("name", ["m" * 251 + ".txt", "خ" * 125 + ".txt"])
def test_a_manifest_of_the_longest_name_has_dead_letters_beside_it(
    name: str, tmp_path: Path
) -> None:
    manifest = tmp_path / name
    manifest.write_text("gone.txt\n", "utf-8")
    path = DeadLetters.beside(str(manifest))
    other = DeadLetters.beside(str(manifest.with_name(name.replace(".txt", ".csv"))))
    assert path != other
    letters = DeadLetters(path)
    letters.add(Line(source="gone.txt"), SourceMissing("gone"), tries=1)
    letters.close(finished=True)
    assert path.parent == tmp_path
    assert path.is_file()


def test_a_name_that_no_disk_takes_is_refused_by_its_option(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"longer than the disk takes.*--dead-letters"):
        DeadLetters(tmp_path / ("x" * 300))
