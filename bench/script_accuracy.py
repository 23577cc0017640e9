"""Accuracy of the spoken classes, class by class: `python bench/script_accuracy.py [FILE...]`.

Without arguments the cases of the tests are used: those given with the reference
data and our own. A file holds lines of class, written, spoken (alternatives between
` | `), parted by tabs. Compared without marks and harakat, with the spellings of
number words taken as equal.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from naqeeb.script import speakable
from naqeeb.script.alphabet import HARAKAT, MARKS

DATA = Path(__file__).parents[1] / "tests" / "script" / "data"
SIGNS, STOPS = re.compile(f"[{HARAKAT}]"), re.compile(f"[{MARKS}]")
SAME = {
    other: word
    for word, others in (
        line.split("\t") for line in (DATA / "spellings.tsv").read_text("utf-8").splitlines()
    )
    for other in others.split("|")
}


def bare(text: str) -> str:
    """``text`` as it is compared."""
    words = STOPS.sub(" ", SIGNS.sub("", text)).split()
    return " ".join(SAME.get(word, word) for word in words)


def measure(files: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """Right cases and all cases by class; the wrong ones are printed."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            kind, written, spoken = line.split("\t")[:3]
            said = bare(speakable(written))
            of[kind] += 1
            if said in [bare(each) for each in spoken.replace("-", "").split(" | ")]:
                right[kind] += 1
            else:
                print(f"wrong  {kind}: {written} => {said}  (wanted {spoken})")
    return right, of


def main() -> None:
    """Print the accuracy of each class and of all."""
    named = [Path(each) for each in sys.argv[1:]]
    for title, files in (
        [("named", named)]
        if named
        else [
            ("given cases", [DATA / "given_cases.tsv"]),
            ("own cases", sorted((DATA / "cases").glob("*.tsv"))),
        ]
    ):
        right, of = measure(files)
        print(f"{title}: {right.total()} of {of.total()}, {right.total() / of.total():.1%}")
        for kind in sorted(of):
            print(f"  {kind:16} {right[kind]:4} of {of[kind]:4}  {right[kind] / of[kind]:7.1%}")


if __name__ == "__main__":
    main()
