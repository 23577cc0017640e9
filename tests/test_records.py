"""A record is a frozen, slotted dataclass in all that can be seen of it."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.records import record


@record
class Ours:
    """The same fields as ``Theirs``."""

    name: str
    parts: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the library makes."""

    name: str
    parts: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


@record
class Other:
    """Another kind with the same values."""

    name: str


values = st.tuples(st.text(), st.lists(st.integers()).map(tuple), st.lists(st.text()).map(tuple))


@given(values, values)
def test_equality_hash_and_text_are_those_of_a_dataclass(one: tuple, two: tuple) -> None:  # type: ignore[type-arg]
    assert (Ours(*one) == Ours(*two)) == (Theirs(*one) == Theirs(*two))
    assert Ours(*one) == Ours(*one)
    assert hash(Ours(*one)) == hash(Theirs(*one)) == hash(one)
    assert repr(Ours(*one)) == repr(Theirs(*one)).replace("Theirs", "Ours")


@given(values)
def test_it_is_copied_taken_apart_and_pickled_as_one(one: tuple) -> None:  # type: ignore[type-arg]
    ours = Ours(*one)
    assert [each.name for each in fields(Ours)] == [each.name for each in fields(Theirs)]
    assert asdict(ours) == asdict(Theirs(*one))
    assert replace(ours, name="x") == Ours("x", *one[1:])
    assert pickle.loads(pickle.dumps(ours)) == ours


def test_records_of_two_kinds_are_never_equal() -> None:
    kinds: list[object] = [Other("x"), Ours("x"), "x"]
    assert all(one != two for one in kinds for two in kinds if one is not two)


def test_nothing_in_it_can_be_changed_or_added() -> None:
    ours = Ours("x")
    with pytest.raises(FrozenInstanceError):
        ours.name = "y"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del ours.name
    assert not hasattr(ours, "__dict__")
