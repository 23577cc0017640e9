"""How many words of running text the embedded voice says right.

    python bench/running_text.py [FILE] [--errors]

FILE (``bench/listening/running.tsv`` by default) has on each line a sentence in the manner of
news and how each of its words is said, in the romanisation of ``data/pronunciation``. The
engine's phonemes for each vocalised word are compared with it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from naqeeb.script.harakat import vocalise
from naqeeb.script.harakat.written_harakat import bare
from spelling_search import heard, sounds_like

SENTENCES = Path(__file__).parent / "listening" / "running.tsv"
_PUNCTUATION = "۔،؟!؛:"


def main(arguments: list[str]) -> None:
    """Print the rate, and with ``--errors`` the words that are said wrong."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    right = words = 0
    for line in (paths[0] if paths else SENTENCES).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, _, says = line.partition("\t")
        for word, written, say in zip(
            text.split(), vocalise(text).split(), says.split(), strict=True
        ):
            words += 1
            plain = bare(word.strip(_PUNCTUATION))
            if sounds_like(plain, written.strip(_PUNCTUATION), say):
                right += 1
            elif "--errors" in arguments:
                print(f"  {word}\t{say}\t{written} {heard(written)}")
    print(f"{words} words, {right / words:.2%} right")


if __name__ == "__main__":
    main(sys.argv[1:])
