"""A TOML file into a dataclass, each value checked, each fault answered by name."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from naqeeb import small_files
from naqeeb.errors import SettingsError
from naqeeb.settings.did_you_mean import did_you_mean
from naqeeb.toml_fault import toml_fault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file that was read."""

    path: Path
    text: str
    table: dict[str, Any]
    number: int = 0
    """Which of several tables of one name is read, as with ``[[follow]]``; from 0."""

    def at(self, number: int) -> TomlFile:
        """The same file, while the table of this number is read."""
        return replace(self, number=number)

    def place(self, section: str, key: str) -> str:
        """Where a key stands: ``naqeeb.toml:7``; else where its table begins.

        Without the line where it cannot be told.
        """
        whole = _plain(f"{section}.{key}" if section and key else section or key)
        lines = list(self._names())
        for wanted in ((whole, self.number), (_plain(section), self.number), (_plain(section), 0)):
            for line, name, number in lines:
                if (name, number) == wanted and name:
                    return f"{self.path}:{line}"
        return str(self.path)

    def has(self, section: str, key: str) -> bool:
        """Whether a key is written there."""
        return (_plain(f"{section}.{key}"), self.number) in {each[1:] for each in self._names()}

    def _names(self) -> Iterator[tuple[int, str, int]]:
        """Line, full name and number of its table for each header and each key."""
        header, seen = "", dict[str, int]()
        for line, text in enumerate(self.text.splitlines(), 1):
            if match := _HEADER.match(text):
                header = _plain(match[1])
                seen[header] = seen.get(header, -1) + 1
                yield line, header, seen[header]
            elif match := _KEY.match(text):
                name = f"{header}.{_plain(match[1])}" if header else _plain(match[1])
                yield line, name, seen.get(header, 0)


_HEADER = re.compile(r"\s*\[{1,2}\s*((?:[^\[\]\"']|\"[^\"]*\"|'[^']*')+?)\s*\]{1,2}")
_KEY = re.compile(r"""\s*((?:[\w.-]|"[^"]*"|'[^']*')+)\s*=""")


def _plain(name: str) -> str:
    return re.sub(r"\s*\.\s*", ".", name.replace('"', "").replace("'", ""))


def read_toml(path: Path, *, may_be_missing: bool = False) -> TomlFile:
    """A TOML file as a table; one that is missing and may be is an empty one.

    Raises:
        SettingsError: it is missing, cannot be read, or is not TOML.
    """
    text = ""
    try:
        text = small_files.read_text(path)
        return TomlFile(path, text, tomllib.loads(text))
    except FileNotFoundError:
        if may_be_missing:
            return TomlFile(path, "", {})
        raise SettingsError(
            f"there is no settings file {path}",
            hint=f"{did_you_mean(path)}run `naqeeb init` to make one, or leave --config out",
            path=str(path),
        ) from None
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror}",
            cause="it belongs to another user, is a folder or no file, or its disk is failing",
            hint="mend that, or name another file",
            path=str(path),
        ) from None
    except (ValueError, RecursionError) as error:
        # ValueError is TOML's own error, a number of thousands of digits, and bytes that are
        # not UTF-8; brackets nested thousands deep end in RecursionError.
        raise not_toml(path, text, error) from None


def not_toml(path: Path, text: str, error: Exception) -> SettingsError:
    """What is wrong with a file, and its text, that a reader of TOML did not take."""
    if isinstance(error, UnicodeDecodeError):
        return SettingsError(
            f"{path} is not text in UTF-8",
            cause="an editor saved it in another encoding",
            hint="save it as UTF-8 in a text editor, then try again",
            path=str(path),
        )
    what = toml_fault(text, error)
    if re.search(r"overwrite a value|twice|already exists", what):
        cause = "a name stands there twice"
    elif re.search(r"digits|too deep", what):
        cause = "something else was pasted into the file, or a program wrote it"
    else:
        cause = "a quotation mark, bracket or equals sign is missing"
    return SettingsError(
        f"{path} is not TOML: {what}",
        cause=cause,
        hint="mend it in a text editor, then try again",
        path=str(path),
    )


def refuse_unknown(
    table: Mapping[str, Any], known: Collection[str], source: TomlFile | str, section: str
) -> None:
    """Return if all keys of a table are known.

    Raises:
        SettingsError: one is not; the hint has the nearest that is, or all.
    """
    for key in table:
        if key not in known:
            raise SettingsError(
                f"{_place(source, section, key)}: {_name(section, key)} is not a setting",
                hint=nearest(key, known),
                key=key,
            )


def nearest(name: str, known: Collection[str], *, otherwise: str | None = None) -> str:
    """What a name that is not known was meant to be, or all that are known."""
    near = difflib.get_close_matches(name[:_SHOWN_CHARS], known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(sorted(known))}" if otherwise is None else otherwise


