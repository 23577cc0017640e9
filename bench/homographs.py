"""How many homographs are read as their line wants them, open and closed lines apart.

    python bench/homographs.py [FILE] [--errors]

FILE (``bench/listening/homographs.tsv`` by default) has on each line a word, how it is said
(in the romanisation of ``data/pronunciation``), a line of text that holds it, and ``closed``
where no rule was written with a look at it. The engine's phonemes for the word are
compared, so that a right choice that is written wrong counts as wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import phones
from naqeeb.script.harakat import vocalise
from spelling_search import sounds_like

LINES = Path(__file__).parent / "listening" / "homographs.tsv"


def read_as(word: str, text: str) -> str:
    """Return what is written for the first ``word`` of a text."""
    plain = [token.strip("۔،؟!؛:") for token in text.split()]
    return vocalise(text).split()[plain.index(word)].strip("۔،؟!؛:")


def main(arguments: list[str]) -> None:
    """Print the rates, and with ``--errors`` the lines that are read wrong."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for line in (paths[0] if paths else LINES).read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        word, say, text, *closed = line.split("\t")
        kind = closed[0] if closed else "open"
        written = read_as(word, text)
        of[kind] += 1
        if sounds_like(word, written, say):
            right[kind] += 1
        elif "--errors" in arguments:
            print(f"  {kind:7}{word}\t{say}\t{written} {phones.engine_phones(written)}\t{text}")
    for kind in of:
        print(f"{kind:7}{right[kind]:4} of {of[kind]:4}  {right[kind] / of[kind]:6.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
