"""The public names of naqeeb, and nothing else."""

from __future__ import annotations

import doctest
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any, get_args, get_type_hints

import pytest

import naqeeb
from naqeeb import errors, model, settings

PUBLIC = {
    "Desk", "Effort", "Engine", "Event", "Failure", "Kind", "Listener", "Outcome", "Overrides",
    "Result", "Settings", "Updated", "__version__", "sentences", "settings", "speakable",
}  # fmt: skip
TYPES = {
    name
    for name, value in vars(model).items()
    if isinstance(value, type) and value.__module__.startswith("naqeeb.model.")
}
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type)} - {"ClassVar"}


def test_the_public_names_are_these_and_no_others() -> None:
    assert set(naqeeb.__all__) == PUBLIC | TYPES | ERRORS


def test_of_the_settings_what_a_caller_needs_is_public_and_no_help_of_the_house() -> None:
    sections = {name for name in vars(settings) if name.endswith("Settings")}
    assert set(settings.__all__) == sections | {
        "AUTO", "Edition", "FromArchive", "PIPER", "SETTINGS_FILE", "SourceSite", "VOICES_FOLDER",
        "find_voice", "has_voice", "length_s", "load", "load_voices", "read_voice", "voice_names",
        "voices_folder", "voices_of",
    }  # fmt: skip


def hints(value: object) -> Iterator[tuple[str, Any]]:
    """Of a function its arguments and what it returns; of a class all that is public in it."""
    # Errors import what they only name for the type checker.
    hints_of = partial(get_type_hints, localns=vars(model))
    if inspect.isfunction(value):
        yield from hints_of(value).items()
    elif inspect.isclass(value):
        yield from hints_of(value).items()
        for name in dir(value):
            member = inspect.getattr_static(value, name)
            member = getattr(member, "fget", None) or getattr(member, "__func__", member)
            is_ours = inspect.isfunction(member) and member.__module__.startswith("naqeeb")
            if is_ours and (name == "__init__" or not name.startswith("_")):
                yield from ((f"{name}.{key}", hint) for key, hint in hints_of(member).items())


def parts(hint: Any) -> Iterator[Any]:
    """A type and all that it is made of: ``list[str] | None``, what a listener is told."""
    yield hint
    for each in hint if isinstance(hint, list) else get_args(hint):
        yield from parts(each)


def test_whatever_a_public_name_takes_or_gives_has_a_public_name_too() -> None:
    names = [getattr(naqeeb, name) for name in naqeeb.__all__]
    names += [getattr(settings, name) for name in settings.__all__]
    public = [each for each in names if inspect.isclass(each) or inspect.isfunction(each)]
    assert naqeeb.Effort in {hint for _, hint in hints(naqeeb.Result)}
    assert {
        f"{value.__name__}.{name}: {part.__name__}"
        for value in public
        for name, hint in hints(value)
        for part in parts(hint)
        if inspect.isclass(part) and part.__module__.startswith("naqeeb") and part not in public
    } == set()


def test_the_settings_can_be_had_from_the_package_alone() -> None:
    code = "import naqeeb; print(naqeeb.settings.load.__module__)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == ["naqeeb.settings.load"]


def test_every_public_name_can_be_had() -> None:
    # An alias of types has no docstring of its own.
    names = set(naqeeb.__all__) - {"Listener", "Outcome"}
    assert {name for name in names if not getattr(naqeeb, name).__doc__} == set()
    assert get_args(naqeeb.Outcome) == (naqeeb.Result, naqeeb.Failure)
    assert get_args(naqeeb.Listener)[0] == [naqeeb.Event]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = naqeeb.no_such_name


def test_importing_naqeeb_pulls_nothing_heavy() -> None:
    code = "import sys, naqeeb; print(*sorted(name for name in sys.modules if 'naqeeb' in name))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == ["naqeeb", "naqeeb._version"]


def test_speakable_needs_neither_network_nor_audio_nor_the_desk() -> None:
    code = (
        "import sys; from naqeeb import speakable; speakable('5%');"
        "print(*(name for name in ('socket', 'typer', 'pydub', 'naqeeb.desk')"
        " if name in sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == []


@pytest.mark.parametrize("name", ["speaking", "splitting", "romanise", "transliterate"])
def test_the_examples_in_the_documentation_are_true(name: str) -> None:
    module = importlib.import_module(f"naqeeb.script.{name}")
    tested = doctest.testmod(module)
    assert tested.attempted
    assert not tested.failed
