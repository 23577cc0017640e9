"""A path that a person wrote may be none that a system can have."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb import paths


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b", "a/" * 3_000, "\ud800"])
def test_a_name_that_no_system_can_have_is_no_file(tmp_path: Path, name: str) -> None:
    assert not paths.is_file(tmp_path / name)


def test_the_home_of_nobody_stays_as_it_is_written() -> None:
    assert paths.expanded("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")
    assert paths.expanded("~/x") == Path.home() / "x"
