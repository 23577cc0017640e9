"""Pack the weights of the two models into the one file that the package reads.

    python bench/pack_weights.py

Reads ``bench/weights/sounds.tsv`` and ``marks.tsv``, in which the models can be read and
compared, and writes ``data/weights.bin``; ``naqeeb.script.harakat.weights`` says how it is laid
out. ``build_vocalised.py`` does the same after it has learnt them.
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32, crc_hqx
from collections.abc import Iterator, Sequence
from pathlib import Path

from naqeeb.script.harakat.weights import AS_WRITTEN, BUCKETS, MAGIC

WEIGHTS = Path(__file__).parent / "weights"
DATA = Path(__file__).parents[1] / "src/naqeeb/script/data"
PACKED = "weights.bin"
MODELS = ("sounds.tsv", "marks.tsv")

Cells = list[tuple[str, int]]


def read_weights(path: Path) -> Iterator[tuple[str, Cells]]:
    """Read a table of weights: each clue with its labels and their weights in 1/100."""
    for line in path.read_text("utf-8").splitlines():
        clue, *cells = line.split("\t")
        if not clue.startswith("#"):
            pairs = (cell.split(" ") for cell in cells)
            yield clue, [(label, int(weight)) for label, weight in pairs]


def pack(models: Sequence[dict[str, Cells]]) -> bytes:
    """Lay models out as one file; raises ValueError where two clues cannot be told apart."""
    labels: list[str] = []
    entries: dict[tuple[int, int], list[tuple[int, int]]] = {}
    clue_of: dict[tuple[int, int], str] = {}
    for model, clues in enumerate(models):
        seen = {AS_WRITTEN, *(label for cells in clues.values() for label, _ in cells)}
        numbers = {label: len(labels) + at for at, label in enumerate(sorted(seen))}
        labels += [f"{model}{label}" for label in numbers]
        for clue, cells in clues.items():
            key = clue.encode()
            place = (crc32(key), crc_hqx(key, 0))
            if clue_of.setdefault(place, clue) != clue:
                raise ValueError(f"the clues {clue} and {clue_of[place]} have the same checksums")
            entries.setdefault(place, []).extend((numbers[label], w) for label, w in cells)
    starts, firsts, seconds = array("I", [0]), array("I"), array("H")
    ends, weights, numbers_of = array("I", [0]), array("h"), array("B")
    for (first, second), cells_of in sorted(entries.items()):
        while len(starts) <= first >> 16:
            starts.append(len(firsts))
        firsts.append(first)
        seconds.append(second)
        weights.extend(weight for _, weight in cells_of)
        numbers_of.extend(number for number, _ in cells_of)
        ends.append(len(weights))
    starts.extend([len(firsts)] * (BUCKETS + 1 - len(starts)))
    firsts.append(0xFFFFFFFF)
    head = f"{MAGIC}\n{len(entries)} {len(weights)} {' '.join(labels)}\n".encode()
    parts: tuple[array[int], ...] = (starts, firsts, ends, seconds, weights, numbers_of)
    if sys.byteorder == "big":
        for part in parts:
            part.byteswap()
    return b"".join([head + b" " * (-len(head) % 4), *(part.tobytes() for part in parts)])


def pack_folder(folder: Path, into: Path) -> None:
    """Pack the tables of a folder into the file ``into``."""
    packed = pack([dict(read_weights(folder / name)) for name in MODELS])
    replace(into, packed)


def replace(path: Path, written: bytes) -> None:
    """Write a file anew; a process that has the old one mapped goes on seeing that."""
    new = path.with_suffix(".new")
    new.write_bytes(written)
    new.replace(path)


if __name__ == "__main__":
    pack_folder(WEIGHTS, DATA / PACKED)
