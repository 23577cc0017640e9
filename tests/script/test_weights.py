"""The packed weights say what the tables say that they were packed from."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from naqeeb.script.harakat.guessing import clues, load_models
from naqeeb.script.harakat.place import letters_of
from naqeeb.script.harakat.weights import Weights

BENCH = Path(__file__).parents[2] / "bench"
DATA = Path(__file__).parents[2] / "src/naqeeb/script/data"


@pytest.fixture
def packing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCH))
    import pack_weights

    return pack_weights


SOUNDS = "# comment\n1بن\tCa 20\tCi -781\n=ب\tC 0\tCa 0\tCi 0\n>Ca\tC 40\nب\tCa 3\n"
MARKS = "# comment\n1بن\t. 7\t.َ -20\n=ب\t. 0\t.َ 0\n"


@pytest.fixture
def small(packing: ModuleType, tmp_path: Path) -> Weights:
    (tmp_path / "sounds.tsv").write_text(SOUNDS, "utf-8")
    (tmp_path / "marks.tsv").write_text(MARKS, "utf-8")
    packing.pack_folder(tmp_path, tmp_path / "weights.bin")
    return Weights(tmp_path / "weights.bin")


def named(weights: Weights, sums: list[int]) -> dict[tuple[int, str], int]:
    keys = zip(weights.models, weights.labels, strict=True)
    return {key: value for key, value in zip(keys, sums, strict=True) if value}


def test_a_clue_speaks_to_both_models(small: Weights) -> None:
    sums = named(small, small.sums(["1بن"]))
    assert sums == {(0, "Ca"): 20, (0, "Ci"): -781, (1, "."): 7, (1, ".َ"): -20}


def test_the_weights_of_all_clues_are_summed(small: Weights) -> None:
    assert named(small, small.sums(["1بن", "ب"]))[0, "Ca"] == 23


@pytest.mark.parametrize("clue", ["", "2بن", "ب ", "\udcff", "ں" * 1000])
def test_a_clue_that_was_never_learnt_says_nothing(small: Weights, clue: str) -> None:
    assert small.cells(clue) == []
    assert not any(small.sums([clue]))


def test_cells_keep_their_order(small: Weights) -> None:
    labels = [(small.models[at], small.labels[at]) for at, _ in small.cells("=ب")]
    assert labels == [(0, "C"), (0, "Ca"), (0, "Ci"), (1, "."), (1, ".َ")]


@pytest.mark.usefixtures("small")
def test_a_letter_that_was_never_learnt_is_left_as_it_is(tmp_path: Path) -> None:
    models = load_models(tmp_path / "weights.bin")
    letters = letters_of("نب")
    sums = [models.weights.sums(here) for here in clues(letters)]
    assert models.sounds.tag(letters, sums).labels[0] == "."
    assert models.marks.tag(letters, sums).sure[0] == 1.0


def test_the_shipped_file_is_packed_from_the_tables(packing: ModuleType) -> None:
    tables = [dict(packing.read_weights(BENCH / "weights" / name)) for name in packing.MODELS]
    assert packing.pack(tables) == (DATA / "weights.bin").read_bytes()
    weights = Weights(DATA / "weights.bin")
    for model, table in enumerate(tables):
        for clue, cells in list(table.items())[::25]:
            unpacked = [
                (weights.labels[at], weight)
                for at, weight in weights.cells(clue)
                if weights.models[at] == model
            ]
            assert unpacked == cells


def test_a_big_endian_machine_swaps_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    path = DATA / "weights.bin"
    other = "big" if sys.byteorder == "little" else "little"
    usual = Weights(path)._weights[:100]
    monkeypatch.setattr(sys, "byteorder", other)
    swapped = Weights(path)._weights[:100]
    assert [n.to_bytes(2, "big", signed=True) for n in swapped] == [
        n.to_bytes(2, "little", signed=True) for n in usual
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"\x00" * 4096)
    with pytest.raises(ValueError, match="holds no weights"):
        Weights(tmp_path / "weights.bin")