def refusal(
    source: TomlFile | str, section: str, key: str, value: object, what: str, hint: str = ""
) -> SettingsError:
    """The error for a value: where it stands, and what it must be."""
    return SettingsError(
        f"{_place(source, section, key)}: {_name(section, key)} is {shown(value)}, "
        f"which is not {what}",
        hint=hint or f"correct {key}, or leave it out",
        key=key,
    )


def as_table(value: object, source: TomlFile | str, name: str) -> dict[str, Any]:
    """The value of a section, which is a table.

    Raises:
        SettingsError: it is something else.
    """
    if isinstance(value, dict):
        return value
    title = f"[{name}]" if name else "it"
    raise SettingsError(
        f"{_place(source, '', name)}: {title} must be a table",
        cause="it is written as one setting, and has settings of its own",
        hint=f"write {title} in a line of its own, and its settings below it",
        key=name,
    )


def section(
    kind: type[T],
    table: object,
    source: TomlFile | str,
    name: str,
    *,
    over: T | None = None,
) -> T:
    """One table into its dataclass, each value checked against the field's type.

    Args:
        kind: the dataclass.
        table: as TOML gives it.
        source: the file, or what else the error should name.
        name: of the section; empty for a file that is one table.
        over: what is not in the table is taken from here instead of the defaults.

    Raises:
        SettingsError: a key is not known, or a value does not fit.
    """
    table = as_table(table, source, name)
    hints = _hints_of(kind)  # type: ignore[arg-type]  # a class is hashable
    refuse_unknown(table, [each.name for each in fields(kind)], source, name)  # type: ignore[arg-type]
    values = {key: value_of(hints[key], value, source, name, key) for key, value in table.items()}
    if over is not None:
        return replace(over, **values)  # type: ignore[type-var]
    for each in fields(kind):  # type: ignore[arg-type]
        if each.name not in values and each.default is MISSING and each.default_factory is MISSING:
            raise SettingsError(
                f"{_place(source, name, '')}: {_name(name, each.name)} is missing",
                hint=f"add {each.name} = …: {_described(hints[each.name])}",
                key=each.name,
            )
    return kind(**values)


@cache
def _hints_of(kind: type) -> dict[str, Any]:
    # It takes most of a millisecond, and there is a file for each voice.
    return get_type_hints(kind, include_extras=True)


def value_of(hint: Any, value: object, source: TomlFile | str, section: str, key: str) -> Any:
    """A TOML value as its field keeps it.

    Raises:
        SettingsError: it does not fit; the sentence says what would.
    """
    try:
        return msgspec.convert(value, hint)
    except (msgspec.ValidationError, ValueError):  # thousands of digits, half a surrogate pair
        what, hint_text = _described(hint), _nearest_of(hint, value)
        raise refusal(source, section, key, value, what, hint_text) from None


def _place(source: TomlFile | str, section: str, key: str) -> str:
    return source if isinstance(source, str) else source.place(section, key)


def _name(section: str, key: str) -> str:
    return f"[{_cut(section)}] {_cut(key)}" if section else _cut(key)


def shown(value: object) -> str:
    """A value as it is echoed: whole where it is short, and never with what may be a secret."""
    if isinstance(value, dict):
        return "a table"  # such as the headers that are sent to a site
    try:
        text = _cut(repr(value))
    except (ValueError, RecursionError):
        return "a number of thousands of digits, or brackets nested too deep"
    return "an address" if "://" in text else text


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"


_SHOWN_CHARS = 80


def _described(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return args[1].description or f"{_described(args[0])} {_bounds(args[1])}"
    if origin is Literal:
        return "one of " + ", ".join(repr(one) for one in args)
    if origin in (Union, UnionType):
        return " or ".join(_described(one) for one in args if one is not type(None))
    if origin is tuple and get_origin(args[0]) is Literal:
        return "a list of any of " + ", ".join(repr(one) for one in get_args(args[0]))
    if origin is tuple:
        return "a list of texts, each " + _described(args[0])
    if args:
        return f"a table, each name {_described(args[0])}, each value {_described(args[1])}"
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
    return names.get(hint, "a date and time" if hint is datetime else "a table")


def _nearest_of(hint: Any, value: object) -> str:
    """The choice that a value is near to, where there is a list of them."""
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    if get_origin(hint) is tuple:
        choices = get_args(get_args(hint)[0]) if get_origin(get_args(hint)[0]) is Literal else ()
    names = [each for each in choices if isinstance(each, str)]
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text not in names:
            near = difflib.get_close_matches(text[:_SHOWN_CHARS].lower(), names, n=1)
            return f"did you mean {near[0]}?" if near else ""
    return ""


def _bounds(meta: msgspec.Meta) -> str:
    return f"between {meta.ge} and {meta.le}"
