"""A script whose lines are written while they are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from naqeeb.model import Article, Line, Role
from naqeeb.script import Lexicon, chunks, compose
from naqeeb.script.unfolding import Unfolding
from naqeeb.settings import ScriptSettings

ARTICLE = Article("a", "سرخی", ("پہلا جملہ۔ دوسرا جملہ۔", "تیسرا جملہ 5 فیصد ہے۔"))


def _line(number: int) -> Line:
    return Line(number, Role.BODY, f"{number}", f"{number}")


def test_a_line_is_written_when_it_is_asked_for_and_once() -> None:
    written: list[int] = []

    def source() -> Iterator[Line]:
        for number in range(5):
            written.append(number)
            yield _line(number)

    lines = Unfolding(source())
    assert lines[1] == _line(1)
    assert written == [0, 1]
    assert lines[0] == _line(0)
    assert written == [0, 1]
    assert len(lines) == 5
    assert lines[-1] == _line(4)
    assert lines[1:3] == (_line(1), _line(2))
    assert written == [0, 1, 2, 3, 4]
    with pytest.raises(IndexError):
        lines[5]


def test_it_holds_the_same_lines_and_chunks_as_one_that_is_written_at_once() -> None:
    whole = compose([ARTICLE], settings=ScriptSettings(), lexicon=Lexicon.load(None))
    growing = compose(
        [ARTICLE], settings=ScriptSettings(), lexicon=Lexicon.load(None), unfolding=True
    )
    assert list(chunks(growing, 300)) == list(chunks(whole, 300))
    assert tuple(growing.lines) == whole.lines


def test_the_first_chunk_needs_no_more_than_two_lines() -> None:
    growing = compose(
        [ARTICLE], settings=ScriptSettings(), lexicon=Lexicon.load(None), unfolding=True
    )
    next(chunks(growing, 300))
    assert isinstance(growing.lines, Unfolding)
    assert len(growing.lines._written) == 2
