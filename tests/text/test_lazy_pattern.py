"""Expressions that are compiled when they are asked, and not before."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import naqeeb
from naqeeb.text.lazy_pattern import LazyPattern


def test_nothing_is_compiled_before_it_is_asked() -> None:
    pattern = LazyPattern("(")
    with pytest.raises(re.error):
        pattern.search("a text")


@pytest.mark.parametrize("method", ["match", "search", "fullmatch"])
@pytest.mark.parametrize("text", ["12", "a 12", "12 b", ""])
def test_it_finds_what_re_finds(method: str, text: str) -> None:
    lazy, compiled = LazyPattern(r"(\d)(\d)"), re.compile(r"(\d)(\d)")
    found, expected = getattr(lazy, method)(text), getattr(compiled, method)(text)
    assert (found and found.span()) == (expected and expected.span())


def test_a_search_may_begin_and_end_within_the_text() -> None:
    pattern = LazyPattern(r"\d")
    assert pattern.match("a1", 1) is not None
    assert pattern.search("a1", 0, 1) is None


def test_it_replaces_splits_and_lists_as_re_does() -> None:
    pattern = LazyPattern("x", re.IGNORECASE)
    assert pattern.sub("-", "axbX", count=1) == "a-bX"
    assert pattern.sub(lambda match: match[0] * 2, "ax") == "axx"
    assert pattern.split("axbXc") == ["a", "b", "c"]
    assert pattern.findall("axbX") == ["x", "X"]
    assert [match.start() for match in pattern.finditer("axbX")] == [1, 3]


def test_every_expression_of_naqeeb_compiles() -> None:
    for module in pkgutil.walk_packages(naqeeb.__path__, "naqeeb."):
        if module.name.startswith(("naqeeb.script", "naqeeb.intake", "naqeeb.text")):
            import_module(module.name)
    patterns = [each for each in gc.get_objects() if type(each) is LazyPattern]
    assert len(patterns) > 300
    for pattern in patterns:
        if pattern.pattern != "(":
            assert isinstance(pattern.compiled, re.Pattern), pattern.pattern
