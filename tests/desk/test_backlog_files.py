"""What a backlog keeps while it is worked off: the journal, the dead letters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from naqeeb.desk.backlog.dead_letters import DeadLetters
from naqeeb.desk.backlog.journal import Journal
from naqeeb.desk.backlog.line import Line
from naqeeb.errors import FetchFailed, SettingsError, SourceMissing

FETCH = FetchFailed("no answer", cause="the line is down", hint="try again", url="https://a.pk")


# -- the journal -----------------------------------------------------------


def test_what_was_noted_is_known_to_the_next_run(tmp_path: Path) -> None:
    first = Journal(tmp_path / "journal")
    for digest in (5, 3, 2**64 - 1):
        first.note(digest)
    second = Journal(tmp_path / "journal")
    first.close(finished=False)
    assert [digest in second for digest in (2, 3, 4, 5, 2**64 - 1, 0)] == [
        False, True, False, True, True, False,
    ]  # fmt: skip
    assert len(second) == 3


@pytest.mark.parametrize("torn", range(1, 17))
def test_a_torn_last_line_costs_no_other(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "journal"
    first = Journal(path)
    first.note(3)
    first.note(0xABCDEF0123456789)
    first.close(finished=False)
    path.write_bytes(path.read_bytes()[:-torn])
    second = Journal(path)
    assert 3 in second
    second.note(7)
    second.close(finished=False)
    third = Journal(path)
    assert 3 in third
    assert 7 in third


def test_a_journal_of_something_else_is_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b"zzzzzzzzzzzzzzzz\n" + b"\xff" * 40 + b"\n0000000000000003\n")
    assert 3 in Journal(path)


def test_it_is_gone_when_the_run_came_to_its_end(tmp_path: Path) -> None:
    journal = Journal.of(tmp_path / "output", str(tmp_path / "list.txt"))
    journal.note(3)
    (path,) = (tmp_path / "output").iterdir()
    assert path.name.startswith(".naqeeb-journal-")
    journal.close(finished=False)
    assert path.exists()
    journal.close(finished=True)
    assert not path.exists()


def test_manifests_have_journals_of_their_own(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "-"):
        journal = Journal.of(tmp_path / "output", name)
        journal.note(3)
        journal.close(finished=False)
    assert len(list((tmp_path / "output").iterdir())) == 3


# -- dead letters ------------------------------------------------------------


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
