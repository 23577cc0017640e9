"""The public names of naqeeb, and nothing else."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys

import pytest

import naqeeb
from naqeeb import errors, model

PUBLIC = {
    "Desk", "Event", "Failure", "Kind", "Overrides", "Result", "Settings", "__version__",
    "sentences", "speakable",
}  # fmt: skip
TYPES = {
    name
    for name, value in vars(model).items()
    if isinstance(value, type) and value.__module__.startswith("naqeeb.model.")
}
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type)} - {"ClassVar"}


def test_the_public_names_are_these_and_no_others() -> None:
    assert set(naqeeb.__all__) == PUBLIC | TYPES | ERRORS


def test_every_public_name_can_be_had() -> None:
    assert [name for name in naqeeb.__all__ if not getattr(naqeeb, name).__doc__] == []


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
