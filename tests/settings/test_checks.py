"""A bad value for every setting there is: each is refused when the file is read, with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from case_lines import try_each

from naqeeb.errors import SettingsError
from naqeeb.model import ModelFile, Show, Voice
from naqeeb.script.wording import built_in
from naqeeb.settings import FollowSettings, Settings, SourceSite, load, read_voice
from naqeeb.settings.bulletin import Edition
from naqeeb.settings.value_checks import WORDINGS

SITE = 'intake.sites."a.pk"'
OF_A_VOICE = {"voice file": Voice, "files": ModelFile}
KINDS: dict[str, type] = {
    "show": Show,
    SITE: SourceSite,
    "follow": FollowSettings,
    "editions": Edition,
    **OF_A_VOICE,
    **{
        name: kind
        for name, kind in get_type_hints(Settings).items()
        if isinstance(kind, type) and kind.__module__.startswith("naqeeb.settings")
    },
}
BEGUN = {
    "follow": {"url": '"https://a.pk/rss"'},
    "editions": {"name": '"صبح"', "time": '"07:30"', "sources": '["a.txt"]'},
    "voice file": {"engine": '"tone"'},
    "files": {"name": '"a"', "url": '"https://a.pk/a"'},
}
"""What must be there beside the value that is tried."""
FILE = Path(__file__).with_name("data") / "unfit_settings.tsv"
ROWS = [
    line.split("\t") for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")
]


def settings_there_are() -> Iterator[tuple[str, str, Any]]:
    """Section, key and type of each."""
    yield "", "output", str
    yield "", "jobs", int
    yield "show", "category", str | list[str]
    for section, kind in KINDS.items():
        hints = get_type_hints(kind, include_extras=True)
        for each in fields(kind):
            if (section, each.name) != ("voice file", "name"):  # the file's own
                yield section, each.name, hints[each.name]


def without_bounds(hint: Any) -> Any:
    """The type of a setting that any value of its kind would fit."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return without_bounds(args[0])
    if origin in (Union, UnionType):
        return Union[tuple(map(without_bounds, args))]  # noqa: UP007 - made while it runs
    if origin is tuple and args[0] is ModelFile:
        return Any
    if origin is tuple:
        return list[without_bounds(args[0])]  # type: ignore[misc]
    if origin is Literal:
        return without_bounds(type(args[0]))
    return hint if hint in (str, int, float, type(None)) else Any


def value_of(text: str) -> str:
    return re.sub(r"\{(\d+)\}", lambda found: "x" * int(found[1]), text)


def of_its_kind(text: str, hint: Any) -> bool:
    value = tomllib.loads(f"value = {value_of(text)}")["value"]
    try:
        msgspec.convert(value, without_bounds(hint))
    except msgspec.ValidationError:
        return False
    return True


def test_each_setting_has_a_value_that_is_refused() -> None:
    """Of the right kind, so that it is its bounds that are tried; true and false have none."""
    assert [
        f"add a line for [{section}] {key} to unfit_settings.tsv"
        for section, key, hint in settings_there_are()
        if not any(of_its_kind(row[2], hint) for row in ROWS if row[:2] == [section, key])
    ] == []


def test_each_line_is_of_a_setting_that_there_is() -> None:
    known = {(section, key) for section, key, _ in settings_there_are()}
    assert {(row[0], row[1]) for row in ROWS} - known == set()


def test_a_value_that_cannot_be_is_named_where_it_stands(tmp_path: Path) -> None:
    def check(section: str, key: str, text: str, said: str) -> None:
        lines = BEGUN.get(section, {}) | {key: value_of(text)}
        body = "".join(f"{name} = {value}\n" for name, value in lines.items())
        head = {"": "", "voice file": "", "files": "engine = 'tone'\n[[files]]\n"}.get(
            section, f"[[{section}]]\n" if section in BEGUN else f"[{section}]\n"
        )
        path = tmp_path / ("voices/x.toml" if section in OF_A_VOICE else "naqeeb.toml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# settings\n{head}{body}", "utf-8")
        with pytest.raises(SettingsError) as error:
            (read_voice if section in OF_A_VOICE else load)(path)
        line = 1 + head.count("\n") + list(lines).index(key) + 1
        assert error.value.what.startswith(f"{path}:{line}: ")
        assert key in error.value.what
        assert said in str(error.value)
        assert error.value.key
        assert error.value.hint

    try_each(FILE, check)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "[[follow]]\nurl = 'https://a.pk/'\n[[follow]]\nlimit = 3\nurl = 'https://a.pk/'\n",
            5,
            "the same url",
        ),
        ("[[follow]]\nurl = 'https://a.pk/'\n[[follow]]\nlimit = 3\n", 3, "has no url"),
        ("[[show]]\nslug = 'a'\n[[show]]\ntitle = 'b'\n", 3, "a slug each"),
        ("[[show]]\nslug = 'a'\n[[show]]\nslug = 'b'\nkind = 'x'\n", 5, "kind is 'x'"),
        ("[[editions]]\nname = 'a'\ntime = '07:00'\nsources = ['a']\n" * 2, 6, "are named 'a'"),
        ("[[editions]]\nname = 'a'\ntime = '07:00'\n", 1, "has no stories"),
        ("\nvoice = { name = 'espaek' }\n", 2, "did you mean espeak?"),
        ("\nvoice.name = 'espaek'\n", 2, "did you mean espeak?"),
        ("[ 'voice' ]\n\"name\" = 'espaek'\n", 2, "did you mean espeak?"),
        ("[intake.sites.'a.pk']\nencoding = 'utf-99'", 2, "which is not an encoding"),
        ("[intake.sites.'a.pk/x']\nencoding = 'utf-8'", 1, "does not name a host"),
    ],
)
def test_of_several_tables_the_wrong_one_is_named(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = tmp_path / "naqeeb.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=re.escape(said)) as error:
        load(path)
    assert error.value.what.startswith(f"{path}:{line}: ")


def test_the_wordings_that_settings_know_are_those_there_are() -> None:
    assert built_in() == WORDINGS
