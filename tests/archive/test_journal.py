"""The journal of a long run: what is done stays known, whatever ends the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb.archive.journal import Journal


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
    lines = (b"z" * 16, b"\xff" * 40, b"-00000000000000f", b"+0x000000000000f", b"9" * 5_000)
    path.write_bytes(b"\n".join((*lines, b"0000000000000003", b"")))
    assert 3 in Journal(path)
    assert len(Journal(path)) == 1


def test_it_is_gone_when_the_run_came_to_its_end(tmp_path: Path) -> None:
    journal = Journal.of(tmp_path / "output", "list.txt")
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
