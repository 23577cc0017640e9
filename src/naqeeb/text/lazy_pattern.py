"""A regular expression that is compiled when it is first asked.

The rules that read Urdu hold some 350 expressions, and an article asks 70 of them. Compiling
them all at import would take a fifth of ``naqeeb script`` and a twelfth of ``naqeeb make``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Protocol


class _Match(Protocol):
    """How :meth:`re.Pattern.match`, ``search`` and ``fullmatch`` are called."""

    def __call__(self, string: str, pos: int = 0, endpos: int = ..., /) -> re.Match[str] | None: ...


class _FindIter(Protocol):
    """How :meth:`re.Pattern.finditer` is called."""

    def __call__(
        self, string: str, pos: int = 0, endpos: int = ..., /
    ) -> Iterator[re.Match[str]]: ...


class LazyPattern:
    """What :func:`re.compile` gives, later.

    Its methods are those of :class:`re.Pattern`. The four that rules ask a million times are
    looked up once and then kept, so that they are as fast as a compiled expression's.

    Args:
        pattern: the expression. A wrong one is found when it is first used;
            the tests compile all there are.
        flags: those of :mod:`re`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def match(self) -> _Match:
        """:meth:`re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def search(self) -> _Match:
        """:meth:`re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def fullmatch(self) -> _Match:
        """:meth:`re.Pattern.fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> _FindIter:
        """:meth:`re.Pattern.finditer`."""
        return self.compiled.finditer

    def findall(self, string: str) -> list[Any]:
        """:meth:`re.Pattern.findall`."""
        return self.compiled.findall(string)

    def split(self, string: str, maxsplit: int = 0) -> list[str | Any]:
        """:meth:`re.Pattern.split`."""
        return self.compiled.split(string, maxsplit)

    def sub(self, repl: str | Callable[[re.Match[str]], str], string: str, count: int = 0) -> str:
        """:meth:`re.Pattern.sub`."""
        return self.compiled.sub(repl, string, count)
