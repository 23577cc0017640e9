"""Import a library without heavy modules that it names but that are not needed here.

``miniaudio`` imports numpy where it is installed and an HTTP client for its
radio player: 20 to 300 ms, for nothing that naqeeb uses.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from threading import get_ident
from types import ModuleType
from typing import Any


def lean_import(name: str, *, absent: str, later: str) -> Any:
    """Import ``name``.

    Args:
        name: the library.
        absent: an optional module that it is to do without.
        later: a submodule that it names; it is imported only when it is used.

    Other threads, and later imports, find both modules as usual.
    """
    finder = _Finder(absent, later)
    sys.meta_path.insert(0, finder)
    try:
        return import_module(name)
    finally:
        sys.meta_path.remove(finder)
        finder.tidy()


class _Later(ModuleType):
    """Stands in for a module until someone asks it for something."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _forget(self)
        return getattr(import_module(self.__name__), name)


def _forget(stand_in: _Later) -> None:
    name = stand_in.__name__
    if sys.modules.get(name) is stand_in:
        del sys.modules[name]
    package, _, own = name.rpartition(".")
    if vars(sys.modules[package]).get(own) is stand_in:
        delattr(sys.modules[package], own)


class _Finder:
    """Finder and loader for two modules, and only in the thread that made it."""

    def __init__(self, absent: str, later: str) -> None:
        self._thread = get_ident()
        self._absent = absent
        self._later = later
        self._stand_in: _Later | None = None

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if get_ident() != self._thread:
            return None
        if name == self._absent:
            raise ModuleNotFoundError(name, name=name)
        # Once only: whoever uses the stand-in wants the real module behind it.
        wanted = name == self._later and self._stand_in is None
        # Any: importlib.abc, which names the loader's class, would import much of what is spared.
        loader: Any = self
        return ModuleSpec(name, loader) if wanted else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        self._stand_in = _Later(spec.name)
        return self._stand_in

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: it is empty."""

    def tidy(self) -> None:
        """Take the stand-in away, so that the next import finds the real module."""
        if self._stand_in is not None:
            _forget(self._stand_in)
