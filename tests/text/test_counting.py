"""Numbers of things in messages."""

from __future__ import annotations

import pytest

from naqeeb.text.counting import counted


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1000, "1000 files")]
)
def test_of_one_thing_alone_there_is_no_plural(count: int, said: str) -> None:
    assert counted(count, "file") == said
