"""Import a library without modules that it names but that are not needed here.

``miniaudio`` imports numpy where it is installed and an HTTP client for its
radio player; ``feedgen`` imports a parser of dates and all time zones for UTC.
That is 8 to 300 ms each, for nothing that naqeeb uses.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from threading import Lock, get_ident
from types import ModuleType
from typing import Any

_NOTHING: Mapping[str, Any] = {}
_LISTING = Lock()


def lean_import(
    name: str,
    *,
    absent: str | tuple[str, ...] = (),
    later: str | tuple[str, ...] = (),
    given: Mapping[str, Any] = _NOTHING,
) -> Any:
    """Import ``name``.

    Args:
        name: the library, or one of its modules.
        absent: optional modules that it is to do without.
        later: modules that it names, at the top or in a package; each is imported
            only when the library uses it.
        given: what it may have of those without importing them, as in
            ``{"package.module.thing": thing}``; once they are imported, by
            whomever, it has theirs.

    The library is whole: what is later is the real thing when it is used. Other
    threads, and later imports, find all modules as usual.
    """
    finder = _Finder(_names(absent), _names(later), given)
    # New lists, since another thread may be walking the present one.
    with _LISTING:
        sys.meta_path = [finder, *sys.meta_path]
    try:
        return import_module(name)
    finally:
        with _LISTING:
            sys.meta_path = [each for each in sys.meta_path if each is not finder]
        finder.tidy(name.partition(".")[0])


def _names(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


class _Later(ModuleType):
    """Stands in for a module until someone asks it for something."""

    def __init__(self, name: str, given: Mapping[str, Any] = _NOTHING) -> None:
        super().__init__(name)
        self._given = given

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._given and sys.modules.get(self.__name__) in (None, self):
            return self._given[name]
        _forget(self)
        return getattr(import_module(self.__name__), name)


class _Package(ModuleType):
    """Stands before a package for a library that holds some of its modules for later."""

    def __init__(self, package: ModuleType, parts: Mapping[str, _Later]) -> None:
        super().__init__(package.__name__)
        self._package = package
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        if name in self._parts and name not in vars(self._package):
            return self._parts[name]
        if not name.startswith("__") and not hasattr(self._package, name):
            # It may be what comes along with one of them.
            for part in self._parts.values():
                import_module(part.__name__)
        return getattr(self._package, name)


def _forget(stand_in: _Later) -> None:
    name = stand_in.__name__
    if sys.modules.get(name) is stand_in:
        del sys.modules[name]
    package, _, own = name.rpartition(".")
    if package and vars(sys.modules[package]).get(own) is stand_in:
        delattr(sys.modules[package], own)


class _Finder:
    """Finder and loader for some modules, and only in the thread that made it."""

    def __init__(
        self, absent: tuple[str, ...], later: tuple[str, ...], given: Mapping[str, Any] = _NOTHING
    ) -> None:
        self._thread = get_ident()
        self._absent = absent
        self._later = later
        self._given = given
        self._stand_ins: dict[str, _Later] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if get_ident() != self._thread:
            return None
        if name in self._absent:
            raise ModuleNotFoundError(name, name=name)
        # Once only: whoever uses the stand-in wants the real module behind it.
        wanted = name in self._later and name not in self._stand_ins
        # Any: importlib.abc, which names the loader's class, would import much of what is spared.
        loader: Any = self
        return ModuleSpec(name, loader) if wanted else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        own = spec.name + "."
        given = {
            name.removeprefix(own): value
            for name, value in self._given.items()
            if name.startswith(own)
        }
        made = self._stand_ins[spec.name] = _Later(spec.name, given)
        return made

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: it is empty."""

    def tidy(self, library: str) -> None:
        """Take the stand-ins away, so that the next import finds the real modules.

        Where ``library`` holds the package that a stand-in belonged to, it is
        given one that still has it, since nobody else may ever import it.
        """
        parts: dict[str, dict[str, _Later]] = {}
        for name, stand_in in self._stand_ins.items():
            _forget(stand_in)
            package, _, own = name.rpartition(".")
            if package:
                parts.setdefault(package, {})[own] = stand_in
        for package, inside in parts.items():
            real = sys.modules[package]
            for name, module in sys.modules.copy().items():
                if name.partition(".")[0] == library and vars(module).get(package) is real:
                    setattr(module, package, _Package(real, inside))
