"""Errors carry facts, say the next step, and cross processes."""

from __future__ import annotations

import ast
import copy
import inspect
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from naqeeb import errors
from naqeeb.errors import NaqeebError


def _all(kind: type[NaqeebError]) -> set[type[NaqeebError]]:
    return {kind}.union(*(_all(below) for below in kind.__subclasses__()))


SOURCE = Path(errors.__file__).parent
KINDS = sorted(_all(NaqeebError), key=lambda kind: kind.__name__)

BY_NAME = {kind.__name__: kind for kind in KINDS}
STILL_WITHOUT_A_NEXT_STEP = {"newsroom/server.py", "script/wording.py"}


def _made_in(path: Path) -> Iterator[tuple[str, set[str]]]:
    """The errors that a file of the source makes: kind, and the names of what they are given."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in BY_NAME:
                yield name, {keyword.arg or "**" for keyword in node.keywords}


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_survives_pickling_with_its_facts(kind: type[NaqeebError]) -> None:
    error = kind("it broke", cause="rain", hint="wait", source="a.txt", status=503, words=("ا",))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(error, protocol))
        assert type(again) is kind
        assert str(again) == str(error) == "it broke; probable cause: rain; next step: wait"
        assert (again.what, again.cause, again.hint) == ("it broke", "rain", "wait")
        assert again.facts == {"source": "a.txt", "status": 503, "words": ("ا",)}
        assert vars(again)["source"] == "a.txt"
        assert vars(again)["status"] == 503
        assert copy.copy(again).facts == error.facts


def test_what_is_not_known_is_not_said() -> None:
    assert str(NaqeebError("it broke")) == "it broke"
    assert str(NaqeebError("it broke", hint="wait")) == "it broke; next step: wait"


def test_a_fact_is_an_attribute_that_its_class_declares() -> None:
    error = errors.FetchFailed("it broke", url="http://localhost/", status=503)
    assert (error.url, error.status, error.source) == ("http://localhost/", 503, "")


def test_each_fact_that_an_error_is_given_is_one_that_its_class_declares() -> None:
    undeclared: list[str] = []
    for path in sorted(SOURCE.rglob("*.py")):
        for name, keywords in _made_in(path):
            kind = BY_NAME[name]
            known = {"cause", "hint"}.union(*map(inspect.get_annotations, kind.__mro__))
            undeclared += [f"{path.name}: {name}({fact}=)" for fact in keywords - known]
    assert undeclared == []


def test_each_error_says_the_next_step() -> None:
    silent = [
        f"{path.relative_to(SOURCE).as_posix()}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name, keywords in _made_in(path)
        if not keywords & {"hint", "**"}
    ]
    assert {each.partition(":")[0] for each in silent} <= STILL_WITHOUT_A_NEXT_STEP


def test_a_mistyped_attribute_is_an_error_for_python_and_for_the_type_checker() -> None:
    with pytest.raises(AttributeError):
        _ = NaqeebError("it broke").statsu  # type: ignore[attr-defined]


def test_the_tree_that_is_drawn_is_the_tree_that_is() -> None:
    drawn = inspect.getdoc(errors) or ""
    named = {line.split("─ ")[1].split()[0] for line in drawn.splitlines() if "─" in line}
    assert named | {"NaqeebError"} == {kind.__name__ for kind in KINDS}


def test_only_wrong_commands_and_settings_have_the_exit_code_2() -> None:
    codes = {kind.__name__: kind.exit_code for kind in KINDS}
    assert {name for name, code in codes.items() if code == 2} == {
        "SettingsError",
        "VoiceRefused",
        "VoiceUnknown",
    }
    assert set(codes.values()) == {1, 2}
